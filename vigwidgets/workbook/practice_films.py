"""Films that were drawn to be practised on: which comes next, where each is, and which are let go. Draws nothing."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from vigwidgets.core.access import LOCAL_OWNER
from vigwidgets.core.errors import NotFound
from vigwidgets.widgets.practise_again import LEVELS, PractiseAgain, is_made
from vigwidgets.workbook.clips import Clip, clip

if TYPE_CHECKING:
    from vigwidgets.journal import Journal
    from vigwidgets.workbook.folder.data_folder import DataFolder

AGAIN_S: Final = 18
"""Length of the films of this exercise. No form offers it, so these can be told from films that somebody asked for."""
STAY: Final = 6
"""So many films of one exercise stay on the disk; those before can be drawn again."""
SEEDS: Final = 200
"""So many films of a tier are sure to differ; then they come again."""
_EARLIER: Final = 0.5
"""Chance that an earlier tier returns, never twice running: on the long run with every third film."""
_ID: Final = re.compile(r"practice_([0-9]+)(?:_t([1-6]))?_([0-9]+)s_l([1-5])")


@dataclass(frozen=True, slots=True)
class PracticeFilm:
    """The numbers that a film is drawn from: seed, tier (0 for any), level, and length in whole seconds."""

    seed: int
    tier: int
    level: int
    seconds: int = AGAIN_S

    @property
    def id(self) -> str:
        """Id of its clip once it is drawn."""
        about = f"_t{self.tier}" if self.tier else ""
        return f"practice_{self.seed}{about}_{self.seconds}s_l{self.level}"

    def as_json(self) -> dict[str, int]:
        """Return it as a page knows it."""
        return asdict(self)


def film_of(said: dict[str, Any]) -> PracticeFilm:
    """Return the film with these numbers, which are known to be numbers of a film."""
    return PracticeFilm(said["seed"], said["tier"], said["level"], said["seconds"])


def film_called(clip_id: str) -> PracticeFilm | None:
    """Return the film whose clip has this id, or None where it is no practice film's."""
    found = _ID.fullmatch(clip_id)
    return PracticeFilm(int(found[1]), int(found[2] or 0), int(found[4]), int(found[3])) if found else None


def drawn_clip(film: PracticeFilm, data: DataFolder) -> Clip | None:
    """Return the film's clip, or None where it is not drawn here (any more)."""
    with suppress(NotFound):
        return clip(film.id, data=data)
    return None


def drawn_films(data: DataFolder) -> list[PracticeFilm]:
    """Return the practice films whose folders are here, by id."""
    named = sorted(place.name for place in data.clips.glob("practice_*"))
    return [film for name in named if (film := film_called(name)) is not None]


def next_film(
    before: Sequence[PracticeFilm],
    waiting: Sequence[PracticeFilm],
    drawn: Iterable[PracticeFilm],
    *,
    tier: int,
    level: int,
    lots: random.Random,
) -> PracticeFilm:
    """Return the film that comes next: one that was dealt before and waits, one that is drawn already, or a new one.

    Now and then, as its seed has it, a film is about an earlier tier than the one that is practised, most often the
    one below: never the first, and never twice running.

    Args:
        before: Films that were shown, oldest first.
        waiting: Films that were dealt and not shown.
        drawn: Films that are drawn and that nobody has worked on.
        tier: What is practised, 0 for any.
        level: How quiet the next one shall be.
        lots: Where seeds come from.
    """
    known = {film.id for film in (*before, *waiting)}
    may_return = tier > 1 and bool(before) and before[-1].tier == tier
    for film in (*waiting, *(one for one in drawn if one.id not in known and one.tier == tier)):
        if film.level == level and (film.tier == tier or may_return):
            return film
    dealt = {(film.seed, film.tier) for film in (*before, *waiting)}
    seeds = lots.sample(range(1, SEEDS + 1), SEEDS)
    new = [PracticeFilm(seed, _tier_of(seed, tier) if may_return else tier, level) for seed in seeds]
    return next((film for film in new if (film.seed, film.tier) not in dealt), new[0])


def _tier_of(seed: int, tier: int) -> int:
    luck = random.Random(f"earlier:{seed}")  # noqa: S311  lots, not secrets
    return max(luck.randrange(1, tier) for _ in range(2)) if luck.random() < _EARLIER else tier


def suggestion(own: int, *, marks: int, met: int, level: int) -> str:
    """Return what may do next, and on what ground: a word among the exercise's, which the person need not follow.

    Args:
        own: Moments that the person marked.
        marks: Moments of the writer's that anyone would see.
        met: At how many of these the person marked something.
        level: Of the film.
    """
    if not own:
        return "same_unmarked"
    if met * 3 >= marks * 2:
        return "quieter" if level + 1 in LEVELS else "same_quietest"
    if met * 3 >= marks:
        return "same"
    return "plainer" if level - 1 in LEVELS else "same_plainest"


def films_in(answer: str) -> list[PracticeFilm]:
    """Return the films of a kept answer, oldest first; none where it has another form."""
    try:
        films = json.loads(answer or "{}").get("films", [])
    except (ValueError, AttributeError):
        return []
    return [film_of(one) for one in films if is_made(one)] if isinstance(films, list) else []


def answered_films(journal: Journal) -> set[PracticeFilm]:
    """Return the films in all of this person's answers to this exercise, wherever it was asked."""
    kept = [one for one in journal.exercises() if one.prompt.exercise == PractiseAgain.module]
    return {film for one in kept for film in films_in(one.text)}


def own_practice(journal: Journal, data: DataFolder) -> list[PracticeFilm]:
    """Return the films here that were drawn for this person's exercises; for the local owner that is every one."""
    drawn = [film for film in drawn_films(data) if film.seconds == AGAIN_S]
    if journal.person.id == LOCAL_OWNER:
        return drawn
    answered = answered_films(journal)
    return [film for film in drawn if film in answered]


def let_go(data: DataFolder, films: Collection[PracticeFilm]) -> None:
    """Take drawn films away, each at once as a whole; one that is not here is passed over.

    Whoever else has one open sees it to its end, or has it drawn again.

    Raises:
        StorageFull, ShelfUnavailable: some are still here.
    """
    from vigwidgets.films.claim import claimed  # only where a film goes
    from vigwidgets.workbook.folder.data_folder import refusal_of
    from vigwidgets.workbook.packs.settling import sync_folder

    for film in films:
        try:
            with claimed(data.clips) as place:
                (data.clips / film.id).rename(place / "clip")
                sync_folder(data.clips)
        except FileNotFoundError:
            continue
        except OSError as exc:
            raise refusal_of(exc) from exc
