"""Places on and around a body where its hands can be: in a lap, on a table's edge, at a chin, before the chest."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from vigwidgets.studio.acting.skeleton import Skeleton
from vigwidgets.studio.drawing.paint import Point


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a wrist goes: (ahead, down) in head radii from a joint, the hand's angle as for somebody who faces right.

    Attributes:
        joint: `hip`, `knee`, `neck` or `head`.
        near: For the hand towards the camera: ahead, down, angle.
        far: For the other hand.
        follows: Share of the breathing and leaning of the joint; 1 moves with it.
        low: Whether such a hand is drawn with the body, behind a table before it.
    """

    joint: str
    near: tuple[float, float, float]
    far: tuple[float, float, float]
    low: bool = False


SPOTS: Mapping[str, Spot] = MappingProxyType(
    {
        "lap": Spot("hip", (0.42, -0.66, 16), (0.80, -0.52, 20), low=True),
        "knee": Spot("knee", (-0.62, -0.46, 12), (-0.50, -0.40, 12), low=True),
        "side": Spot("hip", (-0.62, 0.02, 84), (0.55, 0.0, 80), low=True),
        "behind": Spot("hip", (-0.75, -0.30, 120), (-0.55, -0.30, 120), low=True),
        "crossed": Spot("neck", (0.86, 1.42, 196), (0.10, 1.30, 8), low=True),
        "chest": Spot("neck", (0.50, 0.72, 10), (0.78, 0.80, 10)),
        "roll": Spot("neck", (0.58, 0.58, 34), (0.84, 0.66, 30)),
        "front": Spot("neck", (1.10, 0.95, 8), (1.30, 0.98, 8)),
        "out": Spot("neck", (1.55, 0.95, -6), (1.75, 0.95, -6)),
        "up": Spot("neck", (0.95, -0.25, -64), (1.15, -0.25, -60)),
        "chin": Spot("head", (0.16, 1.42, -74), (0.42, 1.40, -78)),
        "cheek": Spot("head", (0.30, 1.05, -80), (0.66, 1.00, -84)),
        "mouth": Spot("head", (0.45, 1.02, -70), (0.70, 1.0, -74)),
        "ear": Spot("head", (-0.78, 0.80, -80), (0.90, 0.70, -96)),
        "head": Spot("head", (-0.10, -0.10, -95), (0.60, -0.10, -100)),
        "edge": Spot("neck", (0.45, 0.0, 14), (0.85, 0.0, 16)),
    }
)
"""`edge` takes its height from the table, where there is one."""

_FORWARD = 0.12
"""Share of its length that the near arm gains when it reaches straight ahead."""
STRAIGHT = 0.96
"""Share of its length beyond which no arm is stretched."""
_EDGE_DOWN = (16.0, 4.0)


def at_spot(
    name: str, *, side: str, skeleton: Skeleton, head: Point, table: tuple[float, float] | None
) -> tuple[Point, float, bool]:
    """Return wrist in px, angle in degrees and whether it is low, of the `near` or `far` hand at a spot."""
    spot = SPOTS[name]
    ahead, down, angle = spot.near if side == "near" else spot.far
    size, facing = skeleton.size, skeleton.facing
    joint = {
        "hip": skeleton.hip,
        "neck": skeleton.neck,
        "head": head,
        "knee": skeleton.near_knee if side == "near" else skeleton.far_knee,
    }[spot.joint]
    x, y = joint[0] + facing * ahead * size, joint[1] + down * size
    if name == "edge":
        y = table[0] + _EDGE_DOWN[side == "far"] if table else skeleton.neck[1] + 1.9 * size
    return (x, y), mirrored(angle, facing=facing), spot.low


def mirrored(angle: float, *, facing: int) -> float:
    """Return an angle given for somebody who faces right, for one who faces `facing`."""
    return angle if facing > 0 else 180 - angle


def near_reach(shoulder: Point, wrist: Point, *, facing: int) -> float:
    """Return how many times its own length the near arm reaches towards `wrist`: more only for what lies ahead.

    The near shoulder is seen behind the far one; it comes forward, and towards the viewer, when its hand reaches far.
    """
    dx, dy = wrist[0] - shoulder[0], wrist[1] - shoulder[1]
    return 1.0 + _FORWARD * min(1.0, max(0.0, 1.25 * facing * dx / (math.hypot(dx, dy) or 1.0)))


def within_reach(shoulder: Point, wrist: Point, *, arm_px: float) -> Point:
    """Return the wrist, drawn in so that the arm is never quite straight."""
    dx, dy = wrist[0] - shoulder[0], wrist[1] - shoulder[1]
    far = math.hypot(dx, dy)
    if far <= arm_px * STRAIGHT:
        return wrist
    share = arm_px * STRAIGHT / far
    return shoulder[0] + dx * share, shoulder[1] + dy * share
