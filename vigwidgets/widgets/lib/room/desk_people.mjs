// Who is here, who has asked for help, who has agreed on the ground rules, and the small groups.
import { attribute, el, fill, put } from "../dom.mjs";
import { heatStrip } from "./heat_strip.mjs";

/** @typedef {{id: string, name: string, here: boolean, help: boolean}} DeskPerson */

const USUAL_SIZE = 3;

/**
 * @param {Record<string, any>} words
 * @param {{host: import("../host.mjs").Host, ask: (kind: string, payload: Record<string, any>) => Promise<any>, onGroup: () => void}} given `onGroup` is told when another group is looked at
 * @param {AbortSignal} signal
 */
export function deskPeople(words, { host, ask, onGroup }, signal) {
  const count = el("p", { class: "vig-desk-count" });
  const help = el("p", { class: "vig-desk-help", role: "status" });
  const list = el("ul", { class: "vig-desk-people" });
  const rules = el("button", {
    type: "button",
    signal,
    on: { click: () => ask("rules.show", { shown: !host.state.rules?.shown }) },
  });
  const agreed = el("p", { class: "vig-hint" });
  const size = el("input", {
    id: "vig-desk-size",
    type: "number",
    min: 2,
    max: 40,
    value: String(USUAL_SIZE),
    class: "vig-desk-number",
  });
  const split = el(
    "button",
    { type: "button", signal, on: { click: () => ask("groups.split", { size: Number(size.value) || 0 }) } },
    words.split,
  );
  const undo = el("button", { type: "button", signal, on: { click: () => ask("groups.undo", {}) } }, words.undo_split);
  const which = el("select", { id: "vig-desk-group", signal, on: { change: lookAt } });
  const look = el("div", { class: "vig-desk-row" }, el("label", { for: which.id }, words.look_at), which);
  const strip = heatStrip(
    words,
    { onSeek: (at_ms) => void ask("film.play_from", { at_ms: Math.round(at_ms) }) },
    signal,
  );
  const node = el(
    "section",
    { class: "vig-desk-card", "aria-label": words.people_here },
    el("h2", {}, words.people_here),
    count,
    help,
    list,
    el("h3", {}, words.rules),
    el("div", { class: "vig-desk-row" }, rules, agreed),
    el("h3", {}, words.groups),
    el("div", { class: "vig-desk-row" }, el("label", { for: size.id }, words.group_size), size, split, undo),
    look,
    strip.node,
  );

  const people = () => /** @type {DeskPerson[]} */ (host.state.people ?? []);
  const groups = () => /** @type {Record<string, number>} */ (host.state.groups ?? {});

  function lookAt() {
    void showMarks();
    onGroup();
  }

  async function showMarks() {
    const round = host.state.round,
      number = Number(which.value);
    strip.node.hidden = !round;
    if (!round) return;
    const marks = number ? (await host.request("groups.marks", { number }).catch(() => null))?.marks : host.state.marks;
    if (marks && Number(which.value) === number)
      strip.show({ start_ms: round.start_ms, end_ms: round.end_ms, marks }, round.start_ms);
  }

  /** @param {DeskPerson} one @param {number} most */
  function person({ id, name, here, help: asks }, most) {
    const has = /** @type {string[]} */ (host.state.agreed ?? []).includes(id),
      mine = groups()[id] ?? 0;
    const put_in = el(
      "select",
      { "aria-label": fill(words.group_of, { name }), "data-person": id, signal },
      el("option", { value: "0", disabled: true }, words.no_group),
      ...Array.from({ length: most + 1 }, (_none, i) =>
        el("option", { value: String(i + 1) }, fill(words.group, { number: i + 1 })),
      ),
    );
    put_in.value = String(mine);
    put_in.addEventListener("change", () => void ask("groups.put", { person: id, number: Number(put_in.value) }), {
      signal,
    });
    return el(
      "li",
      { "data-here": here, "data-help": asks },
      el("span", { class: "vig-desk-name" }, name),
      asks && el("span", { class: "vig-desk-asked" }, words.asked),
      !here && el("span", { class: "vig-hint" }, words.away),
      has && el("span", { class: "vig-hint" }, words.has_agreed),
      put_in,
    );
  }

  function show() {
    const all = people(),
      here = all.filter((one) => one.here).length,
      asks = all.filter((one) => one.help).length,
      most = Math.max(0, ...Object.values(groups()));
    put(count, here === 1 ? words.people_one : fill(words.people, { count: here }));
    const sentence = asks === 1 ? words.help_one : fill(words.help, { count: asks });
    if (help.textContent !== (asks ? sentence : "")) put(help, asks > 0 && sentence);
    const held = document.activeElement?.getAttribute("data-person");
    const ordered = [...all.filter((one) => one.help), ...all.filter((one) => !one.help)];
    put(list, ...ordered.map((one) => person(one, most)));
    if (held) /** @type {HTMLElement | null} */ (list.querySelector(`[data-person="${held}"]`))?.focus();
    const said = host.state.rules;
    put(rules, said?.shown ? words.hide_rules : words.show_rules);
    put(agreed, said ? fill(words.agreed, { count: said.agreed, of: all.length }) : words.not_shown);
    attribute(undo, "disabled", most === 0);
    const chosen = which.value || "0";
    put(
      which,
      el("option", { value: "0" }, words.everybody),
      ...Array.from({ length: most }, (_none, i) =>
        el("option", { value: String(i + 1) }, fill(words.group, { number: i + 1 })),
      ),
    );
    which.value = Number(chosen) <= most ? chosen : "0";
    look.hidden = most === 0;
    void showMarks();
  }

  host.onState(["people", "groups", "rules", "agreed", "round", "marks"], show, signal);
  return {
    node,
    show,
    /** Whether somebody is among those who are looked at. @param {string} id */
    isIn: (id) => which.value === "0" || which.value === "" || groups()[id] === Number(which.value),
  };
}
