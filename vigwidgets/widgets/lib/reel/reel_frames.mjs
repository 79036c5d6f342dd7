// The times of the film's frames where no player on the page has brought them.
import { appUrl } from "../address.mjs";
import { timesFromBytes } from "../time.mjs";

/** A player on the page asks as well, and its answer is for everybody. */
const PLAYER_FIRST_MS = 1500;

/** @param {{id?: string, frames_url?: string}} film @param {import("../stage.mjs").Stage} stage @param {AbortSignal} signal */
export async function framesOf({ id, frames_url }, stage, signal) {
  await new Promise((resolve) => setTimeout(resolve, PLAYER_FIRST_MS));
  const needed = () => !signal.aborted && stage.filmId === id && !stage.timesMs;
  if (!frames_url || !needed()) return;
  const reply = await fetch(appUrl(frames_url), { credentials: "same-origin", signal }).catch(() => null);
  const bytes = reply?.ok ? await reply.arrayBuffer().catch(() => null) : null;
  if (bytes && needed()) stage.setTimes(timesFromBytes(bytes));
}
