"""A wait, felt from the inside: when would you have spoken, and what did the other do with the time?"""

from __future__ import annotations

from typing import Any, ClassVar, Final

import traitlets as t

from vigwidgets.core.errors import BadRequest
from vigwidgets.widgets.exercise import ODD, Exercise

MOST_TRIES: Final = 50
"""Older ones give way to newer ones."""


class TheWait(Exercise):
    """A stretch of a drawn clip in which somebody waits. It plays, and one presses when one would speak.

    The film goes on all the same. Then the time that one would have left stands beside the time that was given, with
    what the other did in it. The answer is `{presses, stayed, words}`: whole ms of the film, one for each try that was
    pressed in, whether one would have gone on waiting, and what one saw.
    """

    module: ClassVar[str] = "the_wait"

    scene = t.Dict(
        help="`{film, begins_ms, start_ms, end_ms, stops_ms, waits, other, then, did}`: `film` as in "
        "`FilmPlayer.film`; whole ms of it, from `begins_ms` to `stops_ms` it plays, with the wait inside; who waits "
        "and who has the time; what became of it in the author's words; and `did`, `{start_ms, end_ms, seen}` of each "
        "thing the other does in it, by time; Python → view."
    ).tag(sync=True)

    def check(self, answer: dict[str, Any]) -> None:
        """Raise `BadRequest` where this is no answer that the widget itself could have made."""
        presses = answer.get("presses")
        times = presses if isinstance(presses, list) else None
        if (
            answer.keys() != {"presses", "stayed", "words"}
            or times is None
            or len(times) > MOST_TRIES
            or not all(type(one) is int and one >= 0 for one in times)
            or not isinstance(answer["stayed"], bool)
            or not isinstance(answer["words"], str)
        ):
            raise BadRequest(ODD)
