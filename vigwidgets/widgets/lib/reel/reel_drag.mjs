// Moving a card by its handle, with a mouse, a pen or a finger.

/** @typedef {{top: number, bottom: number}} Extent */

/** So close to the edge of the window the page goes along. */
const EDGE_PX = 70,
  SCROLL_PX = 14,
  BEGINS_PX = 4;

/**
 * The place a card would have if it were let go at `y`. Pure.
 * @param {Extent[]} cards in order @param {number} from the place of the one that is moved @param {number} y
 */
export function placeAt(cards, from, y) {
  return cards.filter(({ top, bottom }, i) => i !== from && y > (top + bottom) / 2).length;
}

/**
 * @param {HTMLElement} list whose children are the cards
 * @param {{onDrop: (card: HTMLElement, to: number) => void, signal: AbortSignal}} asks
 */
export function dragCards(list, { onDrop, signal }) {
  /** @type {{card: HTMLElement, handle: HTMLElement, pointer: number, beganAt: number, y: number, to: number, moves: boolean} | null} */
  let drag = null;
  let frame = 0;
  const cards = () => /** @type {HTMLElement[]} */ ([...list.children]);

  const clear = () => {
    for (const card of cards()) delete card.dataset.drop;
  };
  const end = () => {
    cancelAnimationFrame(frame);
    clear();
    if (drag) delete drag.card.dataset.moves;
    drag = null;
  };
  const draw = () => {
    if (!drag) return;
    const all = cards(),
      from = all.indexOf(drag.card);
    drag.to = placeAt(
      all.map((card) => card.getBoundingClientRect()),
      from,
      drag.y,
    );
    clear();
    if (drag.to !== from) all[drag.to].dataset.drop = drag.to < from ? "before" : "after";
  };
  const follow = () => {
    if (!drag) return;
    const by = drag.y < EDGE_PX ? -SCROLL_PX : drag.y > innerHeight - EDGE_PX ? SCROLL_PX : 0;
    if (by) {
      scroller(list).scrollBy({ top: by, behavior: "instant" });
      draw();
    }
    frame = requestAnimationFrame(follow);
  };

  list.addEventListener(
    "pointerdown",
    (event) => {
      const handle = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-handle]"));
      const card = cards().find((one) => handle && one.contains(handle));
      if (!handle || !card || event.button !== 0) return;
      handle.setPointerCapture(event.pointerId);
      const to = cards().indexOf(card);
      drag = { card, handle, pointer: event.pointerId, beganAt: event.clientY, y: event.clientY, to, moves: false };
    },
    { signal },
  );
  list.addEventListener(
    "pointermove",
    (event) => {
      if (!drag || event.pointerId !== drag.pointer) return;
      drag.y = event.clientY;
      if (!drag.moves && Math.abs(drag.y - drag.beganAt) < BEGINS_PX) return;
      if (!drag.moves) {
        drag.moves = true;
        drag.card.dataset.moves = "";
        follow();
      }
      draw();
    },
    { signal },
  );
  list.addEventListener(
    "pointerup",
    (event) => {
      if (!drag || event.pointerId !== drag.pointer) return;
      const { card, to, moves } = drag,
        from = cards().indexOf(card);
      end();
      if (moves && to !== from) onDrop(card, to);
    },
    { signal },
  );
  list.addEventListener("pointercancel", end, { signal });
  list.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || !drag) return;
      event.preventDefault();
      end();
    },
    { signal },
  );
  signal.addEventListener("abort", end, { once: true });
}

/** What scrolls when the page goes along: notebooks scroll within a frame of their own. @param {Element} node @returns {Element} */
function scroller(node) {
  for (let at = node.parentElement; at; at = at.parentElement) {
    const { overflowY } = getComputedStyle(at);
    if (/auto|scroll/.test(overflowY) && at.scrollHeight > at.clientHeight) return at;
  }
  return document.scrollingElement ?? document.documentElement;
}
