"""What a practice clip must not be. A draw that is refused here is drawn anew."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from vigwidgets.core.errors import SceneRefused
from vigwidgets.studio.acting.motion import FPS
from vigwidgets.studio.acting.performance import Performance, Shot
from vigwidgets.studio.practice.lines import line
from vigwidgets.studio.script.scene import Scene
from vigwidgets.studio.stage import CAST, PLACES

_LEAST_MARK_MS: Final = {1: 600, 2: 600, 3: 300, 4: 300, 5: 300}
_APART_MS: Final = 200
_LEAST_SHOWN: Final = 1
_EASY: Final = 2
_STRAIGHT: Final = 0.957
"""Share of its length beyond which an arm has been drawn in: the hand did not get where it was sent."""
_MEETS_PX: Final = 16.0
_EDGE_PX: Final = 24.0
_LOOK_EVERY_MS: Final = 1000


def check(scene: Scene, *, level: int) -> None:
    """Return if the scene may be a practice clip.

    Raises:
        SceneRefused: nothing is shown of what was asked for, a mark is too short, two kinds of mark begin together at
            an easy level, somebody speaks over speech, a hand does not meet its thing, or what is looked at is hidden.
    """
    performance = Performance(scene, lips={})
    for problem in (
        *empty(scene),
        *short_marks(scene, level=level),
        *overlaps(scene),
        *out_of_reach(scene, performance),
        *hidden(scene, performance),
        *crowded(scene, performance),
    ):
        raise SceneRefused(f"A drawn practice clip cannot be used: {problem}. Draw another one.")


def empty(scene: Scene) -> Iterator[str]:
    """Yield that too little is shown of what the clip is to be about."""
    if sum(bool(mark.principles) for mark in scene.marks) < _LEAST_SHOWN:
        yield "it shows too little"


def short_marks(scene: Scene, *, level: int) -> Iterator[str]:
    """Yield marks that nobody could see, and at easy levels those that begin together."""
    marks = sorted(scene.marks, key=lambda one: one.start_ms)
    for mark in marks:
        if mark.end_ms - mark.start_ms < _LEAST_MARK_MS[level]:
            yield f"mark {mark.id} is too short"
        if not (0 <= scene.film_ms(mark.start_ms) < scene.film_ms(mark.end_ms) <= scene.duration_ms):
            yield f"mark {mark.id} lies outside"
    if level <= _EASY:
        for one, other in pairwise(marks):
            if other.start_ms - one.start_ms < _APART_MS and one.kind != other.kind:
                yield f"marks {one.id} and {other.id} begin together"


def overlaps(scene: Scene) -> Iterator[str]:
    """Yield words that are spoken over words; laughter, hums and nods may join in."""
    spoken = sorted(
        (one.at_ms, one.at_ms + _length(scene.lines_folder, one.line), one.line)
        for one in scene.says
        if line(scene.lines_folder, one.line).kind == "line"
    )
    for (_, ends, first), (starts, _, second) in pairwise(spoken):
        if starts < ends:
            yield f"{second} is said over {first}"


@cache
def _length(folder: Path, key: str) -> int:
    return line(folder, key).length_ms


def out_of_reach(scene: Scene, performance: Performance) -> Iterator[str]:
    """Yield hands that do not get to the thing they take, put or touch."""
    for carry in scene.carries:
        for time_ms, what in ((carry.at_ms, "taken"), (carry.until_ms, "put")):
            if not 0 < time_ms < scene.length_ms:
                continue
            before, after = _at(scene, performance, time_ms - 40), _at(scene, performance, time_ms + 200)
            if _stretched(before, carry.who, carry.hand):
                yield f"{carry.thing} is {what} out of reach"
            elif carry.thing in before.things and carry.thing in after.things:
                thing = _apart(before.things[carry.thing].centre, after.things[carry.thing].centre)
                wrists = [shot.people[carry.who].hands[carry.hand].wrist for shot in (before, after)]
                if thing > _MEETS_PX + 1.2 * _apart(wrists[0], wrists[1]):
                    yield f"{carry.thing} jumps when it is {what}"
    for reach in scene.reaches:
        arrives_ms = reach.at_ms + reach.over_ms
        if not reach.to.startswith("at ") or not 0 < arrives_ms < scene.length_ms:
            continue
        if _stretched(_at(scene, performance, arrives_ms), reach.who, reach.hand):
            yield f"{reach.to} is out of reach"


def hidden(scene: Scene, performance: Performance) -> Iterator[str]:
    """Yield what is looked at and cannot be seen: outside the picture, or behind a head."""
    spots = PLACES[scene.place].SPOTS
    for look in scene.looks:
        if not 0 <= look.at_ms < scene.length_ms or look.target in ("away", "down", "up", "aside"):
            continue
        shot = _at(scene, performance, look.at_ms + 200)
        name = look.target
        if name in spots:
            at = spots[name]
            for who, one in shot.people.items():
                if _apart(at, (one.ball.x, one.ball.y)) < 0.8 * one.ball.radius:
                    yield f"{name} is behind {who}"
        elif name in shot.things:
            at = shot.things[name].centre
        elif name in shot.people:
            at = (shot.people[name].ball.x, shot.people[name].ball.y)
        else:
            continue
        x, y = shot.to_picture(at)
        if not (_EDGE_PX < x < 1280 - _EDGE_PX and _EDGE_PX < y < 720 - _EDGE_PX):
            yield f"{name} is outside the picture"


def crowded(scene: Scene, performance: Performance) -> Iterator[str]:
    """Yield heads that come too near each other, or leave the picture."""
    for time_ms in range(0, scene.length_ms, _LOOK_EVERY_MS):
        shot = _at(scene, performance, time_ms)
        balls = [one.ball for one in shot.people.values()]
        radius = max(ball.radius for ball in balls)
        if _apart((balls[0].x, balls[0].y), (balls[1].x, balls[1].y)) < 2.7 * radius:
            yield "two heads crowd each other"
            return
        for ball in balls:
            x, y = shot.to_picture((ball.x, ball.y))
            r = ball.radius * shot.cut.zoom
            if not (0.9 * r < x < 1280 - 0.9 * r and 0.9 * r < y < 720 - r):
                yield "a head leaves the picture"
                return


def _at(scene: Scene, performance: Performance, time_ms: float) -> Shot:
    index = round((time_ms + scene.opening_ms) * FPS / 1000)
    return performance.shot(min(max(index, 0), scene.frames - 1))


def _stretched(shot: Shot, who: str, hand: str) -> bool:
    one = shot.people[who]
    near = (hand == "right") == (one.skeleton.facing > 0)
    shoulder = one.skeleton.near_shoulder if near else one.skeleton.far_shoulder
    build = CAST[who].figure.build
    arm = (build.upper_arm + build.forearm) * one.skeleton.size
    return _apart(shoulder, one.hands[hand].wrist) > _STRAIGHT * arm


def _apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    return math.hypot(one[0] - other[0], one[1] - other[1])
