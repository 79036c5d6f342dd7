"""The acted scene: for every frame, how each person stands, looks and speaks, and where each thing is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vigwidgets.studio.acting.gaze import Aim, aim
from vigwidgets.studio.acting.lips import Lips
from vigwidgets.studio.acting.motion import FPS, Curve, Key, blinks, bounces, breathing, drift, lag, track
from vigwidgets.studio.acting.reaching import Handwork, Stand
from vigwidgets.studio.drawing.ball import Ball
from vigwidgets.studio.drawing.features import Expression
from vigwidgets.studio.people.body import Appearance, Stance
from vigwidgets.studio.script.scene import Look, Scene
from vigwidgets.studio.stage import CAST

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
}
_SOFT_S = {"lean": 0.06, "tilt": 0.09}
_NEAR_PX = {"face": 0.0, "hand": 46.0, "thing": 46.0}


@dataclass(frozen=True, slots=True)
class Shot:
    """One frame as the script wants it: people by name, things by name, and whom or what each person looks at."""

    people: Mapping[str, Appearance]
    things: Mapping[str, Stand]
    looks_at: Mapping[str, str]


class Performance:
    """Answers what is to be drawn in each frame of a scene; the same scene gives the same answers."""

    def __init__(self, scene: Scene, *, lips: Mapping[str, Lips]) -> None:
        self._scene = scene
        self._lips = lips
        self._handwork = Handwork(scene)
        self._looks = {
            who: sorted((one for one in scene.looks if one.who == who), key=lambda one: one.at_ms) for who in scene.cast
        }
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
        parts["breath"] = parts["breath"] + breathing(period_s=CAST[who].breath_s, seed=seed, name=who, frames=frames)
        for name, size in (("sway x", 0.9), ("sway y", 0.7), ("sway tilt", 0.5), ("sway lean", 0.012)):
            parts[name] = drift(f"{who} {name}", seed=seed, size=size, frames=frames)
        jumps = [(scene.film_ms(one.at_ms), one.times, one.height_px) for one in scene.bounces if one.who == who]
        parts["bounce"] = bounces(jumps, frames=frames)
        shut = [scene.film_ms(time) for one in scene.blinks if one.who == who for time in one.at_ms]
        parts["blink"] = blinks(shut, frames=frames)
        return parts

    def shot(self, index: int) -> Shot:
        """Return the frame `index` (0-based)."""
        time_ms = index * 1000 / FPS - self._scene.opening_ms
        stances = {who: self._stance(who, index) for who in self._scene.cast}
        hands = self._handwork.hands_at(time_ms, stances=stances)
        things = self._handwork.things_at(time_ms, stances=stances)
        targets: dict[str, tuple[float, float, float]] = {}
        for who, stance in stances.items():
            targets[who] = (*CAST[who].head_at(stance), _NEAR_PX["face"])
            for hand, state in hands[who].items():
                ahead = 34.0 * CAST[who].facing
                targets[f"{who}.{hand}"] = (state.wrist[0] + ahead, state.wrist[1] + 6, _NEAR_PX["hand"])
        for name, stand in things.items():
            targets[name] = (*stand.centre, _NEAR_PX["thing"])
        people = {}
        for who, stance in stances.items():
            aimed = aim(self._looks[who], time_ms, eye=CAST[who].head_at(stance), targets=targets)
            people[who] = Appearance(
                stance, self._ball(who, index, stance, aimed), self._expression(who, index, aimed), hands[who]
            )
        return Shot(people, things, {who: self._now(self._looks[who], time_ms) for who in self._scene.cast})

    def _now(self, looks: list[Look], time_ms: float) -> str:
        return ([look for look in looks if look.at_ms <= time_ms] or looks[:1])[-1].target

    def _stance(self, who: str, index: int) -> Stance:
        parts = self._parts[who]
        return Stance(
            lean=float(parts["lean"][index] + parts["sway lean"][index]),
            breath=float(parts["breath"][index]),
            bounce=float(parts["bounce"][index]),
            sway=(float(parts["sway x"][index]), float(parts["sway y"][index])),
        )

    def _ball(self, who: str, index: int, stance: Stance, aimed: Aim) -> Ball:
        actor, parts = CAST[who], self._parts[who]
        x, y = actor.head_at(stance)
        tilt = float(parts["tilt"][index] + parts["sway tilt"][index])
        wide, tall = actor.head_shape
        pitch = aimed.pitch + float(parts["nod"][index])
        return Ball(x, y, actor.head_radius, aimed.yaw, pitch, tilt, wide, tall)

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
            mouth=max(spoken[0], parts["mouth"]),
            round=spoken[1],
            teeth=max(spoken[2], 0.8 if parts["mouth"] > spoken[0] else 0.0),
        )
