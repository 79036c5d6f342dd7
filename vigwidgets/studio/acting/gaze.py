"""Gaze as one number to a target: the head takes its share, the eyes make up the rest, the lids follow."""

from __future__ import annotations

import math
from dataclasses import dataclass

from vigwidgets.studio.acting.motion import ease
from vigwidgets.studio.drawing.paint import Point
from vigwidgets.studio.script.scene import Look

HEAD_SHARE_ACROSS, HEAD_SHARE_DOWN = 0.60, 0.56
YAW_LIMIT, PITCH_LIMIT = 35.0, 21.0
EYE_ACROSS, EYE_DOWN = 54.0, 22.0
"""Degrees that bring the iris to the end of its way."""
CHEAT = 0.25
"""People who face each other are drawn as if this share of their distance lay towards the camera."""
_EYES_MS, _HEAD_AFTER_MS, _HEAD_MS = 80, 60, 400


@dataclass(frozen=True, slots=True)
class Aim:
    """Where head and eyes point: degrees right and up for the head, -1 to 1 for the iris."""

    yaw: float
    pitch: float
    across: float
    up: float


def angles(eye: Point, target: Point, *, near_px: float) -> tuple[float, float]:
    """Return degrees right and up from an eye to a target that lies `near_px` closer to the camera."""
    dx, dy = target[0] - eye[0], target[1] - eye[1]
    depth = near_px + CHEAT * abs(dx)
    return math.degrees(math.atan2(dx, depth)), math.degrees(math.atan2(-dy, math.hypot(dx, depth)))


def current(looks: list[Look], time_ms: float, *, after_ms: int, over_ms: int) -> tuple[Look, Look, float]:
    """Return the look that is left, the one that is taken up, and the share of the way, `after_ms` late."""
    begun = [look for look in looks if look.at_ms + after_ms <= time_ms] or looks[:1]
    now = begun[-1]
    if len(begun) == 1:
        return now, now, 1.0
    return begun[-2], now, ease((time_ms - now.at_ms - after_ms) / over_ms)


def aim(looks: list[Look], time_ms: float, *, eye: Point, targets: dict[str, tuple[float, float, float]]) -> Aim:
    """Return head and eyes of somebody with these `looks` (ordered by time).

    `targets` gives px and nearness of every name. Eyes leave in 2 frames, the head follows and takes about 10.
    """
    before, now, share = current(looks, time_ms, after_ms=_HEAD_AFTER_MS, over_ms=_HEAD_MS)
    yaw0, pitch0 = _head(before, looks, eye, targets)
    yaw1, pitch1 = _head(now, looks, eye, targets)
    # a turning head dips: it goes round on an arc, not along a ruler
    dip = 0.10 * abs(yaw1 - yaw0) * 4 * share * (1 - share)
    yaw, pitch = yaw0 + (yaw1 - yaw0) * share, pitch0 + (pitch1 - pitch0) * share - dip
    before, now, share = current(looks, time_ms, after_ms=0, over_ms=_EYES_MS)
    a, b = _to(before.target, eye, targets), _to(now.target, eye, targets)
    eye_yaw, eye_pitch = a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share
    return Aim(yaw, pitch, _bound((eye_yaw - yaw) / EYE_ACROSS, 0.82), _bound((eye_pitch - pitch) / EYE_DOWN, 0.95))


def _to(name: str, eye: Point, targets: dict[str, tuple[float, float, float]]) -> tuple[float, float]:
    x, y, near = targets[name]
    return angles(eye, (x, y), near_px=near)


def _head(
    look: Look, looks: list[Look], eye: Point, targets: dict[str, tuple[float, float, float]]
) -> tuple[float, float]:
    yaw, pitch = _to(look.target, eye, targets)
    yaw, pitch = _bound(yaw * HEAD_SHARE_ACROSS, YAW_LIMIT), _bound(pitch * HEAD_SHARE_DOWN, PITCH_LIMIT)
    place = looks.index(look)
    if look.head >= 1 or place == 0:
        return yaw, pitch
    was_yaw, was_pitch = _head(looks[place - 1], looks, eye, targets)
    return was_yaw + (yaw - was_yaw) * look.head, was_pitch + (pitch - was_pitch) * look.head


def _bound(value: float, limit: float) -> float:
    return max(-limit, min(limit, value))
