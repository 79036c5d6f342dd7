// Pages that are made by the server when asked for, handed to the browser's own way of keeping files.
import { appUrl } from "../address.mjs";
import { fill } from "../dom.mjs";
import { saveFile } from "../pictures/picture_saving.mjs";

/** @typedef {import("../practice/kept_answer.mjs").KeptAnswer} KeptAnswer */
const PATIENCE_MS = 8000;

/** Whether what was chosen is in the journal, once it is, or false when that takes too long. @param {KeptAnswer} kept @returns {Promise<boolean>} */
export function isStored(kept) {
  const stored = () => ["saved", ""].includes(kept.state.name);
  return new Promise((resolve) => {
    if (stored()) return resolve(true);
    const look = () => stored() && finish(true);
    const timer = setTimeout(() => finish(false), PATIENCE_MS);
    kept.addEventListener("state", look);
    function finish(/** @type {boolean} */ is) {
      clearTimeout(timer);
      kept.removeEventListener("state", look);
      resolve(is);
    }
  });
}

/**
 * Ask for a file and save it; the sentence that says how that went.
 * @param {string} path below the application @param {Record<string, any>} words `made` and `cannot` @param {Record<string, string>} [headers]
 * @returns {Promise<string>}
 */
export async function take(path, words, headers = {}) {
  try {
    const reply = await fetch(appUrl(path), { headers });
    if (!reply.ok) return words.cannot;
    const named = /filename="([^"]+)"/.exec(reply.headers.get("Content-Disposition") ?? "");
    if (!named) return (await reply.json()).error?.message ?? words.cannot;
    saveFile(await reply.blob(), named[1]);
    return fill(words.made, { name: named[1] });
  } catch {
    return words.cannot;
  }
}
