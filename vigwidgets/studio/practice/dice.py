"""Lots: one row of random numbers for each layer of a clip, so that a new rule in one layer leaves the others alone."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, TypeVar

Item = TypeVar("Item")

WAITS_MS: Final[Mapping[str, tuple[int, int, int]]] = MappingProxyType(
    {
        "ivy": (1800, 2600, 3800),
        "theo": (2400, 3200, 4600),
        "jamie": (3600, 4600, 6000),
        "winston": (3200, 4200, 5600),
        "grace": (2600, 3400, 4600),
    }
)
"""Least, usual and longest wait for a partner; for all others as between colleagues."""
_WAIT_MS: Final = (2400, 3200, 4400)
_SPREAD: Final = 0.35
LATE_MS: Final = (900, 1600)
ONE_IN_LATE: Final = 8
ONE_IN_MISSED: Final = 12


class Dice:
    """Random numbers of one seed, a row a layer. Rows do not know of each other."""

    def __init__(self, seed: str) -> None:
        """Begin all rows anew."""
        self._seed = seed
        self._rows: dict[str, random.Random] = {}

    def row(self, layer: str) -> random.Random:
        """Return the row of a layer; asked again, it goes on where it was."""
        if layer not in self._rows:
            self._rows[layer] = random.Random(f"{self._seed}:{layer}")  # noqa: S311  lots, not secrets
        return self._rows[layer]

    def one(self, layer: str, items: Sequence[Item]) -> Item:
        """Return one of `items`."""
        return self.row(layer).choice(items)

    def shuffled(self, layer: str, items: Sequence[Item]) -> list[Item]:
        """Return `items` in another order."""
        return self.row(layer).sample(list(items), len(items))

    def comes_up(self, layer: str, *, one_in: int) -> bool:
        """Return whether a thing happens that happens one time in so many."""
        return self.row(layer).randrange(one_in) == 0

    def between(self, layer: str, least: float, most: float) -> int:
        """Return a whole number between two, ends included as likely as the rest."""
        return round(self.row(layer).uniform(least, most))

    def gap_ms(self, *, level: int) -> int:
        """Return the silence before an answer to speech: log-normal about 420 ms, 150 to 750; slower at level 1."""
        return self._near(420 if level > 1 else 590, 150 if level > 1 else 500, 750 if level > 1 else 700)

    def latency_ms(self, *, level: int) -> int:
        """Return the time from the onset of a look or gesture to its answer: about 550 ms, 300 to 900."""
        return self._near(550 if level > 1 else 640, 300, 900)

    def wait_ms(self, partner: str) -> int:
        """Return how long this partner is waited for: triangular, as the person needs."""
        least, usual, most = WAITS_MS.get(partner, _WAIT_MS)
        return round(self.row("waits").triangular(least, most, usual))

    def _near(self, middle: int, least: int, most: int) -> int:
        drawn = middle * math.exp(self.row("gaps").gauss(0, _SPREAD))
        return round(min(max(drawn, least), most))
