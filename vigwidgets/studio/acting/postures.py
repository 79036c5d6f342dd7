"""Postures: where hips, knees and soles are against the ground, and how the trunk is held."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from vigwidgets.studio.acting.skeleton import Skeleton
from vigwidgets.studio.drawing.paint import Point
from vigwidgets.studio.people.figure import Figure


@dataclass(frozen=True, slots=True)
class Posture:
    """Joints as (ahead, up) from a point on the ground, in thigh lengths; `pitch` in degrees, ahead is positive.

    Attributes:
        hip: Middle of the hips.
        near_knee: Knee towards the camera.
        far_knee: The other one, drawn a little higher and further ahead.
        near_foot: Sole towards the camera.
        far_foot: The other one.
        pitch: How far the trunk leans when nothing else is asked for.
        head_up: Degrees the head is lifted against the trunk.
    """

    hip: Point
    near_knee: Point
    far_knee: Point
    near_foot: Point
    far_foot: Point
    pitch: float = 0.0
    head_up: float = 0.0


POSTURES: Mapping[str, Posture] = MappingProxyType(
    {
        "stand": Posture((0, 1.92), (-0.12, 0.98), (0.26, 1.0), (-0.16, 0.0), (0.24, 0.06)),
        "sit": Posture((-0.85, 1.06), (0.13, 1.12), (0.28, 1.18), (0.05, 0.0), (0.28, 0.06), pitch=2),
        "wheelchair": Posture((-0.85, 1.10), (0.10, 1.18), (0.24, 1.22), (0.25, 0.16), (0.42, 0.20), pitch=0),
        "heels": Posture((0, 0.50), (0.84, 0.34), (0.92, 0.42), (-0.40, 0.0), (-0.28, 0.06), pitch=1),
        "kneel": Posture((0, 1.10), (0.06, 0.22), (0.28, 0.26), (-0.86, 0.06), (-0.70, 0.12)),
        "crouch": Posture((-0.42, 0.52), (0.46, 0.92), (0.62, 0.96), (0.0, 0.0), (0.22, 0.06), pitch=14),
        "floor": Posture((-0.75, 0.26), (0.12, 0.62), (0.30, 0.66), (0.72, 0.0), (0.95, 0.05), pitch=-4),
        "prone": Posture((-1.1, 0.36), (-2.0, 0.22), (-2.0, 0.28), (-2.95, 0.20), (-2.95, 0.30), pitch=66, head_up=62),
        "recline": Posture((0, 0.34), (0.72, 0.86), (0.86, 0.92), (1.30, 0.52), (1.50, 0.60), pitch=-44, head_up=-34),
    }
)
"""`at` of a scene is a point on the ground: between the feet for who stands, sits or crouches, else under the hips."""


@dataclass(frozen=True, slots=True)
class Stance:
    """How a body is held in one frame.

    Attributes:
        at: Px of the point on the ground.
        facing: 1 to the right, -1 to the left.
        postures: Share of each posture; they add up to 1.
        lean: 0 upright, 1 far towards the partner, negative back.
        breath: -1 out to 1 in.
        lift_px: Px the whole body is lifted (a bounce).
        sway: Px the head has drifted, right and down.
        kick: -1 to 1, legs of somebody who reclines.
        stride: -1 to 1, the near leg behind or ahead, of somebody who walks.
    """

    at: Point
    facing: int
    postures: Mapping[str, float]
    lean: float = 0.0
    breath: float = 0.0
    lift_px: float = 0.0
    sway: Point = (0.0, 0.0)
    kick: float = 0.0
    stride: float = 0.0


def joints(stance: Stance, figure: Figure, *, size: float) -> tuple[Skeleton, Point]:
    """Return the skeleton of a stance and the middle of the head, in px; `size` is the head radius in px."""
    build, facing = figure.build, stance.facing
    leg = build.thigh * size

    def blend(name: str) -> Point:
        found = [(getattr(POSTURES[key], name), share) for key, share in stance.postures.items()]
        return sum(p[0] * share for p, share in found), sum(p[1] * share for p, share in found)

    def ground(point: Point, *, lift: float = 0.0) -> Point:
        return stance.at[0] + facing * point[0] * leg, stance.at[1] - point[1] * leg - lift

    pitch = sum(POSTURES[key].pitch * share for key, share in stance.postures.items())
    head_up = sum(POSTURES[key].head_up * share for key, share in stance.postures.items())
    lying = min(1.0, abs(pitch) / 45)
    # who lies or sits on the ground rests on it with the thickness of a body, however short the legs are
    rest = (0.82 * lying * build.girth + 0.21 * (1 - lying) * build.trunk) * size
    ahead_up = blend("hip")
    hip = ground((ahead_up[0], max(ahead_up[1], rest / leg)), lift=stance.lift_px)
    turn = math.radians(pitch)
    rise = build.trunk * size
    bow = 0.52 * size * stance.lean
    chest_in = 0.03 * size * stance.breath
    neck = (
        hip[0] + facing * (math.sin(turn) * rise + bow * math.cos(turn)),
        hip[1] - math.cos(turn) * rise + 0.08 * size * abs(stance.lean) + math.sin(turn) * bow - chest_in,
    )
    middle = (
        (hip[0] + neck[0]) / 2 - facing * (0.10 * size * stance.lean + 0.06 * size * lying),
        (hip[1] + neck[1]) / 2 - chest_in / 2,
    )
    along = math.radians(pitch - head_up)
    up, ahead = build.neck * size, (build.neck_ahead + 0.24 * stance.lean) * size
    head = (
        neck[0] + facing * (ahead * math.cos(along) + math.sin(along) * up) + stance.sway[0],
        neck[1] - math.cos(along) * up + math.sin(along) * ahead + 0.10 * size * stance.lean + stance.sway[1],
    )
    drop, half = build.shoulder_drop * size, build.shoulder * size

    def shoulder(side: float, sink: float) -> Point:
        x, y = side * half * (1 - 0.4 * lying), drop * sink
        return (
            neck[0] + facing * (x * math.cos(turn) - y * math.sin(turn)),
            neck[1] + y * math.cos(turn) + x * math.sin(turn),
        )

    kick = 0.28 * leg * stance.kick
    step = 0.42 * leg * stance.stride * facing
    raised = 0.10 * leg * max(0.0, 1 - abs(stance.stride)) if stance.stride else 0.0
    near_foot, far_foot = ground(blend("near_foot"), lift=raised), ground(blend("far_foot"))
    near_foot, far_foot = (near_foot[0] + step, near_foot[1]), (far_foot[0] - step, far_foot[1])
    near_knee, far_knee = (
        ground(blend("near_knee"), lift=stance.lift_px),
        ground(blend("far_knee"), lift=stance.lift_px),
    )
    skeleton = Skeleton(
        facing=facing,
        size=size,
        hip=hip,
        neck=neck,
        chest=middle,
        near_shoulder=shoulder(-1.0, 1.1),
        far_shoulder=shoulder(1.02, 0.9),
        near_knee=(near_knee[0], near_knee[1] - kick * 0.5),
        far_knee=(far_knee[0], far_knee[1] + kick * 0.5),
        near_foot=(near_foot[0] + facing * kick * 0.5, near_foot[1] - kick),
        far_foot=(far_foot[0] - facing * kick * 0.5, far_foot[1] + kick),
        breath=stance.breath,
        postures=stance.postures,
        ground_y=stance.at[1],
    )
    return skeleton, head
