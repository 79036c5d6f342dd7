"""A prompt joined to what was written to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vigwidgets.core.errors import BadRequest
from vigwidgets.core.reflection import Prompt, Revision
from vigwidgets.widgets.reflection_card import ReflectionCard
from vigwidgets.workbook.compositions.composition import NewId, text_in

if TYPE_CHECKING:
    from vigwidgets.widgets.base import VigWidget
    from vigwidgets.workbook.bound import Bound


class PromptReflection:
    """One prompt with what was written to it.

    Args:
        prompt: The question.
        new_id: Gives the widget its id.
    """

    def __init__(self, prompt: Prompt, *, new_id: NewId) -> None:
        self._prompt = prompt
        self.card = ReflectionCard.of(prompt, revision=None, revision_count=0, **new_id())
        self.widgets: list[tuple[VigWidget, bool]] = [(self.card, True)]

    def bind(self, bound: Bound) -> None:
        """Show this person's text and keep what they write."""
        self._bound = bound
        self.card.person_key = bound.person_key
        self.card.answer_with({"reflection.save": self._save, "reflection.history": self._history})
        self._tell(bound.journal.revisions(self._prompt.id))

    def _tell(self, revisions: list[Revision]) -> None:
        self.card.show(revisions[0] if revisions else None, revision_count=len(revisions))

    def _save(self, payload: dict[str, Any]) -> dict[str, Any]:
        sequence = payload.get("sequence")
        if payload.get("prompt_id") != self._prompt.id or not isinstance(sequence, int):
            raise BadRequest("The page saved in a form this workbook does not know. Reload the page.")
        saved = self._bound.journal.save_reflection(
            self._prompt, text_in(payload, "text"), revision_id=text_in(payload, "revision_id"),
            sitting=text_in(payload, "sitting"), sequence=sequence,
        )  # fmt: skip
        revisions = self._bound.journal.revisions(self._prompt.id)
        self._tell(revisions)
        return {
            "saved_at": saved.revision.saved_at.isoformat(),
            "revision_count": len(revisions),
            "beside": saved.beside,
        }

    def _history(self, _payload: dict[str, Any]) -> dict[str, Any]:
        revisions = self._bound.journal.revisions(self._prompt.id)
        return {"revisions": [{"id": r.id, "text": r.text, "saved_at": r.saved_at.isoformat()} for r in revisions]}
