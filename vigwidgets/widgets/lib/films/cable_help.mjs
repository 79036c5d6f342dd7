// How a film comes from a phone by cable, in two lines for each pair of phone and computer.
import { el } from "../dom.mjs";

const PAIRS = ["iphone_mac", "iphone_windows", "android_windows", "android_mac"];

/** @param {Record<string, string>} words */
export function cableHelp(words) {
  const lines = PAIRS.flatMap((pair) => [el("dt", {}, words[pair]), el("dd", {}, words[`${pair}_how`])]);
  return el("details", { class: "vig-cable" }, el("summary", {}, words.cable), el("dl", {}, ...lines));
}
