"""A body's joints in one frame, in px: what is drawn is hung on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vigwidgets.studio.drawing.ball import Ball
from vigwidgets.studio.drawing.features import Expression
from vigwidgets.studio.drawing.hand import Pose
from vigwidgets.studio.drawing.paint import Point


@dataclass(frozen=True, slots=True)
class HandState:
    """Where a hand is: wrist in px, angle in degrees (0 to the right, clockwise), pose.

    `low` hands lie in a lap or hang beside the body: they are drawn with it, behind a table that stands before it.
    """

    wrist: Point
    angle: float
    pose: Pose
    low: bool = False


@dataclass(frozen=True, slots=True)
class Skeleton:
    """Where somebody's joints are. "Near" is the side towards the camera: the right one of somebody who faces right.

    Attributes:
        facing: 1 faces the right of the picture, -1 the left.
        size: Head radius in px.
        hip: Middle of the hips.
        neck: Base of the neck.
        chest: Middle of the curve of the trunk: a point half-way up that stands ahead of the line from hip to neck when
            somebody bends.
        near_shoulder: Joint of the near arm.
        far_shoulder: Joint of the far arm.
        near_knee: Knee, near leg.
        far_knee: Knee, far leg.
        near_foot: Sole under the ankle, near leg.
        far_foot: Sole under the ankle, far leg.
        breath: -1 out to 1 in.
        postures: Share of each posture taken, as `{"sit": 1.0}`; two while somebody sits down.
        ground_y: Px of the floor (or bed, or mat) under them.
    """

    facing: int
    size: float
    hip: Point
    neck: Point
    chest: Point
    near_shoulder: Point
    far_shoulder: Point
    near_knee: Point
    far_knee: Point
    near_foot: Point
    far_foot: Point
    breath: float
    postures: Mapping[str, float]
    ground_y: float

    def px(self, radii: float) -> float:
        """Return a length given in head radii."""
        return radii * self.size


@dataclass(frozen=True, slots=True)
class Appearance:
    """Everything needed to draw a person in one frame; hands by `left` and `right`, their own; the form of the head.

    `feet` is what the near and the far foot have on: `bare`, the colour of a sock, or empty for the person's shoes.
    """

    skeleton: Skeleton
    ball: Ball
    expression: Expression
    hands: Mapping[str, HandState]
    head: str = ""
    feet: tuple[str, str] = ("", "")

    @property
    def near(self) -> str:
        """The name of the hand towards the camera."""
        return "right" if self.skeleton.facing > 0 else "left"

    @property
    def far(self) -> str:
        """The name of the other hand."""
        return "left" if self.skeleton.facing > 0 else "right"
