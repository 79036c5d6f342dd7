"""The film of one's own that is open: first sight of oneself, and its marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from vigwidgets.core.film import Film
from vigwidgets.films import Shelf
from vigwidgets.widgets.first_sight import FirstSight, step_in
from vigwidgets.workbook.compositions.composition import NewId, text_in
from vigwidgets.workbook.compositions.film_lanes import FilmLanes
from vigwidgets.workbook.compositions.film_marking import FilmMarking
from vigwidgets.workbook.compositions.film_views import is_growing, own_view, refused_view
from vigwidgets.workbook.compositions.own_films import OwnFilms

if TYPE_CHECKING:
    from vigwidgets.widgets.base import VigWidget
    from vigwidgets.workbook.bound import Bound

WORKING_POINT: Final = "working_point.in_my_words"
"""The question of the chapter about working points, and of a group shared review."""


class OwnFilm:
    """Whichever film is open in `films`, to watch and mark along its pictures and sound; with a card for a first time.

    Args:
        films: The person's films, whose list counts the marks made here.
        new_id: Gives the widgets their ids.
    """

    def __init__(self, *, films: OwnFilms, new_id: NewId) -> None:
        self._films = films
        self.first_sight = FirstSight(**new_id())
        self.marking = FilmMarking.for_own_film(new_id=new_id, on_marks=films.count)
        self._lanes = FilmLanes(self.marking.timeline)
        self.widgets: list[tuple[VigWidget, bool]] = [(self.first_sight, True), *self.marking.widgets]

    def bind(self, bound: Bound) -> None:
        """Show this person's film and keep what they do."""
        self._bound = bound
        self.first_sight.person_key = bound.person_key
        self.first_sight.answer_with({"first_sight.set": self._set_step})
        self.marking.bind(bound)
        self.marking.player.answer_with({"film.ready": self._ready})
        self._lanes.bind(bound)
        self._films.bind(bound)
        self._films.on_open(self._show)
        self._films.on_turn(self.marking.look_again)

    def _show(self, film: Film | None, refused: str) -> None:
        if film is None or refused:
            self.first_sight.film_id = ""
        else:
            journal = self._bound.journal
            point = journal.reflection(WORKING_POINT)
            self.first_sight.tell(
                film_id=film.id, step=journal.first_sight(film.id), point=point.text.strip() if point else ""
            )
        view = {}
        if film is not None:
            growing = is_growing(film, self._bound.data)
            view = refused_view(film, refused) if refused else own_view(film, growing=growing)
        self.marking.show(film, view)
        self._lanes.show(None if refused else film)

    def _ready(self, payload: dict[str, Any]) -> dict[str, Any]:
        """Show a film anew that was watched while it was made ready."""
        film, shelf = self._bound.journal.film(text_in(payload, "film_id")), Shelf(self._bound.data.films)
        if not shelf.lacks_copy(film.id):
            shelf.end_growing(film.id)
            self._films.show_again()
        return {}

    def _set_step(self, payload: dict[str, Any]) -> dict[str, Any]:
        film_id = text_in(payload, "film_id")
        kept = self._bound.journal.set_first_sight(film_id, step_in(payload))
        if film_id == self.first_sight.film_id:
            self.first_sight.step = kept
        return {"step": kept}
