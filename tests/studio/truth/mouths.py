"""The mouth of who speaks moves, and no other that has no reason to."""

from __future__ import annotations

import numpy as np

from tests.studio.truth.film import FPS, Box, Pixels, apart, near, whole
from tests.studio.truth.looking import Check, Seen
from tests.studio.truth.report import Report, chosen, clock
from tests.studio.truth.tracks import Spoken, Tracks
from vigwidgets.studio.drawing.features import EYE_WHITE, MOUTH, TONGUE, Features

LEAST_MOVED = 0.0002
"""Mean change of the open mouth's area from one frame to the next, in head radii squared; shut mouths: up to 0.0001.

Who speaks with a bowed head shows a mouth of a few px: it moves by 0.00026 at the least.
"""
TIMES_AS_MUCH = 3.0
_BEFORE = FPS // 2
_LEAST_FRAMES = 5


def check_mouths(tracks: Tracks, *, most: int) -> Check:
    """Ask of at most `most` lines whether the speaker's mouth moves three times as much as before, and others' less."""
    lines = [one for one in tracks.spoken if _frames(one)[1] - _frames(one)[0] >= 8]
    lines = chosen(lines, most=most, seed=tracks.scene.id)
    boxes: dict[int, dict[str, Box]] = {}
    for one in lines:
        first, last = _frames(one)
        for index in range(max(0, first - _BEFORE), last):
            boxes.setdefault(index, {}).update({who: _box(tracks, who, index) for who in tracks.scene.cast})
    seen = yield boxes
    asked, problems = 0, []
    for one in lines:
        first, last = _frames(one)
        during = _moved(tracks, seen, one.who, range(first, last))
        if during is None:
            continue
        asked += 1
        before = 0.0
        if not tracks.moves_mouth(one.who, (first - _BEFORE) * 40, (first - 2) * 40, near_ms=0):
            before = _moved(tracks, seen, one.who, range(first - _BEFORE, first - 1)) or 0.0
        wanted = max(LEAST_MOVED, TIMES_AS_MUCH * before)
        if during < wanted:
            problems.append(
                f"{one.text!r} at {clock(first)}: {one.who}'s mouth moves {during:.5f}, wanted {wanted:.5f}"
            )
        for who in tracks.scene.cast:
            if who != one.who and not tracks.moves_mouth(who, first * 40, last * 40, near_ms=400):
                other = _moved(tracks, seen, who, range(first, last)) or 0.0
                asked += 1
                if other > during / TIMES_AS_MUCH:
                    problems.append(f"{one.text!r} at {clock(first)}: {who}'s mouth moves {other:.5f} meanwhile")
    return Report(asked, tuple(problems))


def _frames(one: Spoken) -> tuple[int, int]:
    return one.spans_ms[0][0] * FPS // 1000, one.spans_ms[-1][1] * FPS // 1000


def _box(tracks: Tracks, who: str, index: int) -> Box:
    return tracks.mouth(who, index).box(0.36, 0.32)


def _moved(tracks: Tracks, seen: Seen, who: str, span: range) -> float | None:
    """Return the mean change a frame, in head radii squared; None where too few frames show the mouth uncovered."""
    areas: list[float] = []
    for index in span:
        shown = (index, who) in seen and whole(_box(tracks, who, index)) and not tracks.covers_mouth(who, index)
        area = np.nan
        if shown:
            area = _open(seen[index, who], tracks.features(who), radius=tracks.mouth(who, index).radius)
        areas.append(float(area) / tracks.mouth(who, index).radius ** 2 if shown else np.nan)
    cuts = [place for place, index in enumerate(span) if index in tracks.cuts]
    changes = np.abs(np.diff(areas))
    changes[[place - 1 for place in cuts if place]] = np.nan
    kept = changes[~np.isnan(changes)]
    return float(kept.mean()) if len(kept) >= _LEAST_FRAMES else None


def _open(pixels: Pixels, made: Features, *, radius: float) -> int:
    """Return how many px an open mouth has: its own colour, and teeth and tongue with lips above and below them.

    A mouth that is open by little, or seen from above, shows teeth and tongue alone; walls and collars have no lips.
    """
    inside = near(pixels, MOUTH, within=60)
    lips = inside | near(pixels, made.lip, within=60)
    # blurred teeth are not white, but no skin is as light
    between = near(pixels, EYE_WHITE, within=min(150, 0.6 * apart(EYE_WHITE, made.skin)))
    between |= near(pixels, TONGUE, within=30)
    above, below = np.zeros_like(lips), np.zeros_like(lips)
    for step in range(1, round(0.1 * radius) + 1):
        above[step:] |= lips[:-step]
        below[:-step] |= lips[step:]
    return int((inside | (between & above & below)).sum())
