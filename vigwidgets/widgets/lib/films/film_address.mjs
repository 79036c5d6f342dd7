// Where one of one's own films is seen: on our pages the chapter's address names it, and the paragraph with the player.

/** The paragraph that holds the player, where the page has one. */
function watching() {
  return document.querySelector(".vig-player")?.closest("main > [id]") ?? null;
}

/** @param {string} id of the film @returns {string} relative to this page */
export function filmAddress(id) {
  const paragraph = watching()?.id.replace(/^p-/, "");
  return `?film=${encodeURIComponent(id)}${paragraph ? `#at=${encodeURIComponent(paragraph)}` : ""}`;
}

/** Bring the film that is open into view. */
export function goToPlayer() {
  const player = document.querySelector(".vig-player");
  (watching() ?? player)?.scrollIntoView({ block: "start" });
  /** @type {HTMLElement | null | undefined} */ (player?.querySelector(".vig-play"))?.focus({ preventScroll: true });
}
