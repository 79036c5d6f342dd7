"""A prompt joined to what was written to it, by itself or about whichever film is open; an exercise to its answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from vigwidgets.core.errors import BadRequest
from vigwidgets.core.film import Film
from vigwidgets.core.reflection import Prompt, Revision
from vigwidgets.widgets.reflection_card import ReflectionCard
from vigwidgets.workbook.compositions.composition import NewId, text_in

if TYPE_CHECKING:
    from vigwidgets.widgets.base import VigWidget
    from vigwidgets.widgets.exercise import Exercise
    from vigwidgets.widgets.kept_writing import KeptWriting
    from vigwidgets.workbook.bound import Bound
    from vigwidgets.workbook.compositions.own_films import OwnFilms

_ODD: Final = "The page asked in a form this workbook does not know. Reload the page."


class PromptReflection:
    """One prompt with what was written to it.

    Args:
        prompt: The question.
        new_id: Gives the widget its id.
    """

    _is_about_films = False

    def __init__(self, prompt: Prompt, *, new_id: NewId) -> None:
        self._join_to(ReflectionCard(prompt, **new_id()), prompt)

    def _join_to(self, card: KeptWriting, prompt: Prompt) -> None:
        self._prompt, self.card = prompt, card
        self.widgets: list[tuple[VigWidget, bool]] = [(card, True)]

    def bind(self, bound: Bound) -> None:
        """Show this person's text and keep what they write."""
        self._join(bound)
        self._turn_to("")

    def _join(self, bound: Bound) -> None:
        self._bound = bound
        self.card.person_key = bound.person_key
        self.card.answer_with(
            {"reflection.save": self._save, "reflection.history": self._history, "reflection.erase": self._erase}
        )

    def _turn_to(self, film_id: str) -> None:
        """Show what was written about this film, or about none, with the key of its drafts, in one message."""
        revisions = self._bound.revisions(self._prompt.id, film_id)
        self._tell(revisions, film=film_id, draft_key=self._bound.draft_key(film_id))

    def _tell(self, revisions: list[Revision], **about: str) -> None:
        self.card.show(revisions[0] if revisions else None, revision_count=len(revisions), **about)

    def _asked(self, payload: dict[str, Any]) -> Prompt:
        """Return the prompt with the film a request is about, which need not be the one that is open by now."""
        film_id = text_in(payload, "film")
        if payload.get("prompt_id") != self._prompt.id or bool(film_id) != self._is_about_films:
            raise BadRequest(_ODD)
        return replace(self._prompt, film=film_id or None)

    def _kept(self, asked: Prompt) -> list[Revision]:
        """Return what is kept now, and show it if the page is still there."""
        revisions = self._bound.journal.revisions(asked.id, film=asked.film)
        if (asked.film or "") == self.card.film:
            self._tell(revisions)
        return revisions

    def _save(self, payload: dict[str, Any]) -> dict[str, Any]:
        asked, sequence = self._asked(payload), payload.get("sequence")
        if not isinstance(sequence, int):
            raise BadRequest(_ODD)
        saved = self._bound.journal.save_reflection(
            asked, self.card.checked(text_in(payload, "text")), revision_id=text_in(payload, "revision_id"),
            sitting=text_in(payload, "sitting"), sequence=sequence,
        )  # fmt: skip
        revisions = self._kept(asked)
        return {
            "saved_at": saved.revision.saved_at.isoformat(),
            "revision_count": len(revisions),
            "beside": saved.beside,
        }

    def _history(self, payload: dict[str, Any]) -> dict[str, Any]:
        asked = self._asked(payload)
        revisions = self._bound.journal.revisions(asked.id, film=asked.film)
        return {"revisions": [{"id": r.id, "text": r.text, "saved_at": r.saved_at.isoformat()} for r in revisions]}

    def _erase(self, payload: dict[str, Any]) -> dict[str, Any]:
        asked = self._asked(payload)
        self._bound.journal.erase_reflection(asked.id, film=asked.film, receipt_id=text_in(payload, "receipt_id"))
        self._kept(asked)
        return {}


class KeptExercise(PromptReflection):
    """An exercise with what was answered in it.

    Args:
        exercise: Its figure.
        prompt: Under which its answers are kept; it names the kind of exercise.
    """

    def __init__(self, exercise: Exercise, prompt: Prompt) -> None:
        self._join_to(exercise, prompt)


class FilmReflection(PromptReflection):
    """A prompt about whichever of the person's films is open, with what was written to it about that film.

    Args:
        prompt: The question.
        films: Tells which film is open.
        new_id: Gives the widget its id.
        lines: Of room to write at first.
    """

    _is_about_films = True

    def __init__(self, prompt: Prompt, *, films: OwnFilms, new_id: NewId, lines: int = 4) -> None:
        self._films = films
        self._join_to(ReflectionCard(prompt, needs_film=True, lines=lines, **new_id()), prompt)

    def bind(self, bound: Bound) -> None:
        """Show what this person wrote about the film that is open, and keep what they write."""
        self._join(bound)
        self._films.bind(bound)
        self._films.on_open(self._follow)

    def _kept(self, asked: Prompt) -> list[Revision]:
        revisions = super()._kept(asked)
        self._films.written(asked.film or "")
        return revisions

    def _follow(self, film: Film | None, _refused: str) -> None:
        if film is not None:
            self._turn_to(film.id)  # also one that may not be played any more: these are the person's own words
        else:
            self._tell([], film="", draft_key="")
