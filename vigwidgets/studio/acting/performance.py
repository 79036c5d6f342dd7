"""The acted scene: for every frame, how each person stands, looks and speaks, and where each thing is."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from vigwidgets.studio.acting.gaze import Aim, aim
from vigwidgets.studio.acting.lips import Lips
from vigwidgets.studio.acting.motion import FPS, Curve, Key, blinks, bounces, breathing, drift, ease, lag, track
from vigwidgets.studio.acting.postures import Stance, joints
from vigwidgets.studio.acting.reaching import Bodies, Handwork, Stand
from vigwidgets.studio.acting.skeleton import Appearance, HandState, Skeleton
from vigwidgets.studio.drawing.ball import Ball
from vigwidgets.studio.drawing.features import Expression
from vigwidgets.studio.drawing.paint import Point
from vigwidgets.studio.script.scene import Cut, Look, Scene, Staging
from vigwidgets.studio.stage import CAST, PLACES

_REST = {
    "lean": 0.2,
    "tilt": 0.0,
    "nod": 0.0,
    "breath": 0.0,
    "smile": 0.3,
    "cheeks": 0.15,
    "brows": 0.2,
    "inner_brows": 0.25,
    "lids": 0.9,
    "mouth": 0.0,
    "kick": 0.0,
    "turn": 0.0,
    "round": 0.0,
    "worry": 0.0,
}
_SOFT_S = {"lean": 0.06, "tilt": 0.09}
_NEAR_PX = 46.0
_STEP_IN_THIGHS = 0.84
_WHOLE = Cut(0, (640.0, 360.0), 1.0)


@dataclass(frozen=True, slots=True)
class Shot:
    """One frame as the script wants it.

    Attributes:
        people: By name.
        things: Those that are to be seen, by name.
        looks_at: Whom or what each person looks at.
        cut: The part of the stage that is shown.
    """

    people: Mapping[str, Appearance]
    things: Mapping[str, Stand]
    looks_at: Mapping[str, str]
    cut: Cut = _WHOLE

    def to_picture(self, point: Point) -> Point:
        """Return px of the picture where a point of the stage is shown."""
        (x, y), zoom = framed(self.cut), self.cut.zoom
        return (point[0] - x) * zoom, (point[1] - y) * zoom


def framed(cut: Cut) -> Point:
    """Return the upper left corner, px of the stage, of what a cut shows: never anything outside the stage."""
    wide, tall = 1280 / cut.zoom, 720 / cut.zoom
    return (
        min(max(cut.centre[0] - wide / 2, 0.0), 1280 - wide),
        min(max(cut.centre[1] - tall / 2, 0.0), 720 - tall),
    )


class Performance:
    """Answers what is to be drawn in each frame of a scene; the same scene gives the same answers."""

    def __init__(self, scene: Scene, *, lips: Mapping[str, Lips]) -> None:
        self._scene = scene
        self._lips = lips
        self._handwork = Handwork(scene)
        self._looks = {
            who: sorted((one for one in scene.looks if one.who == who), key=lambda one: one.at_ms)
            or [Look(who, -scene.opening_ms, "away")]
            for who in scene.cast
        }
        self._stagings = {
            who: sorted((one for one in scene.stagings if one.who == who), key=lambda one: one.at_ms)
            for who in scene.cast
        }
        self._cuts = sorted(scene.cuts, key=lambda one: one.at_ms)
        self._parts = {who: self._tracks(who) for who in scene.cast}

    def _tracks(self, who: str) -> dict[str, Curve]:
        scene, frames = self._scene, self._scene.frames
        keys: dict[str, list[Key]] = {name: [] for name in _REST}
        for change in scene.changes:
            if change.who == who:
                for name, value in change.values:
                    keys[name].append(Key(scene.film_ms(change.at_ms), change.over_ms, value))
        parts: dict[str, Curve] = {}
        for name, rest in _REST.items():
            curve = track(keys[name], start=rest, frames=frames)
            parts[name] = lag(curve, seconds=_SOFT_S[name]) if name in _SOFT_S else curve
        seed = scene.seed
        period_s = CAST[who].figure.breath_s
        parts["breath"] = parts["breath"] + breathing(period_s=period_s, seed=seed, name=who, frames=frames)
        for name, size in (("sway x", 0.9), ("sway y", 0.7), ("sway tilt", 0.5), ("sway lean", 0.012)):
            parts[name] = drift(f"{who} {name}", seed=seed, size=size, frames=frames)
        jumps = [(scene.film_ms(one.at_ms), one.times, one.height_px) for one in scene.bounces if one.who == who]
        parts["bounce"] = bounces(jumps, frames=frames)
        shut = [scene.film_ms(time) for one in scene.blinks if one.who == who for time in one.at_ms]
        parts["blink"] = blinks(shut, frames=frames)
        return parts

    def shot(self, index: int) -> Shot:
        """Return the frame `index` (0-based)."""
        time_ms = self._time_ms(index)
        found = {who: self._body(who, index, time_ms) for who in self._scene.cast}
        bodies = Bodies({who: one[0] for who, one in found.items()}, {who: one[1] for who, one in found.items()})
        hands = self._handwork.hands_at(time_ms, bodies=bodies)
        things = self._handwork.things_at(time_ms, bodies=bodies)
        common = self._targets(bodies, hands, things)
        people = {}
        for who, skeleton in bodies.skeletons.items():
            targets = common | _own_targets(skeleton, bodies.heads[who]) | self._written_targets(who)
            aimed = aim(self._looks[who], time_ms, eye=bodies.heads[who], targets=targets)
            people[who] = Appearance(
                skeleton,
                self._ball(who, index, bodies.heads[who], skeleton, aimed),
                self._expression(who, index, aimed),
                hands[who],
                self._head(who, time_ms),
                (self._foot(who, "near_foot", time_ms), self._foot(who, "far_foot", time_ms)),
            )
        looks_at = {who: self._now(self._looks[who], time_ms) for who in self._scene.cast}
        return Shot(people, things, looks_at, self._cut(time_ms))

    def cut(self, index: int) -> Cut:
        """Return what the frame `index` shows of the stage."""
        return self._cut(self._time_ms(index))

    def _time_ms(self, index: int) -> float:
        return index * 1000 / FPS - self._scene.opening_ms

    def _targets(
        self, bodies: Bodies, hands: Mapping[str, Mapping[str, HandState]], things: Mapping[str, Stand]
    ) -> dict[str, tuple[float, float, float]]:
        """Return px and nearness of everything that anybody may look at."""
        scene = self._scene
        targets = {name: (*at, _NEAR_PX) for name, at in PLACES[scene.place].SPOTS.items()}
        targets |= {thing.name: (thing.at[0], thing.at[1], _NEAR_PX) for thing in scene.things}
        targets |= {name: (*stand.centre, _NEAR_PX) for name, stand in things.items()}
        for who, head in bodies.heads.items():
            targets[who] = (*head, 0.0)
            skeleton = bodies.skeletons[who]
            for hand, state in hands[who].items():
                ahead = 0.37 * skeleton.size * skeleton.facing
                targets[f"{who}.{hand}"] = (state.wrist[0] + ahead, state.wrist[1] + 6, _NEAR_PX)
            targets[f"{who}.foot"] = (*skeleton.near_foot, _NEAR_PX)
        return targets

    def _written_targets(self, who: str) -> dict[str, tuple[float, float, float]]:
        """Return the targets somebody looks at that are written as `x,y`."""
        found = {}
        for look in self._looks[who]:
            x, comma, y = look.target.partition(",")
            if comma:
                found[look.target] = (float(x), float(y), _NEAR_PX)
        return found

    def _head(self, who: str, time_ms: float) -> str:
        begun = [
            one for one in self._scene.wears if one.who == who and one.at_ms <= time_ms and (one.head or one.at_ms)
        ]
        return max(begun, key=lambda one: one.at_ms).head if begun else ""

    def _foot(self, who: str, which: str, time_ms: float) -> str:
        """Return what a foot has on: `bare`, the colour of a sock, or empty for the person's shoe."""
        begun = [one for one in self._scene.wears if one.who == who and one.at_ms <= time_ms and getattr(one, which)]
        return str(getattr(max(begun, key=lambda one: one.at_ms), which)) if begun else ""

    def _now(self, looks: list[Look], time_ms: float) -> str:
        return ([look for look in looks if look.at_ms <= time_ms] or looks[:1])[-1].target

    def _cut(self, time_ms: float) -> Cut:
        begun = [cut for cut in self._cuts if cut.at_ms <= time_ms]
        return begun[-1] if begun else _WHOLE

    def _body(self, who: str, index: int, time_ms: float) -> tuple[Skeleton, Point]:
        parts, figure = self._parts[who], CAST[who].figure
        begun = [one for one in self._stagings[who] if one.at_ms <= time_ms] or self._stagings[who][:1]
        now, last = begun[-1], begun[-2] if len(begun) > 1 else begun[-1]
        share = ease((time_ms - now.at_ms) / now.over_ms) if now.over_ms and last is not now else 1.0
        at = (last.at[0] + (now.at[0] - last.at[0]) * share, last.at[1] + (now.at[1] - last.at[1]) * share)
        sizes = [one.size or figure.size for one in (last, now)]
        size = sizes[0] + (sizes[1] - sizes[0]) * share
        stance = Stance(
            at=at,
            facing=1 if now.facing == "right" else -1,
            postures=_shares(last.posture, now.posture, share),
            lean=float(parts["lean"][index] + parts["sway lean"][index]),
            breath=float(parts["breath"][index]),
            lift_px=float(parts["bounce"][index]),
            sway=(float(parts["sway x"][index]), float(parts["sway y"][index])),
            kick=float(parts["kick"][index]),
            stride=_stride(last, now, share, step_px=_STEP_IN_THIGHS * figure.build.thigh * size),
        )
        return joints(stance, figure, size=size)

    def _ball(self, who: str, index: int, head: Point, skeleton: Skeleton, aimed: Aim) -> Ball:
        parts = self._parts[who]
        tilt = float(parts["tilt"][index] + parts["sway tilt"][index])
        reclines = skeleton.postures.get("recline", 0.0)
        roll = tilt - 26.0 * skeleton.facing * reclines
        wide, tall = CAST[who].head.shape
        pitch = aimed.pitch + float(parts["nod"][index])
        return Ball(*head, skeleton.size, aimed.yaw + float(parts["turn"][index]), pitch, roll, wide, tall)

    def _expression(self, who: str, index: int, aimed: Aim) -> Expression:
        parts = {name: float(curve[index]) for name, curve in self._parts[who].items()}
        lips = self._lips.get(who)
        spoken = lips.shape_at(index) if lips else (0.0, 0.0, 0.0)
        return Expression(
            look=(aimed.across, aimed.up),
            lids=parts["lids"],
            blink=parts["blink"],
            smile=parts["smile"] * (1 - 0.25 * min(1.0, spoken[0] * 2)),
            cheeks=parts["cheeks"],
            brows=parts["brows"],
            inner_brows=parts["inner_brows"],
            worry=parts["worry"],
            mouth=max(spoken[0], parts["mouth"]),
            round=max(spoken[1], parts["round"]),
            teeth=max(spoken[2], 0.8 if parts["mouth"] > spoken[0] else 0.0),
        )


def _own_targets(skeleton: Skeleton, head: Point) -> dict[str, tuple[float, float, float]]:
    """Return the targets that lie differently for everybody: far away, at the ground before them, up in thought."""
    ahead, size = skeleton.facing, skeleton.size
    return {
        "away": (head[0] + ahead * 7 * size, head[1] - 0.2 * size, 2.0 * size),
        "down": (head[0] + ahead * 1.6 * size, head[1] + 3.4 * size, 1.6 * size),
        "up": (head[0] + ahead * 2.6 * size, head[1] - 2.6 * size, 2.4 * size),
        "camera": (head[0] + ahead * 0.4 * size, head[1] + 0.2 * size, 9.0 * size),
        "aside": (head[0] - ahead * 2.5 * size, head[1] + 1.6 * size, 3.0 * size),
    }


OWN_TARGETS = ("away", "down", "up", "camera", "aside")
"""Names anybody may look at besides people, things and the place's spots."""


def _shares(last: str, now: str, share: float) -> dict[str, float]:
    if last == now or share >= 1:
        return {now: 1.0}
    return {last: 1 - share, now: share}


def _stride(last: Staging, now: Staging, share: float, *, step_px: float) -> float:
    """Return how far the legs are apart, -1 to 1, of somebody who walks from one place to another; else 0."""
    way = abs(now.at[0] - last.at[0])
    if not 0 < share < 1 or way < 0.5 * step_px or "stand" not in {last.posture, now.posture}:
        return 0.0
    steps = max(1, round(way / step_px))
    return math.sin(math.pi * steps * share) * (1 if steps % 2 else -1)
