// At the first start: is this the right place for your work? The server begins again in the folder that is chosen.
import { appUrl } from "./lib/address.mjs";
import { onOwnPage } from "./lib/chapter_links.mjs";
import { el, put } from "./lib/dom.mjs";
import { newId } from "./lib/ids.mjs";

/** @typedef {{ok: boolean, may_choose?: boolean, folder?: string, url?: string, distant?: string | null, error?: {code: string, message: string}}} Told */

const TRIES = 120;
const PAUSE_MS = 250;
const UNKNOWN = 403;
const LEFT = "vig.folder";

/** @param {{host: import("./lib/host.mjs").Host, el: HTMLElement}} given @returns {() => void} the cleanup */
export function render({ host, el: root }) {
  const end = new AbortController(),
    { signal } = end;
  const { words } = host.state;
  const id = `vig-${newId()}`;
  const path = el("input", {
    id,
    type: "text",
    class: "vig-folder-path",
    spellcheck: "false",
    "aria-describedby": `${id}-hint`,
  });
  const although = el("input", { type: "checkbox" });
  const sure = el("label", { class: "vig-folder-although", hidden: true }, although, el("span", {}, words.although));
  const status = el("p", { role: "status", class: "vig-folder-status" });

  /** @param {string} label @param {() => void} click @param {string} [look] */
  const button = (label, click, look = "") =>
    el("button", { type: "button", class: look, signal, on: { click } }, label);

  const first = el(
    "div",
    { class: "vig-folder-row" },
    button(words.keep, keep, "vig-primary"),
    button(words.other, open),
  );
  const form = el(
    "form",
    {
      class: "vig-folder-form",
      hidden: true,
      signal,
      on: {
        submit: (/** @type {Event} */ event) => {
          event.preventDefault();
          use();
        },
      },
    },
    el("label", { for: id }, words.path),
    path,
    el("p", { id: `${id}-hint`, class: "vig-folder-hint" }, words.hint),
    sure,
    el(
      "div",
      { class: "vig-folder-row" },
      el("button", { type: "submit", class: "vig-primary" }, words.use),
      button(words.back, close),
    ),
  );
  const region = el(
    "section",
    { class: "vig-folder", "aria-label": words.region, hidden: true },
    el("p", { class: "vig-folder-ask" }, words.ask),
    first,
    form,
    status,
  );

  function keep() {
    try {
      localStorage.setItem(LEFT, host.state.person_key); // said once in this browser; the folder itself is on the page
    } catch {
      // asked again at the next visit
    }
    region.hidden = true;
  }

  function isKept() {
    try {
      return localStorage.getItem(LEFT) === host.state.person_key;
    } catch {
      return false;
    }
  }

  function open() {
    first.hidden = true;
    form.hidden = false;
    path.value = host.state.folder;
    path.focus();
    path.select();
  }

  function close() {
    form.hidden = true;
    first.hidden = false;
    put(status);
    /** @type {HTMLElement} */ (first.lastElementChild).focus();
  }

  /** @param {RequestInit} [options] @returns {Promise<Told>} */
  async function ask(options = {}) {
    const reply = await fetch(appUrl("vig/elsewhere"), { ...options, signal });
    return reply.json();
  }

  async function use() {
    put(status);
    try {
      const told = await ask({
        method: "POST",
        body: JSON.stringify({ path: path.value, although: although.checked }),
      });
      if (!told.ok) {
        sure.hidden = !told.distant;
        put(status, told.error?.message ?? words.no_answer);
        path.focus();
        return;
      }
      form.hidden = true;
      put(status, words.moving);
      await follow(appUrl(told.url ?? ""));
    } catch {
      if (!signal.aborted) put(status, words.no_answer);
    }
  }

  /** Go to `address` once the new server answers: it does not know this page yet. @param {string} address */
  async function follow(address) {
    document.dispatchEvent(new CustomEvent("vig:moving")); // the page is left; nobody need bring its kernel back
    let isAway = false;
    for (let tries = 0; tries < TRIES && !signal.aborted; tries++) {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      try {
        const reply = await fetch(appUrl("vig/elsewhere"), { signal });
        if (isAway || reply.status === UNKNOWN) return location.replace(address);
      } catch {
        isAway = true;
      }
    }
    put(status, words.late);
  }

  function draw() {
    if (host.state.anything || isKept() || !onOwnPage()) {
      region.hidden = true;
      return;
    }
    ask().then(
      (told) => {
        region.hidden = !told.may_choose;
      },
      () => {}, // what cannot be asked is not offered
    );
  }

  host.onState("anything", draw, signal);
  draw();
  root.append(region);
  return () => {
    end.abort();
    region.remove();
  };
}
