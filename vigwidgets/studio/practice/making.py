"""Makes a practice clip's scene: draws it by lot, refuses what a clip must not be, and draws again."""

from __future__ import annotations

import random
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from vigwidgets import frameworks
from vigwidgets.core.errors import SceneRefused
from vigwidgets.studio.practice import building, exchanges, refusing
from vigwidgets.studio.practice.cast import PAIRS, Pair
from vigwidgets.studio.practice.dice import Dice
from vigwidgets.studio.practice.drawing_lots import draw_exchanges
from vigwidgets.studio.practice.events import Event, events
from vigwidgets.studio.practice.playing import Play
from vigwidgets.studio.practice.staging import Stage, draw_stage
from vigwidgets.studio.script.scene import Scene

LENGTHS_S: Final = (15, 60)
LEVELS: Final = (1, 5)
_LEAST_SHARE: Final = 0.5
"""Share of the marks of who receives that show the tier which was asked for."""
_DRAWS: Final = 120
"""How many draws of a seed are tried before it is given up."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for: seed, tier or None, length in seconds, level 1 to 5, and the line bank's folder."""

    seed: int
    tier: int | None
    seconds: int
    level: int
    folder: Path


@dataclass(frozen=True, slots=True)
class Draw:
    """One draw, not yet checked as a scene."""

    sub_seed: int
    stage: Stage
    played: Play
    events: Counter[Event]


@dataclass(frozen=True, slots=True)
class Practice:
    """A practice clip before it is drawn.

    Attributes:
        scene: What the film is drawn from.
        script: The same as a scene script (TOML, with acts), to be read and changed by people.
        events: What happens in it, each as often as it happens.
    """

    scene: Scene
    script: str
    events: Counter[Event]


def make_scene(seed: int, *, folder: Path, tier: int | None = None, seconds: int = 30, level: int = 3) -> Scene:
    """Return the scene of a practice clip, as `make_practice`."""
    return make_practice(seed, folder=folder, tier=tier, seconds=seconds, level=level).scene


def make_practice(seed: int, *, folder: Path, tier: int | None = None, seconds: int = 30, level: int = 3) -> Practice:
    """Return a practice clip, drawn by lot; the same arguments give the same one.

    Args:
        seed: 1 or more. Of seeds 1 to 200 no two share more than 30 % of their events, with the same tier or none,
            30 s long, at level 3.
        folder: The line bank.
        tier: 1 to 6: principles of this tier alone are marked, at half of the guider's marks or more. None for a mix.
        seconds: Length of the film, 15 to 60.
        level: 1 to 5: how much there is to be seen at once. Misses come from level 3.

    Raises:
        SceneRefused: a number is outside its range, or the bank lacks lines.
    """
    _check(seed, tier=tier, seconds=seconds, level=level)
    draw, scene = _accepted(Wanted(seed, tier, seconds, level, folder.resolve()))
    return Practice(scene, building.written(draw.played, scene), draw.events)


def allowed_principles(tier: int | None) -> frozenset[str]:
    """Return the keys of the principles a clip may show."""
    tiers = frameworks.load().tiers
    return frozenset(one.key for each in tiers if tier in (None, each.number) for one in each.principles)


def _check(seed: int, *, tier: int | None, seconds: int, level: int) -> None:
    if seed < 1:
        raise SceneRefused("A seed is a whole number from 1. Give one such as 17.")
    if tier is not None and not 1 <= tier <= len(frameworks.load().tiers):
        raise SceneRefused("There is no such tier. Choose one from 1 to 6.")
    if not LENGTHS_S[0] <= seconds <= LENGTHS_S[1]:
        raise SceneRefused("A practice clip is 15 to 60 seconds long. Give a length in between.")
    if not LEVELS[0] <= level <= LEVELS[1]:
        raise SceneRefused("There is no such level. Choose one from 1 to 5.")


def _pairs(tier: int | None) -> list[Pair]:
    return [pair for pair in PAIRS if tier is None or tier in pair.tiers]


def _pair_of(seed: int, tier: int | None) -> Pair:
    """Return whose clip this is: each round of seeds shows every pair once."""
    pairs = _pairs(tier)
    turn, place = divmod(seed - 1, len(pairs))
    order = random.Random(f"pairs:{tier}:{turn}").sample(pairs, len(pairs))  # noqa: S311  lots, not secrets
    return order[place]


def drawn(wanted: Wanted, sub_seed: int) -> Draw:
    """Return one draw of a seed, not yet checked."""
    dice = Dice(f"{wanted.seed}.{sub_seed}")
    allowed = allowed_principles(wanted.tier)
    stage = draw_stage(_pair_of(wanted.seed, wanted.tier), dice)
    found = draw_exchanges(
        stage, dice, allowed=allowed, tier=wanted.tier, level=wanted.level, most=wanted.seconds // 5 + 3,
        folder=wanted.folder,
    )  # fmt: skip
    played = exchanges.play(
        found, stage=stage, dice=dice, folder=wanted.folder, allowed=allowed, level=wanted.level,
        length_ms=building.length_ms(wanted.seconds),
    )  # fmt: skip
    return Draw(sub_seed, stage, played, events(played))


@lru_cache(maxsize=1024)
def _accepted(wanted: Wanted) -> tuple[Draw, Scene]:
    """Return the first draw that may be a clip, with its scene; the one it was dealt comes first."""
    last: SceneRefused | None = None
    first = dealt(wanted.seed, tier=wanted.tier)
    for sub_seed in (first, *(one for one in range(_DRAWS) if one != first)):
        made = drawn(wanted, sub_seed)
        try:
            return made, scene_of(wanted, made)
        except SceneRefused as refusal:
            last = refusal
    raise SceneRefused("No practice clip could be drawn from that seed. Choose another seed.") from last


def scene_of(wanted: Wanted, made: Draw) -> Scene:
    """Return the scene of a draw.

    Raises:
        SceneRefused: it is none that may be a clip.
    """
    if _share_of_tier(made.played) < _LEAST_SHARE:
        problem = "it shows too little"
        raise SceneRefused(f"A drawn practice clip cannot be used: {problem}. Draw another one.")
    scene = building.build(made.played, wanted.seed, seconds=wanted.seconds, tier=wanted.tier, level=wanted.level)
    refusing.check(scene, level=wanted.level)
    return scene


def tier_name(tier: int | None) -> str:
    """Return what the deal calls a tier, or the mix of all."""
    return "mix" if tier is None else f"tier_{tier}"


def _share_of_tier(played: Play) -> float:
    """Return how much of what is marked of who receives shows what the clip is to be about, 0 to 1."""
    marked = [
        bool(act.principles) for act in played.acts if act.who == played.guider and (act.answers or act.principles)
    ]
    return sum(marked) / max(1, len(marked))


@cache
def _deal() -> Mapping[str, list[int]]:
    return tomllib.loads(files("vigwidgets.studio.practice").joinpath("deal.toml").read_text("utf-8"))


def dealt(seed: int, *, tier: int | None = None) -> int:
    """Return which draw of a seed was found to share little with those of all other dealt ones; 0 for later seeds."""
    draws = _deal().get(tier_name(tier), [])
    return draws[seed - 1] if seed <= len(draws) else 0
