// Keys of the reel, while the focus is in it and nobody types.
import { isTyping } from "../keys.mjs";

/**
 * @typedef {Object} Asks
 * @property {import("./reel_list.mjs").ReelList} list
 * @property {(id: string, by: number) => void} onMove
 * @property {(id: string, edge: "start" | "end", by: {frames: number}) => void} onTrim
 * @property {() => void} onUndo
 * @property {() => void} onRedo
 */

/** @param {Asks} asks @returns {(event: KeyboardEvent) => void} */
export function reelKeys({ list, onMove, onTrim, onUndo, onRedo }) {
  /** @type {Record<string, () => void>} */
  const anywhere = { "Ctrl+z": onUndo, "Ctrl+Shift+z": onRedo, "Ctrl+y": onRedo };
  /** @type {Record<string, (id: string) => void>} */
  const onCard = {
    "Alt+ArrowUp": (id) => onMove(id, -1),
    "Alt+ArrowDown": (id) => onMove(id, 1),
    "Alt+ArrowLeft": (id) => onTrim(id, "start", { frames: -1 }),
    "Alt+ArrowRight": (id) => onTrim(id, "start", { frames: 1 }),
    "Alt+Shift+ArrowLeft": (id) => onTrim(id, "end", { frames: -1 }),
    "Alt+Shift+ArrowRight": (id) => onTrim(id, "end", { frames: 1 }),
  };
  /** @type {Record<string, (id: string) => void>} */
  const onHandle = { ArrowUp: onCard["Alt+ArrowUp"], ArrowDown: onCard["Alt+ArrowDown"] };
  return (event) => {
    if (event.defaultPrevented || event.isComposing || isTyping(event)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const name = `${event.ctrlKey || event.metaKey ? "Ctrl+" : ""}${event.altKey ? "Alt+" : ""}${event.shiftKey ? "Shift+" : ""}${key}`;
    const id = list.idAt(event.target);
    const act = onCard[name] ?? (event.target === list.card(id)?.handle ? onHandle[name] : undefined);
    if (anywhere[name]) anywhere[name]();
    else if (id && act) act(id);
    else return;
    event.preventDefault();
  };
}
