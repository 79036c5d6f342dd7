"""The pictures of the film that is open: what was found in it, following its marks as they are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vigwidgets import frameworks
from vigwidgets.core.film import Film
from vigwidgets.core.mark import Mark
from vigwidgets.widgets.my_pictures import MyPictures, pictures_of
from vigwidgets.workbook.compositions.composition import NewId
from vigwidgets.workbook.compositions.own_films import OwnFilms

if TYPE_CHECKING:
    from vigwidgets.widgets.base import VigWidget
    from vigwidgets.workbook.bound import Bound


class FilmPictures:
    """The pictures of whichever film is open in `films`.

    Args:
        films: The person's films.
        new_id: Gives the widget its id.
    """

    def __init__(self, *, films: OwnFilms, new_id: NewId) -> None:
        self._films = films
        self._framework = frameworks.load()
        self.pictures = MyPictures(credit=self._framework.credit, **new_id())
        self.widgets: list[tuple[VigWidget, bool]] = [(self.pictures, True)]

    def bind(self, bound: Bound) -> None:
        """Show the pictures of this person's film."""
        self._bound = bound
        self.pictures.person_key = bound.person_key
        self._films.bind(bound)
        self._films.on_open(self._show)
        self._films.on_marks(self._look_again)

    def _show(self, film: Film | None, refused: str) -> None:
        if film is None or refused:
            about = {} if film is None else {"id": film.id, "refused": refused}
            self.pictures.tell(film=about, **pictures_of([], self._framework))
            return
        marks = self._bound.journal.marks(film.id)
        self.pictures.tell(film={"id": film.id}, **pictures_of(marks, self._framework))

    def _look_again(self, film_id: str, marks: list[Mark]) -> None:
        """Show what the film's marks are now."""
        if film_id == self.pictures.film.get("id") and "refused" not in self.pictures.film:
            self.pictures.tell(**pictures_of(marks, self._framework))
