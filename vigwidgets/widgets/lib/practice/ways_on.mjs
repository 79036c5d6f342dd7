// What somebody said where a film stopped: a way that is drawn or one of their own, and what each may let the other feel. Pure.

/**
 * @typedef {Object} Said
 * @property {string} chosen id of a way, or nothing
 * @property {string} own a way in one's own words
 * @property {string[]} seen ids of the ways that were seen
 * @property {Record<string, string>} felt by id
 */

/** @param {Record<string, any>} kept @returns {Said} */
export function saidIn({ chosen = "", own = "", seen = [], felt = {} }) {
  return { chosen, own, seen, felt };
}

/** As it is kept; nothing of it where nothing was said. @param {Said} said @returns {Record<string, any>} */
export function keptAs(said) {
  const { chosen, own, seen, felt } = said;
  return chosen || own || seen.length || Object.keys(felt).length ? said : {};
}

/** With this way chosen, or none of the drawn ones. @param {Said} said @param {string} id @returns {Said} */
export function withWay(said, id) {
  return { ...said, chosen: id };
}

/** With this in one's own words; whoever writes chooses it. @param {Said} said @param {string} own @returns {Said} */
export function withOwn(said, own) {
  return { ...said, own, chosen: "" };
}

/** @param {Said} said @param {string} id @returns {Said} */
export function withSeen(said, id) {
  return said.seen.includes(id) ? said : { ...said, seen: [...said.seen, id] };
}

/** @param {Said} said @param {string} id @param {string} text @returns {Said} */
export function withFelt(said, id, text) {
  const { [id]: _before, ...others } = said.felt;
  return { ...said, felt: text ? { ...others, [id]: text } : others };
}

/** What is chosen: id of a way, "" for one's own, or null. @param {Said} said @param {boolean} isOwn one's own is chosen and still empty */
export function chosenWay({ chosen, own }, isOwn) {
  return chosen || (own.trim() || isOwn ? "" : null);
}
