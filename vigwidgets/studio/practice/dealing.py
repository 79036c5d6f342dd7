"""Deals the seeds: finds for each a draw that shares little with all others, and writes `deal.toml`.

    python -m vigwidgets.studio.practice.dealing sample_clips/lines

To be run again when the grammar, the line bank, places or what is refused have changed; it takes some minutes, the
mix and the six tiers side by side as far as there are processors. Dealt beforehand, a seed's clip is found at once,
and seed 200 as quickly as seed 1.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Final

from vigwidgets.core.errors import SceneRefused
from vigwidgets.studio.practice.events import ALIKE, Event, shared
from vigwidgets.studio.practice.making import Wanted, drawn, scene_of, tier_name

SEEDS: Final = 200
TIERS: Final = (None, 1, 2, 3, 4, 5, 6)
_DRAWS: Final = 600
_ROUNDS: Final = 4
_IN_A_ROW: Final = 25
_Found = tuple[float, int, Counter[Event]]


def deal(folder: Path, *, seeds: int = SEEDS, tier: int | None = None) -> list[int]:
    """Return which draw each seed from 1 is dealt; where none shares little enough, the one that shares least.

    Each is first compared with those of the seeds before it. A seed that is still too much like another is then dealt
    anew, against all others, for some rounds.

    Args:
        folder: The line bank.
        seeds: How many.
        tier: None for the mix of all.

    Raises:
        SceneRefused: a seed makes no clip at all.
    """
    found: dict[int, _Found] = {}
    for seed in range(1, seeds + 1):
        found[seed] = _best(Wanted(seed, tier, 30, 3, folder), [one for _, _, one in found.values()], range(_DRAWS))
    for turn in range(1, _ROUNDS):
        for seed in found:
            others = [one for each, (_, _, one) in found.items() if each != seed]
            if _worst(found[seed][2], others, below=2.0) > ALIKE:
                draws = [found[seed][1], *range(turn * _DRAWS, (turn + 1) * _DRAWS)]
                found[seed] = _best(Wanted(seed, tier, 30, 3, folder), others, draws)
    return [draw for _, draw, _ in found.values()]


def _best(wanted: Wanted, others: list[Counter[Event]], draws: Iterable[int]) -> _Found:
    """Return the first draw that shares little enough with all others, or the one that shares least."""
    best: _Found | None = None
    for sub_seed in draws:
        made = drawn(wanted, sub_seed)
        worst = _worst(made.events, others, below=2.0 if best is None else best[0])
        if best is not None and worst >= best[0]:
            continue
        try:
            scene_of(wanted, made)
        except SceneRefused:
            continue
        best = worst, sub_seed, made.events
        if worst <= ALIKE:
            break
    if best is None:
        raise SceneRefused(f"No practice clip could be drawn from seed {wanted.seed}. Widen the grammar.")
    return best


def _worst(one: Counter[Event], others: list[Counter[Event]], *, below: float) -> float:
    """Return how much is shared with the one most alike, or any number from `below` on where that is reached."""
    worst = 0.0
    for other in others:
        if one.keys() & other.keys():
            worst = max(worst, shared(one, other))
            if worst >= below:
                break
    return worst


def main() -> None:
    """Deal the seeds and write what was found beside this module."""
    folder = Path(sys.argv[1]).resolve()
    with ProcessPoolExecutor(min(len(TIERS), os.cpu_count() or 1)) as workers:
        dealt = list(workers.map(partial(_dealt, folder), TIERS))
    text = "# Which draw of the seeds from 1 on is taken, for the mix and for each tier, found by dealing.py.\n"
    for tier, draws in zip(TIERS, dealt, strict=True):
        rows = [", ".join(map(str, draws[at : at + _IN_A_ROW])) for at in range(0, len(draws), _IN_A_ROW)]
        text += f"{tier_name(tier)} = [\n  " + ",\n  ".join(rows) + ",\n]\n"
    Path(__file__).with_name("deal.toml").write_text(text, "utf-8", newline="\n")


def _dealt(folder: Path, tier: int | None) -> list[int]:
    return deal(folder, tier=tier)


if __name__ == "__main__":
    main()
