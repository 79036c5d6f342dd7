"""Draws what happens in a practice clip: which initiatives, how each is received, and what lies between."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

from vigwidgets.studio.practice import grammar, lines
from vigwidgets.studio.practice.cast import PROPS
from vigwidgets.studio.practice.dice import ONE_IN_LATE, ONE_IN_MISSED, Dice
from vigwidgets.studio.practice.grammar import Exchange
from vigwidgets.studio.practice.staging import Stage

MISSES_FROM: Final = 3
_TALKING_TIERS: Final = 4
"""From here on principles are mostly shown in talk."""
_LAUGHS: Final = ("laugh", "small_laugh", "giggle", "chuckle")


def draw_exchanges(
    stage: Stage, dice: Dice, *, allowed: frozenset[str], tier: int | None, level: int, most: int, folder: Path
) -> list[Exchange]:
    """Return more exchanges than a clip can hold, in order; no line, target or movement comes twice.

    Args:
        stage: Who is where, with what.
        dice: The layers `initiatives`, `lines`, `receptions` and `bridges` are used.
        allowed: Principles that receptions and moments may show.
        tier: Which one was asked for, or None.
        level: 1 to 5; there are misses from level 3.
        most: How many at most.
        folder: The line bank.
    """
    waiting = dice.shuffled("initiatives", list(_begins(stage, folder)))
    chosen: list[Exchange] = []
    one_in = 3 if tier is None or tier < _TALKING_TIERS else 2
    while waiting and len(chosen) < most:
        speaks = dice.comes_up("initiatives", one_in=one_in)
        order = sorted(
            range(len(waiting)),
            key=lambda at: (_worn(waiting[at], chosen), speaks and waiting[at].kind != "words", at),
        )
        one = waiting.pop(order[0])
        chosen.append(_received(one, chosen, stage, dice, allowed=allowed, tier=tier, folder=folder))
    return [_unlucky(one, chosen[:at], stage, dice, level=level) for at, one in enumerate(chosen)]


def _begins(stage: Stage, folder: Path) -> Iterable[Exchange]:
    """Yield every initiative that the partner can take here."""
    yield from _with_voice(stage, folder)
    yield from _with_eyes(stage)
    yield from _with_body(stage)
    for name in stage.things:
        yield from _with_thing(stage, name)


def _with_voice(stage: Stage, folder: Path) -> Iterable[Exchange]:
    who, other = stage.pair.partner, stage.pair.guider
    for entry in lines.begins(folder, who=who, to=other, about=stage.about):
        yield Exchange("words", "say", other, line=entry.key)
    for entry in lines.sounds(folder, who=who, names=stage.pair.sounds):
        laughs = entry.key.removeprefix(f"{who}_") in _LAUGHS
        yield Exchange("laugh" if laughs else "sound", "laugh" if laughs else "sound", other, line=entry.key)


def _with_eyes(stage: Stage) -> Iterable[Exchange]:
    lies = stage.setting.partner == "recline"
    yield Exchange("look", "look", stage.pair.guider)
    yield Exchange("pause", "think", "up")
    for spot in stage.spots:
        yield Exchange("look_spot", "look", spot)
        if not lies:
            yield Exchange("point", "point", spot)
    for spot in stage.spots if lies else ("down", "aside"):
        yield Exchange("turn_away", "turn_away", spot)


def _with_body(stage: Stage) -> Iterable[Exchange]:
    for verb in ("smile", "beam"):
        yield Exchange("smile", verb, stage.pair.guider)
    for verb in stage.pair.moves:
        if verb != "tap":
            yield Exchange("movement", verb, stage.pair.guider)
        elif stage.has_table:
            yield from (Exchange("movement", verb, name, thing=name) for name in stage.things if stage.hand(name))


def _with_thing(stage: Stage, name: str) -> Iterable[Exchange]:
    other, reached = stage.pair.guider, bool(stage.hand(name))
    if stage.has_table:
        yield Exchange("point", "point", name)
        yield Exchange("look_spot", "look", name)
    if reached:
        yield Exchange("offer", "offer", other, thing=name)
        yield Exchange("show", "show", other, thing=name)
    if reached and stage.has_table:
        yield Exchange("reach", "take", name, thing=name)
        yield Exchange("push", "push", other, thing=name)


def _worn(one: Exchange, chosen: list[Exchange]) -> int:
    """Return how little `one` would be new after `chosen`: the same kind again soon, or the same thing moved."""
    again = sum(each.kind == one.kind for each in chosen) + 2 * sum(each.kind == one.kind for each in chosen[-2:])
    if not one.thing:
        return again
    # what was taken by somebody stays where it went: one journey a thing
    moved = {each.thing for each in chosen if each.thing and each.kind in grammar.OWN_HANDS}
    return again + (6 if one.thing in moved else 0)


def _received(
    one: Exchange, before: list[Exchange], stage: Stage, dice: Dice, *, allowed: frozenset[str], tier: int | None,
    folder: Path,
) -> Exchange:  # fmt: skip
    guider, partner = stage.pair.guider, stage.pair.partner
    said = {each.words for each in before} | {each.moment for each in before}
    echo = _echo(one, guider, folder)
    bodies = [body for body in dice.shuffled("receptions", grammar.receives(one)) if body != "echo" or echo]
    lately = [each.body for each in before[-3:]]
    bodies.sort(key=lambda body: (tier is not None and not grammar.shown(body, allowed=allowed), lately.count(body)))
    what = one.line if one.kind == "words" else grammar.LINE_KIND.get(one.kind, one.kind)
    about = _about(one, stage)
    fitting = [
        entry
        for entry in lines.receives(folder, who=guider, to=partner, what=what, does=(one.verb, one.to), about=about)
        if entry.key not in said
    ]
    speaks = bool(fitting) and (one.kind == "words" or dice.row("lines").random() < (0.55 if tier != 1 else 0.25))
    best = [entry for entry in fitting if set(entry.use) & allowed] or fitting
    words = dice.one("lines", best).key if speaks else ""
    body = bodies[0]
    if body == "echo" and words:
        body = next((other for other in bodies if other != "echo"), "notice")
    bridge = _bridge(dice, before, allowed=allowed, tier=tier)
    moments = [
        entry
        for entry in lines.moments(folder, who=guider, to=partner, about=stage.about, principles=allowed)
        if entry.key not in said
    ]
    speaks_on = bool(moments) and dice.row("lines").random() < (0.7 if tier not in (None, 3) else 0.22)
    return replace(
        one,
        body=body,
        echo=echo if body == "echo" else "",
        words=words,
        response=dice.one("receptions", grammar.RESPONDS) if dice.comes_up("receptions", one_in=2) else "",
        bridge=bridge,
        seen=dice.one("bridges", ("face", "hands", "same")),
        rest=_rest(one, stage, dice),
        moment=dice.one("lines", moments).key if speaks_on else "",
    )


def _about(one: Exchange, stage: Stage) -> frozenset[str]:
    """Return what a line that receives may be about: the very thing or spot, where there is one."""
    if one.thing:
        return frozenset({PROPS[one.thing].about})
    if one.to in stage.spots:
        return frozenset(spot.about for spot in stage.setting.spots if spot.name == one.to)
    return stage.about if one.kind == "words" else frozenset()


def _rest(one: Exchange, stage: Stage, dice: Dice) -> str:
    """Return where the partner looks until the next initiative: mostly not at what has just been looked at."""
    places = [name for name in (*stage.things, *stage.spots) if name not in (one.to, one.thing)]
    return dice.one("bridges", places or stage.spots)


def _echo(one: Exchange, guider: str, folder: Path) -> str:
    """Return what the guider can give back: a movement, or a sound of theirs."""
    if one.verb in grammar.ECHOES:
        return one.verb
    if one.kind != "sound":
        return ""
    ends = one.line.partition("_")[2]
    found = lines.sounds(folder, who=guider, names=[grammar.ECHO_SOUNDS.get(ends, "none")])
    return found[0].key if found else ""


def _bridge(dice: Dice, before: list[Exchange], *, allowed: frozenset[str], tier: int | None) -> str:
    """Return what leads on; where a tier is asked for, mostly something that shows it."""
    bridges = dice.shuffled("bridges", grammar.BRIDGES)
    lately = [each.bridge for each in before[-1:]]
    bridges.sort(key=lambda one: (tier is not None and not grammar.shown(one, allowed=allowed), one in lately))
    return bridges[0]


def _unlucky(one: Exchange, before: list[Exchange], stage: Stage, dice: Dice, *, level: int) -> Exchange:
    """Return the exchange, one time in eight received late and, from level 3, one in twelve missed at first."""
    late = dice.comes_up("luck", one_in=ONE_IN_LATE)
    missed = dice.comes_up("luck", one_in=ONE_IN_MISSED)
    can_miss = level >= MISSES_FROM and before and one.kind in ("look", "smile", "words", "movement", "sound")
    if missed and can_miss and one.verb != "tap":
        away = dice.one("luck", [name for name in (*stage.things, *stage.spots) if name not in (one.to, one.thing)])
        return replace(one, missed=away)
    return replace(one, late=late and level > 1)
