"""A person's marks on a drawn clip beside its writer's, the writer's only when asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from vigwidgets import frameworks
from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.mark import Mark
from vigwidgets.widgets.compare_marks import CompareMarks
from vigwidgets.workbook.compositions.composition import NewId
from vigwidgets.workbook.compositions.film_views import clip_view
from vigwidgets.workbook.compositions.prompt_reflection import KeptExercise

if TYPE_CHECKING:
    from vigwidgets.core.reflection import Prompt, Revision
    from vigwidgets.workbook.bound import Bound
    from vigwidgets.workbook.clips import Clip, ClipMark
    from vigwidgets.workbook.compositions.spotting import Spotting

STEP_MS: Final = 1000
_NOTHING: Final[dict[str, Any]] = {"shown": False, "notice": "", "marks": [], "together": {}}


class MarkComparing(KeptExercise):
    """One's own marks on a clip, and the writer's beside them once asked for.

    Args:
        clip: Which.
        prompt: Under which it is kept whether the writer's are looked at.
        tiers: The writer's marks of these tiers, and those that name no principle; empty means all.
        spotting: Where the person marks it on the same page, if they do.
        new_id: Gives the widget its id.

    Raises:
        InvalidValue: people are on film in it, or its writer marked nothing of these tiers.
    """

    def __init__(
        self, clip: Clip, *, prompt: Prompt, tiers: tuple[int, ...], spotting: Spotting | None, new_id: NewId
    ) -> None:
        self._clip, self._framework, self._spotting = clip, frameworks.load(), spotting
        self._theirs = [one for one in clip.marks if not tiers or self._tier(one.mark) in (0, *tiers)]
        if not clip.is_drawn:
            raise InvalidValue("Only a drawn clip has a writer who knows what happens in it. Choose a drawn clip.")
        if not self._theirs:
            raise InvalidValue("The writer of this clip marked nothing of these tiers. Choose other tiers, or all.")
        self.figure = CompareMarks(prompt, clip=clip_view(clip), **new_id())
        super().__init__(self.figure, prompt)

    def bind(self, bound: Bound) -> None:
        """Show this person's marks, and the writer's where they were looked at."""
        super().bind(bound)
        self.figure.answer_with({"compare.figure": self._figure})
        if self._spotting is not None:
            self._spotting.on_marks(self._look_again)

    def _tell(self, revisions: list[Revision], **about: str) -> None:
        super()._tell(revisions, **about)
        self._look_again()

    def _look_again(self) -> None:
        own = self._bound.journal.marks(self._clip.id)
        theirs = {
            "shown": True,
            "notice": self._clip.notice,
            "marks": [self._their_entry(one) for one in self._theirs],
            "together": self._together(own),
        }
        mine = [self._entry(mark) for mark in own]
        self.figure.tell(mine=mine, **(theirs if self.figure.text else _NOTHING))

    def _figure(self, _payload: dict[str, Any]) -> dict[str, Any]:
        from vigwidgets.analysis.agreement import time_kappa  # with pandas, which most people never need
        from vigwidgets.analysis.grids import Grid

        plain = [one.mark.span for one in self._theirs if one.reading == "plain"]
        open_ones = [one.mark.span for one in self._theirs if one.reading == "open"]
        own = [mark.span for mark in self._bound.journal.marks(self._clip.id)]
        measured = [s for s in own if any(map(s.overlaps, plain)) or not any(map(s.overlaps, open_ones))]
        grid = Grid(0, self._clip.film.duration_ms, STEP_MS)
        found = time_kappa([(s, "seen") for s in measured], [(s, "seen") for s in plain], grid)
        return {"kappa": found.value, "step_ms": STEP_MS}

    def _together(self, own: list[Mark]) -> dict[str, Any]:
        """Return what can be said of both where anyone would see the same; of open readings nothing is measured."""
        plain = [one.mark for one in self._theirs if one.reading == "plain"]
        met = sum(any(mine.span.overlaps(mark.span) for mine in own) for mark in plain)
        return {"marks": len(plain), "met": met}

    def _entry(self, mark: Mark) -> dict[str, Any]:
        return {
            "id": mark.id,
            "start_ms": mark.span.start_ms,
            "end_ms": mark.span.end_ms,
            "kind": mark.kind,
            "who": mark.who,
            "principles": self._names(mark.principles),
            "tier": self._tier(mark),
            "note": mark.note,
        }

    def _their_entry(self, one: ClipMark) -> dict[str, Any]:
        return {**self._entry(one.mark), "open": one.reading == "open", "also": self._names(one.also)}

    def _tier(self, mark: Mark) -> int:
        known = [key for key in mark.principles if key in self._framework.keys]
        return self._framework.tier_of(known[0]).number if known else 0

    def _names(self, keys: Iterable[str]) -> list[str]:
        return [self._framework.principle(key).name for key in keys if key in self._framework.keys]
