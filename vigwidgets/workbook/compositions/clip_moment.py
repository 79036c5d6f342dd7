"""A passage of a clip as an example of one principle, or a whole clip among the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vigwidgets import frameworks
from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.span import Span
from vigwidgets.widgets.clip_moment import ClipMoment
from vigwidgets.workbook.compositions.composition import NewId
from vigwidgets.workbook.compositions.film_views import clip_view, clip_view_for

if TYPE_CHECKING:
    from vigwidgets.widgets.base import VigWidget
    from vigwidgets.workbook.bound import Bound
    from vigwidgets.workbook.clips import Clip, ClipMark


@dataclass(frozen=True, slots=True)
class Passage:
    """Which part of a clip is shown, and what for.

    Attributes:
        principle: Key of the principle that it is an example of.
        still_ms: The time shown while nothing plays; the clip's own marks have the principle there.
        plays: What is played.
        next_ms: When the other person's answer is under way; the clip's own marks have an initiative there.
    """

    principle: str
    still_ms: int
    plays: Span
    next_ms: int


class MomentOfClip:
    """One passage; it is the same for everybody and keeps nothing.

    Args:
        clip: The drawn clip.
        passage: Which part of it.
        seen: What can be seen, in the notebook's words.
        then: What the other did next, in the notebook's words.
        new_id: Gives the widget its id.

    Raises:
        UnknownPrinciple: the framework has no such principle.
        SpanOutsideFilm: the passage reaches past the clip's end.
        InvalidValue: a named time is outside the passage, or the clip's own marks say something else about it.
    """

    def __init__(self, clip: Clip, passage: Passage, *, seen: str, then: str, new_id: NewId) -> None:
        plays = passage.plays.inside(clip.film.duration_ms)
        if not (plays.holds(passage.still_ms) and plays.holds(passage.next_ms)):
            raise InvalidValue("A named time is outside the passage that is played. Play a longer one.")
        principle = frameworks.load().principle(passage.principle)
        shown = _marks_at(clip, passage.still_ms)
        if not any(passage.principle in one.mark.principles for one in shown):
            raise InvalidValue(f"Nobody shows {principle.key!r} at {passage.still_ms} ms. Choose a time within a mark.")
        acts = [one.mark for one in _marks_at(clip, passage.next_ms) if one.mark.kind == "initiative"]
        if not acts:
            raise InvalidValue(f"No initiative is under way at {passage.next_ms} ms. Choose a time within one.")
        self._clip = clip
        self.figure = ClipMoment(
            film=clip_view(clip) if clip.is_drawn else {},
            moment={
                "heading": principle.name,
                "still_ms": passage.still_ms,
                "start_ms": plays.start_ms,
                "end_ms": plays.end_ms,
                "next_ms": passage.next_ms,
                "seen": seen,
                "then": then,
                "who": acts[-1].who,
            },
            **new_id(),
        )
        self.widgets: list[tuple[VigWidget, bool]] = [(self.figure, not clip.is_drawn)]

    def bind(self, bound: Bound) -> None:
        """Show a clip with people on film to whoever may see it; nothing else here is anybody's own."""
        if not self._clip.is_drawn:
            self.figure.film = clip_view_for(self._clip, bound)
        self.figure.person_key = bound.person_key


class WholeClip:
    """A clip from its first to its last second, with a line about it; it is the same for everybody and keeps nothing.

    Args:
        clip: The drawn clip.
        title: What stands above it; empty for the clip's own.
        still_ms: The time shown while nothing plays.
        seen: What stands beside it, in the notebook's words.
        new_id: Gives the widget its id.

    Raises:
        InvalidValue: the still's time lies outside the clip.
    """

    def __init__(self, clip: Clip, *, title: str, still_ms: int, seen: str, new_id: NewId) -> None:
        whole = Span(0, clip.film.duration_ms)
        if not whole.holds(still_ms):
            raise InvalidValue("The still's time lies outside the clip. Choose one inside.")
        shown = {
            "heading": title or clip.title,
            "still_ms": still_ms,
            "start_ms": 0,
            "end_ms": whole.end_ms,
            "seen": seen,
        }
        self._clip = clip
        self.figure = ClipMoment(film=clip_view(clip) if clip.is_drawn else {}, moment=shown, **new_id())
        self.widgets: list[tuple[VigWidget, bool]] = [(self.figure, not clip.is_drawn)]

    def bind(self, bound: Bound) -> None:
        """Show a clip with people on film to whoever may see it."""
        if not self._clip.is_drawn:
            self.figure.film = clip_view_for(self._clip, bound)
        self.figure.person_key = bound.person_key


def _marks_at(clip: Clip, time_ms: int) -> list[ClipMark]:
    return [one for one in clip.marks if one.mark.span.holds(time_ms)]
