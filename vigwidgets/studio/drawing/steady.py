"""Who hardly moves is held for some frames, so that a picture once drawn can be laid down again.

A frame shows the pose of the frame at which the last eight, four or two began (or sixteen, for who waits), if what is
shown then differs from its own pose by little: animation on twos, fours and more, as by hand, with quick moves, faces,
lips and lids on ones. For who waits for the film all is on twos at least. That hangs on the script alone: frames are
the same in any order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Final

from vigwidgets.studio.acting.performance import Shot
from vigwidgets.studio.acting.reaching import Stand
from vigwidgets.studio.acting.skeleton import Appearance, HandState, Skeleton
from vigwidgets.studio.drawing.ball import Ball
from vigwidgets.studio.drawing.features import Expression
from vigwidgets.studio.drawing.hand import Pose
from vigwidgets.studio.drawing.paint import Point
from vigwidgets.studio.script.scene import Cut

SPANS: Final[Mapping[int, float]] = {8: 0.5, 4: 0.8, 2: 2.5}
"""For so many frames anything is held that then stands less than so many px of the picture from where it belongs."""
SPANS_ON_TWOS: Final[Mapping[int, float]] = {16: 0.7, 8: 1.1, 4: 2.1, 2: 2.5}
"""The same where every drawing stands for two frames anyway."""
FACE_SPANS: Final[Mapping[int, float]] = dict.fromkeys(SPANS, 0.3)
"""The same for lids, brows, lips and pupils."""
_JOINTS: Final = (
    "hip", "neck", "chest", "near_shoulder", "far_shoulder", "near_knee", "far_knee", "near_foot", "far_foot",
)  # fmt: skip
_FACE_REACH: Final = 0.27
"""Radii by which a lip or lid moves while its value goes from 0 to 1."""
_HAND_REACH: Final = 1.0
_THING_REACH_PX: Final = 60.0
_FACE_PARTS: Final = tuple(field.name for field in fields(Expression) if field.name not in {"look", "blink"})
_POSE_LENGTHS: Final = ("length", "thumb_length", "index", "palm")
_POSE_ANGLES: Final = ("fan", "droop", "thumb")


@dataclass(frozen=True, slots=True)
class Held:
    """A frame to draw.

    Attributes:
        shot: With the poses that are shown.
        still: By person, which of body, head, face, left and right are the same in the frame before or the next.
    """

    shot: Shot
    still: Mapping[str, frozenset[str]]


class Steady:
    """Holds who hardly moves."""

    def __init__(
        self, shot_of: Callable[[int], Shot], *, frames: int, twos_within: Callable[[int], Cut] | None = None
    ) -> None:
        """Make ready.

        Args:
            shot_of: What the script wants in a frame.
            frames: Number of frames.
            twos_within: The cut of a frame; if given, every drawing stands for two frames of a cut, however quick the
                move.
        """
        self._frames, self._twos_within = frames, twos_within
        self._spans = SPANS if twos_within is None else SPANS_ON_TWOS
        self._shot = lru_cache(maxsize=24)(shot_of)
        self._begin = lru_cache(maxsize=256)(self._begin_of)
        self._held = lru_cache(maxsize=1)(self._held_in)

    def frame(self, index: int) -> Held:
        """Return the frame `index` with everybody's poses held where they may be."""
        return self._held(self._drawn(index))

    def _held_in(self, index: int) -> Held:
        shot = self._shot(index)
        people: dict[str, Appearance] = {}
        still: dict[str, frozenset[str]] = {}
        for who, seen in shot.people.items():
            begins = {part: self._begin(index, who, part) for part in ("body", "head", "face", *seen.hands)}
            poses = {part: self._shot(begin).people[who] for part, begin in begins.items()}
            people[who] = replace(
                seen,
                skeleton=poses["body"].skeleton,
                ball=poses["head"].ball,
                expression=poses["face"].expression,
                hands={side: poses[side].hands[side] for side in seen.hands},
            )
            still[who] = frozenset(
                part
                for part, begin in begins.items()
                if any(self._begin(other, who, part) == begin for other in self._neighbours(index))
            )
        things = {name: self._thing(index, name, stand) for name, stand in shot.things.items()}
        return Held(replace(shot, people=people, things=things), still)

    def _drawn(self, index: int) -> int:
        """Return the frame whose drawing stands in the frame `index`."""
        cut_of = self._twos_within
        stands = cut_of is not None and index % 2 and cut_of(index - 1) == cut_of(index)
        return index - 1 if stands else index

    def _neighbours(self, index: int) -> list[int]:
        """Return the frames of the drawings before and after the one of `index`."""
        before = [self._drawn(index - 1)] if index else []
        after = index + 1
        if after < self._frames and self._drawn(after) == index:
            after += 1
        return [*before, after] if after < self._frames else before

    def _thing(self, index: int, name: str, stand: Stand) -> Stand:
        """Return how a thing stands; what a held hand holds is held with it."""
        who, dot, side = stand.held_by.partition(".")
        if not dot:
            return stand
        before = self._shot(self._begin(index, who, side)).things.get(name, stand)
        near = _things_apart(before, stand) < SPANS[2] / self._shot(index).cut.zoom
        return before if near else stand

    def _begin_of(self, index: int, who: str, part: str) -> int:
        """Return the frame whose pose of a part is shown."""
        shot = self._shot(index)
        for span, tolerance_px in (FACE_SPANS if part == "face" else self._spans).items():
            begin = index - index % span
            apart = _apart(self._shot(begin).people[who], shot.people[who], part) if begin < index else float("inf")
            if apart < tolerance_px / shot.cut.zoom:
                return begin
        return index


def _apart(first: Appearance, second: Appearance, part: str) -> float:
    """Return how many px of the stage a part differs by in two poses; infinity if it cannot be told."""
    size = second.ball.radius
    if part == "body":
        return _bodies_apart(first.skeleton, second.skeleton) if first.feet == second.feet else float("inf")
    if part == "head":
        return _heads_apart(first.ball, second.ball) if first.head == second.head else float("inf")
    if part == "face":
        return _faces_apart(first.expression, second.expression, size=size)
    return _hands_apart(first.hands[part], second.hands[part], size=size)


def _bodies_apart(first: Skeleton, second: Skeleton) -> float:
    fixed = ("facing", "size", "ground_y", "postures")
    if any(getattr(first, name) != getattr(second, name) for name in fixed):
        return float("inf")
    breath = second.px(0.015) * abs(first.breath - second.breath)
    return max(breath, *(_far(getattr(first, name), getattr(second, name)) for name in _JOINTS))


def _heads_apart(first: Ball, second: Ball) -> float:
    if (first.radius, first.wide, first.tall) != (second.radius, second.wide, second.tall):
        return float("inf")
    turned = max(abs(getattr(first, name) - getattr(second, name)) for name in ("yaw", "pitch", "roll"))
    return max(_far((first.x, first.y), (second.x, second.y)), _swept(turned, second.radius))


def _faces_apart(first: Expression, second: Expression, *, size: float) -> float:
    if first.blink != second.blink:
        return float("inf")
    most = max(abs(getattr(first, name) - getattr(second, name)) for name in _FACE_PARTS)
    return max(most, _far(first.look, second.look)) * _FACE_REACH * size


def _hands_apart(first: HandState, second: HandState, *, size: float) -> float:
    if first.low != second.low:
        return float("inf")
    turned = _swept(abs(first.angle - second.angle), _HAND_REACH * size)
    return max(_far(first.wrist, second.wrist), turned, _poses_apart(first.pose, second.pose, size=0.5 * size))


def _things_apart(first: Stand, second: Stand) -> float:
    if (first.held_by, first.look) != (second.held_by, second.look):
        return float("inf")
    turned = max(abs(getattr(first, name) - getattr(second, name)) for name in ("yaw", "pitch", "roll"))
    return max(_far(first.centre, second.centre), _far(first.foot, second.foot), _swept(turned, _THING_REACH_PX))


def _poses_apart(first: Pose, second: Pose, *, size: float) -> float:
    if first == second:
        return 0.0
    length = max(abs(getattr(first, name) - getattr(second, name)) for name in _POSE_LENGTHS)
    angle = max(abs(getattr(first, name) - getattr(second, name)) for name in _POSE_ANGLES)
    return max(length * size, _swept(angle, size))


def _far(first: Point, second: Point) -> float:
    return max(abs(first[0] - second[0]), abs(first[1] - second[1]))


def _swept(degrees: float, radius: float) -> float:
    """Return the px a point `radius` px out goes while it is turned."""
    return degrees * radius / 57.3
