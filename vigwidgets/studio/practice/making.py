"""Makes a practice clip's scene: draws it by lot, refuses what a clip must not be, and draws again."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from vigwidgets import frameworks
from vigwidgets.core.errors import SceneRefused
from vigwidgets.studio.practice import building, exchanges, refusing
from vigwidgets.studio.practice.cast import PAIRS, PROPS, Pair
from vigwidgets.studio.practice.dice import Dice
from vigwidgets.studio.practice.drawing_lots import draw_exchanges
from vigwidgets.studio.practice.staging import Stage, draw_stage
from vigwidgets.studio.script.act import Act
from vigwidgets.studio.script.scene import Scene

LENGTHS_S: Final = (15, 60)
LEVELS: Final = (1, 5)
ALIKE: Final = 0.30
"""Two clips of one deal share no larger part of their events."""
_AIM: Final = 0.24
_DRAWS: Final = 120
_DEAL: Final = 24
"""Clips of a pair that are drawn against each other; 24 rounds of nine pairs are 216 seeds."""

Event = tuple[str, str, str]


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
    played: exchanges.Play
    events: Counter[Event]


@dataclass(frozen=True, slots=True)
class Practice:
    """A practice clip before it is drawn.

    Attributes:
        scene: What the film is drawn from.
        script: The same as a scene script (TOML, with acts), to be read and changed by people.
        events: What happens in it, as (who, does what, with what), each as often as it happens.
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
        seed: 1 or more. Among seeds 1 to 216 no two share more than 30 % of their events (no tier, 30 s, level 3).
        folder: The line bank.
        tier: 1 to 6: receptions and moments show principles of this tier only. None for a mix.
        seconds: Length of the film, 15 to 60.
        level: 1 to 5: how much there is to be seen at once. Misses come from level 3.

    Raises:
        SceneRefused: a number is outside its range, or the bank lacks lines.
    """
    _check(seed, tier=tier, seconds=seconds, level=level)
    draw, scene = _accepted(Wanted(seed, tier, seconds, level, folder.resolve()))
    return Practice(scene, building.written(draw.played, scene), draw.events)


def events(acts: Iterable[Act]) -> Counter[Event]:
    """Return what happens in a clip, as (who, does what, with what): each as often as it happens.

    `with what` is the very line, or else the kind of thing, the spot or the person; of a reception without words it is
    what is received, for the two are one. Where hands and eyes are when the film begins, and looks that only lead to
    the next act, are no events.
    """
    found: Counter[Event] = Counter()
    did: dict[str, str] = {}
    for act in acts:
        target = act.line or act.thing or act.to
        target = PROPS[target].kind if target in PROPS else target
        if act.answers and not act.line:
            target = did.get(act.answers[0], target)
        for mark in (act.mark, *(f"R{one.lstrip('I')}" for one in act.answers)):
            did.setdefault(mark, f"{act.do} {target}")
        if act.at_ms >= 0 and (act.do not in ("look", "settle") or act.mark or act.answers or act.missed):
            found[act.who, act.do, target] += 1
    return found


def shared(one: Counter[Event], other: Counter[Event]) -> float:
    """Return how much of the shorter of two clips happens in the other too, 0 to 1."""
    return (one & other).total() / max(1, min(one.total(), other.total()))


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


def _pair_of(seed: int, tier: int | None) -> tuple[Pair, int]:
    """Return whose clip this is, and which of theirs: each round of seeds shows every pair once."""
    pairs = _pairs(tier)
    turn, place = divmod(seed - 1, len(pairs))
    order = random.Random(f"pairs:{tier}:{turn}").sample(pairs, len(pairs))  # noqa: S311  lots, not secrets
    return order[place], turn


def _seed_of(pair: Pair, turn: int, tier: int | None) -> int:
    pairs = _pairs(tier)
    order = random.Random(f"pairs:{tier}:{turn}").sample(pairs, len(pairs))  # noqa: S311  lots, not secrets
    return turn * len(pairs) + order.index(pair) + 1


def _draw(wanted: Wanted, pair: Pair, sub_seed: int) -> Draw:
    dice = Dice(f"{wanted.seed}.{sub_seed}")
    allowed = allowed_principles(wanted.tier)
    stage = draw_stage(pair, dice)
    found = draw_exchanges(
        stage, dice, allowed=allowed, tier=wanted.tier, level=wanted.level, most=wanted.seconds // 5 + 3,
        folder=wanted.folder,
    )  # fmt: skip
    played = exchanges.play(
        found, stage=stage, dice=dice, folder=wanted.folder, allowed=allowed, level=wanted.level,
        length_ms=building.length_ms(wanted.seconds),
    )  # fmt: skip
    return Draw(sub_seed, stage, played, events(played.acts))


@lru_cache(maxsize=1024)
def _accepted(wanted: Wanted) -> tuple[Draw, Scene]:
    """Return the first draw that may be a clip, with its scene."""
    last: SceneRefused | None = None
    for draw in _in_order(wanted):
        try:
            scene = building.build(
                draw.played, wanted.seed, seconds=wanted.seconds, tier=wanted.tier, level=wanted.level
            )
            refusing.check(scene, level=wanted.level)
        except SceneRefused as refusal:
            last = refusal
        else:
            return draw, scene
    raise SceneRefused("No practice clip could be drawn from that seed. Choose another seed.") from last


def _in_order(wanted: Wanted) -> Iterator[Draw]:
    """Yield draws in the order in which they are tried: first those that share little with the pair's earlier clips."""
    pair, turn = _pair_of(wanted.seed, wanted.tier)
    earlier = [
        _accepted(replace(wanted, seed=_seed_of(pair, each, wanted.tier)))[0]
        for each in range(turn - turn % _DEAL, turn)
    ]
    waiting: list[tuple[float, int, Draw]] = []
    for sub_seed in range(_DRAWS):
        draw = _draw(wanted, pair, sub_seed)
        worst = max((shared(draw.events, one.events) for one in earlier), default=0.0)
        if worst <= _AIM:
            yield draw
        else:
            waiting.append((worst, sub_seed, draw))
    yield from (draw for _, _, draw in sorted(waiting, key=lambda one: one[:2]))
