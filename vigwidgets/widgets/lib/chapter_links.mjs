// Where another chapter is: a page of ours, or elsewhere the notebook beside this one.
import { appUrl } from "./address.mjs";

/** @typedef {{id: string, title: string, notebook: string}} ChapterLink */

/** Whether this is a page of our own server. */
export function onOwnPage() {
  return document.getElementById("vig-config") !== null;
}

/**
 * The chapter's address, with a place in it where our pages understand one.
 * @param {ChapterLink} chapter
 * @param {{query?: Record<string, string>, fragment?: Record<string, string>}} [place]
 */
export function chapterUrl(chapter, { query = {}, fragment = {} } = {}) {
  if (!onOwnPage()) return chapter.notebook;
  const asked = new URLSearchParams(query).toString(),
    at = new URLSearchParams(fragment).toString();
  return appUrl(`chapter/${chapter.id}`) + (asked && `?${asked}`) + (at && `#${at}`);
}
