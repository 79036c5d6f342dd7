"""Marking a moment while the film runs on, and choosing the principles seen in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

import traitlets as t

from vigwidgets.core.errors import BadRequest, InvalidValue
from vigwidgets.widgets.base import Answer, VigWidget
from vigwidgets.widgets.framework_view import framework_view
from vigwidgets.widgets.mark_book import MarkBook

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vigwidgets.core.film import Film
    from vigwidgets.core.framework import Framework


class PrinciplePicker(VigWidget):
    """One big button, then the principles by tier. The page closes the moment; Python decides whether it is one.

    Request `mark.add {mark, film_id, change_id}`, `mark` in the form of `Mark.as_json()` without its author, answered
    `{mark, marks, can_undo, can_redo}`; ids are made by the page, so the same request again changes nothing. Made
    with `of` it answers from memory; `answer_with` puts a journal in that place.
    """

    module: ClassVar[str] = "principle_picker"

    film = t.Dict(help="`id` and `duration_ms`, or empty while no film is chosen; Python → view.").tag(sync=True)
    framework = t.Dict(help="Credit line and tiers as `framework_view` gives them; Python → view.").tag(sync=True)
    tiers_shown = t.List(t.Int(), help="Numbers of the tiers on offer, empty for all; Python → view.").tag(sync=True)

    @classmethod
    def of(
        cls,
        film: Film | None,
        *,
        framework: Framework,
        tiers_shown: Iterable[int] = (),
        book: MarkBook | None = None,
        **traits: Any,
    ) -> Self:
        """Return a picker for `film` that keeps its marks in memory until `answer_with` is called.

        Args:
            film: What is watched, or None while no film is chosen; then every mark is refused.
            framework: Where the principles come from.
            tiers_shown: Numbers of the tiers on offer, empty for all.
            book: Where the marks go in memory, to share it with a timeline; None makes an own one.
            **traits: Any other trait.

        Raises:
            InvalidValue: the framework has no tier of such a number.
        """
        shown = list(tiers_shown)
        known = {tier.number for tier in framework.tiers}
        if unknown := [number for number in shown if number not in known]:
            raise InvalidValue(f"There is no tier {unknown[0]}. Choose from {', '.join(map(str, sorted(known)))}.")
        facts = {"id": film.id, "duration_ms": film.duration_ms} if film else {}
        widget = cls(film=facts, framework=framework_view(framework), tiers_shown=shown, **traits)
        if film and book is None:
            book = MarkBook(film=film.id, duration_ms=film.duration_ms, framework=framework)
        if book:
            widget.answer_with(widget.answers_from(book))
        return widget

    def answers_from(self, book: MarkBook) -> dict[str, Answer]:
        """Return the answer that keeps marks in `book`."""

        def add(payload: dict[str, Any]) -> dict[str, Any]:
            form, change_id = payload.get("mark"), payload.get("change_id")
            if not isinstance(form, dict) or not isinstance(change_id, str) or not change_id:
                raise BadRequest("The page sent a mark in a form this workbook does not know. Reload the page.")
            book.add(form, change_id=change_id)
            marks = [mark.as_json() for mark in book.marks]
            stored = next((mark for mark in marks if mark["id"] == form["id"]), None)
            return {"mark": stored, "marks": marks, "can_undo": book.can_undo, "can_redo": book.can_redo}

        return {"mark.add": add}
