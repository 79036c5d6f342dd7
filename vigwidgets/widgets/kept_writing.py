"""A text that saves itself: what every widget has that keeps what somebody wrote or answered."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, Self

import traitlets as t

from vigwidgets.core.errors import BadRequest
from vigwidgets.core.mark import check_id
from vigwidgets.core.reflection import Prompt, Revision
from vigwidgets.widgets.base import Answer, VigWidget

if TYPE_CHECKING:
    from collections.abc import Mapping

_ODD: Final = "The page sent a text in a form this workbook does not know. Reload the page; what you typed is kept."


class KeptWriting(VigWidget):
    """A prompt with a text that saves itself.

    Alone it keeps the revisions in memory, for as long as the kernel lives. A workbook replaces the answers with the
    journal's by `answer_with` and calls `show` with what is stored:

    * `reflection.save {prompt_id, film, text, revision_id, sitting, sequence}` is answered
      `{saved_at, revision_count, beside}`; the same revision and sequence again change nothing.
    * `reflection.history {prompt_id, film}` is answered `{revisions: [{id, text, saved_at}]}`, newest first.
    * `reflection.erase {prompt_id, film, receipt_id}` is answered `{}` when no version is left.

    Each names the film it is about, or "" for none: the page may have turned to another one meanwhile.

    Args:
        prompt: The question.
        on_request: Answers by kind, over the ones in memory.
        **traits: Initial values.
    """

    prompt = t.Dict(help="`{id, chapter, words}` of the question; Python → view.").tag(sync=True)
    film = t.Unicode("", help="Id of the film it is asked about, empty for none; Python → view.").tag(sync=True)
    text = t.Unicode("", help="What is stored, newest revision; Python → view.").tag(sync=True)
    saved_at = t.Unicode("", help="ISO 8601 instant in UTC of that, or empty; Python → view.").tag(sync=True)
    revision_count = t.Int(0, min=0, help="Revisions stored; Python → view.").tag(sync=True)

    def __init__(self, prompt: Prompt, *, on_request: Mapping[str, Answer] | None = None, **traits: Any) -> None:
        self._question = prompt
        self._revisions: dict[str, Revision] = {}
        self._sequences: dict[str, int] = {}
        self._sittings: set[str] = set()
        self._last_sitting = ""
        shown = {"id": prompt.id, "chapter": prompt.chapter, "words": prompt.words}
        super().__init__(on_request=on_request, **{"prompt": shown, "film": prompt.film or "", **traits})

    @classmethod
    def of(cls, prompt: Prompt, *, revision: Revision | None = None, revision_count: int = 0, **traits: Any) -> Self:
        """Return a widget that shows the newest stored `revision`, of `revision_count` in all."""
        one = cls(prompt, **traits)
        one.show(revision, revision_count=revision_count)
        return one

    def show(self, revision: Revision | None, *, revision_count: int, **about: str) -> None:
        """Show what is stored. An open page takes it over unless somebody is just writing there.

        Args:
            revision: The newest, or None.
            revision_count: How many there are in all.
            **about: `film` and `draft_key` where these change; the page hears of all in one message.
        """
        self.tell(
            **about,
            revision_count=revision_count,
            text=revision.text if revision else "",
            saved_at=revision.saved_at.isoformat() if revision else "",
        )

    def checked(self, text: str) -> str:
        """Return `text` if it may be kept here, else raise `BadRequest`."""
        return text

    def answers(self) -> dict[str, Answer]:
        """Return the answers in memory."""
        return {
            "reflection.save": self._save,
            "reflection.history": self._history,
            "reflection.erase": self._erase,
        }

    def _save(self, payload: dict[str, Any]) -> dict[str, Any]:
        revision, sequence = self._read(payload)
        beside = self._last_sitting not in ("", revision.sitting) and revision.sitting in self._sittings
        if sequence > self._sequences.get(revision.id, -1):
            self._sequences[revision.id] = sequence
            self._sittings.add(revision.sitting)
            self._last_sitting = revision.sitting
            self._revisions.pop(revision.id, None)  # so that the newest comes last
            self._revisions[revision.id] = revision
            self.show(revision, revision_count=len(self._revisions))
        stored = self._revisions[revision.id]
        return {"saved_at": stored.saved_at.isoformat(), "revision_count": len(self._revisions), "beside": beside}

    def _history(self, payload: dict[str, Any]) -> dict[str, Any]:
        self._check_prompt(payload)
        kept = reversed(self._revisions.values())
        return {"revisions": [{"id": r.id, "text": r.text, "saved_at": r.saved_at.isoformat()} for r in kept]}

    def _erase(self, payload: dict[str, Any]) -> dict[str, Any]:
        self._check_prompt(payload)
        check_id(payload.get("receipt_id", ""))
        self._revisions.clear()
        self._sequences.clear()
        self._sittings.clear()
        self._last_sitting = ""
        self.show(None, revision_count=0)
        return {}

    def _read(self, payload: dict[str, Any]) -> tuple[Revision, int]:
        self._check_prompt(payload)
        text, sequence = payload.get("text"), payload.get("sequence")
        if not isinstance(text, str) or not isinstance(sequence, int):
            raise BadRequest(_ODD)
        revision_id, sitting = check_id(payload.get("revision_id", "")), check_id(payload.get("sitting", ""))
        return Revision(revision_id, self._question, self.checked(text), sitting, datetime.now(UTC)), sequence

    def _check_prompt(self, payload: dict[str, Any]) -> None:
        if (payload.get("prompt_id"), payload.get("film")) != (self._question.id, self.film):
            raise BadRequest(_ODD)
