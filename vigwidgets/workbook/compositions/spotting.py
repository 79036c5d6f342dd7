"""A drawn clip to mark moments in, which stops itself where its author wants to ask."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.mark import Mark
from vigwidgets.core.reflection import Prompt
from vigwidgets.widgets.spot_moment import SpotTheMoment
from vigwidgets.workbook.compositions.composition import NewId
from vigwidgets.workbook.compositions.film_marking import FilmMarking
from vigwidgets.workbook.compositions.prompt_reflection import KeptExercise

if TYPE_CHECKING:
    from vigwidgets.widgets.base import VigWidget
    from vigwidgets.workbook.bound import Bound
    from vigwidgets.workbook.clips import Clip


class Spotting:
    """Player, questions, picker and timeline on one clip, on a stage of their own.

    Args:
        clip: What is watched.
        prompt: Under which what is answered is kept; the marks are kept with the clip.
        tiers: Tiers offered when a moment is marked; empty means all.
        asks: `(at_ms, question)` of each stop, in any order.
        new_id: Gives the widgets their ids.

    Raises:
        InvalidValue: people are on film in it; a stop lies outside it, or two at the same time; or a question is empty.
    """

    def __init__(
        self, clip: Clip, *, prompt: Prompt, tiers: tuple[int, ...], asks: Sequence[tuple[int, str]], new_id: NewId
    ) -> None:
        if not clip.is_drawn:
            raise InvalidValue("Only drawn clips stop and ask. Choose a drawn clip.")
        times = [at for at, _ in asks]
        if not all(0 < at < clip.film.duration_ms for at in times) or len(set(times)) < len(times):
            raise InvalidValue("A film stops within its length, and once at a time. Change the times of its questions.")
        if not all(question.strip() for _, question in asks):
            raise InvalidValue("The film would stop and ask nothing. Write the question.")
        self._told: list[Callable[[], None]] = []
        self._marking = FilmMarking.for_clip(clip, tiers=tiers, new_id=new_id, on_marks=self._tell)
        questions = [{"at_ms": at, "question": question} for at, question in sorted(asks)]
        self._kept = KeptExercise(SpotTheMoment(prompt, clip=clip.id, asks=questions, **new_id()), prompt)
        player, *tools = self._marking.widgets
        self.widgets: list[tuple[VigWidget, bool]] = [player, *self._kept.widgets, *tools]
        for widget, _ in self.widgets:
            widget.stage = prompt.id  # several such films may stand on one page

    def bind(self, bound: Bound) -> None:
        """Show this person's marks and answers, and keep what they do."""
        self._marking.bind(bound)
        self._kept.bind(bound)

    def on_marks(self, call: Callable[[], None]) -> None:
        """Call whenever the person's marks on the clip have changed here."""
        self._told.append(call)

    def _tell(self, _film_id: str, _marks: list[Mark]) -> None:
        for call in self._told:
            call()
