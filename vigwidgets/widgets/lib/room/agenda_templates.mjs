// Agendas to start from: which steps, and how long. Their words come from the page.
import { newId } from "../ids.mjs";
import { newStep } from "./agenda_editor.mjs";

/** @typedef {import("./agenda_times.mjs").AgendaTold} AgendaTold */
/** @typedef {import("./agenda_times.mjs").AgendaStep} AgendaStep */

/** Kind, minutes, and what it is about or the name of its words. @type {Record<string, [string, number, string][]>} */
const TEMPLATES = {
  morning: [
    ["question", 15, "hope"],
    ["chapter", 35, "how_it_goes"],
    ["clip", 25, "c06"],
    ["pause", 20, "coffee"],
    ["chapter", 50, "being_attentive"],
    ["clip", 20, "c01"],
    ["question", 15, "intention"],
  ],
  two_days: [
    ["question", 15, "hope"],
    ["chapter", 35, "how_it_goes"],
    ["chapter", 50, "yes_cycles"],
    ["pause", 20, "coffee"],
    ["chapter", 50, "being_attentive"],
    ["pause", 60, "lunch"],
    ["chapter", 50, "encouraging"],
    ["chapter", 50, "receiving"],
    ["question", 15, "today"],
    ["pause", 0, "second_day"],
    ["chapter", 50, "attuned"],
    ["pause", 20, "coffee"],
    ["chapter", 50, "guiding"],
    ["pause", 60, "lunch"],
    ["chapter", 50, "micro_analysis"],
    ["question", 15, "intention"],
  ],
};

export const TEMPLATE_NAMES = Object.keys(TEMPLATES);

/** A new agenda with the steps of that template; of what is not here, the step is left out. @param {string} name @param {Record<string, any>} words @param {import("./agenda_editor.mjs").Choices} choices @returns {AgendaTold} */
export function fromTemplate(name, words, choices) {
  const steps = (TEMPLATES[name] ?? []).map(([kind, minutes, what]) => step(kind, minutes, what, words, choices));
  const found = /** @type {AgendaStep[]} */ (steps.filter((one) => one !== null));
  return { id: newId(), title: words[`template_${name}`] ?? words.untitled, steps: found, turn: 0 };
}

/** @param {string} kind @param {number} minutes @param {string} what @param {Record<string, any>} words @param {import("./agenda_editor.mjs").Choices} choices @returns {AgendaStep | null} */
function step(kind, minutes, what, words, choices) {
  const bare = { ...newStep(kind, choices), minutes };
  if (kind === "question") return { ...bare, title: words[`titled_${what}`], text: words[`asked_${what}`] };
  if (kind === "pause") return { ...bare, title: words[`titled_${what}`] };
  const found = (kind === "chapter" ? choices.chapters : choices.films).find(({ id }) => id === what);
  if (!found) return null;
  return { ...bare, about: found.id, title: found.title, text: kind === "clip" ? words.look_once : "" };
}
