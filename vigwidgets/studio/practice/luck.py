"""Changes drawn exchanges by luck: the guider begins one, one is received late, by half, or missed at first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from vigwidgets.studio.practice import grammar, lines
from vigwidgets.studio.practice.dice import ONE_IN_LATE, ONE_IN_MISSED, Dice
from vigwidgets.studio.practice.grammar import Exchange
from vigwidgets.studio.practice.staging import Stage

_HALVES_FROM: Final = 5
"""From this level on some receptions are half ones, and the guider has things of their own to do."""
_ONE_IN_HALF: Final = 3
MISSES_FROM: Final = 3


def led(one: Exchange, before: list[Exchange], stage: Stage, dice: Dice, *, folder: Path) -> Exchange:
    """Return, one time in four, an exchange in which the guider begins instead, and the partner receives."""
    guider, partner = stage.pair.guider, stage.pair.partner
    if not before or before[-1].leads or not dice.comes_up("leads", one_in=4):
        return one
    kinds = [kind for kind in grammar.LEADS if not (stage.setting.guider == "prone" and kind in grammar.HANDS)]
    kind = dice.one("leads", kinds)
    about_it = kind in ("point", "look_spot")
    to = dice.one("leads", (*stage.spots, *(stage.things if stage.has_table else ()))) if about_it else partner
    sounds = lines.sounds(folder, who=guider, names=("ooh", "small_laugh", "chuckle"))
    if kind == "sound" and not sounds:
        kind = "smile"
    return Exchange(
        {"wave": "movement", "thumb_up": "movement", "beam": "smile"}.get(kind, kind),
        "look" if kind == "look_spot" else kind,
        to,
        line=dice.one("leads", sounds).key if kind == "sound" else "",
        body="follow" if about_it else dice.one("leads", grammar.FOLLOWS),
        bridge=one.bridge,
        seen=one.seen,
        rest=one.rest,
        leads=True,
    )


def unlucky(one: Exchange, before: list[Exchange], stage: Stage, dice: Dice, *, level: int) -> Exchange:
    """Return the exchange, now and then received late, from level 3 missed at first, at level 5 by half."""
    late = dice.comes_up("luck", one_in=ONE_IN_LATE)
    missed = dice.comes_up("luck", one_in=ONE_IN_MISSED)
    half = level >= _HALVES_FROM and dice.comes_up("luck", one_in=_ONE_IN_HALF)
    elsewhere = [name for name in (*stage.things, *stage.spots) if name not in (one.to, one.thing)]
    if one.leads or not elsewhere:
        return one
    if half and one.words and one.kind not in ("offer", "receive"):
        return replace(one, half=dice.one("luck", elsewhere), response="")
    can_miss = level >= MISSES_FROM and before and one.kind in ("look", "smile", "words", "movement", "sound")
    if missed and can_miss and one.verb != "tap":
        return replace(one, missed=dice.one("luck", elsewhere))
    busy = level >= _HALVES_FROM and dice.comes_up("luck", one_in=3)
    return replace(one, late=late and level > 1, bridge="busy" if busy else one.bridge)
