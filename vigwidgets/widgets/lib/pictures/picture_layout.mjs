// Where things stand in the three pictures. Pure: numbers in, numbers out; lengths in px, `em` is the size of the letters.

/** @typedef {{id: string, start_ms: number, end_ms: number}} Place a mark in the film */
/** @typedef {{tier: number, tier_name: string, moments: Place[]}} TierRow */
/** @typedef {{start_ms: number, end_ms: number, length_ms: number, turns: Place[]}} Cycle */
/** @typedef {{start_ms: number, end_ms: number, wait_ms: number, answer: Place}} Wait */
/** @typedef {{x: number, y: number}} Point */
/** @typedef {{widthPx: number, em: number, lines: (text: string, widthPx: number) => string[]}} Given */

/** From here on, in em, names stand beside what they name, not above. */
const WIDE = 38;
const LINE = 1.35;
const STEPS_MS = [500, 1000, 2000, 5000, 10_000, 20_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000];

/**
 * A row of dots for each tier, its name beside it or above.
 * @param {{name: string, count: number}[]} tiers @param {Given} given
 */
export function tierLayout(tiers, { widthPx, em, lines }) {
  const wide = widthPx >= WIDE * em,
    pitch = 1.7 * em,
    nameX = 1.9 * em,
    dotsX = wide ? 18.5 * em : 0,
    inLine = Math.max(1, Math.floor((widthPx - dotsX - 2 * em) / pitch));
  let y = 0;
  const rows = tiers.map(({ name, count }) => {
    const names = lines(name, (wide ? dotsX - em : widthPx) - nameX),
      namesPx = Math.max(pitch, names.length * LINE * em),
      dotsY = wide ? y : y + namesPx,
      full = Math.ceil(count / inLine);
    const dots = Array.from({ length: count }, (_none, at) => ({
      x: dotsX + ((at % inLine) + 0.5) * pitch,
      y: dotsY + (Math.floor(at / inLine) + 0.5) * pitch,
    }));
    const row = {
      badge: { x: 0.7 * em, y: y + pitch / 2 },
      names: { lines: names, x: nameX, y: y + pitch / 2 + 0.33 * em },
      dots,
      count: {
        x: dotsX + (((count - 1) % inLine) + 1) * pitch + 0.3 * em,
        y: dotsY + (full - 0.5) * pitch + 0.33 * em,
      },
      foot: 0,
    };
    row.foot = wide ? Math.max(y + namesPx, dotsY + full * pitch) : dotsY + full * pitch;
    y = row.foot + 0.9 * em;
    return row;
  });
  return { heightPx: Math.max(0, y - 0.9 * em), pitch, radius: 0.62 * em, lineStep: LINE * em, rows };
}

/** How far an axis goes and where it is numbered, so that numbers have room. @param {number} mostMs @param {number} lengthPx @param {number} em */
export function axisOf(mostMs, lengthPx, em) {
  const fits = (/** @type {number} */ stepMs) => (Math.ceil(mostMs / stepMs) || 1) * 3.4 * em <= lengthPx;
  const stepMs = STEPS_MS.find(fits) ?? STEPS_MS[STEPS_MS.length - 1],
    count = Math.ceil(mostMs / stepMs) || 1;
  return { topMs: count * stepMs, atMs: Array.from({ length: count + 1 }, (_none, at) => at * stepMs) };
}

/**
 * A line for each yes-cycle, all on one scale: whoever begins stands above, whoever answers below.
 * @param {Cycle[]} cycles @param {string[]} heads what stands beside or above each @param {Given} given
 */
export function cycleLayout(cycles, heads, { widthPx, em, lines }) {
  const wide = widthPx >= WIDE * em,
    barX = wide ? 10 * em : 0.5 * em,
    barPx = widthPx - barX - 1.2 * em,
    lane = 0.8 * em,
    between = 0.55 * em,
    barsPx = 2 * lane + between;
  const axis = axisOf(Math.max(0, ...cycles.map(({ length_ms }) => length_ms)), barPx, em),
    xOf = (/** @type {number} */ ms) => barX + (ms / axis.topMs) * barPx;
  let y = 0;
  const rows = cycles.map(({ start_ms, turns }, at) => {
    const names = lines(heads[at], wide ? barX - em : widthPx),
      namesPx = names.length * LINE * em,
      barsY = wide ? y + Math.max(0, namesPx - barsPx) / 2 : y + namesPx + 0.15 * em;
    const blocks = turns.map((turn, place) => {
      const x = xOf(turn.start_ms - start_ms);
      const blockPx = Math.max(0.35 * em, xOf(turn.end_ms - start_ms) - x);
      return { x, y: barsY + (place % 2) * (lane + between), widthPx: blockPx, heightPx: lane };
    });
    const row = {
      top: y,
      foot: (wide ? Math.max(barsY + barsPx, y + namesPx) : barsY + barsPx) + 0.3 * em,
      names: {
        lines: names,
        x: 0,
        y: (wide ? barsY + barsPx / 2 - (names.length - 1) * 0.5 * LINE * em : y + 0.7 * em) + 0.33 * em,
      },
      blocks,
    };
    y = row.foot + 0.7 * em;
    return row;
  });
  const foot = Math.max(0, y - 0.4 * em);
  return { heightPx: foot + 1.7 * em, lineStep: LINE * em, rows, axis: axisMarks(axis.atMs, xOf, foot, em) };
}

/**
 * A dot for each wait along the seconds; where several took as long they stand on one another.
 * @param {number[]} waitsMs ascending @param {{widthPx: number, em: number}} given
 */
export function waitLayout(waitsMs, { widthPx, em }) {
  const pitch = 1.5 * em,
    startX = 0.9 * em,
    lengthPx = widthPx - startX - 1.4 * em,
    axis = axisOf(Math.max(1000, ...waitsMs), lengthPx, em),
    xOf = (/** @type {number} */ ms) => startX + (ms / axis.topMs) * lengthPx;
  /** @type {{x: number, level: number}[]} */
  const stood = [];
  for (const ms of waitsMs) {
    const x = xOf(ms);
    let level = 0;
    while (stood.some((other) => other.level === level && Math.abs(other.x - x) < pitch)) level += 1;
    stood.push({ x, level });
  }
  const foot = (Math.max(0, ...stood.map(({ level }) => level)) + 1) * pitch + 0.4 * em;
  return {
    heightPx: foot + 1.8 * em,
    pitch,
    radius: 0.62 * em,
    foot,
    dots: stood.map(({ x, level }) => ({ x, y: foot - 0.4 * em - (level + 0.5) * pitch })),
    axis: axisMarks(axis.atMs, xOf, foot, em),
  };
}

/** @param {number[]} atMs @param {(ms: number) => number} xOf @param {number} foot @param {number} em */
function axisMarks(atMs, xOf, foot, em) {
  return atMs.map((ms) => ({ ms, x: xOf(ms), y: foot + 1.3 * em }));
}

/**
 * Which dot a key leads to, or -1 where it leads nowhere: along their order, or up and down to the nearest.
 * @param {Point[]} dots @param {number} at @param {string} key
 */
export function dotAfter(dots, at, key) {
  const along = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: dots.length - 1 }[key];
  if (along !== undefined) return along < 0 || along >= dots.length ? -1 : along;
  const way = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (way === undefined) return -1;
  const here = dots[at],
    deeper = (/** @type {Point} */ dot) => (dot.y - here.y) * way,
    beyond = dots.filter((dot) => deeper(dot) > 1);
  if (!beyond.length) return -1;
  const next = Math.min(...beyond.map(deeper)),
    row = beyond.filter((dot) => deeper(dot) < next + 1);
  return dots.indexOf(
    row.reduce((one, other) => (Math.abs(other.x - here.x) < Math.abs(one.x - here.x) ? other : one)),
  );
}
