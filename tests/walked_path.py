"""A path over some weeks, as a journal keeps it: moments in drawn films and in one's own, exercises, texts, numbers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from unittest.mock import patch

from vigwidgets.core.film import Film
from vigwidgets.core.mark import Mark
from vigwidgets.core.reflection import Prompt
from vigwidgets.core.span import Span
from vigwidgets.journal import Journal, history, writing
from vigwidgets.workbook import clips

BEGAN = datetime(2026, 9, 7, 12, 0, tzinfo=UTC)


@contextmanager
def on_day(number: int) -> Iterator[datetime]:
    """Let the journal's clock stand at noon so many days after the path began."""
    now = BEGAN + timedelta(days=number)

    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return now.astimezone(tz)

    with patch.object(history, "datetime", Clock), patch.object(writing, "datetime", Clock):
        yield now


class Path:
    """Somebody who walks it."""

    def __init__(self, journal: Journal) -> None:
        self._journal, self._ids = journal, count()

    def marks(self, film: Film, *moments: tuple[int, str]) -> None:
        """Mark a moment at each of these times, as this principle."""
        for start_ms, principle in moments:
            name = f"p{next(self._ids)}"
            keys = (principle,) if principle else ()
            self._journal.add_mark(
                Mark(name, film.id, Span(start_ms, start_ms + 200), principles=keys), change_id=f"c{name}"
            )

    def writes(
        self, prompt: str, chapter: str, text: str, *, exercise: str = "", asked: str = "What was seen?"
    ) -> None:
        """Keep a text or an answer."""
        name = f"r{next(self._ids)}"
        about = Prompt(prompt, chapter, asked, exercise=exercise)
        self._journal.save_reflection(about, text, revision_id=name, sitting=f"w{name}", sequence=1)


def walk(journal: Journal, own: Film) -> None:
    """Walk the whole path; `own` is a film of the person's of some minutes."""
    path = Path(journal)
    clip = journal.shelve_clip(clips.clip("c05").film)
    other = journal.shelve_clip(clips.clip("c01").film)
    numbers: list[dict[str, Any]] = []

    def rates(now: datetime, value: int, words: str = "") -> None:
        numbers.append({"on": now.date().isoformat(), "value": value, "words": words})
        answer = json.dumps({"ratings": numbers})
        path.writes("hope", "working_point", answer, exercise="scale", asked="That lunch is a time we both like")

    with on_day(0) as now:
        path.marks(clip, (2000, "wondering"), (9000, "giving_time_and_space"), (21_000, "wondering"))
        path.writes("noticed", "being_attentive", "Her head follows his hands.")
        rates(now, 3)
    with on_day(2):
        path.marks(other, (3000, "giving_time_and_space"), (12_000, "waiting"))
        path.writes("pairs", "yes_cycles", '{"pairs": []}', exercise="pair_turns")
    with on_day(9):
        path.writes("cycle", "yes_cycles", "It went to and fro.")
        path.writes("wait", "yes_cycles", '{"presses": []}', exercise="the_wait")
    with on_day(23) as now:
        end = own.duration_ms
        path.marks(own, (end // 10, "waiting"), (end // 3, "receiving_with_body"), (end // 3 + 800, "waiting"))
        path.writes("mine", "my_film", "I wait longer than I thought.")
        rates(now, 5, "We laughed about the peas.")
    with on_day(51) as now:
        path.marks(own, (end // 4, "receiving_with_body"), (end // 2, "having_fun"), (end * 4 // 5, "having_fun"))
        path.marks(clip, (5000, "waiting"))
        path.writes("mine_too", "my_film", "Then it was her turn.")
        rates(now, 5)
