"""Hands hold what they carry, pass on what they give, and lie still while somebody waits."""

from __future__ import annotations

import numpy as np

from tests.studio.truth.film import FPS, Box, ClipFiles, Mask, Pixels, near, thinned, whole
from tests.studio.truth.looking import Check
from tests.studio.truth.report import Report, chosen, clock
from tests.studio.truth.tracks import Spot, Tracks

SHARE_HELD = 0.8
MOST_APART = 0.06
"""Head radii that may lie between a hand and what it holds."""
MOST_DRIFT = 0.075
"""Head radii a waiting hand may wander: 6 to 7 px in the home frame."""
LEAST_COVERED = 0.12
"""Share of a thing's square that has its colour, where it is to be seen."""
MOST_BEHIND = 0.2
"""Share of a thing's square that may be hand: a card or pen under a hand is not asked for, a block is."""
_LEAST_COLOUR = 24
_FRAMES = 7


def of_hue(pixels: Pixels, code: str) -> Mask | None:
    """Return where pixels have the hue of a colour in light or shade; None for a colour that is nearly grey."""
    wanted = np.array([int(code[i : i + 2], 16) for i in (1, 3, 5)], float)
    aim = wanted - wanted.mean()
    if np.abs(aim).max() < _LEAST_COLOUR:
        return None
    colours = pixels.astype(float)
    off = colours - colours.mean(axis=-1, keepdims=True)
    size = np.linalg.norm(off, axis=-1)
    like = (off @ aim) / (np.linalg.norm(aim) * np.maximum(size, 1e-6))
    return (like > 0.965) & (size > 0.45 * np.linalg.norm(aim))


def gap(one: Mask, other: Mask) -> float:
    """Return the px between the boxes of two masks, 0 where they meet; infinite where one is empty."""
    if not one.any() or not other.any():
        return float("inf")
    (top, bottom, left, right), (top2, bottom2, left2, right2) = _bounds(one), _bounds(other)
    across = max(0, left2 - right, left - right2)
    down = max(0, top2 - bottom, top - bottom2)
    return float(np.hypot(across, down))


def _bounds(mask: Mask) -> tuple[int, int, int, int]:
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1


def _around(hand: Spot, thing: Spot) -> Box:
    """Return the box that holds a hand and a thing."""
    boxes = (hand.box(0.62, 0.62), thing.box(1.7, 1.7))
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def check_held(tracks: Tracks, *, most: int) -> Check:
    """Ask of at most `most` carries whether the thing is seen to go with the hand, which touches it."""
    carries = [one for one in tracks.carries() if one[1] - one[0] >= 6]
    carries = chosen(carries, most=most, seed=tracks.scene.id)
    return _check(tracks, [(carry.thing, carry.who, carry.hand, _inner(a, b)) for a, b, carry in carries])


def check_given(tracks: Tracks) -> Check:
    """Ask of each thing that one hand takes over from another whether the first holds it before, the other after."""
    found = []
    for _, end, carry in tracks.carries():
        for start, last, after in tracks.carries():
            if after.thing == carry.thing and start == end and (after.who, after.hand) != (carry.who, carry.hand):
                first = max(0, end - 12)
                found.append((carry.thing, carry.who, carry.hand, tuple(range(first, end - 1, 2))))
                found.append((carry.thing, after.who, after.hand, tuple(range(start + 1, min(last, start + 12), 2))))
    return _check(tracks, found)


def _inner(first: int, last: int) -> tuple[int, ...]:
    """Return a few frames of a carry, away from its ends."""
    return tuple(sorted({round(at) for at in np.linspace(first + 2, last - 3, _FRAMES)}))


def _check(tracks: Tracks, held: list[tuple[str, str, str, tuple[int, ...]]]) -> Check:
    boxes: dict[int, dict[tuple[str, str, str], Box]] = {}
    for thing, who, hand, frames in held:
        for index in frames:
            spot = tracks.thing(thing, index)
            box = _around(tracks.hand(who, hand, index), spot) if spot else (0, 0, 0, 0)
            if spot and whole(spot.box(1, 1)):
                boxes.setdefault(index, {})[thing, who, hand] = box
    seen = yield boxes
    asked, problems = 0, []
    for thing, who, hand, frames in held:
        kept = [
            _touches(tracks, seen[index, (thing, who, hand)], thing, who, hand, index)
            for index in frames
            if (index, (thing, who, hand)) in seen
        ]
        answers = [one for one in kept if one is not None]
        if len(answers) < 3:
            continue
        asked += 1
        if np.mean(answers) < SHARE_HELD:
            share = f"{np.mean(answers):.0%} of frames"
            problems.append(f"{who}'s {hand} hand is to hold {thing} about {clock(frames[0])}: seen in {share}")
    return Report(asked, tuple(problems))


def _touches(tracks: Tracks, pixels: Pixels, thing: str, who: str, hand: str, index: int) -> bool | None:
    """Return whether a thing's colour is where the thing is and skin meets it; None where the colour says nothing."""
    spot, held = tracks.thing(thing, index), tracks.hand(who, hand, index)
    painted = of_hue(pixels, tracks.colour(thing))
    if spot is None or painted is None:
        return None
    left, top = (max(0, edge) for edge in _around(held, spot)[:2])
    painted = painted & _within(painted.shape, spot.box(1.25, 1.25), left, top)
    made = tracks.features(who)
    skin = near(pixels, made.skin, within=75) | near(pixels, made.shade, within=45)
    skin = thinned(skin & _within(skin.shape, held.box(0.62, 0.62), left, top), px=1)
    covered = painted.sum() / (2 * spot.radius) ** 2
    behind = skin & _within(skin.shape, spot.box(1, 1), left, top)
    if (
        tracks.kind(thing) != "block"
        and covered < LEAST_COVERED
        and behind.sum() > MOST_BEHIND * (2 * spot.radius) ** 2
    ):
        return None
    return bool(covered >= LEAST_COVERED and gap(thinned(painted, px=1), skin) <= 2 + MOST_APART * held.radius)


def _within(shape: tuple[int, ...], box: Box, left: int, top: int) -> Mask:
    mask = np.zeros(shape[:2], bool)
    mask[max(0, box[1] - top) : max(0, box[3] - top), max(0, box[0] - left) : max(0, box[2] - left)] = True
    return mask


def check_still(clip: ClipFiles, tracks: Tracks) -> Check:
    """Ask whether the hands of who waits stay where they are, as far as they are to be seen."""
    waits: list[tuple[str, str, str, tuple[int, ...]]] = []
    for mark in clip.marks:
        if "waiting" not in mark["principles"]:
            continue
        who = next(one for one in tracks.scene.cast if tracks.label(one) == mark["who"])
        first, last = mark["start_ms"] * FPS // 1000 + 6, min(mark["end_ms"] * FPS // 1000, tracks.scene.frames) - 6
        if last - first < 10 or tracks.cut_between(first, last):
            continue
        frames = tuple(sorted({round(at) for at in np.linspace(first, last, _FRAMES)}))
        waits += [(mark["id"], who, side, frames) for side in ("left", "right") if _alone(tracks, who, side, frames)]
    boxes: dict[int, dict[tuple[str, str], Box]] = {}
    for name, who, side, frames in waits:
        for index in frames:
            boxes.setdefault(index, {})[name, side] = tracks.hand(who, side, frames[0]).box(0.7, 0.6)
    seen = yield boxes
    asked, problems = 0, []
    for name, who, side, frames in waits:
        radius = tracks.hand(who, side, frames[0]).radius
        drift = _drift([seen[index, (name, side)] for index in frames], tracks.features(who).skin, radius)
        asked += drift is not None
        if drift is not None and drift > MOST_DRIFT:
            problems.append(f"{name}: {who}'s {side} hand wanders {drift:.3f} head radii while waiting")
    return Report(asked, tuple(problems))


def _alone(tracks: Tracks, who: str, side: str, frames: tuple[int, ...]) -> bool:
    """Return whether nobody else's hand comes near a hand in some frames."""
    mine = tracks.hand(who, side, frames[0])
    return all(
        np.hypot(other.x - mine.x, other.y - mine.y) >= 1.3 * mine.radius
        for one in tracks.scene.cast
        if one != who
        for hand in ("left", "right")
        for other in (tracks.hand(one, hand, index) for index in frames)
    )


def _drift(pictures: list[Pixels], skin_code: str, radius: float) -> float | None:
    """Return how far the middle of the skin in a box goes, in head radii; None where there is hardly any."""
    middles = []
    for pixels in pictures:
        skin = thinned(near(pixels, skin_code, within=60), px=2)
        rows, columns = np.nonzero(skin)
        if len(rows) < 0.02 * radius**2:
            return None
        middles.append((columns.mean(), rows.mean()))
    places = np.array(middles)
    return float(np.hypot(*(places - places[0]).T).max() / radius)
