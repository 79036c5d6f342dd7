// Sizes of files and times to wait, as people read them.
import { fill } from "./dom.mjs";

const STEPS = ["kilobyte", "megabyte", "gigabyte", "terabyte"];

/** Bytes in the step of a thousand that leaves a short number, such as `310 MB`. @param {number} bytes @returns {string} */
export function size(bytes) {
  let rest = bytes / 1000,
    step = 0;
  while (rest >= 999.5 && step < STEPS.length - 1) {
    rest /= 1000;
    step += 1;
  }
  return inUnit(bytes > 0 && rest < 1 ? 1 : rest, STEPS[step], rest < 9.95 && step > 0 ? 1 : 0);
}

/**
 * How long something still takes, in seconds below a minute and whole minutes above; empty where nobody knows.
 * @param {number | null} seconds @param {Record<string, string>} words with `time_left`, "about {time} left"
 */
export function timeLeft(seconds, words) {
  if (seconds === null || !Number.isFinite(seconds)) return "";
  const time =
    seconds < 60 ? inUnit(Math.max(1, Math.ceil(seconds)), "second") : inUnit(Math.ceil(seconds / 60), "minute");
  return fill(words.time_left, { time });
}

/** @param {number} value @param {string} unit @param {number} [digits] */
function inUnit(value, unit, digits = 0) {
  const language = globalThis.document?.documentElement.lang || undefined;
  const unitDisplay = unit.endsWith("byte") ? "short" : "long";
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay, maximumFractionDigits: digits }).format(
    value,
  );
}
