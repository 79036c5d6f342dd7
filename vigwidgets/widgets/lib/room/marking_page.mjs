// A phone in a room: one large button, what became of the presses, and a way to ask for help. No film.
import { attribute, el, fill, put } from "../dom.mjs";
import { newId } from "../ids.mjs";
import { sentence } from "../refusals.mjs";
import { shortClock } from "../time.mjs";
import { ownPresses } from "./mark_outbox.mjs";
import { pressTime, standing } from "./marking_status.mjs";
import { pressButton } from "./press_button.mjs";
import { filmTime } from "./server_clock.mjs";

/** @typedef {import("./mark_outbox.mjs").Press} Press */

const LOOK_MS = 500;

/**
 * @param {Record<string, any>} words
 * @param {{host: import("../host.mjs").Host, clock: import("./server_clock.mjs").ServerClock, outbox: import("./mark_outbox.mjs").MarkOutbox, overheard: boolean}} given
 * @param {AbortSignal} signal
 * @returns {{node: HTMLElement, show: () => void, say: (text: string) => void}} `say` adds a sentence that stays until the next press
 */
export function markingPage(words, { host, clock, outbox, overheard }, signal) {
  /** @type {import("../host.mjs").Link} */
  let link = "lost";
  /** The last one pressed here; its tier can still be chosen. @type {Press | null} */
  let last = null;
  let wantsHelp = false;
  let wasOpen = false;

  const name = el("h1", { class: "vig-room-name" });
  const people = el("p", { class: "vig-room-people" });
  const status = el("p", { class: "vig-room-status" });
  const kept = el("p", { class: "vig-room-kept" });
  const trouble = el("p", { class: "vig-room-trouble", role: "alert" });
  const press = pressButton(pressed, signal);
  const tiers = /** @type {string[]} */ (words.tiers).map((title, i) =>
    el(
      "button",
      { type: "button", "data-tier": i + 1, signal, on: { click: () => nameTier(i + 1) } },
      el("span", { class: "vig-room-number" }, i + 1),
      el("span", {}, title),
    ),
  );
  const naming = el("div", { class: "vig-room-tiers", role: "group", "aria-label": words.which }, ...tiers);
  const own = el("div", { class: "vig-room-own", role: "img" });
  const back = el(
    "button",
    { type: "button", class: "vig-room-back", signal, on: { click: takeBack } },
    words.take_back,
  );
  const help = el("button", { type: "button", class: "vig-room-help", signal, on: { click: askForHelp } }, words.help);
  const presents = el("strong", { role: "status" });
  const chapters = el(
    "p",
    { class: "vig-room-chapters", hidden: true },
    presents,
    el("button", { type: "button", signal, on: { click: openChapters } }, words.chapters),
    el("span", {}, words.chapters_hint, overheard && ` ${words.chapters_overheard}`),
  );
  const node = el(
    "div",
    { class: "vig-room-marking" },
    el("header", { class: "vig-room-head" }, name, people),
    el("div", { class: "vig-room-says", role: "status" }, status, kept),
    trouble,
    press.node,
    naming,
    own,
    el("div", { class: "vig-room-tools" }, back, help),
    chapters,
  );

  const round = () => /** @type {import("./marking_status.mjs").PhoneRound | null} */ (host.state.round ?? null);
  const filmMs = (agoMs = 0) =>
    host.state.film && clock.isKnown ? filmTime(host.state.film, clock.nowMs - agoMs) : null;
  const presses = () => ownPresses(outbox.letters, host.state.mine ?? [], round()?.id ?? "");
  const lastOne = () => presses().find(({ id }) => id === last?.id) ?? presses().at(-1);

  /** @param {number} agoMs */
  function pressed(agoMs) {
    const now = round(),
      at = filmMs(agoMs);
    const at_ms = now?.open && at !== null ? pressTime(now, at) : null;
    if (!now || at_ms === null) return show();
    put(trouble);
    last = { id: newId(), round: now.id, at_ms, tier: null };
    outbox.add(last);
  }

  /** The server takes a press as it is: with a tier it is another one, in the same place. @param {number} tier */
  function nameTier(tier) {
    const old = presses().find(({ id }) => id === last?.id);
    if (!old || !round()?.open) return;
    last = { ...old, id: newId(), tier: old.tier === tier ? null : tier };
    outbox.replace(old, last);
  }

  function takeBack() {
    const one = lastOne();
    if (!one) return;
    last = null;
    outbox.takeBack(one);
  }

  async function askForHelp() {
    wantsHelp = !wantsHelp;
    show();
    const refused = await host.request("help", { wanted: wantsHelp }).then(
      () => null,
      (error) => error,
    );
    if (refused && sentence(refused)) {
      wantsHelp = !wantsHelp;
      say(sentence(refused));
    }
  }

  /** The address lets in once, so it is asked for anew each time. */
  async function openChapters() {
    try {
      const { url } = await host.request("workbook", {});
      location.assign(url);
    } catch (error) {
      say(sentence(error));
    }
  }

  /** @param {string} text */
  function say(text) {
    put(trouble, text);
    show();
  }

  function show() {
    const now = round(),
      mine = presses(),
      waiting = outbox.letters.length;
    if (last && last.round !== now?.id) last = null;
    const at = filmMs();
    const told = standing({ link, round: now, filmMs: at, waiting, kept: mine.length });
    const count = Number(host.state.people ?? 0);
    put(name, host.state.name ?? "");
    put(people, count === 1 ? words.people_one : fill(words.people, { count }));
    write(status, words[told.said]);
    write(kept, told.kept ? fill(words[told.kept], { count: waiting }) : "");
    press.show({
      open: told.open,
      title: told.open ? words.press : words.press_not,
      hint: told.open ? words.press_hint : "",
    });
    const named = last && mine.find(({ id }) => id === last?.id);
    attribute(naming, "data-asks", Boolean(named && now?.open));
    for (const [i, button] of tiers.entries()) {
      button.disabled = !(named && now?.open);
      attribute(button, "aria-pressed", String(named?.tier === i + 1));
    }
    back.disabled = mine.length === 0;
    chapters.hidden = !host.state.workbook;
    write(presents, host.state.presents ? words.presents : "");
    attribute(help, "data-asked", wantsHelp);
    put(help, wantsHelp ? words.help_wanted : words.help);
    drawOwn(mine, now, at);
    if (told.open && !wasOpen && document.activeElement === document.body) press.node.focus({ preventScroll: true });
    wasOpen = told.open;
  }

  /** @param {Press[]} mine @param {import("./marking_status.mjs").PhoneRound | null} now @param {number | null} at */
  function drawOwn(mine, now, at) {
    const share = (/** @type {number} */ ms) =>
      now ? `${(100 * (ms - now.start_ms)) / (now.end_ms - now.start_ms)}%` : "0%";
    const times = mine.map(({ at_ms }) => shortClock(at_ms)).join(", ");
    attribute(own, "aria-label", mine.length ? fill(words.own, { times }) : words.own_none);
    const ticks = mine.map(({ at_ms, tier }) =>
      el("span", { class: "vig-room-tick", "data-tier": tier ?? 0, style: { "--vig-at": share(at_ms) } }),
    );
    const isInside = now && at !== null && now.start_ms <= at && at <= now.end_ms;
    put(own, ...ticks, isInside && el("span", { class: "vig-room-now", style: { "--vig-at": share(at) } }));
  }

  wantsHelp = host.state.help === true;
  host.onLink((now) => {
    link = now;
    // Who asked for help is not in the journal: a server that began anew is asked again.
    if (now === "ready" && wantsHelp && !host.state.help) void host.request("help", { wanted: true }).catch(() => {});
    show();
  }, signal);
  host.onState(["name", "people", "round", "film", "mine", "workbook", "presents"], show, signal);
  const looking = setInterval(show, LOOK_MS); // the film goes on without a word
  signal.addEventListener("abort", () => clearInterval(looking), { once: true });
  return { node, show, say };
}

/** Text that has not changed is not read aloud again. @param {HTMLElement} node @param {string} text */
function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
