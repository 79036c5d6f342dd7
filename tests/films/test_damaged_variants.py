"""Damaged films, hundreds or thousands: none may crash, hang, leak or leave anything; each refusal is a sentence.

What failed names film, kind and number: `damaging.Variant(film, kind, number).write(place)` makes it again.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from itertools import count, islice
from pathlib import Path
from random import Random

import pytest

from tests.films.damaging import KINDS, LATE, MISNAMED, VIDEO, WHOLE, Variant, content_of
from tests.films.insides import index_stands_last
from tests.films.test_probe_real_films import EXPECTED
from tests.films.watching import Answer, Asked, bring_all
from tests.thoroughly import usually
from vigwidgets.films.opening import DAMAGED, NO_MEDIA
from vigwidgets.films.wholeness import CUT_OFF

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory and open files are looked at in /proc")

ALL = usually(120, thorough=2000)
MAIN_KINDS = (LATE, "zeroed", "bits flipped", "bytes taken out", "header", "lengths", "tables")
"""Every film gets each of them, or the first and a few of the others by turns."""
KINDS_A_FILM = usually(2, thorough=len(MAIN_KINDS))
DEAR_BYTES = 900_000
ONCE = frozenset({WHOLE, MISNAMED, "empty", "one byte"})
SMALL_BYTES = 130_000
SLOW = frozenset({"edit_list_positive_shift.mp4", "counter.mp4", "dolbyVision-hdr.MOV"})
"""Small files with large or many pictures."""
MOST_MEMORY_MB = 1500
MOST_GROWTH_MB = 100
LEAST_CUT = usually(12, thorough=40)
"""So many films cut in their last fifth make a share."""
LEAST_SHARE = 0.8
CAUSES = {CUT_OFF: "cut off", DAMAGED: "damaged", NO_MEDIA: "no film"}
COLUMNS = ("accepted", "good part", *CAUSES.values(), "empty", "no picture", "other")
Record = Callable[[str, object], None]


@cache
def films() -> tuple[str, ...]:
    """Return the films of the test data that are good, the smallest first."""
    good = [film for film, facts in EXPECTED.items() if isinstance(facts, tuple)]
    return tuple(sorted(good, key=lambda film: (VIDEO / film).stat().st_size))


def quick(film: str) -> bool:
    """Return whether a film takes little time, so that many variants of it can be tried."""
    return (VIDEO / film).stat().st_size < SMALL_BYTES and Path(film).name not in SLOW


def dear(film: str) -> bool:
    """Return whether the copy of a film takes many seconds; `test_converting.py` makes it."""
    return EXPECTED[film][0] != "plays" and (VIDEO / film).stat().st_size > DEAR_BYTES


def lot(number: int) -> Iterator[Asked]:
    """Yield so many variants: every film whole and with main kinds of damage; then of quick films by lot."""
    once = [Variant(film, WHOLE, 0) for film in films()]
    once += [Variant(film, kind, 0) for turn, film in enumerate(films()) for kind in main_kinds(turn)]
    once += [Variant(film, LATE, seed) for seed in (1, 2) for film in films() if quick(film)]
    few = [Variant(film, kind, 0) for kind in (MISNAMED, "empty", "one byte") for film in films() if quick(film)]
    lots = Random("two thousand")
    some = [film for film in films() if quick(film)]
    kinds = [kind for kind in KINDS if kind not in ONCE]
    many = (Variant(lots.choice(some), lots.choice(kinds), seed) for seed in count(3))
    for place, variant in enumerate(islice(_chained(once, few, many), number)):
        often = quick(variant.film)
        yield Asked(variant, keep=often and place % 3 == 0, look=often and place % 6 < 2, copy=not dear(variant.film))


def main_kinds(turn: int) -> tuple[str, ...]:
    """Return `KINDS_A_FILM` of the main kinds, for each film others; a cut in the last fifth is always among them."""
    first, *others = MAIN_KINDS
    start = turn * (KINDS_A_FILM - 1) % len(others)
    return (first, *(others[start:] + others[:start])[: KINDS_A_FILM - 1])


def _chained(*some: Iterator[Variant] | list[Variant]) -> Iterator[Variant]:
    for one in some:
        yield from one


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_many_damaged_films_do_no_harm(tmp_path: Path, record_property: Record) -> None:
    answers = list(bring_all(lot(ALL), folder=tmp_path))
    record_property("table", table(answers))
    check(answers)
    assert len(answers) == ALL
    late = [one for one in answers if one.asked.variant.kind == LATE and not index_stands_last(_whole(one))]
    assert len(late) >= LEAST_CUT
    good = sum(one.told["result"] == "good part" for one in late)
    assert good >= LEAST_SHARE * len(late), "of films cut in their last fifth so many offer their good part"


def test_a_few_damaged_films_do_no_harm(tmp_path: Path, record_property: Record) -> None:
    lots = Random("a few")
    some = [film for film in films() if quick(film)]
    kinds = [WHOLE, *KINDS]
    asked = [Asked(Variant(lots.choice(some), kinds[one % len(kinds)], one), keep=True, look=True) for one in range(60)]
    answers = list(bring_all(asked, folder=tmp_path))
    record_property("table", table(answers))
    check(answers)


def check(answers: list[Answer]) -> None:
    """Assert what holds of every variant."""
    wrong = [str(one) for one in answers if one.wrong]
    assert not wrong, "\n".join(wrong)
    for one in answers:
        kind, result = one.asked.variant.kind, one.told["result"]
        if kind in {WHOLE, MISNAMED}:
            assert (result, one.told["share"], one.told["differing"]) == ("accepted", 1, 0), one.asked
        if kind == LATE:
            # a cut is seen, unless nothing was lost by it; and what is left are the film's own pictures
            assert result != "accepted" or one.told["share"] == 1, one.asked
            assert one.told["differing"] == 0, one.asked
        if kind in {"empty", "one byte"}:
            assert result == "refused", one.asked
    assert max(one.told["memory_mb"] for one in answers) < MOST_MEMORY_MB
    resting = [one.told["resting_mb"] for one in answers]
    settled = resting[len(resting) // 2 :]
    assert settled[-1] - settled[0] < MOST_GROWTH_MB, "memory that nobody gives back"


def table(answers: list[Answer]) -> str:
    """Return what came of the variants, by kind of damage and by cause."""
    found = Counter((one.asked.variant.kind, _column(one)) for one in answers)
    kinds = [kind for kind in (WHOLE, *KINDS) if any(kind == key for key, _ in found)]
    lines = [f"{'':22}" + "".join(f"{column:>11}" for column in COLUMNS)]
    lines += [f"{kind:22}" + "".join(f"{found[kind, column]:>11}" for column in COLUMNS) for kind in kinds]
    for words, last in (("index first, or none", False), ("index last", True)):
        late = [one for one in answers if one.asked.variant.kind == LATE and index_stands_last(_whole(one)) == last]
        results = Counter(one.told["result"] for one in late)
        lines.append(f"{LATE}, {words}: {len(late)} films, {dict(sorted(results.items()))}")
    kept = [one for one in answers if one.asked.look and one.told.get("share") and one.asked.variant.kind != WHOLE]
    other = sum(one.told["differing"] > 0 for one in kept)
    lines.append(
        f"of {len(kept)} that were taken and looked at, {other} hold pictures that are not quite the film's own"
    )
    slowest = sorted(answers, key=lambda one: -one.told.get("seconds", 0))[:3]
    lines.append(
        f"{sum(one.told.get('seconds', 0) for one in answers):.0f} s of processor time; the longest: "
        + ", ".join(f"{one.told.get('seconds', 0):.1f} s {tuple(one.asked.variant)}" for one in slowest)
    )
    lines.append(
        f"at most {max(one.told.get('memory_mb', 0) for one in answers)} MB; "
        f"{answers[-1].told.get('resting_mb')} MB at the end"
    )
    return "\n".join(lines)


def _column(one: Answer) -> str:
    if one.told["result"] in COLUMNS:
        return one.told["result"]
    told = one.told["told"]
    named = {"film_has_no_picture": "no picture"}.get(
        one.told.get("code", ""), "empty" if "is empty" in told else "other"
    )
    return CAUSES.get(told, named)


def _whole(one: Answer) -> bytes:
    return content_of(one.asked.variant.film)
