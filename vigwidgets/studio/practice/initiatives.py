"""Plays how an exchange begins: what somebody does, says or looks at, to be received."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from vigwidgets.studio.practice import grammar
from vigwidgets.studio.practice.grammar import Exchange
from vigwidgets.studio.practice.playing import Play
from vigwidgets.studio.practice.sayings import note

NOISES_FROM: Final = 4
"""From this level on something is heard now and then, to which the partner looks or of which they speak."""
_AFTER_NOISE_MS: Final = 560
_NEAR: Final[Mapping[str, str]] = MappingProxyType({"toaster": "toaster_pop", "jamie_its_too_loud": "tower_falls"})
"""What is heard before somebody looks there, or says that."""
_FAR: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "classroom": ("tower_falls", "steps", "chair"),
        "book_corner": ("steps", "chair"),
        "living_room": ("phone_ring", "steps"),
        "kitchen": ("phone_ring", "steps"),
        "lounge": ("steps", "cup", "phone_ring"),
        "review_room": ("steps", "phone_ring"),
    }
)
"""What is heard in a place from beside, before somebody turns there."""
_HOLDS_OUT_MS = {"offer": 3400, "show": 2600}
_OWN_EYES = frozenset({"droop", "breathe_out", "sit_back", "rock"})
"""Movements of somebody who is with themselves."""


def initiate(now: Play, one: Exchange, at_ms: float, mark: str, *, quick: bool = False) -> float:
    """Play an initiative; return when what is seen or heard of it ends.

    Args:
        now: Is added to.
        one: The exchange.
        at_ms: When it begins.
        mark: Its id.
        quick: Whether it is over sooner than usual, as what is tried again.
    """
    who, other = now.begins(one)
    said = {"mark": mark, "note": _note(now, one), "reading": grammar.reading(one.kind, one.verb, one.line)}
    if one.line:
        now.add(who, at_ms, "look", to=other)
        start = at_ms + 160
        ends = start + now.length(one.line)
        now.add(who, start, one.verb, line=one.line, to=other, until_ms=ends, **said)
        return ends
    if one.thing:
        return _with_thing(now, one, at_ms, said)
    ends = at_ms + now.usual_ms(who, one.verb) * (0.7 if quick else 1.0)
    common = {**said, "until_ms": ends, "manner": _manner(now, one)}
    if one.kind in ("look", "look_spot", "turn_away", "pause", "point"):
        hand = now.pointing_hand(who, one.to) if one.verb == "point" else ""
        now.add(who, at_ms, one.verb, to=one.to, hand=hand, **common)
        return ends
    if one.verb not in _OWN_EYES:
        now.add(who, at_ms - 80, "look", to=other)
    late_ms = 40 if one.kind == "smile" else 0
    now.add(who, at_ms + late_ms, one.verb, to=other, hand=now.far_hand(who) if one.verb == "wave" else "", **common)
    return ends


def _with_thing(now: Play, one: Exchange, at_ms: float, said: dict[str, str]) -> float:
    """Play an initiative with a thing in the hand or under it."""
    who, other = now.begins(one)
    if one.kind in _HOLDS_OUT_MS:
        ends = at_ms + _HOLDS_OUT_MS[one.kind]
        now.add(who, at_ms, "offer", thing=one.thing, to=other, until_ms=ends, **said)
        return ends
    hand = now.stage.hand(one.thing)
    ends = at_ms + now.usual_ms(who, one.verb)
    if one.kind == "reach":
        now.add(who, at_ms, "take", thing=one.thing, hand=hand, **said)
        now.held = one.thing
    elif one.kind == "push":
        now.add(who, at_ms, "push", thing=one.thing, hand=hand, to=other, manner="small", **said)
    else:
        now.add(who, at_ms, one.verb, to=one.to, hand=hand, until_ms=ends, **said)
    return ends


def hear(now: Play, one: Exchange, at_ms: float) -> float:
    """Let be heard what an initiative is about, where that is a noise; return when the initiative begins."""
    if now.level < NOISES_FROM or one.leads or one.kind not in ("words", "look_spot", "turn_away"):
        return at_ms
    near = _NEAR.get(one.line or one.to, "")
    far = _FAR.get(now.stage.setting.place, ()) if one.to == "aside" else ()
    if not near and not far:
        return at_ms
    noise = near or now.dice.one("noises", far)
    now.add(now.partner, at_ms, "noise", line=noise, manner="" if near else "small")
    return at_ms + _AFTER_NOISE_MS


def miss(now: Play, one: Exchange, at_ms: float, mark: str) -> float:
    """Play an initiative that goes unseen; return when it may be tried again."""
    said = note("missed", "note", a=now.guider, b=now.partner, target=one.missed)
    now.add(now.guider, at_ms - 500, "look", to=one.missed, missed=(mark,), note=said)
    ends = initiate(now, one, at_ms, mark, quick=True)
    now.add(now.guider, ends + 700, "look", to=now.partner)
    return ends + 1300


def _manner(now: Play, one: Exchange) -> str:
    """Return how large it is done: large at first, small now and then from level 3, and mostly from level 4."""
    if one.kind not in ("look", "movement", "smile"):
        return ""
    if now.level == 1:
        return "big" if one.kind == "movement" else ""
    one_in = {1: 0, 2: 0, 3: 3, 4: 2, 5: 2}[now.level]
    return "small" if one_in and now.dice.comes_up("detail", one_in=one_in) else ""


def _note(now: Play, one: Exchange) -> str:
    who, other = now.begins(one)
    key = {"look": "look_person", "look_spot": "look", "movement": one.verb}.get(one.kind, one.kind)
    target = one.thing or (one.to if one.to in (*now.stage.spots, *now.stage.things) else "down")
    return note("begin", key, a=who, b=other, target=target, words=now.text(one.line) if one.line else "")
