"""Every initiative that a partner can take on a stage: with voice, eyes, body, or a thing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from vigwidgets.studio.practice import lines
from vigwidgets.studio.practice.grammar import Exchange
from vigwidgets.studio.practice.staging import Stage

LAUGHS: Final = ("laugh", "small_laugh", "giggle", "chuckle", "long_laugh")
"""Ends of the keys of laughs."""


def possible(stage: Stage, folder: Path) -> Iterable[Exchange]:
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
        laughs = entry.key.removeprefix(f"{who}_") in LAUGHS
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
    if reached and stage.has_table and stage.can_push(name):
        yield Exchange("push", "push", other, thing=name)
