// Whether this page was opened from somebody else's room. The server refuses what guests may not do; this leaves it out.

const config = () => JSON.parse(document.getElementById("vig-config")?.textContent || "{}");

/** @returns {boolean} */
export function isGuest() {
  return config().guest === true;
}

/** Whether this is a trainer's page, whose work lies on the computer of somebody else. @returns {boolean} */
export function isTrainer() {
  return config().leads === false && !isGuest();
}

/** Whether films of one's own are added here: guests add none but where they present. @returns {boolean} */
export function addsFilms() {
  return config().adds !== false;
}
