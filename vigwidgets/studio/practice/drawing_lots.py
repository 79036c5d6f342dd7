"""Draws what happens in a practice clip: which initiatives, how each is received, and what lies between."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from vigwidgets.studio.practice import grammar, lines, luck
from vigwidgets.studio.practice.dice import Dice
from vigwidgets.studio.practice.grammar import Exchange
from vigwidgets.studio.practice.possible import LAUGHS, possible
from vigwidgets.studio.practice.staging import Stage

_LEADS_FROM: Final = 4
"""From this level on the guider begins something now and then."""
_SHOWN_SHARE: Final[Mapping[int, float]] = MappingProxyType({1: 0.35, 2: 0.5, 3: 0.3, 4: 0.9, 5: 1.0, 6: 1.0})
"""How often something that shows a tier is looked for, by tier: what a body shows of itself is not looked for so often,
as who is always shown the same thing sees nothing any more."""
_QUIETLY: Final = ("nod", "look", "brighten", "look_again")
"""What somebody does once received for whom something is hard."""
_SPEAKS_ON: Final = 0.7
_RECEIVING_TIER: Final = 3
_FEW: Final = 3
"""With no more lines than this to carry something by themselves they are kept for now and then."""
_TALKING_TIERS: Final = 4
"""From here on principles are mostly shown in talk."""


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
    waiting = dice.shuffled("initiatives", list(possible(stage, folder)))
    chosen: list[Exchange] = []
    one_in = 3 if tier is None or tier < _TALKING_TIERS else 2
    while waiting and len(chosen) < most:
        speaks = dice.comes_up("initiatives", one_in=one_in)
        first = min(
            range(len(waiting)),
            key=lambda at: (_worn(waiting[at], chosen), speaks and waiting[at].kind != "words", at),
        )
        one = waiting.pop(first)
        chosen.append(_received(one, chosen, stage, dice, allowed=allowed, tier=tier, folder=folder))
    if level >= _LEADS_FROM:
        chosen = [luck.led(one, chosen[:at], stage, dice, folder=folder) for at, one in enumerate(chosen)]
    return [luck.unlucky(one, chosen[:at], stage, dice, level=level) for at, one in enumerate(chosen)]


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
    """Return the exchange with how it is received, what the partner does then, and what leads on."""
    pair = stage.pair
    said = {each.words for each in before} | {each.moment for each in before}
    asked = tier is not None and dice.row("receptions").random() < _SHOWN_SHARE[tier]
    body = _body(one, before, stage, dice, allowed=allowed if asked else None, folder=folder)
    words = _words(one, said, stage, dice, allowed=allowed, tier=tier, folder=folder)
    if words and body == "voice":
        body = "notice"
    moments = [
        entry
        for entry in lines.moments(folder, who=pair.guider, to=pair.partner, about=stage.about, principles=allowed)
        if entry.key not in said
    ]
    often = _SPEAKS_ON if tier not in (None, _RECEIVING_TIER) and len(moments) > _FEW else 0.3
    speaks_on = bool(moments) and dice.row("lines").random() < often
    response, response_with = _response(one, before, stage, dice, folder=folder)
    return replace(
        one,
        body=body,
        echo=_given_back(one, body, before, stage, dice, folder=folder),
        words=words,
        response=response,
        response_with=response_with,
        bridge=_bridge(dice, before, stage, allowed=allowed if asked else None),
        seen=dice.one("bridges", ("face", "hands", "same", "same")),
        rest=_rest(one, before, stage, dice),
        moment=dice.one("lines", moments).key if speaks_on else "",
    )


def _body(
    one: Exchange, before: list[Exchange], stage: Stage, dice: Dice, *, allowed: frozenset[str] | None, folder: Path
) -> str:
    """Return with what of the body it is received: what shows the principles asked for, and is not worn, first."""
    leans = stage.setting.guider == "prone"
    hears = bool(_voices(one, stage.pair.guider, folder)), bool(_echoes(one, stage.pair.guider, folder, leans=leans))
    bodies = [
        body
        for body in dice.shuffled("receptions", grammar.receives(one))
        if (body != "voice" or hears[0]) and (body != "echo" or hears[1]) and not (leans and body in grammar.HANDS)
    ]
    done = [each.body for each in before]
    bodies.sort(key=lambda body: (allowed is not None and not grammar.shown(body, allowed=allowed), done.count(body)))
    return bodies[0]


def _words(
    one: Exchange, said: set[str], stage: Stage, dice: Dice, *, allowed: frozenset[str], tier: int | None, folder: Path
) -> str:
    """Return a line that receives it, empty for none: words are mostly answered in words."""
    what = one.line if one.kind == "words" else grammar.LINE_KIND.get(one.kind, one.kind)
    guider, partner, about = stage.pair.guider, stage.pair.partner, _about(one, stage)
    fitting = [
        entry
        for entry in lines.receives(folder, who=guider, to=partner, what=what, does=(one.verb, one.to), about=about)
        if entry.key not in said
    ]
    speaks = bool(fitting) and (one.kind == "words" or dice.row("lines").random() < (0.6 if tier != 1 else 0.25))
    best = [entry for entry in fitting if set(entry.use) & allowed] or fitting
    return dice.one("lines", best).key if speaks else ""


def _response(
    one: Exchange, before: list[Exchange], stage: Stage, dice: Dice, *, folder: Path
) -> tuple[str, str]:  # fmt: skip
    """Return what the partner does once received, and with which movement or sound; empty for nothing."""
    if one.kind in ("turn_away", "pause") or not dice.comes_up("receptions", one_in=2):
        return "", ""
    partner = stage.pair.partner
    sounds = lines.sounds(folder, who=partner, names=grammar.ANSWERING)
    moves = [verb for verb in grammar.MOVES_BACK if verb in stage.pair.moves and verb != one.verb]
    if not stage.has_table:
        moves = [verb for verb in moves if verb not in ("clap", "wave", "thumb_up")]
    about_it = bool(one.thing or one.to in (*stage.spots, *stage.things)) and one.kind != "offer"
    touches = about_it and stage.has_table and one.kind not in grammar.OWN_HANDS and one.thing in stage.things
    touches = touches and bool(stage.hand(one.thing))
    can = {
        "look_again": about_it,
        "voice": bool(sounds),
        "move": bool(moves),
        "point_at_it": about_it and one.kind in ("look_spot", "words") and stage.setting.partner != "recline",
        "touch_it": touches,
        "turn_it": one.kind in ("show", "reach"),
    }
    done = [each.response for each in before]
    kinds = [kind for kind in dice.shuffled("receptions", grammar.RESPONDS) if can.get(kind, True)]
    if grammar.is_grave(one):
        kinds = [kind for kind in kinds if kind in _QUIETLY]
    kind = min(kinds, key=done.count)
    if kind == "voice":
        return kind, dice.one("receptions", sounds).key
    return kind, dice.one("receptions", moves) if kind == "move" else ""


def _about(one: Exchange, stage: Stage) -> frozenset[str]:
    """Return what a line that receives may be about: the very thing or spot, where there is one."""
    if one.thing:
        return stage.about_thing(one.thing)
    if one.to in stage.spots:
        return frozenset(spot.about for spot in stage.setting.spots if spot.name == one.to) | {one.to}
    return stage.about if one.kind == "words" else frozenset()


def _rest(one: Exchange, before: list[Exchange], stage: Stage, dice: Dice) -> str:
    """Return where the partner looks until the next initiative: mostly not at what has just been looked at."""
    lately = {one.to, one.thing, *(each.rest for each in before[-1:])}
    places = [name for name in (*stage.things, *stage.spots) if name not in lately]
    return dice.one("bridges", places or stage.spots)


def _voices(one: Exchange, guider: str, folder: Path) -> list[str]:
    """Return sounds with which the guider can let it be heard that something came over."""
    merry = one.kind in ("sound", "laugh", "movement", "show", "push", "reach")
    names = [name for name in grammar.VOICES if merry or name not in ("gasp", "small_laugh")]
    return [entry.key for entry in lines.sounds(folder, who=guider, names=names)]


def _echoes(one: Exchange, guider: str, folder: Path, *, leans: bool) -> list[str]:
    """Return what the guider can give back: the movement, or sounds that answer a sound."""
    if one.verb in grammar.ECHOES:
        return [] if leans and one.verb in grammar.HANDS else [one.verb]
    if one.kind != "sound":
        return []
    ends = one.line.partition("_")[2]
    return [entry.key for entry in lines.sounds(folder, who=guider, names=[grammar.ECHO_SOUNDS.get(ends, "none")])]


def _given_back(
    one: Exchange, body: str, before: list[Exchange], stage: Stage, dice: Dice, *, folder: Path
) -> str:  # fmt: skip
    """Return the sound or the movement of a reception that has one."""
    guider = stage.pair.guider
    if body == "laugh":
        sounds = [entry.key for entry in lines.sounds(folder, who=guider, names=LAUGHS)]
    else:
        leans = stage.setting.guider == "prone"
        sounds = _voices(one, guider, folder) if body == "voice" else []
        sounds = _echoes(one, guider, folder, leans=leans) if body == "echo" else sounds
    done = [each.echo for each in before]
    return min(dice.shuffled("receptions", sounds), key=done.count, default="")


def _bridge(dice: Dice, before: list[Exchange], stage: Stage, *, allowed: frozenset[str] | None) -> str:
    """Return what leads on; where a tier is asked for, mostly something that shows it."""
    bridges = [one for one in dice.shuffled("bridges", grammar.BRIDGES) if stage.can_lead_on(one)]
    lately = [each.bridge for each in before[-3:]]
    shows = {one: allowed is None or bool(grammar.shown(one, allowed=allowed)) for one in bridges}
    return min(bridges, key=lambda one: (one in lately[-1:], not shows[one], one in lately))
