// Beside the film: how to come in, who is here, and the end of the room.
import { attribute, el, fill, put } from "../dom.mjs";
import { qrCode } from "../qr_code.mjs";
import { asking } from "./asking.mjs";
import { endChoice } from "./screen_after.mjs";

/** @typedef {{address: string, qr: {size: number, path: string}}} WayIn */
/** @typedef {{id: string, code: string, codes: WayIn[], fingerprint: string | null}} ScreenRoom */
/** @typedef {{id: string, name: string, here: boolean, help: boolean, presents: boolean}} ScreenPerson */

/** An address as people type it: browsers add what an unencrypted one begins with. @param {string} address @returns {string} */
export function shownAddress(address) {
  const { protocol, host, origin } = new URL(address);
  return protocol === "https:" ? origin : host;
}

/**
 * @param {Record<string, any>} words @param {{onEnd: (until: string) => void, onRemove: (id: string) => void, onPresent: (id: string, wanted: boolean) => void, onLetIn: () => void, after: HTMLElement}} calls @param {AbortSignal} signal
 */
export function screenSide(words, { onEnd, onRemove, onPresent, onLetIn, after }, signal) {
  let chosen = 0;
  let showsNames = false;
  /** @type {{room: ScreenRoom, people: ScreenPerson[]} | null} */
  let shown = null;
  let drawn = "";
  const picture = el("div", { class: "vig-screen-qr" });
  const address = el("p", { class: "vig-screen-address", dir: "ltr" });
  const code = el("p", { class: "vig-screen-code", dir: "ltr" });
  const way = el("div", {}, el("p", {}, words.address), address, el("p", {}, words.code), code);
  const safety = el("div", { class: "vig-hint" });
  const letIn = el("button", { type: "button", signal, on: { click: () => onLetIn() } }, words.let_in);
  const alone = el("div", { class: "vig-screen-alone" }, el("p", {}, words.no_address), letIn);
  const title = el("h2", {}, words.come_in);
  const others = el("div", { class: "vig-screen-row", role: "group", "aria-label": words.networks });
  const count = el("p", { class: "vig-screen-count" });
  const help = el("p", { class: "vig-screen-help", role: "status" });
  const names = el("button", { type: "button", signal, on: { click: toggleNames } }, words.names);
  const list = el("ul", { class: "vig-screen-people" });
  const end = el("button", { type: "button", signal, on: { click: askEnd } }, words.end);
  const who = el("div", { class: "vig-screen-who" }, count, help, names, list);
  const node = el(
    "aside",
    { class: "vig-screen-side", "aria-label": words.side },
    el("div", { class: "vig-screen-room" }, title, picture, way, alone, others, safety, who),
    el("div", { class: "vig-screen-row" }, after, end),
  );

  function toggleNames() {
    showsNames = !showsNames;
    drawPeople();
  }

  function askEnd() {
    const choice = endChoice(words);
    const told = { title: words.end_title, lead: words.end_lead, yes: words.end_yes, no: words.end_no };
    ask({ ...told, more: choice.node }, () => onEnd(choice.chosen()));
  }

  /** @param {ScreenPerson} one */
  function askRemove({ id, name }) {
    const title = fill(words.remove_title, { name });
    ask({ title, lead: words.remove_lead, yes: words.remove_yes, no: words.remove_no }, () => onRemove(id));
  }

  /** @param {{title: string, lead: string, yes: string, no: string, more?: HTMLElement}} told @param {() => void} onYes */
  function ask(told, onYes) {
    const dialog = asking(told, onYes, signal);
    node.append(dialog);
    dialog.showModal();
  }

  /** @param {ScreenRoom} room */
  function drawWay({ code: letters, codes, fingerprint }) {
    const at = codes[Math.min(chosen, codes.length - 1)];
    const now = JSON.stringify([letters, at?.address, codes.length, fingerprint]);
    if (now === drawn) return;
    drawn = now;
    put(code, letters);
    attribute(code, "aria-label", [...letters].join(" "));
    title.hidden = way.hidden = !at;
    alone.hidden = Boolean(at);
    who.hidden = !at;
    put(address, at && shownAddress(at.address));
    put(safety, at && (fingerprint ? encrypted(fingerprint) : words.overheard));
    put(picture, at && qrCode(at.qr, words.qr));
    others.hidden = codes.length < 2;
    put(others, ...codes.map(wayButton));
  }

  /** @param {string} fingerprint */
  function encrypted(fingerprint) {
    const compare = fill(words.fingerprint, { fingerprint });
    return el("details", {}, el("summary", {}, words.encrypted), el("p", {}, compare));
  }

  /** @param {WayIn} way @param {number} i */
  function wayButton(way, i) {
    const choose = () => {
      chosen = i;
      if (shown) drawWay(shown.room);
      /** @type {HTMLElement} */ (others.children[i]).focus();
    };
    const isChosen = String(i === chosen);
    return el(
      "button",
      { type: "button", "aria-pressed": isChosen, signal, on: { click: choose } },
      shownAddress(way.address),
    );
  }

  function drawPeople() {
    const people = shown?.people ?? [];
    const here = people.filter((one) => one.here).length,
      asks = people.filter((one) => one.help).length;
    put(count, here === 1 ? words.people_one : fill(words.people, { count: here }));
    const sentence = asks === 1 ? words.help_one : fill(words.help, { count: asks });
    if (help.textContent !== (asks ? sentence : "")) put(help, asks > 0 && sentence);
    attribute(names, "aria-pressed", String(showsNames));
    const ordered = [...people.filter((one) => one.help), ...people.filter((one) => !one.help)];
    put(list, ...(showsNames ? ordered.map(person) : []));
  }

  /** @param {ScreenPerson} one */
  function person(one) {
    const remove = () => askRemove(one);
    const present = () => onPresent(one.id, !one.presents);
    const presenting = {
      "aria-pressed": String(one.presents),
      "aria-label": fill(words.present_name, { name: one.name }),
    };
    return el(
      "li",
      { "data-here": one.here, "data-help": one.help },
      el("span", { class: "vig-screen-name" }, one.name),
      one.help && el("span", { class: "vig-screen-asked" }, words.asked),
      !one.here && el("span", { class: "vig-hint" }, words.away),
      el("button", { type: "button", ...presenting, signal, on: { click: present } }, words.present),
      el(
        "button",
        { type: "button", "aria-label": fill(words.remove_name, { name: one.name }), signal, on: { click: remove } },
        words.remove,
      ),
    );
  }

  return {
    node,
    /** @param {ScreenRoom} room @param {ScreenPerson[]} people */
    show(room, people) {
      const isNew = people !== shown?.people;
      shown = { room, people };
      drawWay(room);
      if (isNew) drawPeople();
    },
  };
}
