// Puts a widget's module into an element: its styles, its host, its end.
import { modelHost } from "./host.mjs";
import { watchKernel } from "./kernel_watch.mjs";
import { keepKeys } from "./keys.mjs";

/** @type {Record<string, string> | null} */
let addresses = null;

/** Use these addresses instead of relative ones. @param {Record<string, string>} given by path below `widgets/` */
export function useAddresses(given) {
  addresses = given;
}

/** @type {Record<string, {render: (given: any) => any}>} */
let modules = {};

/** Use these modules, whose styles the page has as well, instead of fetching them. @param {typeof modules} given by stem */
export function useModules(given) {
  modules = given;
}

/** @param {string} path below `widgets/` */
export function address(path) {
  return addresses?.[path] ?? new URL(`../${path}`, import.meta.url).href;
}

/** @param {string} path @returns {Promise<void>} settled when the style is there, or will never be */
function style(path) {
  const href = address(path);
  const there = [...document.querySelectorAll("link[rel=stylesheet]")].find(
    (l) => /** @type {HTMLLinkElement} */ (l).href === href,
  );
  if (there) return Promise.resolve();
  return new Promise((resolve) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
    link.onload = link.onerror = () => resolve();
    document.head.append(link);
  });
}

/** @param {string} stem */
async function fetched(stem) {
  const [module] = await Promise.all([import(address(`${stem}.mjs`)), style("theme.css"), style(`${stem}.css`)]);
  return module;
}

/**
 * @param {import("./host.mjs").Model} model
 * @param {HTMLElement} el
 * @param {string} stem such as `film_player`
 * @returns {Promise<() => void>} the cleanup
 */
export async function mount(model, el, stem) {
  const end = new AbortController();
  const module = modules[stem] ?? (await fetched(stem));
  el.classList.add("vig");
  keepKeys(el, end.signal);
  const host = modelHost(model, end.signal);
  const cleanup = await module.render({ host, el });
  watchKernel(host, end.signal);
  return () => {
    end.abort();
    cleanup?.();
    el.replaceChildren();
  };
}
