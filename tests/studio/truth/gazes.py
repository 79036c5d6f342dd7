"""Eyes are where the script has them: towards the right side, up or down, in time, and shut in a blink."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from tests.studio.truth.film import Box, Mask, near, thinned, whole
from tests.studio.truth.looking import Check, Seen
from tests.studio.truth.report import Report, chosen, clock
from tests.studio.truth.tracks import Tracks
from vigwidgets.studio.drawing.features import EYE_WHITE, PUPIL

SHARE_RIGHT = 0.9
LEAST_APART = 0.015
"""How much lower, in head radii, pupils stand when they look down than when they look level."""
NEARER_LEVEL = 0.4
"""Where between level and down the midline lies: who looks at a hand half-way up looks less far down."""
LEAST_MOVED = 0.028
"""Least way, in head radii, of a pupil against the white: dark irises go 0.030, frozen eyes 0."""
MOST_LATE = 3
_SETTLED = 12
"""Frames after which eyes and head have come to a new target."""
_LEAST_HELD = 5
_ASIDE, _LEVEL, _DOWN = 1.0, 0.9, 2.0
"""Head radii a target lies beside the face to be aside, at most below it to be level, at least below it to be down."""
_LEAST_LEAP = 2.0
_LEAST_MEANT = 0.05
"""Head radii a pupil must be meant to go for its way to be asked: less is lost in a px or two."""
_SHUT = 0.25
_LEAST_PUPIL = 0.0008
"""Least core of a pupil, in head radii squared, that is asked where it stands: 8 px of a head of 100 px."""
_LEAST_ASKED = 0.5
_MOST_FRAMES = 12


@dataclass(frozen=True, slots=True)
class Eye:
    """What an eye box shows, in head radii.

    Attributes:
        white: Area of the white.
        right: How far right of the eye's place the pupil is, along the turned head.
        low: How far below it, along the turned head.
        beside: How far right of the middle of the white the pupil is, and how far below: from the pixels alone.
    """

    white: float
    right: float
    low: float
    beside: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Hold:
    """Some frames in which somebody has come to look at a target, and the way there in each: head radii right, down."""

    who: str
    target: str
    frames: tuple[int, ...]
    ways: tuple[tuple[float, float], ...]

    @property
    def is_level(self) -> bool:
        """Whether the target is mostly no lower than the face."""
        return float(np.median([way[1] for way in self.ways])) <= _LEVEL


class Eyes:
    """Reads the nearer eye of people from parts of a film."""

    def __init__(self, tracks: Tracks, seen: Seen) -> None:
        self._tracks, self._seen = tracks, seen

    def at(self, who: str, index: int) -> Eye | None:
        """Return what the eye shows; None where it was not asked for or is out of the picture or covered."""
        pixels = self._seen.get((index, who))
        if pixels is None:
            return None
        spot, (left, top, _, _) = self._tracks.eyes(who, index)[0], eye_box(self._tracks, who, index)
        # the line of the lid is as dark as the pupil, but thin: with zoom it is some px, and none of them may stay
        lid = self._tracks.features(who).lid_line * spot.radius
        dark = _with_light(near(pixels, PUPIL, within=75), reach=round(0.085 * spot.radius))
        dark = thinned(dark, px=math.ceil(0.5 * lid + 0.25))
        rows, columns = np.nonzero(dark)
        below_white, right_white = np.nonzero(near(pixels, EYE_WHITE, within=70))
        white = len(below_white) / spot.radius**2
        # under lids drawn together in a laugh too little of a pupil is left to say where it stands
        if len(rows) < _LEAST_PUPIL * spot.radius**2 or not len(below_white):
            return Eye(white, np.nan, np.nan, (np.nan, np.nan))
        beside = columns.mean() - right_white.mean(), rows.mean() - below_white.mean()
        middle = self._tracks.eye_place(who, index)
        seen = float(columns.mean()) + left, float(rows.mean()) + top
        pupil = self._tracks.on_head(who, index, seen, start=middle)
        right, low = math.radians(pupil[0] - middle[0]), math.radians(middle[1] - pupil[1])
        return Eye(white, right, low, (float(beside[0] / spot.radius), float(beside[1] / spot.radius)))


def _with_light(dark: Mask, *, reach: int) -> Mask:
    """Return a pupil's pixels with the spots of light on it, which have dark above, left and right within `reach` px.

    Left out, these holes would leave next to nothing of a pupil that is half under a lid.
    """
    above, left, right = (np.zeros_like(dark) for _ in range(3))
    for step in range(1, reach + 1):
        above[step:] |= dark[:-step]
        left[:, step:] |= dark[:, :-step]
        right[:, :-step] |= dark[:, step:]
    return dark | (above & left & right)


def boxes_of(tracks: Tracks, wanted: Iterable[tuple[str, int]]) -> dict[int, dict[str, Box]]:
    """Return the boxes of the eyes of people at frames, of those that are to be seen."""
    boxes: dict[int, dict[str, Box]] = {}
    for who, index in wanted:
        if 0 <= index < tracks.scene.frames and plain(tracks, who, index):
            boxes.setdefault(index, {})[who] = eye_box(tracks, who, index)
    return boxes


def eye_box(tracks: Tracks, who: str, index: int) -> Box:
    """Return the box round somebody's nearer eye."""
    return tracks.eyes(who, index)[0].box(0.34, 0.32)


def plain(tracks: Tracks, who: str, index: int) -> bool:
    """Return whether the nearer eye is in the picture with nothing before it."""
    eyes = tracks.eyes(who, index)
    return bool(eyes) and whole(eyes[0].box(0.34, 0.32)) and not tracks.covers_eyes(who, index)


def holds(tracks: Tracks) -> list[Hold]:
    """Return all looks of a clip that last, with frames in which neither head nor lids are under way."""
    found = []
    for who in tracks.scene.cast:
        for first, look, last in tracks.looks(who):
            settled = [index for index in range(first + _SETTLED, last - 1) if tracks.blink(who, index) < 0.05]
            settled = [index for index in settled if plain(tracks, who, index)]
            frames = settled[:: -(-len(settled) // _MOST_FRAMES) or 1]
            ways = [way for index in frames if (way := tracks.way(who, index, look.target)) is not None]
            if len(ways) == len(frames) >= _LEAST_HELD:
                found.append(Hold(who, look.target, tuple(frames), tuple(ways)))
    return found


def check_holds(tracks: Tracks, *, most: int) -> Check:
    """Ask of at most `most` looks a person whether the pupil stands on the side of the target, low or level."""
    found, every = holds(tracks), []
    for who in tracks.scene.cast:
        mine = [hold for hold in found if hold.who == who]
        for level in (True, False):
            kind = [hold for hold in mine if hold.is_level == level]
            every += chosen(kind, most=(most + 1) // 2, seed=tracks.scene.id)
    wanted = {(hold.who, index) for hold in every for index in hold.frames}
    eyes = Eyes(tracks, (yield boxes_of(tracks, wanted)))
    asked, skipped, problems = 0, 0, []
    for who in tracks.scene.cast:
        mine = [(hold, [eyes.at(who, index) for index in hold.frames]) for hold in every if hold.who == who]
        middle, apart = _middle(mine)
        if middle is not None:
            asked += 1
            if apart < LEAST_APART:
                problems.append(f"{who}'s pupils stand {apart:.3f} lower looking down than level, wanted {LEAST_APART}")
        for hold, seen in mine:
            questions = _questions(hold, seen, middle)
            asked += len(questions)
            skipped += not questions
            problems += [
                f"{who} looks at {hold.target} about {clock(hold.frames[0])}: {way} in {np.mean(right):.0%} of frames"
                for way, right in questions.items()
                if np.mean(right) < SHARE_RIGHT
            ]
    if skipped > (1 - _LEAST_ASKED) * len(every):
        problems.append(f"{skipped} of {len(every)} looks cannot be asked: {_LEAST_ASKED:.0%} must show where they go")
    return Report(asked, tuple(problems), skipped)


def _middle(looks: Sequence[tuple[Hold, list[Eye | None]]]) -> tuple[float | None, float]:
    """Return the midline between level and down, and how far these two are apart; None where there are not both."""
    levels, downs = (
        [
            eye.low
            for hold, seen in looks
            for way, eye in zip(hold.ways, seen, strict=True)
            if eye and not math.isnan(eye.low) and low <= way[1] <= high
        ]
        for low, high in ((-np.inf, _LEVEL), (_DOWN, np.inf))
    )
    if not levels or not downs:
        return None, 0.0
    level, down = float(np.median(levels)), float(np.median(downs))
    return level + NEARER_LEVEL * (down - level), down - level


def _questions(hold: Hold, seen: Sequence[Eye | None], middle: float | None) -> dict[str, list[bool]]:
    """Return, for each way a look is to go, in which frames it goes there."""
    questions: dict[str, list[bool]] = {}
    for way, eye in zip(hold.ways, seen, strict=True):
        if eye is None or math.isnan(eye.low):
            continue
        if abs(way[0]) >= _ASIDE:
            questions.setdefault("right" if way[0] > 0 else "left", []).append(eye.right * way[0] > 0)
        if middle is not None and way[1] <= _LEVEL:
            questions.setdefault("level", []).append(eye.low < middle)
        if middle is not None and way[1] >= _DOWN:
            questions.setdefault("down", []).append(eye.low > middle)
    return {name: right for name, right in questions.items() if len(right) >= _LEAST_HELD}


def check_beginnings(tracks: Tracks, *, most: int) -> Check:
    """Ask of at most `most` looks whether the pupil is half-way to the new target within 3 frames of the script."""
    begun = [
        (who, first, look.target)
        for who in tracks.scene.cast
        for (_, before, _), (first, look, last) in zip(tracks.looks(who), tracks.looks(who)[1:], strict=False)
        if last - first >= 6 and _leap(tracks, who, first, before.target, look.target) >= _LEAST_LEAP
    ]
    # a turning head may take all of a short way: then there is nothing to be seen in the eye
    begun = [one for one in begun if _moves(tracks, one[0], one[1]) >= _LEAST_MEANT]
    # who looks elsewhere again at once, blinks or is cut away from meanwhile is not asked
    begun = [one for one in begun if _quiet(tracks, one[0], one[1])]
    begun = chosen(begun, most=most, seed=tracks.scene.id)
    wanted = {(who, first + step) for who, first, _ in begun for step in range(-6, 9)}
    eyes = Eyes(tracks, (yield boxes_of(tracks, wanted)))
    asked, problems = 0, []
    for who, first, target in begun:
        seen = [eyes.at(who, first + step) for step in range(-6, 9)]
        places = np.array([eye.beside if eye else (np.nan, np.nan) for eye in seen])
        if np.isnan(places).any(axis=1).sum() > 3:
            continue
        asked += 1
        late, moved = _half_way(places)
        if moved < LEAST_MOVED or abs(late) > MOST_LATE:
            problems.append(
                f"{who} begins to look at {target} at {clock(first)}: the pupil moves {moved:.3f}, {late} frames late"
            )
    return Report(asked, tuple(problems))


def _leap(tracks: Tracks, who: str, first: int, before: str, after: str) -> float:
    old, new = (
        tracks.way(who, max(0, first - 1), before),
        tracks.way(who, min(first + 4, tracks.scene.frames - 1), after),
    )
    return 0.0 if old is None or new is None else float(np.hypot(new[0] - old[0], new[1] - old[1]))


def _moves(tracks: Tracks, who: str, first: int) -> float:
    """Return how far a pupil is meant to go as a look begins, in head radii."""
    before, after = tracks.iris(who, max(0, first - 2)), tracks.iris(who, min(first + 4, tracks.scene.frames - 1))
    return math.dist(before, after)


def _quiet(tracks: Tracks, who: str, first: int) -> bool:
    """Return whether a look begins without a blink, a cut, or another look close before it, and is to be seen."""
    frames = range(first - 6, first + 9)
    if frames[0] < 0 or frames[-1] >= tracks.scene.frames or tracks.cut_between(frames[0], frames[-1]):
        return False
    if any(begin != first and begin in range(first - 14, first + 9) for begin, _, _ in tracks.looks(who)):
        return False
    return all(tracks.blink(who, index) < 0.05 and plain(tracks, who, index) for index in frames)


def _half_way(places: np.ndarray) -> tuple[int, float]:
    """Return how many frames after its seventh row a pupil is half-way to where it goes, and how far it goes."""
    before, after = np.nanmedian(places[:4], axis=0), np.nanmedian(places[9:12], axis=0)
    way = after - before
    far = float(np.hypot(*way))
    if far == 0:
        return MOST_LATE + 1, far
    share = (places - before) @ way / far**2
    passed = np.flatnonzero(share >= 0.5)
    return (int(passed[0]) - 6 if len(passed) else MOST_LATE + 1), far


def check_blinks(tracks: Tracks, *, most: int) -> Check:
    """Ask of at most `most` blinks whether the white of the eye goes and comes back."""
    shut = [
        (who, index)
        for who in tracks.scene.cast
        for index in range(6, tracks.scene.frames - 10)
        if tracks.blink(who, index) > 0.95 >= tracks.blink(who, index - 1)
        and max(tracks.blink(who, index + step) for step in (-5, -4, -3, -2)) == 0
        and not tracks.cut_between(index - 6, index + 9)
    ]
    shut = chosen(shut, most=most, seed=tracks.scene.id)
    # ±2 frames about the two shut ones, and the level before and after
    around = (-5, -4, -3, -2, -1, 0, 1, 2, 3, 6, 7, 8)
    wanted = {(who, index + step) for who, index in shut for step in around}
    eyes = Eyes(tracks, (yield boxes_of(tracks, wanted)))
    asked, problems = 0, []
    for who, index in shut:
        white = {step: eye.white for step in around if (eye := eyes.at(who, index + step)) is not None}
        if len(white) < len(around):
            continue
        open_before = np.median([white[step] for step in (-5, -4, -3)])
        open_after = np.median([white[step] for step in (6, 7, 8)])
        asked += 1
        least = min(white[step] for step in (-2, -1, 0, 1, 2, 3))
        if least > _SHUT * min(open_before, open_after):
            problems.append(f"{who} blinks at {clock(index)}: {least:.4f} of white is left of {open_before:.4f}")
    return Report(asked, tuple(problems))
