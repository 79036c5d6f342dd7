"""A practice film drawn on request, in a process of its own, and then one of the clips to choose from."""

from __future__ import annotations

import random
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from vigwidgets import frameworks
from vigwidgets.core.errors import BadRequest
from vigwidgets.widgets.film_drawing import FilmDrawing
from vigwidgets.workbook.compositions.composition import NewId, text_in
from vigwidgets.workbook.compositions.work_beside import WorkBeside
from vigwidgets.workbook.drawing_process import drawing
from vigwidgets.workbook.practice import practice_clips

if TYPE_CHECKING:
    from vigwidgets.widgets.base import VigWidget
    from vigwidgets.workbook.bound import Bound
    from vigwidgets.workbook.compositions.clip_gallery import Gallery

LEVELS: Final = MappingProxyType({20: 2, 30: 3, 45: 4})
"""Seconds on offer, and how much there is to be seen at once in a film of that length."""
SEEDS: Final = 216
"""So many films of a kind are sure to differ; then they come again."""


class NewFilm:
    """A form that draws a film, one at a time; it ends with the page's kernel.

    Args:
        gallery: Gets the new film.
        new_id: Gives the widget its id.
    """

    def __init__(self, *, gallery: Gallery, new_id: NewId) -> None:
        self._gallery = gallery
        tiers = [{"number": tier.number, "name": tier.name} for tier in frameworks.load().tiers]
        self.form = FilmDrawing(tiers=tiers, lengths=list(LEVELS), progress=_at("idle"), **new_id())
        self._work = WorkBeside(self._tell, not_here=lambda: self.form.words["not_here"])
        self.widgets: list[tuple[VigWidget, bool]] = [(self.form, True)]

    def bind(self, bound: Bound) -> None:
        """Draw for this person when they ask."""
        self._bound = bound
        self.form.person_key = bound.person_key
        self._gallery.bind(bound)
        self.form.answer_with(
            {
                "drawing.begin": self._begin,
                "drawing.stop": self._stop,
                "drawing.open": lambda payload: self._gallery.open(text_in(payload, "id")),
            }
        )

    def _begin(self, payload: dict[str, Any]) -> dict[str, Any]:
        tier, seconds = payload.get("tier"), payload.get("seconds")
        if not isinstance(seconds, int) or seconds not in LEVELS or tier not in range(len(self.form.tiers) + 1):
            raise BadRequest("The page asked in a form this workbook does not know. Reload the page.")
        if self._work.is_running:
            return {}
        data, level = self._bound.data, LEVELS[seconds]
        drawn = {one.id for one in practice_clips(data)}
        fresh = [n for n in range(1, SEEDS + 1) if not any(one.startswith(f"practice_{n}_") for one in drawn)]
        seed = random.SystemRandom().choice(fresh or range(1, SEEDS + 1))
        person = self._bound.person
        self._work.begin(
            lambda: drawing(data, person=person, seed=seed, tier=tier or None, seconds=seconds, level=level)
        )
        return {}

    def _stop(self, _payload: dict[str, Any]) -> dict[str, Any]:
        self._work.stop()
        return {}

    def _tell(self, stage: str, *, share: float = 0, message: str = "", said: dict[str, Any] | None = None) -> None:
        """Show how far the drawing is; a film that is there joins the gallery first."""
        if stage == "done":
            self._gallery.came()
        film = (said or {}).get("film", "")
        shown, whole = ("drawing" if stage == "making" else stage), (1 if stage == "done" else share)
        self.form.progress = _at(shown, share=whole, message=message, film=film)


def _at(stage: str, *, share: float = 0, message: str = "", film: str = "") -> dict[str, Any]:
    return {"stage": stage, "share": share, "message": message, "film": film}
