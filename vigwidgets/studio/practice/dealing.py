"""Deals the seeds: finds for each the first draw that shares little with all earlier ones, and writes `deal.toml`.

    python -m vigwidgets.studio.practice.dealing sample_clips/lines

To be run again when the grammar, the line bank or what is refused has changed; it takes a minute or two. Dealt
beforehand, a seed's clip is found at once, and seed 200 as quickly as seed 1.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Final

from vigwidgets.core.errors import SceneRefused
from vigwidgets.studio.practice.events import Event, shared
from vigwidgets.studio.practice.making import Wanted, drawn, scene_of

SEEDS: Final = 200
_AIM: Final = 0.295
_DRAWS: Final = 800
_IN_A_ROW: Final = 25


def deal(folder: Path, *, seeds: int = SEEDS, tier: int | None = None) -> list[int]:
    """Return which draw each seed from 1 is dealt; where none shares little enough, the one that shares least.

    Args:
        folder: The line bank.
        seeds: How many.
        tier: None for the mix of all.

    Raises:
        SceneRefused: a seed makes no clip at all.
    """
    earlier: list[Counter[Event]] = []
    found: list[int] = []
    for seed in range(1, seeds + 1):
        wanted = Wanted(seed, tier, 30, 3, folder)
        best: tuple[float, int, Counter[Event]] | None = None
        for sub_seed in range(_DRAWS):
            made = drawn(wanted, sub_seed)
            worst = max((shared(made.events, one) for one in earlier), default=0.0)
            if best is not None and worst >= best[0]:
                continue
            try:
                scene_of(wanted, made)
            except SceneRefused:
                continue
            best = worst, sub_seed, made.events
            if worst <= _AIM:
                break
        if best is None:
            raise SceneRefused(f"No practice clip could be drawn from seed {seed}. Widen the grammar.")
        earlier.append(best[2])
        found.append(best[1])
    return found


def main() -> None:
    """Deal the seeds and write what was found beside this module."""
    draws = deal(Path(sys.argv[1]).resolve())
    rows = [", ".join(map(str, draws[at : at + _IN_A_ROW])) for at in range(0, len(draws), _IN_A_ROW)]
    text = "# Which draw of the seeds from 1 on is taken, found by dealing.py.\ndraws = [\n  "
    Path(__file__).with_name("deal.toml").write_text(text + ",\n  ".join(rows) + ",\n]\n", "utf-8", newline="\n")


if __name__ == "__main__":
    main()
