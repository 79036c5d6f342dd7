// Days without a time, as people here count them. Pure but for the language of the page.

/** @param {Date} date @returns {string} such as `2027-07-31`, of the local day */
export function isoDay(date) {
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The same day three months later, or the last day of a shorter month. @param {Date} from @returns {Date} */
export function threeMonthsOn(from) {
  const last = new Date(from.getFullYear(), from.getMonth() + 4, 0);
  return new Date(last.getFullYear(), last.getMonth(), Math.min(from.getDate(), last.getDate()));
}

/** When the school year ends next, after this day. @param {Date} from @returns {Date} */
export function nextEndOfJuly(from) {
  const here = new Date(from.getFullYear(), 6, 31);
  return here > from ? here : new Date(from.getFullYear() + 1, 6, 31);
}

/** @param {string} iso such as `2027-07-31` @returns {string} such as "31 July 2027" */
export function day(iso) {
  const [year, month, date] = iso.split("-").map(Number);
  const language = globalThis.document?.documentElement.lang || undefined;
  return new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(new Date(year, month - 1, date));
}
