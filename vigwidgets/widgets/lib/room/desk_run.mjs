// Leading: the step that all are shown, the next one, and each person's own pace.
import { attribute, el, fill, put } from "../dom.mjs";
import { dayBegins } from "./agenda_editor.mjs";
import { beginnings, clockOf } from "./agenda_times.mjs";

/** @typedef {import("./agenda_times.mjs").AgendaTold} AgendaTold */

/**
 * @param {Record<string, any>} words
 * @param {{host: import("../host.mjs").Host, ask: (kind: string, payload: Record<string, any>) => Promise<any>, preferred: () => string}} given `preferred` is the agenda to offer first
 * @param {AbortSignal} signal
 */
export function deskRun(words, { host, ask, preferred }, signal) {
  const which = el("select", { id: "vig-desk-which", signal });
  const begin = el(
    "button",
    { type: "button", class: "vig-primary", signal, on: { click: () => ask("run.begin", { agenda: which.value }) } },
    words.begin,
  );
  const none = el("p", { class: "vig-hint" }, words.nothing_to_run);
  const before = el(
    "div",
    { class: "vig-desk-row" },
    el("label", { for: which.id }, words.agenda_to_run),
    which,
    begin,
  );
  const next = el("button", { type: "button", class: "vig-desk-next vig-primary", signal, on: { click: goOn } });
  const now = el("p", { class: "vig-desk-now", role: "status" });
  const own = el("input", { id: "vig-desk-own", type: "checkbox", signal });
  own.addEventListener("change", () => void ask("run.pace", { own: own.checked }), { signal });
  const end = el("button", { type: "button", signal, on: { click: () => ask("run.end", {}) } }, words.end_run);
  const steps = el("ol", { class: "vig-desk-line" });
  const running = el(
    "div",
    { class: "vig-desk-running" },
    now,
    el("div", { class: "vig-desk-row" }, next, end),
    el("p", { class: "vig-desk-check" }, own, el("label", { for: own.id }, words.own_pace)),
    steps,
  );
  const node = el(
    "section",
    { class: "vig-desk-card", "aria-label": words.running },
    el("h2", {}, words.running),
    none,
    before,
    running,
  );

  const agendas = () => /** @type {AgendaTold[]} */ (host.state.agendas ?? []);
  const agendaNow = () => agendas().find(({ id }) => id === host.state.run?.agenda) ?? null;

  async function goOn() {
    next.disabled = true; // a second click means the step that is not shown yet
    await ask("run.next", { after: host.state.run?.step ?? null });
    next.disabled = false;
    show();
  }

  function show() {
    const run = host.state.run,
      agenda = agendaNow(),
      listed = agendas();
    none.hidden = listed.length > 0 || Boolean(agenda);
    before.hidden = Boolean(agenda) || listed.length === 0;
    running.hidden = !agenda;
    const chosen = which.value || preferred();
    put(which, ...listed.map(({ id, title }) => el("option", { value: id }, title)));
    if (listed.some(({ id }) => id === chosen)) which.value = chosen;
    if (!agenda || !run) return;
    own.checked = run.own === true;
    const at = agenda.steps.findIndex(({ id }) => id === run.step),
      following = agenda.steps[at + 1];
    const named = (/** @type {import("./agenda_times.mjs").AgendaStep} */ step) => step.title || step.text;
    const text =
      at < 0
        ? fill(words.not_begun, { title: agenda.title })
        : fill(words.now_shown, { title: named(agenda.steps[at]) });
    if (now.textContent !== text) put(now, text);
    put(next, following ? fill(words.next_step, { title: named(following) }) : words.last_step);
    attribute(next, "aria-disabled", !following);
    const times = beginnings(agenda.steps, dayBegins());
    put(
      steps,
      ...agenda.steps.map((step, i) =>
        el(
          "li",
          { "aria-current": i === at ? "step" : null },
          el("span", {}, clockOf(times[i])),
          el("b", {}, named(step)),
          el("span", { class: "vig-hint" }, words[`kind_${step.kind}`]),
          i !== at &&
            el(
              "button",
              {
                type: "button",
                "aria-label": fill(words.show_step, { title: named(step), number: i + 1 }),
                signal,
                on: { click: () => ask("run.step", { step: step.id }) },
              },
              words.show_now,
            ),
        ),
      ),
    );
  }

  host.onState(["agendas", "run"], show, signal);
  return { node, show };
}
