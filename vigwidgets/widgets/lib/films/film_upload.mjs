// A film's bytes on their way to the shelf, with what the people in it agreed to.
import { ask, BROWSER, FileSending } from "../file_sending.mjs";

/** @typedef {{uses: string[], until: string, people: string[], given_by: string}} Agreement */
/** @typedef {{title: string, agreement: Agreement, goodPart?: boolean}} About what its owner says of a film */
/** @typedef {import("../file_sending.mjs").Said & {name: string, by: "page" | "phone", agreed: boolean}} Arrival */

export const ROOM = "vig/arriving";

/** This person's films that are on their way, oldest first. @param {import("../file_sending.mjs").Way} [way] @returns {Promise<Arrival[]>} */
export async function filmsOnTheirWay(way = BROWSER) {
  const said = /** @type {any} */ (await ask(way, ROOM, {}));
  return said?.arrivals ?? [];
}

/** @param {About} about @returns {object} as the workbook reads it */
export function asSaid({ title, agreement, goodPart = false }) {
  const { until, ...agreed } = agreement;
  return { title, permission: { ...agreed, until: until || null }, good_part: goodPart };
}

export class FilmUpload extends FileSending {
  /**
   * @param {import("../file_sending.mjs").Sent} file
   * @param {About | null} about null where an earlier page has said it
   * @param {() => void} onChange
   * @param {import("../file_sending.mjs").Way} [way]
   */
  constructor(file, about, onChange, way) {
    super(file, { room: ROOM, about: about ? asSaid(about) : {} }, onChange, way);
  }
}
