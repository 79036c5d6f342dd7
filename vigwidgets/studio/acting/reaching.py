"""Hands and things over time: where each hand is, what it carries, where each thing stands."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from vigwidgets.studio.acting.motion import ease, overshoot
from vigwidgets.studio.acting.skeleton import HandState, Skeleton
from vigwidgets.studio.acting.spots import SPOTS, at_spot, mirrored, near_reach, within_reach
from vigwidgets.studio.drawing.hand import POSES, Pose
from vigwidgets.studio.drawing.paint import Point
from vigwidgets.studio.people.figure import Build
from vigwidgets.studio.props import KINDS
from vigwidgets.studio.script.scene import Carry, Reach, Scene, Thing
from vigwidgets.studio.stage import CAST, PLACES

_OVER_PX = 34.0
_PASSES_MS = 160.0
_GRIPS: Mapping[str, tuple[float, float, float]] = {
    "round": (-0.88, -0.70, 20.0),
    "edge": (-0.92, -0.15, 6.0),
    "under": (-0.45, 0.45, -6.0),
    "stick": (-0.70, -0.55, 40.0),
    "soft": (-0.85, -0.30, 20.0),
    "handle": (-0.55, -0.85, 60.0),
    "both": (-0.85, -0.10, 4.0),
    "below": (-0.80, 0.42, -4.0),
}
"""Wrist from where a thing is held (ahead, down, in palms) and the hand's angle, for somebody who faces right."""


@dataclass(frozen=True, slots=True)
class Stand:
    """A thing in one frame: middle in px, angles in degrees, the hand (`who.hand`) that holds it or nothing, look."""

    centre: Point
    yaw: float
    pitch: float
    roll: float
    held_by: str
    foot: Point
    look: str = ""


@dataclass(frozen=True, slots=True)
class Bodies:
    """Everybody's skeleton and head in one frame."""

    skeletons: Mapping[str, Skeleton]
    heads: Mapping[str, Point]


class Handwork:
    """Answers, for one scene, where hands and things are at any script time."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._table: tuple[float, float] | None = None
        self._spots = PLACES[scene.place].SPOTS
        self._things = {thing.name: thing for thing in scene.things}
        self._builds: dict[str, Build] = {who: CAST[who].figure.build for who in scene.cast}
        self._reaches: dict[str, list[Reach]] = {
            f"{who}.{hand}": [] for who in scene.cast for hand in ("left", "right")
        }
        for reach in sorted(scene.reaches, key=lambda one: one.at_ms):
            self._reaches[f"{reach.who}.{reach.hand}"].append(reach)
        for which, reaches in self._reaches.items():
            if not reaches:
                who, _, hand = which.partition(".")
                reaches.append(Reach(who, hand, -scene.opening_ms, 0, "side", "rest"))
        self._carries = sorted(scene.carries, key=lambda one: one.at_ms)
        self._cuts_ms = frozenset(cut.at_ms for cut in scene.cuts)

    def hands_at(self, time_ms: float, *, bodies: Bodies) -> dict[str, dict[str, HandState]]:
        """Return, by person and by `left` or `right`, every hand at a script time."""
        self._stand_table(time_ms)
        return {
            who: {hand: self._hand(f"{who}.{hand}", time_ms, bodies) for hand in ("left", "right")}
            for who in self._scene.cast
        }

    def things_at(self, time_ms: float, *, bodies: Bodies) -> dict[str, Stand]:
        """Return every thing that is to be seen at a script time, in the order of the script."""
        self._stand_table(time_ms)
        found = ((name, self._stand(name, time_ms, bodies)) for name in self._things)
        return {name: stand for name, stand in found if stand is not None}

    def _stand_table(self, time_ms: float) -> None:
        self._table = None if self._scene.setting(time_ms).table else PLACES[self._scene.place].TABLE

    def _stand(self, name: str, time_ms: float, bodies: Bodies) -> Stand | None:
        thing = self._things[name]
        carry = self._carry_of(name, time_ms)
        if carry is None and self._gone(name, time_ms):
            return None
        centre = self._centre(name, time_ms, bodies)
        yaw, pitch, roll = self._angles(thing, time_ms)
        return Stand(
            centre=centre,
            yaw=yaw,
            pitch=pitch,
            roll=roll + self._rocking(name, time_ms),
            held_by=f"{carry.who}.{carry.hand}" if carry else "",
            foot=(centre[0], centre[1] + _rise(thing)),
            look=self._look(thing, time_ms),
        )

    def _carry_of(self, name: str, time_ms: float) -> Carry | None:
        found = [one for one in self._carries if one.thing == name and one.at_ms <= time_ms < one.until_ms]
        return found[-1] if found else None

    def _last_carry(self, name: str, time_ms: float) -> Carry | None:
        before = [one for one in self._carries if one.thing == name and one.until_ms <= time_ms]
        return max(before, key=lambda one: one.until_ms) if before else None

    def _gone(self, name: str, time_ms: float) -> bool:
        last = self._last_carry(name, time_ms)
        return last is not None and not last.onto and not last.at

    def _centre(self, name: str, time_ms: float, bodies: Bodies) -> Point:
        """Return a thing's middle; from hand to hand, or from a hand to a table, it goes over a few frames."""
        carry = self._carry_of(name, time_ms)
        last = self._last_carry(name, time_ms)
        if carry is None:
            resting = self._resting(name, time_ms)
            # what lies elsewhere after a cut was brought there meanwhile: it does not fly
            if (
                last is None
                or time_ms >= last.until_ms + _PASSES_MS
                or last.until_ms in self._cuts_ms
                or self._gone(name, time_ms)
            ):
                return resting
            share = ease((time_ms - last.until_ms) / _PASSES_MS)
            return _midpoint(self._in_hand(last, time_ms, bodies), resting, share)
        here = self._in_hand(carry, time_ms, bodies)
        # what is in a hand from a cut on was taken up meanwhile: it does not fly either
        if (
            time_ms >= carry.at_ms + _PASSES_MS
            or carry.at_ms <= -self._scene.opening_ms
            or carry.at_ms in self._cuts_ms
        ):
            return here
        share = ease((time_ms - carry.at_ms) / _PASSES_MS)
        if last is not None and carry.at_ms - last.until_ms < _PASSES_MS:
            return _midpoint(self._in_hand(last, time_ms, bodies), here, share)
        return _midpoint(self._resting(name, carry.at_ms), here, share)

    def _in_hand(self, carry: Carry, time_ms: float, bodies: Bodies) -> Point:
        dx, dy, _ = self._grip(carry.who, self._things[carry.thing], bodies)
        wrist = self._hand(f"{carry.who}.{carry.hand}", time_ms, bodies).wrist
        return wrist[0] - dx, wrist[1] - dy

    def _resting(self, name: str, time_ms: float) -> Point:
        """Return where the thing last stood by itself before `time_ms`."""
        thing = self._things[name]
        last = self._last_carry(name, time_ms)
        while last is not None and not (last.onto or last.at):
            last = self._last_carry(name, last.at_ms)
        if last is not None and last.onto:
            return self._top_of(last.onto, thing, last.until_ms)
        x, y = last.at if last is not None else thing.at
        return x, y - _rise(thing)

    def _top_of(self, name: str, thing: Thing, time_ms: float) -> Point:
        """Return where `thing` comes to stand on `name`: never quite in line, as a child builds."""
        x, y = self._resting(name, time_ms)
        below = self._things[name]
        shift = 3.0 * math.sin(7.0 * sum(map(ord, thing.name)))
        return x + shift, y + _rise(below) - KINDS[below.kind].height(below.side) - _rise(thing)

    def _grip(self, who: str, thing: Thing, bodies: Bodies, *, kind: str = "") -> tuple[float, float, float]:
        """Return the way from a thing's middle to the wrist that holds it, and the hand's angle."""
        prop, skeleton = KINDS[thing.kind], bodies.skeletons[who]
        ahead, down, angle = _GRIPS[kind or prop.grip]
        palm = self._builds[who].hand * skeleton.size
        hold_x, hold_y = prop.holds.get(thing.look, prop.hold) if not kind else (prop.width / 2 - 0.12, 0.0)
        x = -hold_x * thing.side + ahead * palm
        return skeleton.facing * x, hold_y * thing.side + down * palm, mirrored(angle, facing=skeleton.facing)

    def _hand(self, which: str, time_ms: float, bodies: Bodies) -> HandState:
        reaches = self._reaches[which]
        done = [reach for reach in reaches if reach.at_ms <= time_ms] or reaches[:1]
        now = done[-1]
        end = self._goal(now, time_ms, bodies)
        if len(done) == 1 or time_ms >= now.at_ms + now.over_ms:
            return self._reachable(which, end, bodies)
        last = done[-2]
        start = self._goal(last, time_ms, bodies)
        if now.at_ms < last.at_ms + last.over_ms:
            start = self._midway(done[:-1], now.at_ms, bodies)
        share = (time_ms - now.at_ms) / max(now.over_ms, 1)
        return self._reachable(
            which, self._low(_between(start, end, share=share, arc_px=now.arc_px), start, end), bodies
        )

    def _midway(self, done: list[Reach], time_ms: float, bodies: Bodies) -> HandState:
        """Return where a hand is when a new way begins before the last one ended."""
        end = self._goal(done[-1], time_ms, bodies)
        if len(done) == 1:
            return end
        share = (time_ms - done[-1].at_ms) / max(done[-1].over_ms, 1)
        return _between(self._goal(done[-2], time_ms, bodies), end, share=share, arc_px=done[-1].arc_px)

    def _low(self, hand: HandState, start: HandState, end: HandState) -> HandState:
        """A hand on its way out of a lap comes before the table once it is above the table's edge."""
        low = start.low and end.low
        if start.low != end.low and self._table is not None:
            low = hand.wrist[1] > self._table[0]
        return HandState(hand.wrist, hand.angle, hand.pose, low)

    def _reachable(self, which: str, hand: HandState, bodies: Bodies) -> HandState:
        who, _, side = which.partition(".")
        skeleton, build = bodies.skeletons[who], self._builds[who]
        near = (side == "right") == (skeleton.facing > 0)
        shoulder = skeleton.near_shoulder if near else skeleton.far_shoulder
        arm = (build.upper_arm + build.forearm) * skeleton.size
        if near:
            arm *= near_reach(shoulder, hand.wrist, facing=skeleton.facing)
        return HandState(within_reach(shoulder, hand.wrist, arm_px=arm), hand.angle, hand.pose, hand.low)

    def _goal(self, reach: Reach, time_ms: float, bodies: Bodies) -> HandState:
        skeleton, pose = bodies.skeletons[reach.who], POSES[reach.pose]
        side = "near" if (reach.hand == "right") == (skeleton.facing > 0) else "far"
        if reach.to in SPOTS:
            spot = at_spot(reach.to, side=side, skeleton=skeleton, head=bodies.heads[reach.who], table=self._table)
            return HandState(*spot[:2], pose, spot[2])
        word, _, name = reach.to.rpartition(" ")
        if name in self._things:
            return self._at_thing(reach, word, name, time_ms, bodies)
        target = self._point(name, time_ms, bodies)
        if word == "on" and (held := self._held_by(reach, name)) in self._things:
            thing = self._things[held]
            return _held(self._grip(reach.who, thing, bodies), (target[0], target[1] - _rise(thing)), pose)
        return self._towards(target, reach, side=side, bodies=bodies, touch=word != "point")

    def _at_thing(self, reach: Reach, word: str, name: str, time_ms: float, bodies: Bodies) -> HandState:
        thing, pose = self._things[name], POSES[reach.pose]
        if word == "point":
            side = "near" if (reach.hand == "right") == (bodies.skeletons[reach.who].facing > 0) else "far"
            return self._towards(self._live(reach, name, time_ms, bodies), reach, side=side, bodies=bodies, touch=False)
        if word in ("with", "under"):
            grip = self._grip(reach.who, thing, bodies, kind="below")
            return _held(grip, self._live(reach, name, time_ms, bodies), pose)
        if word == "on":
            held = self._things[self._held_by(reach, name)]
            top = self._top_of(name, held, reach.at_ms)
            return _held(self._grip(reach.who, held, bodies), top, pose)
        x, y = self._live(reach, name, time_ms, bodies)
        return _held(self._grip(reach.who, thing, bodies), (x, y - (_OVER_PX if word == "over" else 0.0)), pose)

    def _held_by(self, reach: Reach, name: str) -> str:
        """Return the thing that a hand puts down when it reaches `on` another."""
        arrives = reach.at_ms + reach.over_ms
        mine = [one for one in self._carries if (one.who, one.hand) == (reach.who, reach.hand)]
        return next((one.thing for one in mine if one.at_ms <= arrives <= one.until_ms), name)

    def _live(self, reach: Reach, name: str, time_ms: float, bodies: Bodies) -> Point:
        """Return where a thing is for a hand that goes to it: it moves on where another hand has it."""
        carry = self._carry_of(name, time_ms)
        if carry is None:
            return self._resting(name, reach.at_ms)
        if (carry.who, carry.hand) != (reach.who, reach.hand):
            return self._in_hand(carry, time_ms, bodies)
        giver = self._last_carry(name, carry.at_ms)
        if giver is None or carry.at_ms - giver.until_ms >= _PASSES_MS or reach.at_ms > carry.at_ms:
            return self._resting(name, reach.at_ms)
        # what was taken out of a hand stays where that hand had it, until this one goes on
        return self._in_hand(giver, carry.at_ms - 1, bodies)

    def _point(self, name: str, time_ms: float, bodies: Bodies) -> Point:
        """Return px of a spot of the place, a part of somebody's body, or `x,y`."""
        if name in self._spots:
            return self._spots[name]
        who, _, part = name.partition(".")
        if who not in bodies.skeletons:
            x, _, y = name.partition(",")
            return float(x), float(y)
        skeleton, head = bodies.skeletons[who], bodies.heads[who]
        if part in ("left", "right"):
            hand = self._hand(name, time_ms, bodies)
            palm = self._builds[who].hand * skeleton.size
            turn = math.radians(hand.angle)
            return hand.wrist[0] + 0.6 * palm * math.cos(turn), hand.wrist[1] + 0.6 * palm * math.sin(turn)
        return {
            "shoulder": skeleton.near_shoulder,
            "knee": skeleton.near_knee,
            "foot": skeleton.near_foot,
            "back": skeleton.chest,
            "head": (head[0], head[1] - 0.5 * skeleton.size),
        }.get(part, head)

    def _towards(self, target: Point, reach: Reach, *, side: str, bodies: Bodies, touch: bool) -> HandState:
        """Return a hand that touches a point with its fingers, or points at it from as far as is natural."""
        skeleton, build = bodies.skeletons[reach.who], self._builds[reach.who]
        shoulder = skeleton.near_shoulder if side == "near" else skeleton.far_shoulder
        dx, dy = target[0] - shoulder[0], target[1] - shoulder[1]
        far, palm = math.hypot(dx, dy) or 1.0, build.hand * skeleton.size
        arm = (build.upper_arm + build.forearm) * skeleton.size
        way = far - 1.15 * palm if touch else min(0.86 * arm, far - 2.2 * palm)
        share = max(0.1, way / far)
        angle = math.degrees(math.atan2(dy, dx))
        return HandState((shoulder[0] + dx * share, shoulder[1] + dy * share), angle, POSES[reach.pose])

    def _angles(self, thing: Thing, time_ms: float) -> tuple[float, float, float]:
        yaw, pitch, roll = thing.yaw, 0.0, 0.0
        for turn in sorted((one for one in self._scene.turns if one.thing == thing.name), key=lambda one: one.at_ms):
            share = ease((time_ms - turn.at_ms) / turn.over_ms) if turn.over_ms else float(time_ms >= turn.at_ms)
            yaw, pitch = yaw + (turn.yaw - yaw) * share, pitch + (turn.pitch - pitch) * share
            roll += (turn.roll - roll) * share
        return yaw, pitch, roll

    def _look(self, thing: Thing, time_ms: float) -> str:
        begun = [one for one in self._scene.becomes if one.thing == thing.name and one.at_ms <= time_ms]
        return max(begun, key=lambda one: one.at_ms).look if begun else thing.look

    def _rocking(self, name: str, time_ms: float) -> float:
        roll = 0.0
        for wobble in self._scene.wobbles:
            share = (time_ms - wobble.at_ms) / wobble.over_ms
            if wobble.thing == name and 0 <= share < 1:
                roll += wobble.degrees * math.sin(2 * math.pi * 2.6 * share * wobble.over_ms / 1000) * (1 - ease(share))
        return roll


def _rise(thing: Thing) -> float:
    """Return how far a thing's middle lies above its foot."""
    return KINDS[thing.kind].rise * thing.side


def _held(grip: tuple[float, float, float], centre: Point, pose: Pose) -> HandState:
    return HandState((centre[0] + grip[0], centre[1] + grip[1]), grip[2], pose)


def _midpoint(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _turn(start: float, end: float) -> float:
    """Return the shorter way round from one angle to another, in degrees."""
    return (end - start + 180) % 360 - 180


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
        start.angle + _turn(start.angle, end.angle) * late,
        start.pose.towards(end.pose, share=last),
    )
