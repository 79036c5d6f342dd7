"""A minute of a drawn clip turn by turn; one in which turns go by is followed by the same minute lived another way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from vigwidgets.core.errors import InvalidValue
from vigwidgets.widgets.turn_steps import TurnSteps
from vigwidgets.workbook.clip_turn_list import Turn, turns_of
from vigwidgets.workbook.compositions.composition import NewId
from vigwidgets.workbook.compositions.film_views import clip_view

if TYPE_CHECKING:
    from vigwidgets.widgets.base import VigWidget
    from vigwidgets.workbook.bound import Bound
    from vigwidgets.workbook.clips import Clip

MOST: Final = 14
"""More turns are too many to step through."""


class ClipTurns:
    """The turns of a clip, or of the minute and its twin; they are the same for everybody, and nothing is kept.

    Args:
        clips: The clip; where turns go by in it, its twin after it, in which each is received.
        headings: What stands above each.
        new_id: Gives the widget its id.

    Raises:
        InvalidValue: a clip shows people on film, or has no turns or too many; a minute in which turns go by comes
            last; or the second clip is not the first one's twin.
    """

    def __init__(self, clips: Sequence[Clip], *, headings: Sequence[str], new_id: NewId) -> None:
        minutes = [_minute(clip, heading=heading) for clip, heading in zip(clips, headings, strict=True)]
        if any(turn["went_by"] for turn in minutes[-1]["turns"]):
            raise InvalidValue("In this minute turns go by. Show the same minute lived another way after it.")
        if len(clips) == 2 and clips[0].pair != clips[1].id:
            raise InvalidValue("The second clip is not the same minute lived another way. Choose the first one's pair.")
        self.figure = TurnSteps(minutes=minutes, **new_id())
        self.widgets: list[tuple[VigWidget, bool]] = [(self.figure, False)]

    def bind(self, bound: Bound) -> None:
        """Nothing here is anybody's own."""
        self.figure.person_key = bound.person_key


def _minute(clip: Clip, *, heading: str) -> dict[str, Any]:
    if not clip.is_drawn:
        raise InvalidValue("Only drawn clips are gone through turn by turn. Choose a drawn clip.")
    turns = turns_of(clip)
    if not 0 < len(turns) <= MOST:
        raise InvalidValue(f"A minute turn by turn has one turn at least and {MOST} at most. Choose another clip.")
    by_id = {turn.mark.id: turn for turn in turns}
    first = {turn.receives: turn for turn in reversed(turns)}
    """By what they receive, the earliest receptions."""
    told = [
        {
            "who": turn.mark.who,
            "seen": turn.mark.note,
            "start_ms": turn.mark.span.start_ms,
            "end_ms": turn.mark.span.end_ms,
            "side": turn.side,
            "after_ms": _after_ms(turn, by_id) if first[turn.receives] is turn else None,
            "is_reading": turn.is_reading,
            "went_by": turn.mark.kind == "initiative" and turn.mark.id not in first,
        }
        for turn in turns
    ]
    begins_ms = turns[0].mark.span.start_ms
    return {"film": clip_view(clip), "heading": heading, "begins_ms": begins_ms, "turns": told}


def _after_ms(turn: Turn, by_id: dict[str, Turn]) -> int | None:
    before = by_id.get(turn.receives or "")
    return None if before is None else max(0, turn.mark.span.start_ms - before.mark.span.end_ms)
