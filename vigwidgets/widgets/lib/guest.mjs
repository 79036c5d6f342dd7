// Whether this page was opened from somebody else's room. The server refuses what guests may not do; this leaves it out.

/** @returns {boolean} */
export function isGuest() {
  return JSON.parse(document.getElementById("vig-config")?.textContent || "{}").guest === true;
}
