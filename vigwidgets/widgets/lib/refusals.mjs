// What an answer that is no `ok` means for what waits to be stored.
import { RequestError } from "./host.mjs";

/** The way there is blocked just now; the same request will do later. */
const LATER = new Set(["no_answer", "journal_unavailable", "storage_full"]);

/**
 * `later`: ask again by and by; `kept`: a defect of ours, keep it and ask when something changed; `refused`: it will never do.
 * @param {unknown} error @returns {"later" | "kept" | "refused"}
 */
export function meaning(error) {
  if (!(error instanceof RequestError) || error.code === "defect") return "kept";
  return LATER.has(error.code) ? "later" : "refused";
}

/** Whether what it was about is not there, for this person, and so will never be stored. @param {unknown} error */
export function isGone(error) {
  return error instanceof RequestError && error.code === "not_found";
}

/** A sentence to show beside the state, or nothing where the state says it all. @param {unknown} error */
export function sentence(error) {
  return error instanceof RequestError && error.code !== "no_answer" ? error.message : "";
}

const FIRST_WAIT_MS = 5000,
  LONGEST_WAIT_MS = 60_000;

/** How long to wait before asking for the `tries`th time again, from 1 on. @param {number} tries */
export function waitMs(tries) {
  return Math.min(FIRST_WAIT_MS * 2 ** (tries - 1), LONGEST_WAIT_MS);
}
