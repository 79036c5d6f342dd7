// A film's bytes on their way to the shelf, with what the people in it agreed to.
import { beingLookedAt, FileSending } from "../file_sending.mjs";

/** @typedef {{uses: string[], until: string, people: string[], given_by: string}} Agreement */
/** @typedef {import("../file_sending.mjs").Said} Said */

const ROOM = "vig/arriving";

/** The films that are being looked at just now, from before this page. */
export function filmsLookedAt() {
  return beingLookedAt(ROOM);
}

export class FilmUpload extends FileSending {
  /**
   * @param {import("../file_sending.mjs").Sent} file
   * @param {{title: string, agreement: Agreement, goodPart?: boolean}} about
   * @param {() => void} onChange
   * @param {import("../file_sending.mjs").Way} [way]
   */
  constructor(file, { title, agreement, goodPart = false }, onChange, way) {
    const { until, ...agreed } = agreement;
    const permission = { ...agreed, until: until || null };
    super(file, { room: ROOM, about: { title, permission, good_part: goodPart } }, onChange, way);
  }
}
