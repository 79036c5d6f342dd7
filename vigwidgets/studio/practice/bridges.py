"""Plays what leads from one exchange to the next: things come to rest, a wait, a joint look; and how a clip ends."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any, Final

from vigwidgets.studio.practice import grammar, lines
from vigwidgets.studio.practice.grammar import Exchange
from vigwidgets.studio.practice.playing import Play, frame_ms, paced
from vigwidgets.studio.practice.sayings import note, what

LEAST_MS: Final = MappingProxyType({"choose": 4000, "over_it": 3000, "own_point": 2200})
"""How long what is done with a hand takes at least."""
_ENDS = ("eyes", "thing", "goes_on", "nod", "warm", "breath", "both_smile", "watch")


def tidy(now: Play, one: Exchange, at_ms: float) -> float:
    """Bring what was given or taken back to where it stood; return when it is there."""
    if one.kind == "offer":
        now.held = ""
        if now.stage.has_table:
            now.add(now.guider, at_ms + 300, "put", thing=one.thing, at=now.stage.before_guider())
            return at_ms + 2400
        now.add(now.guider, at_ms + 400, "give", thing=one.thing, to=now.partner)
        now.held = one.thing
        return at_ms + 3300
    if one.kind in ("reach", "show") and now.stage.has_table:
        now.add(now.partner, at_ms + 300, "put", thing=one.thing)
        now.held = ""
        return at_ms + paced(now.partner, 2300)
    return at_ms


def bridge(now: Play, one: Exchange, at_ms: float) -> float:
    """Play what leads on to the next initiative: a wait, a joint look, words that carry something."""
    start = at_ms + now.dice.between("tempo", 250, 600)
    now.calm_ms.append(frame_ms(start))
    if one.moment:
        entry = lines.line(now.folder, one.moment)
        shows = tuple(key for key in entry.use if key in now.allowed)
        said = note("moment", "words", a=now.guider, b=now.partner, words=entry.text)
        until = start + entry.length_ms
        now.add(now.guider, start, "look", to=now.partner)
        now.add(
            now.guider, start + 120, "say", line=entry.key, to=now.partner, until_ms=until + 120, principles=shows[:2],
            also=shows[2:], note=said,
        )  # fmt: skip
        start = until + 350
    lasts = now.dice.wait_ms(now.partner) if one.bridge == "wait" else now.dice.between("waits", 1400, 2400)
    lasts = max(lasts, LEAST_MS.get(one.bridge, 0))
    now.add(now.partner, start + 200, "settle")
    goes_on = not one.leads and now.held and one.seen == "hands"
    if goes_on:
        now.add(now.partner, start + 240, "turn_thing", thing=now.held, until_ms=start + lasts - 200)
    else:
        now.add(now.partner, start + 240, "look", to=one.rest)
    moment(now, one.bridge, start, start + lasts, target=now.held if goes_on else one.rest, seen=one.seen)
    return start + lasts + now.dice.between("tempo", 150, 500)


def moment(now: Play, kind: str, at_ms: float, until_ms: float, *, target: str, seen: str) -> None:
    """Play the guider's part of a bridge, marked as a moment where it shows what is asked for.

    Args:
        now: Is added to.
        kind: One of `BRIDGES`.
        at_ms: When it begins.
        until_ms: When it ends.
        target: What the partner looks at.
        seen: What the guider sees in it: `face` or `hands` of the partner, or the `same`.
    """
    if kind in LEAST_MS:
        with_hand(now, kind, at_ms, until_ms)
        return
    who, to = now.guider, _seen(now, kind, target=target, seen=seen)
    shows = grammar.shown(kind, allowed=now.allowed)
    common: dict[str, Any] = {"until_ms": until_ms}
    if shows:
        said = note("moment", kind, a=who, b=now.partner, target=target)
        common |= {"principles": shows, "note": said, "also": grammar.also(kind, allowed=now.allowed)}
        common["reading"] = grammar.reading(kind)
    if kind == "wait":
        now.add(who, at_ms, "wait", to=to, **common)
    elif kind == "enjoy":
        now.add(who, at_ms, "smile", to=to, until_ms=until_ms)
        now.add(who, at_ms + 40, "look", to=to, **common)
    elif kind == "nod_on":
        now.add(who, at_ms, "look", to=to)
        now.add(who, at_ms + 300, "nod", times=2, to=to, **common)
    elif kind == "breathe":
        now.add(who, at_ms, "look", to=to)
        now.add(who, at_ms + 40, "breathe_out", to=to, **common)
    elif kind == "busy":
        now.add(who, at_ms, "look", to=target)
        now.add(who, at_ms + 200, "fidget", hand=now.far_hand(who))
        now.add(who, until_ms, "look", to=now.partner)
    else:
        now.add(who, at_ms, "watch", to=to, **common)


def _seen(now: Play, kind: str, *, target: str, seen: str) -> str:
    """Return what the guider looks at in a bridge."""
    near = "right" if now.stage.side == "left" else "left"
    # hands in a lap behind a table cannot be seen: then what the partner looks at says what comes next
    hands = f"{now.partner}.{near}" if now.held or not now.stage.has_table else target
    if kind in ("wait", "nod_on", "breathe"):
        return now.partner
    if kind in ("look_for", "together"):
        return hands if kind == "look_for" else target
    return {"face": now.partner, "hands": hands, "same": target}[seen]


def with_hand(now: Play, kind: str, at_ms: float, until_ms: float) -> None:
    """Play a bridge in which the guider points or touches: at one thing, or at one and then another."""
    who, other = now.guider, now.partner
    things = now.dice.shuffled("hands", now.stage.things if now.stage.has_table else ())
    if kind == "own_point":
        things = now.dice.shuffled("hands", (*things, *now.stage.spots))
    elif kind == "over_it":
        # the first thing lies with the partner, too far for the guider's hand
        things = [one for one in things if one != now.stage.things[0]]
    elif kind == "choose":
        # far apart, so that the two are told apart by who looks on
        things = [now.stage.things[-1], now.stage.things[0]]
    shows = grammar.shown(kind, allowed=now.allowed)
    common: dict[str, Any] = {}
    if shows:
        second = what(things[1]) if kind == "choose" else ""
        common = {"principles": shows, "also": grammar.also(kind, allowed=now.allowed), "until_ms": until_ms}
        common["note"] = note("moment", kind, a=who, b=other, target=things[0], words=second)
        common["reading"] = grammar.reading(kind)
    now.add(who, at_ms, "look", to=things[0], **common)
    if kind == "over_it":
        now.add(who, at_ms + 60, "lean_in", to=things[0], until_ms=until_ms)
        now.add(who, at_ms + 100, "tap", to=things[0], times=3, until_ms=at_ms + 2000)
        now.add(who, at_ms + 2200, "look", to=other)
    elif kind == "choose":
        now.add(who, at_ms + 100, "tap", to=things[0], times=2, until_ms=at_ms + 1200)
        now.add(who, at_ms + 1900, "point", to=things[1], until_ms=at_ms + 3200)
    else:
        hand = now.pointing_hand(who, things[0])
        now.add(who, at_ms + 100, "point", to=things[0], hand=hand, until_ms=at_ms + 1700)
    now.add(other, at_ms + 900, "look", to=things[0])
    if kind == "choose":
        now.add(other, at_ms + 2500, "look", to=things[1])


def close(now: Play, at_ms: float, length_ms: int) -> None:
    """Let the clip end as it began: two who are with each other, in one of several ways."""
    how = now.dice.one("tempo", _ENDS)
    thing = now.dice.one("tempo", (*now.stage.things, *now.stage.spots))
    shared = how in ("thing", "goes_on", "watch")
    first = now.guider if how == "thing" else now.partner
    second = now.partner if how == "thing" else now.guider
    to = thing if shared else now.guider
    now.add(first, at_ms + 100, "look", to=to)
    now.add(second, at_ms + 450, "look", to=to if shared else first)
    partner, guider = (now.partner, now.guider)
    ends: dict[str, tuple[tuple[str, int, str, str], ...]] = {
        "eyes": ((partner, 400, "brighten", guider), (guider, 900, "warm", partner)),
        "thing": ((partner, 900, "lean_in", to),),
        "goes_on": ((guider, 800, "lean_in", to),),
        "nod": ((guider, 700, "nod", partner),),
        "warm": ((partner, 500, "smile", guider),),
        "breath": ((guider, 600, "breathe_out", partner),),
        "both_smile": ((guider, 500, "smile", partner), (partner, 1000, "smile", guider)),
        "watch": ((guider, 700, "watch", to),),
    }
    for who, after_ms, verb, target in ends[how]:
        until = at_ms + after_ms + 800 if verb == "nod" else length_ms
        now.add(who, at_ms + after_ms, verb, to=target, until_ms=until)
