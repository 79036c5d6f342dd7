// Where films are dropped or chosen.
import { attribute, el, put } from "../dom.mjs";
import { newId } from "../ids.mjs";

/** What a file dialog offers first; anything that is a film is taken. */
const KINDS = "video/*,.mp4,.m4v,.mov,.mkv,.webm,.avi,.mts,.m2ts,.3gp,.mpg,.wmv";

/**
 * @param {{signal: AbortSignal, onFiles: (files: File[]) => void}} given
 */
export function dropZone({ signal, onFiles }) {
  const picker = el("input", { id: `vig-${newId()}`, type: "file", accept: KINDS, multiple: true, class: "vig-file" });
  const said = el("span", { class: "vig-drop-chosen" });
  const node = el("label", { for: picker.id, class: "vig-drop" }, picker, said);
  picker.addEventListener("change", () => picker.files?.length && onFiles([...picker.files]), { signal });
  for (const event of ["dragenter", "dragover"])
    node.addEventListener(
      event,
      (e) => {
        e.preventDefault();
        node.dataset.over = "";
      },
      { signal },
    );
  for (const event of ["dragleave", "drop"]) node.addEventListener(event, () => delete node.dataset.over, { signal });
  node.addEventListener(
    "drop",
    (event) => {
      event.preventDefault();
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length) onFiles(files);
    },
    { signal },
  );
  for (const event of ["dragover", "drop"])
    window.addEventListener(event, (e) => node.offsetParent && e.preventDefault(), { signal }); // beside it the browser would leave the page
  return {
    node,
    picker,
    /** @param {string} first in large letters @param {string} second in small ones @param {boolean} chosen whether the first is a film */
    say(first, second, chosen) {
      attribute(node, "data-chosen", chosen);
      put(said, el("strong", {}, first), el("span", { class: "vig-hint" }, second));
    },
  };
}
