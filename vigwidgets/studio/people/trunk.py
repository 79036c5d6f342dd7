"""The trunk as a bent cylinder: places on it by height and side, so that a garment bends with who wears it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import skia

from vigwidgets.studio.acting.skeleton import Skeleton
from vigwidgets.studio.drawing.paint import Point, blob, mix, slope
from vigwidgets.studio.people.figure import Build

_STATIONS: tuple[tuple[float, float, float], ...] = (
    (-0.16, 0.92, 1.06),
    (-0.06, 0.98, 1.13),
    (0.10, 1.02, 1.18),
    (0.30, 0.98, 1.12),
    (0.52, 0.96, 1.06),
    (0.72, 1.00, 1.05),
    (0.88, 0.97, 1.04),
    (0.99, 0.74, 0.90),
    (1.06, 0.46, 0.58),
    (1.09, 0.26, 0.34),
)
"""Height along the spine (0 hip, 1 base of the neck), then half widths before and behind it in girths."""


@dataclass(frozen=True, slots=True)
class Trunk:
    """The curve of a spine and what stands around it.

    Attributes:
        skeleton: Whose.
        girth: Half the depth of the chest, in px.
        seat: 0 for who stands or lies to 1 for who sits: hips spread where they bear weight.
    """

    skeleton: Skeleton
    girth: float
    seat: float = 0.0

    def at(self, up: float, ahead: float) -> Point:
        """Return px of a place: `up` 0 at the hips to 1 at the neck, `ahead` -1 the back's contour to 1 the front's."""
        return self.trail(((up, ahead),))[0]

    def trail(self, places: Iterable[Point]) -> list[Point]:
        """Return px of many (up, ahead)."""
        # the spine is a quadratic curve from hip to neck; beyond its ends it goes straight on
        skeleton = self.skeleton
        (hip_x, hip_y), (chest_x, chest_y), (neck_x, neck_y) = skeleton.hip, skeleton.chest, skeleton.neck
        knot_x, knot_y = 2 * chest_x - (hip_x + neck_x) / 2, 2 * chest_y - (hip_y + neck_y) / 2
        girth, facing, slack = self.girth, skeleton.facing, 0.16 * (1 - self.seat)
        found: list[Point] = []
        for up, ahead in places:
            t = min(1.0, max(0.0, up))
            low, middle, high = (1 - t) ** 2, 2 * t * (1 - t), t**2
            x = low * hip_x + middle * knot_x + high * neck_x
            y = low * hip_y + middle * knot_y + high * neck_y
            dx = 2 * (1 - t) * (knot_x - hip_x) + 2 * t * (neck_x - knot_x)
            dy = 2 * (1 - t) * (knot_y - hip_y) + 2 * t * (neck_y - knot_y)
            length, beyond = math.hypot(dx, dy) or 1.0, up - t
            front, back = _widths(up)
            slim = 1 - slack * min(1.0, max(0.0, (0.56 - up) / 0.5))
            out = ahead * girth * slim * (front if ahead > 0 else back) * facing
            found.append((x + dx * beyond - dy / length * out, y + dy * beyond + dx / length * out))
        return found

    @property
    def _round(self) -> float:
        flat = sum(self.skeleton.postures.get(key, 0.0) for key in ("prone", "recline", "crouch"))
        return min(1.0, flat + 0.6 * self.seat)

    def outline(self, *, hem: float = -0.16, loose: float = 0.0) -> skia.Path:
        """Return the contour down to `hem`; a `loose` garment stands off by that share of its width."""
        soft = self._round
        rows = [(up, 1.0 + loose) for up, _, _ in _STATIONS if up > hem + 0.05 + 0.04 * soft]
        front = self.trail([(hem, 0.95 - 0.30 * soft + loose), *rows])
        back = self.trail([(hem, -0.96 + 0.30 * soft - loose), *((up, -wide) for up, wide in rows)])
        low = self.trail([(hem - 0.04, 0.62 - 0.3 * soft), (hem - 0.055, 0.0), (hem - 0.04, -0.66 + 0.3 * soft)])
        return blob([*front, *reversed(back), *reversed(low)])

    def lit(self, code: str, shade: str) -> skia.Paint:
        """Return the fill of a garment: light from the upper left of the picture."""
        xs, ys = zip(*self.trail(((1, -1), (1, 1), (0, -1), (0, 1))), strict=True)
        left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
        start = (left + 0.06 * (right - left), top + 0.15 * (bottom - top))
        end = (right - 0.02 * (right - left), bottom - 0.18 * (bottom - top))
        tones = [(0.0, mix(code, "#fff3d6", share=0.14), 1.0), (1.0, mix(code, shade, share=0.70), 1.0)]
        return slope(start, end, tones)


def trunk_of(skeleton: Skeleton, build: Build) -> Trunk:
    """Return the trunk of a skeleton; a breath in widens it a little."""
    seat = sum(skeleton.postures.get(key, 0.0) for key in ("sit", "wheelchair", "heels", "floor", "crouch"))
    return Trunk(skeleton, build.girth * skeleton.size * (1 + 0.012 * skeleton.breath), seat)


@lru_cache(maxsize=1024)
def _widths(up: float) -> tuple[float, float]:
    rows: Sequence[tuple[float, float, float]] = _STATIONS
    if up <= rows[0][0]:
        return rows[0][1], rows[0][2]
    for low, high in pairwise(rows):
        if up <= high[0]:
            share = (up - low[0]) / (high[0] - low[0])
            return low[1] + (high[1] - low[1]) * share, low[2] + (high[2] - low[2]) * share
    return rows[-1][1], rows[-1][2]
