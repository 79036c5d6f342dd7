"""What somebody found, practised and wrote, day by day: values for the page, and the same numbers as tables.

They hold what is there. Nothing is a share, nothing stands for what was not found, and no film is set beside another.
A session is a day, as it was where the person is.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING, Any, Final, Literal

from vigwidgets.core.tally import tiers_named

if TYPE_CHECKING:
    import pandas as pd

    from vigwidgets.core.film import Film
    from vigwidgets.core.framework import Framework
    from vigwidgets.core.mark import Mark
    from vigwidgets.core.reflection import Revision

What = Literal["marked", "practised", "written"]
WHATS: Final[tuple[What, ...]] = ("marked", "practised", "written")
DRAWN: Final = "drawn"
OWN: Final = "own"
"""Where marks stand among the chapters: a mark knows its film, and no chapter."""
STEPS: Final = 24
"""So many stretches a film has from its beginning to its end."""
SCALE: Final = "scale"
NO_PRACTICE: Final = frozenset({SCALE, "account", "record"})
"""Kinds of answers that are no practice: a number for a hope, and what is chosen for a page that is taken along."""


@dataclass(frozen=True, slots=True)
class Found:
    """A moment that somebody marked.

    Attributes:
        on: The day it was first marked.
        tiers: Numbers of those it names, ascending; may be empty.
        at_ms: Where it begins in its film.
        step: In which of the film's `STEPS` stretches that is, from 0.
        where: `own` or `drawn`.
    """

    on: date
    tiers: tuple[int, ...]
    at_ms: int
    step: int
    where: str


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that somebody did on a day: `where` is `own`, `drawn` or the id of a chapter."""

    on: date
    where: str
    what: What


@dataclass(frozen=True, slots=True)
class Rating:
    """A person's own number from 0 to 10 for something, with what they said to it.

    Attributes:
        about: Id of the prompt; of one that is asked of films, with the film's.
        asked: The words of the prompt.
        on: The day.
        value: The number.
        words: What they said to it; may be empty.
    """

    about: str
    asked: str
    on: date
    value: int
    words: str


def found_in(
    marks: Iterable[Mark],
    *,
    made_at: Mapping[tuple[str, str], datetime],
    films: Mapping[str, Film],
    framework: Framework,
    zone: tzinfo | None = None,
) -> list[Found]:
    """Return the moments by day and by where they are in their film.

    Args:
        marks: All of one person's. Those whose time or film is not known are left out.
        made_at: When each was first made, by film and mark.
        films: The films that they are on, by id.
        framework: Where tiers come from.
        zone: Where the person is; None for where this process is.
    """
    found = [
        Found(
            on=made_at[mark.film, mark.id].astimezone(zone).date(),
            tiers=tuple(sorted(tiers_named(mark, framework))),
            at_ms=mark.span.start_ms,
            step=min(STEPS - 1, mark.span.start_ms * STEPS // films[mark.film].duration_ms),
            where=OWN if films[mark.film].source == "own" else DRAWN,
        )
        for mark in marks
        if mark.film in films and (mark.film, mark.id) in made_at
    ]
    return sorted(found, key=lambda one: (one.on, one.step, one.at_ms))


def deeds_of(
    found: Iterable[Found], written: Iterable[tuple[str, str, datetime]], *, zone: tzinfo | None = None
) -> list[Deed]:
    """Return everything that was done, by day.

    Args:
        found: The moments.
        written: Chapter, kind of exercise (empty for words) and instant of each kept text or answer.
        zone: Where the person is; None for where this process is.
    """
    deeds = [Deed(one.on, one.where, "marked") for one in found]
    deeds += [
        Deed(at.astimezone(zone).date(), chapter, "practised" if exercise else "written")
        for chapter, exercise, at in written
        if exercise not in NO_PRACTICE
    ]
    return sorted(deeds, key=lambda deed: (deed.on, deed.where, deed.what))


def ratings_in(exercises: Iterable[Revision]) -> list[Rating]:
    """Return the numbers that were given in exercises of the kind `scale`, each thing's own by day.

    What is no such answer is passed over: it was kept by another version of the workbook.
    """
    return [
        rating
        for one in exercises
        if one.prompt.exercise == SCALE
        for about in ["/".join(filter(None, (one.prompt.id, one.prompt.film)))]
        for rating in sorted(_ratings(one.text, about=about, asked=one.prompt.words), key=lambda rating: rating.on)
    ]


def _ratings(text: str, *, about: str, asked: str) -> list[Rating]:
    try:
        said = json.loads(text)["ratings"]
        return [Rating(about, asked, date.fromisoformat(r["on"]), int(r["value"]), str(r["words"])) for r in said]
    except (ValueError, TypeError, KeyError):
        return []


def counted(deeds: Iterable[Deed]) -> list[tuple[date, str, dict[What, int]]]:
    """Return what was done on each day and where, with how often, by day."""
    times: dict[tuple[date, str], Counter[What]] = {}
    for deed in deeds:
        times.setdefault((deed.on, deed.where), Counter())[deed.what] += 1
    return [(on, where, {what: n[what] for what in WHATS if n[what]}) for (on, where), n in sorted(times.items())]


def work_table(deeds: Iterable[Deed]) -> pd.DataFrame:
    """Return one row a day and place: `on`, `where`, `marked`, `practised`, `written`."""
    rows: list[tuple[Any, ...]] = [
        (on, where, *(times.get(what, 0) for what in WHATS)) for on, where, times in counted(deeds)
    ]
    return _frame(rows, on="datetime64[s]", where="str", **dict.fromkeys(WHATS, "int64"))


def tier_table(found: Iterable[Found]) -> pd.DataFrame:
    """Return one row a session and tier that was found in it: `on`, `tier`, `own`, `drawn`, highest tier first."""
    times = Counter((one.on, -tier, one.where) for one in found for tier in one.tiers)
    named = sorted({(on, tier) for on, tier, _ in times})
    rows = [(on, -tier, times[on, tier, OWN], times[on, tier, DRAWN]) for on, tier in named]
    return _frame(rows, on="datetime64[s]", tier="int64", own="int64", drawn="int64")


def landscape_table(found: Iterable[Found]) -> pd.DataFrame:
    """Return one row a session, tier and stretch of film: `on`, `tier`, `step`, `moments`.

    `step` counts the `STEPS` stretches from a film's beginning to its end, so that a short clip and a long film lie
    along one line.
    """
    times = Counter((one.on, -tier, one.step) for one in found for tier in one.tiers)
    rows = [(on, -tier, step, count) for (on, tier, step), count in sorted(times.items())]
    return _frame(rows, on="datetime64[s]", tier="int64", step="int64", moments="int64")


def rating_table(ratings: Iterable[Rating]) -> pd.DataFrame:
    """Return one row a number that was given: `about`, `on`, `value`, `words`."""
    rows = [(one.about, one.on, one.value, one.words) for one in ratings]
    return _frame(rows, about="str", on="datetime64[s]", value="int64", words="str")


def _frame(rows: list[Any], **columns: str) -> pd.DataFrame:
    import pandas as pd  # the page needs none of it

    return pd.DataFrame(rows, columns=list(columns)).astype(columns)  # pyright: ignore[reportArgumentType]
