"""The turns of a drawn clip, as its marks tell them: who took each, and which one it receives."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vigwidgets.core.span import Span

if TYPE_CHECKING:
    from vigwidgets.core.mark import Mark
    from vigwidgets.workbook.clips import Clip


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person did until the other answered.

    Attributes:
        mark: As the writer marked it; where a hand and a word received the same at once, both in one.
        receives: Id of the turn that it receives, or None.
        is_reading: Whether the writer calls it an open reading: others may see something else in it.
        side: 0 for whoever takes the first turn, 1 for anybody else.
    """

    mark: Mark
    receives: str | None
    is_reading: bool
    side: int


def turns_of(clip: Clip) -> list[Turn]:
    """Return the turns of a clip, by time; none where it has no initiative and no reception."""
    taken = [one.mark for one in clip.marks if one.mark.kind != "moment"]
    readings = {one.mark.id for one in clip.marks if one.reading == "open"}
    joined, turn_of = _joined(taken)
    people = list(dict.fromkeys(mark.who for mark in joined))
    return [
        Turn(mark, turn_of.get(mark.answers or ""), mark.id in readings, min(people.index(mark.who), 1))
        for mark in joined
    ]


def _joined(marks: list[Mark]) -> tuple[list[Mark], dict[str, str]]:
    """Return marks with those as one that receive the same at the same time; and by each mark's id, where it is now."""
    joined: list[Mark] = []
    turn_of: dict[str, str] = {}
    for mark in marks:
        before = joined[-1] if joined else None
        same = before is not None and mark.answers and (mark.answers, mark.who) == (before.answers, before.who)
        if before is None or not same or mark.span.start_ms >= before.span.end_ms:
            joined.append(mark)
        else:
            span = Span(before.span.start_ms, max(before.span.end_ms, mark.span.end_ms))
            joined[-1] = replace(before, span=span, note=f"{before.note} {mark.note}".strip())
        turn_of[mark.id] = joined[-1].id
    return joined, turn_of
