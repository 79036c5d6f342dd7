"""Plays how an initiative is received: with the body, a sound, words, and what the partner does then."""

from __future__ import annotations

from typing import Any

from vigwidgets.studio.practice import grammar, lines
from vigwidgets.studio.practice.dice import LATE_MS
from vigwidgets.studio.practice.grammar import Exchange
from vigwidgets.studio.practice.playing import USUAL_MS, Play, paced
from vigwidgets.studio.practice.sayings import note

_QUIET = frozenset({"sit_back", "breathe_out", "eyes_down"})
"""Receptions that give room; a turning away is seen, and then not stared at."""


def receive(now: Play, one: Exchange, at_ms: float, ends: float, mark: str) -> float:
    """Play the reception and perhaps a response; return when all of it is over.

    Args:
        now: Is added to.
        one: The exchange.
        at_ms: When the initiative began.
        ends: When what is seen or heard of it ended.
        mark: Its id.
    """
    late = now.dice.between("gaps", *LATE_MS) if one.late else 0
    if one.line:
        starts = ends + (late or now.dice.gap_ms(level=now.level))
        body_at = at_ms + 160 + now.dice.latency_ms(level=now.level)
        body_at = min(body_at, starts - 200) if one.body not in ("echo", "laugh", "voice") else starts
    else:
        starts = body_at = at_ms + (late or now.dice.latency_ms(level=now.level))
    if one.late:
        body_at = starts
    if one.body == "receive":
        body_at = max(body_at, at_ms + paced(now.partner, 720) * 1.05)
    if one.half:
        return _by_half(now, one, at_ms, max(starts, ends + 120), mark)
    body_ends = _with_body(now, one, body_at, mark)
    over = max(ends, body_ends)
    if one.words:
        start = max(starts + (0 if one.line else 650), body_at + 350, ends + 120 if one.kind == "reach" else 0)
        if one.body == "voice":
            start = max(start, body_ends + 200)
        over = max(over, _with_words(now, one, start, mark))
    if one.response:
        start = over + now.dice.between("tempo", 250, 600) - (400 if one.words else 0)
        over = _respond(now, one, start, mark, since=max(ends, body_ends, over - 600))
    return over


def _by_half(now: Play, one: Exchange, at_ms: float, starts: float, mark: str) -> float:
    """Play a reception by ear alone: friendly words, and eyes that stay with something else."""
    now.add(now.guider, at_ms - 400, "look", to=one.half)
    over = _with_words(now, one, starts, mark)
    now.add(now.guider, over + 300, "look", to=now.partner)
    return over + 900


def _with_body(now: Play, one: Exchange, at_ms: float, mark: str) -> float:
    other, who = now.begins(one)
    body = one.body
    common: dict[str, Any] = {
        "answers": (mark,),
        "principles": () if one.leads else grammar.shown(body, allowed=now.allowed),
        "also": () if one.leads else grammar.also(body, allowed=now.allowed),
        "reading": grammar.reading(body),
        "note": note("receive", body, a=who, b=other, target=_it(now, one), words=_heard(now, one.echo)),
    }
    if body == "receive":
        now.add(who, at_ms, "receive", thing=one.thing, **common)
        return at_ms + 2300
    if body in ("laugh", "voice", "echo") and one.echo not in grammar.ECHOES:
        return _with_sound(now, one, at_ms, common)
    if body in grammar.AT_IT:
        return _at_it(now, one, at_ms, common)
    verb = {"echo": one.echo, "eyes_down": "look", "attend": "watch"}.get(body, body)
    until = at_ms + now.usual_ms(who, verb)
    to = other
    if body == "eyes_down":
        now.add(who, at_ms - 480, "look", to=other)
        to = now.absorbed_in()
    else:
        now.add(who, at_ms - 40, "look", to=other)
        if one.echo == "tap":
            to = "{:g},{:g}".format(*now.stage.before_guider())
    hand = now.far_hand(who) if verb == "wave" else ""
    now.add(who, at_ms, verb, to=to, until_ms=until, hand=hand, **common)
    if one.kind == "turn_away" and body in _QUIET:
        now.add(who, at_ms + 1400, "look", to=now.absorbed_in())
    return until


def _it(now: Play, one: Exchange) -> str:
    """Return what an initiative is about, where that is a thing or a spot."""
    return one.thing or (one.to if one.to in (*now.stage.spots, *now.stage.things) else "")


def _at_it(now: Play, one: Exchange, at_ms: float, common: dict[str, Any]) -> float:
    """Turn to what the initiative is about, and do there what receives it."""
    who, it, verb = now.begins(one)[1], _it(now, one), grammar.AT_IT[one.body]
    until = at_ms + now.usual_ms(who, verb)
    if verb != "look":
        now.add(who, at_ms - 40, "look", to=it)
    now.add(
        who, at_ms, verb, to=it, hand=now.pointing_hand(who, it) if verb == "point" else "", until_ms=until, **common
    )
    if one.kind != "look_spot":
        now.add(who, until + 80, "look", to=now.begins(one)[0])
    return until


def _with_sound(now: Play, one: Exchange, at_ms: float, common: dict[str, Any]) -> float:
    """Laugh, hum or give back a sound."""
    who = now.begins(one)[1]
    verb = "laugh" if one.body == "laugh" else "sound"
    until = at_ms + (now.length(one.echo) if one.echo else 1400)
    now.add(who, at_ms - 40, "look", to=now.begins(one)[0])
    now.add(who, at_ms, verb, line=one.echo, to=now.begins(one)[0], until_ms=until, **common)
    return until


def _with_words(now: Play, one: Exchange, at_ms: float, mark: str) -> float:
    entry = lines.line(now.folder, one.words)
    until = at_ms + entry.length_ms
    shows = tuple(key for key in entry.use if key in now.allowed)
    said = note("receive", "words", a=now.guider, b=now.partner, words=entry.text)
    if one.half:
        said += " " + note("receive", "half", a=now.guider, b=now.partner, target=one.half)
    now.add(
        now.guider, at_ms, "say", line=entry.key, to=one.half or now.partner, until_ms=until, answers=(mark,),
        principles=shows[:2], also=shows[2:], note=said, reading="open" if one.half else "plain",
        manner="aside" if one.half else "",
    )  # fmt: skip
    return until


def _respond(now: Play, one: Exchange, at_ms: float, mark: str, *, since: float) -> float:
    """Play what the partner does when received."""
    who, start = now.partner, max(at_ms, since + 200)
    it = _it(now, one)
    common: dict[str, Any] = {"answers": (f"R{mark.lstrip('I')}",)}
    table, key = ("begin", one.response_with) if one.response == "move" else ("respond", one.response)
    common["note"] = note(table, key, a=who, b=now.guider, target=it, words=_heard(now, one.response_with))
    if one.response in ("point_at_it", "touch_it", "turn_it"):
        return _respond_at_it(now, one, it, start, common)
    if one.response == "look_again":
        now.add(who, start, "look", to=it, until_ms=start + 1300, **common)
        return start + 1300
    if one.response == "voice":
        until = start + now.length(one.response_with)
        now.add(who, start - 120, "look", to=now.guider)
        now.add(who, start, "sound", line=one.response_with, to=now.guider, until_ms=until, **common)
        return until
    verb = one.response_with if one.response == "move" else one.response
    until = start + now.usual_ms(who, verb)
    if verb != "look":
        now.add(who, start - 80, "look", to=now.guider)
    hand = now.far_hand(who) if verb == "wave" else ""
    now.add(who, start, verb, to=now.guider, until_ms=until, hand=hand, **common)
    return until


def _respond_at_it(now: Play, one: Exchange, it: str, start: float, common: dict[str, Any]) -> float:
    """Play a response with a hand: point at what it was about, touch it, or turn it."""
    who = now.partner
    if one.response == "turn_it":
        now.add(who, start, "turn_thing", thing=it, until_ms=start + 1900, **common)
        return start + 1900
    until = start + now.usual_ms(who, "tap" if one.response == "touch_it" else "point")
    verb = "tap" if one.response == "touch_it" else "point"
    hand = now.stage.hand(it) if verb == "tap" else now.pointing_hand(who, it)
    now.add(who, start, verb, to=it, hand=hand, until_ms=until, **common)
    return until


def _heard(now: Play, name: str) -> str:
    """Return what a sound is; nothing for a movement."""
    return now.text(name) if "_" in name and name not in USUAL_MS else ""
