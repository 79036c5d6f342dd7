"""A person's record of work done, with the days on which something of theirs was kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vigwidgets import words
from vigwidgets.core.reflection import Prompt
from vigwidgets.widgets.record import Record as RecordPage
from vigwidgets.workbook.compositions.prompt_reflection import KeptExercise
from vigwidgets.workbook.papers.saying import day

if TYPE_CHECKING:
    from vigwidgets.workbook.bound import Bound
    from vigwidgets.workbook.compositions.composition import NewId


class RecordMaking(KeptExercise):
    """The record with what the person entered.

    Args:
        prompt: Under which that is kept.
        new_id: Gives the widget its id.
    """

    def __init__(self, prompt: Prompt, *, new_id: NewId) -> None:
        super().__init__(RecordPage(prompt, **new_id()), prompt)

    def bind(self, bound: Bound) -> None:
        """Show this person's chapters and what they entered."""
        super().bind(bound)
        self.card.answer_with({"record.look": self._look_again})
        self._look()

    def _look(self) -> None:
        from vigwidgets.workbook.papers.record import worked_in

        said, own = words.section("account"), words.section("record")
        self.card.tell(
            worked=[
                {
                    "id": one.id,
                    "title": one.title,
                    "days": day(one.first, said)
                    if one.first == one.last
                    else own["from_to"].format(first=day(one.first, said), last=day(one.last, said)),
                }
                for one in worked_in(self._bound.journal)
            ]
        )

    def _look_again(self, _payload: dict[str, Any]) -> dict[str, Any]:
        self._look()
        return {}
