// Keys of the timeline, while the focus is in it and nobody types.
import { isTyping } from "../keys.mjs";

/**
 * @typedef {Object} Asks
 * @property {import("./timeline_track.mjs").Track} track
 * @property {(by: number) => void} onMove to the mark before or after
 * @property {() => void} onPlay
 * @property {(edge: "start" | "end", frames: number) => void} onNudge
 * @property {() => void} onRemove
 * @property {() => void} onUndo
 * @property {() => void} onRedo
 */

/** @param {Asks} asks @returns {(event: KeyboardEvent) => void} */
export function timelineKeys(asks) {
  const { track } = asks;
  /** @type {Record<string, () => void>} on the line itself */
  const onLine = {
    ArrowLeft: () => asks.onMove(-1),
    ArrowRight: () => asks.onMove(1),
    Home: () => asks.onMove(-Infinity),
    End: () => asks.onMove(Infinity),
    Enter: asks.onPlay,
    Delete: asks.onRemove,
    Backspace: asks.onRemove,
    "+": () => track.zoomIn(),
    "=": () => track.zoomIn(),
    "-": () => track.zoomOut(),
    0: () => track.showWhole(),
    "Alt+ArrowLeft": () => asks.onNudge("start", -1),
    "Alt+ArrowRight": () => asks.onNudge("start", 1),
    "Alt+Shift+ArrowLeft": () => asks.onNudge("end", -1),
    "Alt+Shift+ArrowRight": () => asks.onNudge("end", 1),
  };
  /** @type {Record<string, () => void>} anywhere in the timeline */
  const anywhere = { "Ctrl+z": asks.onUndo, "Ctrl+Shift+z": asks.onRedo, "Ctrl+y": asks.onRedo };
  return (event) => {
    if (event.defaultPrevented || isTyping(event)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const shifted = event.shiftKey && !["+", "=", "-"].includes(key);
    const name = `${event.ctrlKey || event.metaKey ? "Ctrl+" : ""}${event.altKey ? "Alt+" : ""}${shifted ? "Shift+" : ""}${key}`;
    const act = anywhere[name] ?? (event.target === track.node ? onLine[name] : undefined);
    if (!act) return;
    event.preventDefault();
    act();
  };
}
