"""A wait in a drawn clip, for somebody to say when they would have spoken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.span import Span
from vigwidgets.widgets.the_wait import TheWait
from vigwidgets.workbook.compositions.composition import NewId
from vigwidgets.workbook.compositions.film_views import clip_view
from vigwidgets.workbook.compositions.prompt_reflection import KeptExercise

if TYPE_CHECKING:
    from vigwidgets.core.mark import Mark
    from vigwidgets.core.reflection import Prompt
    from vigwidgets.workbook.clips import Clip

SHORTEST_MS: Final = 1000
"""A shorter wait is over before it is felt."""
RUN_UP_MS: Final = 6000
AFTER_MS: Final = 3000
"""The film goes on a little, so that what came of the wait is seen."""
AT_ITS_END_MS: Final = 1000
"""What the other begins so soon after the wait is what the wait was for."""
WAITS: Final = frozenset({"waiting", "giving_time_and_space", "waiting_for_turn"})


class WaitOfClip(KeptExercise):
    """A wait in a clip with when somebody would have spoken in it.

    Args:
        clip: The clip.
        prompt: Under which the answer is kept; its words stand above.
        waits: The wait.
        then: What the other did with the time, in the notebook's words.
        new_id: Gives the widget its id.

    Raises:
        SpanOutsideFilm: the wait reaches past the clip's end.
        InvalidValue: the clip shows people on film, the wait is shorter than a second, or nobody waits then by the
            clip's own marks.
    """

    def __init__(self, clip: Clip, prompt: Prompt, *, waits: Span, then: str, new_id: NewId) -> None:
        if not clip.is_drawn:
            raise InvalidValue("A wait is tried with drawn clips only. Choose a drawn clip.")
        inside = waits.inside(clip.film.duration_ms)
        if inside.end_ms - inside.start_ms < SHORTEST_MS:
            raise InvalidValue("A wait lasts a second at least. Give a longer one.")
        self.figure = TheWait(prompt, scene=_scene(clip, inside, then=then), **new_id())
        super().__init__(self.figure, prompt)


def _scene(clip: Clip, waits: Span, *, then: str) -> dict[str, Any]:
    marks = [one.mark for one in clip.marks]
    waiting = [one for one in marks if WAITS.intersection(one.principles) and one.span.overlaps(waits)]
    if not waiting:
        raise InvalidValue("Nobody waits there by the clip's own marks. Choose times in which somebody waits.")
    who = max(waiting, key=lambda one: _shared_ms(one.span, waits)).who
    stops_ms = min(clip.film.duration_ms, waits.end_ms + AFTER_MS)
    given = Span(waits.start_ms, min(stops_ms, waits.end_ms + AT_ITS_END_MS))
    did = [one for one in marks if one.who != who and one.span.overlaps(given)]
    return {
        "film": clip_view(clip),
        "begins_ms": max(0, waits.start_ms - RUN_UP_MS),
        "start_ms": waits.start_ms,
        "end_ms": waits.end_ms,
        "stops_ms": stops_ms,
        "waits": who,
        "other": _other(clip, did, who),
        "then": then,
        "did": [{"start_ms": one.span.start_ms, "end_ms": one.span.end_ms, "seen": one.note} for one in did],
    }


def _shared_ms(one: Span, other: Span) -> int:
    return min(one.end_ms, other.end_ms) - max(one.start_ms, other.start_ms)


def _other(clip: Clip, did: list[Mark], who: str) -> str:
    """Return the name of whoever has the time: they begin something in it, else they are simply there."""
    return next((name for name in (*(one.who for one in did), *clip.who) if name != who), "")
