"""How long the figures of agreement and of what follows what take for 10,000 marks, and alpha beside another library.

    python benchmarks/figures_of_marks.py [--rounds 5]

Processor time, the best of the rounds. The peer of alpha is the package `krippendorff`, on 2,000 labels: its time grows
faster than the labels do.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable

import krippendorff
import numpy as np

from benchmarks.two_servers import how_busy
from vigwidgets.analysis.agreement import (
    Grid,
    cohen_kappa,
    fleiss_kappa,
    krippendorff_alpha,
    match_spans,
    time_kappa,
)
from vigwidgets.analysis.sequence import contingency
from vigwidgets.core.span import Span

MARKS = 10_000
MOST_MS = 200
FEW = 1000


def best_ms(work: Callable[[], object], *, rounds: int) -> float:
    """Return the milliseconds of the processor that something takes at best."""
    times = []
    for _ in range(rounds):
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return 1000 * min(times)


def spans(dice: np.random.Generator, count: int) -> list[tuple[Span, int]]:
    """Return coded spans of three seconds within an hour."""
    starts, codes = dice.integers(0, 3_600_000, count).tolist(), dice.integers(0, 20, count).tolist()
    return [(Span(start, start + 3000), code) for start, code in zip(starts, codes, strict=True)]


def figures() -> dict[str, Callable[[], object]]:
    """Return what is measured, each on 10,000 marks in all."""
    dice = np.random.default_rng(1)
    one, other = dice.integers(0, 6, (2, MARKS // 2)).tolist()
    counted = dice.multinomial(4, [0.2] * 5, MARKS)
    labels = dice.random((4, MARKS // 4)).tolist()
    mine, theirs = spans(dice, MARKS // 2), spans(dice, MARKS // 2)
    events = dice.integers(0, 40, MARKS).tolist()
    found: dict[str, Callable[[], object]] = {
        "cohen_kappa": lambda: cohen_kappa(one, other),
        "cohen_kappa, squared weights": lambda: cohen_kappa(one, other, "squared"),
        "fleiss_kappa": lambda: fleiss_kappa(counted),
        "time_kappa": lambda: time_kappa(mine, theirs, Grid(0, 3_600_000, 100)),
        "match_spans": lambda: match_spans([s for s, _ in mine], [s for s, _ in theirs], 500),
        "contingency": lambda: contingency(events),
    }
    for level in ("nominal", "ordinal", "interval", "ratio"):
        found[f"krippendorff_alpha, {level}"] = lambda level=level: krippendorff_alpha(labels, level)
    return found


def main() -> int:
    """Measure, print the tables, and return 1 when the promise is not kept."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    kept = True
    print(f"| figure of {MARKS} marks | ms |\n|---|---|")
    for name, work in figures().items():
        took = best_ms(work, rounds=rounds)
        kept = kept and took <= MOST_MS
        print(f"| {name} | {took:.0f} |")
    few = np.random.default_rng(2).integers(0, 50, (2, FEW)).astype(float)
    print("\n| alpha of 2,000 labels | ours ms | krippendorff ms | ratio |\n|---|---|---|---|")
    for level in ("nominal", "ordinal", "interval", "ratio"):
        ours = best_ms(lambda level=level: krippendorff_alpha(few.tolist(), level), rounds=rounds)
        theirs = best_ms(lambda level=level: krippendorff.alpha(few, level_of_measurement=level), rounds=rounds)
        print(f"| {level} | {ours:.1f} | {theirs:.1f} | {ours / theirs:.2f} |")
    print(how_busy())
    print(f"each at most {MOST_MS} ms: {'kept' if kept else 'NOT KEPT'}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
