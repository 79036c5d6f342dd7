// The landscape's own window: it asks the page that opened it what to show, and lets it be turned.
import { el, put } from "../lib/dom.mjs";
import { notebookModules, StillManager } from "./notebook_modules.mjs";

const { base, words } = JSON.parse(document.getElementById("vig-config")?.textContent ?? "{}");
const ANGLE = Math.PI / 12;
/** Round the upright, up and down, and how much nearer. @type {Record<string, [number, number, number]>} */
const TURNS = {
  left: [ANGLE, 0, 1],
  right: [-ANGLE, 0, 1],
  higher: [0, ANGLE, 1],
  lower: [0, -ANGLE, 1],
  nearer: [0, 0, 0.85],
  further: [0, 0, 1.18],
};
const STEEPEST = 1.45;

/** @param {string} name @returns {HTMLElement} */
function part(name) {
  return /** @type {HTMLElement} */ (document.querySelector(`[data-${name}]`));
}

/** @param {string} text */
function say(text) {
  put(part("status"), text);
}

/** @param {{figure: {root: string, state: Record<string, any>}, tiers: {tier: number, tier_name: string}[], sessions: string[]}} told */
async function show({ figure, tiers, sessions }) {
  put(
    part("tiers"),
    ...[...tiers].reverse().map(({ tier, tier_name }) => el("li", { value: tier }, `${tier} ${tier_name}`)),
  );
  put(part("sessions"), ...sessions.map((one) => el("li", {}, one)));
  const manager = new StillManager(figure.state, notebookModules(base));
  const place = part("figure"),
    room = /** @type {HTMLElement} */ (place.parentElement).clientWidth;
  const state = figure.state[figure.root].state;
  Object.assign(state, { width: Math.min(640, room), height: Math.min(480, Math.round(room * 0.8)) });
  const model = await manager.get_model(figure.root),
    view = await manager.create_view(model);
  place.hidden = part("tools").hidden = false;
  for (const tool of view.el.querySelectorAll(":not(canvas, :has(canvas))")) tool.remove(); // for work with notebooks
  view.el.removeAttribute("tabindex");
  put(place, view.el);
  view.trigger("displayed");
  say(words.shown);
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-turn]")))
    button.addEventListener("click", () => turn(view, TURNS[button.dataset.turn ?? ""]));
}

/** @param {any} view @param {[number, number, number]} by */
function turn(view, [round, up, nearer]) {
  const { camera } = view,
    { x, y, z } = camera.position,
    far = Math.hypot(x, y, z) * nearer;
  const angle = Math.atan2(x, z) + round,
    steep = Math.max(-STEEPEST, Math.min(STEEPEST, Math.asin(y / Math.hypot(x, y, z)) + up));
  camera.position.set(
    far * Math.cos(steep) * Math.sin(angle),
    far * Math.sin(steep),
    far * Math.cos(steep) * Math.cos(angle),
  );
  camera.up.set(0, 1, 0);
  camera.lookAt(0, 0, 0);
  view.update();
}

addEventListener("message", ({ origin, source, data }) => {
  if (origin !== location.origin || source !== window.opener || data?.type !== "vig.landscape") return;
  if (data.refused) say(data.refused);
  else show(data).catch(() => say(words.broken));
});
part("close").addEventListener("click", () => window.close());
if (window.opener) window.opener.postMessage({ type: "vig.landscape.ready" }, location.origin);
else say(words.alone);
