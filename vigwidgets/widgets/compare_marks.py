"""What somebody marked in a drawn clip and what its writer saw, on one strip that plays."""

from __future__ import annotations

from typing import Any, ClassVar

import traitlets as t

from vigwidgets.core.errors import BadRequest
from vigwidgets.widgets.exercise import ODD, Exercise

MARK = "`{id, start_ms, end_ms, kind, who, principles, tier, note}`, `principles` their names"


class CompareMarks(Exercise):
    """A figure for a page of text: first one's own marks, and the writer's beside them once they are asked for.

    The answer is `{shown: true}` while the writer's marks are looked at, and nothing else; whoever has the clip tells
    them then. `compare.figure {}` is answered `{kappa, step_ms}`: how far both agree beyond chance on the marks that
    anyone would see, looked at every `step_ms`, or null. Nothing is scored; of readings that are open nothing is
    measured at all.
    """

    module: ClassVar[str] = "compare_marks"
    shared_words: ClassVar[tuple[str, ...]] = (*Exercise.shared_words, "seen_by_both")

    clip = t.Dict(help="The film, as in `FilmPlayer.film`; Python → view.").tag(sync=True)
    mine = t.List(t.Dict(), help=f"The person's marks by time, each {MARK}; Python → view.").tag(sync=True)
    shown = t.Bool(default_value=False, help="Whether the writer's marks are here; Python → view.").tag(sync=True)
    notice = t.Unicode("", help="What the writer would point at; empty until asked; Python → view.").tag(sync=True)
    marks = t.List(
        t.Dict(),
        help=f"The writer's marks by time, each {MARK} with `open`, whether others may see something else there, and "
        "`also`, the names of what it could be as well; empty until asked; Python → view.",
    ).tag(sync=True)
    together = t.Dict(
        help="Of the marks that anyone would see alone: `{marks, met}`, how many there are and at how many of them the "
        "person marked something, for the choice of a sentence; empty until asked; Python → view."
    ).tag(sync=True)

    def check(self, answer: dict[str, Any]) -> None:
        """Raise `BadRequest` where this is no answer that the widget itself could have made."""
        if answer != {"shown": True}:
            raise BadRequest(ODD)
