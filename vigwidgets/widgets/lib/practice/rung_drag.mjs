// Pulling a card onto a rung with a mouse or a pen. A finger scrolls; it taps the card and then the rung.

const BEGINS_PX = 6;

/**
 * @param {HTMLElement} room in which cards `[data-card]` and rungs `[data-rung]` lie
 * @param {{onDrop: (key: string, number: number) => void, signal: AbortSignal}} asks
 */
export function dragOntoRungs(room, { onDrop, signal }) {
  /** @type {{card: HTMLElement, pointer: number, x: number, y: number, moves: boolean, over: HTMLElement | null} | null} */
  let drag = null;

  const end = () => {
    if (drag) {
      delete drag.card.dataset.moves;
      drag.card.style.removeProperty("translate");
      if (drag.over) delete drag.over.dataset.over;
    }
    drag = null;
  };

  /** @param {PointerEvent} event */
  function move(event) {
    if (!drag || event.pointerId !== drag.pointer) return;
    const [byX, byY] = [event.clientX - drag.x, event.clientY - drag.y];
    if (!drag.moves && Math.hypot(byX, byY) < BEGINS_PX) return;
    if (!drag.moves) {
      drag.moves = true;
      drag.card.dataset.moves = ""; // lets the pointer through to what lies below
      room.setPointerCapture(event.pointerId);
    }
    drag.card.style.setProperty("translate", `${byX}px ${byY}px`);
    const below = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-rung]");
    const over = below instanceof HTMLElement && room.contains(below) ? below : null;
    if (over === drag.over) return;
    if (drag.over) delete drag.over.dataset.over;
    drag.over = over;
    if (over) over.dataset.over = "";
  }

  /** @param {PointerEvent} event */
  function drop(event) {
    if (!drag || event.pointerId !== drag.pointer) return;
    const { card, over, moves } = drag;
    end();
    if (!moves) return;
    room.addEventListener("click", swallow, { capture: true, once: true }); // a pull is no press
    setTimeout(() => room.removeEventListener("click", swallow, { capture: true }));
    if (over) onDrop(card.dataset.card ?? "", Number(over.dataset.rung));
  }

  /** @param {PointerEvent} event */
  function begin(event) {
    const card = /** @type {Element} */ (event.target).closest("[data-card]");
    if (!(card instanceof HTMLElement) || event.button !== 0 || event.pointerType === "touch") return;
    drag = { card, pointer: event.pointerId, x: event.clientX, y: event.clientY, moves: false, over: null };
  }

  room.addEventListener("pointerdown", begin, { signal });
  room.addEventListener("pointermove", move, { signal });
  room.addEventListener("pointerup", drop, { signal });
  room.addEventListener("pointercancel", end, { signal });
  room.addEventListener(
    "keydown",
    (event) => {
      if (event.key === "Escape" && drag?.moves) end();
    },
    { signal },
  );
  signal.addEventListener("abort", end, { once: true });
}

/** @param {Event} event */
function swallow(event) {
  event.preventDefault();
  event.stopPropagation();
}
