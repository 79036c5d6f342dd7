// What stands while a page is scrolled must not lie over what has the focus.

/**
 * Tell styles below `room`, as `--vig-over`, how high what lies over it is while it is scrolled.
 * @param {HTMLElement} room @param {HTMLElement[]} standing what may stand, as the page's width and height have it
 * @param {AbortSignal} signal @param {() => void} [resized] called whenever one of them has another size
 */
export function keepClear(room, standing, signal, resized) {
  const watch = new ResizeObserver(() => {
    const over = standing.filter(
      (one) => getComputedStyle(one).position === "sticky" && one.offsetWidth >= room.offsetWidth, // else it is beside
    );
    room.style.setProperty("--vig-over", `${Math.max(0, ...over.map((one) => one.offsetHeight))}px`);
    resized?.();
  });
  for (const one of [room, ...standing]) watch.observe(one);
  signal.addEventListener("abort", () => watch.disconnect(), { once: true });
}
