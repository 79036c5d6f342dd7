// What a browser still keeps of a film that is gone.
import { draftKey } from "../writing/drafts.mjs";

/** Forget every draft of this person's that belongs to the film. @param {string} personKey @param {string} filmId */
export function dropDraftsOf(personKey, filmId) {
  const theirs = `${draftKey(personKey)}/`,
    part = encodeURIComponent(filmId);
  try {
    for (const key of Object.keys(localStorage))
      if (key.startsWith(theirs) && key.split("/").includes(part)) localStorage.removeItem(key);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}
