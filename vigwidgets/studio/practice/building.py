"""Builds the scene of what was played by lot, and writes it as a script that can be changed by hand."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from vigwidgets import frameworks
from vigwidgets.core.errors import SceneRefused
from vigwidgets.studio.practice.cameras import draw_cuts
from vigwidgets.studio.practice.playing import Play
from vigwidgets.studio.practice.sayings import named, sentences
from vigwidgets.studio.script.acts import expand
from vigwidgets.studio.script.context import Context
from vigwidgets.studio.script.rules import check_scene
from vigwidgets.studio.script.scene import Description, Scene

OPENING_MS: Final = 600
CLOSING_MS: Final = 800
_LISTS: Final = (
    "stagings", "cuts", "noises", "wears", "things", "looks", "changes", "reaches", "carries", "turns", "becomes",
    "wobbles", "bounces", "blinks", "says", "marks",
)  # fmt: skip
_QUIET_MS: Final = 250


def length_ms(seconds: int) -> int:
    """Return script time of a film of so many seconds."""
    return seconds * 1000 - OPENING_MS - CLOSING_MS


def refuse(_entry: object, sentence: str) -> SceneRefused:
    """Return a refusal: nobody wrote what is refused, so there is no line to name."""
    return SceneRefused(sentence)


def build(play: Play, seed: int, *, seconds: int, tier: int | None, level: int) -> Scene:
    """Return the scene, its acts expanded and its rules kept.

    Raises:
        SceneRefused: the studio cannot draw it.
    """
    scene = head(play, seed, seconds=seconds, tier=tier, level=level)
    context = Context(
        start_ms=-scene.opening_ms,
        latest_ms=scene.length_ms + scene.closing_ms,
        cast=scene.cast,
        labels=dict(scene.labels),
        things={thing.name: thing for thing in scene.things},
        lines_folder=scene.lines_folder,
        played=tuple(entry for name in _LISTS for entry in getattr(scene, name)),
    )
    added, _ = expand(play.acts, context=context, poster_ms=scene.poster_ms, seed=scene.seed, refuse=refuse)
    scene = dataclasses.replace(scene, **{name: (*getattr(scene, name), *entries) for name, entries in added.items()})
    scene = dataclasses.replace(scene, tiers=_tiers(scene, tier), descriptions=_descriptions(scene, play))
    check_scene(scene, refuse=refuse)
    return scene


def head(play: Play, seed: int, *, seconds: int, tier: int | None, level: int) -> Scene:
    """Return the scene without its acts."""
    stage = play.stage
    start = OPENING_MS
    asked = "" if tier is None else f"_t{tier}"
    title = sentences()["title"].format(seed=seed, partner=named(stage.pair.partner), guider=named(stage.pair.guider))
    marked = [act for act in play.acts if act.answers and act.who == stage.pair.guider]
    poster = marked[len(marked) // 2] if marked else play.acts[0]
    return Scene(
        id=f"practice_{seed}{asked}_{seconds}s_l{level}",
        title=title,
        tiers=(tier,) if tier else (3,),
        licence="CC-BY-4.0",
        place=stage.setting.place,
        seed=seed,
        opening_ms=start,
        length_ms=length_ms(seconds),
        closing_ms=CLOSING_MS,
        poster_ms=max(0, poster.at_ms + 680),
        lines_folder=play.folder,
        cast=(stage.pair.guider, stage.pair.partner),
        labels=tuple((who, named(who)) for who in (stage.pair.guider, stage.pair.partner)),
        light=stage.light,
        stagings=stage.stagings(),
        cuts=draw_cuts(stage, calm_ms=play.calm_ms, dice=play.dice),
        wears=stage.clothes(),
        things=stage.props(),
    )


def _tiers(scene: Scene, tier: int | None) -> tuple[int, ...]:
    """Return the tiers whose principles are marked."""
    if tier is not None:
        return (tier,)
    keys = {key for mark in scene.marks for key in mark.principles}
    return tuple(each.number for each in frameworks.load().tiers if keys & {one.key for one in each.principles})


def _descriptions(scene: Scene, play: Play) -> tuple[Description, ...]:
    """Return sentences for who listens, between the lines: who is where, then what is to be seen and not heard."""
    told, stage = sentences()["describe"], play.stage
    spoken = sorted(
        (act.at_ms - _QUIET_MS, act.end_ms + _QUIET_MS) for act in play.acts if act.line and act.until_ms is not None
    )
    place = sentences()["places"][stage.setting.place]
    opening = told["scene"].format(
        partner=named(stage.pair.partner), guider=named(stage.pair.guider), place=place, posture=told["facing"]
    )
    seen = [(-scene.opening_ms, opening)]
    seen += [(act.at_ms, act.note) for act in play.acts if act.note and not act.line and (act.mark or act.answers)]
    made: list[Description] = []
    for at_ms, text in seen:
        start = max([at_ms, *(one.end_ms for one in made[-1:])])
        end = start + 400 + 55 * len(text)
        clash = any(start < until and begin < end for begin, until in spoken)
        if not clash and start <= at_ms + 1200 and end <= scene.length_ms + scene.closing_ms:
            made.append(Description(start, end, text))
    return tuple(made) or (_in_silence(opening, spoken, scene),)


def _in_silence(text: str, spoken: Sequence[tuple[int, int]], scene: Scene) -> Description:
    """Return a description in the longest silence: where so much is said that nothing else fits, one fits there."""
    ends = [-scene.opening_ms, *(end for _, end in spoken)]
    begins = [*(begin for begin, _ in spoken), scene.length_ms + scene.closing_ms]
    start, end = max(zip(ends, begins, strict=True), key=lambda silence: silence[1] - silence[0])
    return Description(start, min(end, start + 400 + 55 * len(text)), text)


def written(play: Play, scene: Scene) -> str:
    """Return the scene as a script in TOML: its head, its stage, and its acts, from which it can be drawn again."""
    head_rows = [
        f"{name} = {_value(getattr(scene, name))}"
        for name in ("id", "title", "tiers", "licence", "place", "light", "seed", "opening_ms", "length_ms",
                     "closing_ms", "poster_ms")
    ]  # fmt: skip
    head_rows.append('lines = "../lines"')
    stage = {"things": scene.things, "stagings": play.stage.stagings(), "cuts": scene.cuts, "wears": scene.wears,
             "descriptions": scene.descriptions}  # fmt: skip
    for name, entries in stage.items():
        rows = [f"  {_table(entry)}," for entry in entries]
        head_rows += [f"{name} = [", *rows, "]"] if rows else []
    head_rows += ["", "[cast]", *(f"{who} = {_value(name)}" for who, name in scene.labels)]
    for act in play.acts:
        head_rows += ["", "[[acts]]", *(f"{key} = {_value(value)}" for key, value in _told(act))]
    return "\n".join(head_rows) + "\n"


def _told(entry: Any) -> list[tuple[str, Any]]:
    """Return the fields of an entry that are not as they are when nothing is said."""
    return [
        (one.name, value)
        for one in dataclasses.fields(entry)
        if (value := getattr(entry, one.name)) != one.default and one.name != "written"
    ]


def _table(entry: Any) -> str:
    return "{ " + ", ".join(f"{name} = {_value(value)}" for name, value in _told(entry)) + " }"


def _value(value: Any) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    if isinstance(value, Path):
        value = value.as_posix()
    return json.dumps(value, ensure_ascii=False)
