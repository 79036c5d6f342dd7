"""Hands and things over time: where each hand is, what it carries, where each thing stands."""

from __future__ import annotations

import math
from dataclasses import dataclass

from vigwidgets.studio.acting.motion import ease, overshoot
from vigwidgets.studio.drawing.hand import POSES, Pose
from vigwidgets.studio.drawing.paint import Point
from vigwidgets.studio.people.body import HandState, Stance
from vigwidgets.studio.props.block import height_px
from vigwidgets.studio.script.scene import Carry, Reach, Scene, Thing
from vigwidgets.studio.stage import CAST

_GRIP = (-50.0, -19.0, 20.0)
"""Wrist from the middle of a thing 50 px wide, and the hand's angle, for somebody who faces right."""
_BELOW = (-34.0, 29.0, -4.0)
"""The same for the second hand, which holds from behind and below."""
_OVER_PX = 34.0
_FOLLOWS = {"chest": (0.9, 0.9), "roll": (0.9, 0.9), "front": (0.9, 0.9), "edge": (0.25, 0.0), "lap": (0.35, 0.25)}
"""How much of the shoulders' movement a resting hand takes part in, across and down."""


@dataclass(frozen=True, slots=True)
class Stand:
    """A thing in one frame: middle in px, angles in degrees, and the hand that holds it (`who.hand`) or nothing."""

    centre: Point
    yaw: float
    pitch: float
    roll: float
    held_by: str
    foot: Point


class Handwork:
    """Answers, for one scene, where hands and things are at any script time."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._things = {thing.name: thing for thing in scene.things}
        self._reaches: dict[str, list[Reach]] = {}
        for reach in sorted(scene.reaches, key=lambda one: one.at_ms):
            self._reaches.setdefault(f"{reach.who}.{reach.hand}", []).append(reach)
        self._carries = sorted(scene.carries, key=lambda one: one.at_ms)
        self._calm = {who: Stance() for who in scene.cast}

    def hands_at(self, time_ms: float, *, stances: dict[str, Stance]) -> dict[str, dict[str, HandState]]:
        """Return, by person and by `left` or `right`, every hand at a script time."""
        return {
            who: {hand: self._hand(f"{who}.{hand}", time_ms, stances) for hand in ("left", "right")}
            for who in self._scene.cast
        }

    def things_at(self, time_ms: float, *, stances: dict[str, Stance]) -> dict[str, Stand]:
        """Return every thing at a script time, in the order of the script."""
        return {name: self._stand(name, time_ms, stances) for name in self._things}

    def _stand(self, name: str, time_ms: float, stances: dict[str, Stance]) -> Stand:
        thing = self._things[name]
        carry = self._carry_of(name, time_ms)
        centre = self._centre(name, time_ms, stances)
        yaw, pitch = self._angles(thing, time_ms)
        return Stand(
            centre=centre,
            yaw=yaw,
            pitch=pitch,
            roll=self._rocking(name, time_ms),
            held_by=f"{carry.who}.{carry.hand}" if carry else "",
            foot=(centre[0], centre[1] + thing.side / 2),
        )

    def _carry_of(self, name: str, time_ms: float) -> Carry | None:
        for carry in self._carries:
            if carry.thing == name and carry.at_ms <= time_ms < carry.until_ms:
                return carry
        return None

    def _centre(self, name: str, time_ms: float, stances: dict[str, Stance]) -> Point:
        carry = self._carry_of(name, time_ms)
        if carry is None:
            return self._resting(name, time_ms)
        dx, dy = self._hold_offset(carry)
        wrist = self._hand(f"{carry.who}.{carry.hand}", time_ms, stances).wrist
        return wrist[0] + dx, wrist[1] + dy

    def _resting(self, name: str, time_ms: float) -> Point:
        """Return where the thing last stood by itself before `time_ms`."""
        thing = self._things[name]
        before = [carry for carry in self._carries if carry.thing == name and carry.until_ms <= time_ms and carry.onto]
        if before:
            return self._top_of(before[-1].onto, thing, before[-1].until_ms)
        return thing.at[0], thing.at[1] - thing.side / 2

    def _top_of(self, name: str, thing: Thing, time_ms: float) -> Point:
        """Return where `thing` comes to stand on `name`: never quite in line, as a child builds."""
        x, y = self._resting(name, time_ms)
        shift = 3.0 * math.sin(7.0 * sum(map(ord, thing.name)))
        return x + shift, y - height_px(thing.side)

    def _hold_offset(self, carry: Carry) -> Point:
        """Return the way from the carrying wrist to the thing's middle."""
        x, y, _ = self._grip(carry.who, _GRIP, self._things[carry.thing])
        return -x, -y

    def _grip(self, who: str, grip: tuple[float, float, float], thing: Thing) -> tuple[float, float, float]:
        facing, scale = CAST[who].facing, thing.side / 50
        return grip[0] * facing * scale, grip[1] * scale, grip[2] if facing > 0 else 180 - grip[2]

    def _hand(self, which: str, time_ms: float, stances: dict[str, Stance]) -> HandState:
        reaches = self._reaches[which]
        done = [reach for reach in reaches if reach.at_ms <= time_ms] or reaches[:1]
        now = done[-1]
        end = self._goal(now, time_ms, stances)
        if len(done) == 1:
            return end
        last = done[-2]
        start = self._goal(last, time_ms, stances)
        if time_ms < last.at_ms + last.over_ms and now.at_ms < last.at_ms + last.over_ms:
            start = self._midway(done[:-1], now.at_ms, stances)
        share = (time_ms - now.at_ms) / max(now.over_ms, 1)
        return _between(start, end, share=share, arc_px=now.arc_px)

    def _midway(self, done: list[Reach], time_ms: float, stances: dict[str, Stance]) -> HandState:
        """Return where a hand is when a new way begins before the last one ended."""
        end = self._goal(done[-1], time_ms, stances)
        if len(done) == 1:
            return end
        share = (time_ms - done[-1].at_ms) / max(done[-1].over_ms, 1)
        return _between(self._goal(done[-2], time_ms, stances), end, share=share, arc_px=done[-1].arc_px)

    def _goal(self, reach: Reach, time_ms: float, stances: dict[str, Stance]) -> HandState:
        word, _, name = reach.to.rpartition(" ")
        pose = POSES[reach.pose]
        if name not in self._things:
            return self._spot(reach, pose, stances)
        if word == "with":
            x, y = self._centre(name, time_ms, stances)
            return _held(self._grip(reach.who, _BELOW, self._things[name]), (x, y), pose)
        grip = self._grip(reach.who, _GRIP, self._things[name])
        if word == "on":
            held = next(
                c
                for c in self._carries
                if c.who == reach.who and c.hand == reach.hand and c.at_ms <= reach.at_ms + reach.over_ms <= c.until_ms
            )
            top = self._top_of(name, self._things[held.thing], reach.at_ms)
            return _held(self._grip(reach.who, _GRIP, self._things[held.thing]), top, pose)
        x, y = self._resting(name, reach.at_ms)
        return _held(grip, (x, y - (_OVER_PX if word == "over" else 0.0)), pose)

    def _spot(self, reach: Reach, pose: Pose, stances: dict[str, Stance]) -> HandState:
        actor = CAST[reach.who]
        x, y, angle = actor.spots[f"{reach.hand}.{reach.to}"]
        across, down = _FOLLOWS.get(reach.to, (0.5, 0.5))
        dx, dy = actor.shoulder_shift(stances[reach.who])
        return HandState((x + across * dx, y + down * dy), angle, pose)

    def _angles(self, thing: Thing, time_ms: float) -> tuple[float, float]:
        yaw, pitch = thing.yaw, 0.0
        for turn in sorted((one for one in self._scene.turns if one.thing == thing.name), key=lambda one: one.at_ms):
            share = ease((time_ms - turn.at_ms) / max(turn.over_ms, 1))
            yaw, pitch = yaw + (turn.yaw - yaw) * share, pitch + (turn.pitch - pitch) * share
        return yaw, pitch

    def _rocking(self, name: str, time_ms: float) -> float:
        roll = 0.0
        for wobble in self._scene.wobbles:
            share = (time_ms - wobble.at_ms) / wobble.over_ms
            if wobble.thing == name and 0 <= share < 1:
                roll += wobble.degrees * math.sin(2 * math.pi * 2.6 * share * wobble.over_ms / 1000) * (1 - ease(share))
        return roll


def _held(grip: tuple[float, float, float], centre: Point, pose: Pose) -> HandState:
    return HandState((centre[0] + grip[0], centre[1] + grip[1]), grip[2], pose)


def _between(start: HandState, end: HandState, *, share: float, arc_px: float) -> HandState:
    """Return a hand on its way: the wrist leads, the angle follows, the fingers come last."""
    u = overshoot(share, amount=0.012)
    lift = arc_px * math.sin(math.pi * ease(share))
    late, last = ease((share - 0.12) / 0.88), ease((share - 0.35) / 0.65)
    return HandState(
        (
            start.wrist[0] + (end.wrist[0] - start.wrist[0]) * u,
            start.wrist[1] + (end.wrist[1] - start.wrist[1]) * u - lift,
        ),
        start.angle + (end.angle - start.angle) * late,
        start.pose.towards(end.pose, share=last),
    )
