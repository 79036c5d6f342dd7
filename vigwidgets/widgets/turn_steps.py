"""A minute of a drawn clip, turn by turn: who began something, and what came back."""

from __future__ import annotations

from typing import ClassVar

import traitlets as t

from vigwidgets.widgets.base import VigWidget


class TurnSteps(VigWidget):
    """A figure for a page of text: a film, and beside it the turns that were taken, one more with each step.

    It plays one turn at a time, from the end of the turn before on, so that the time between them is felt; then all of
    it. Of a minute in which turns went by there is a second one, the same minute lived another way, to go on with.
    """

    module: ClassVar[str] = "turn_steps"

    minutes = t.List(
        t.Dict(),
        help="One or two minutes, in the order in which they are stepped through: `{film, heading, begins_ms, turns}` "
        "with `film` as in `FilmPlayer.film` and `turns` by time, `{who, seen, start_ms, end_ms, side, "
        "after_ms, is_reading, went_by}`: whole ms of the film, `side` 0 or 1 by person, `after_ms` from the end of "
        "the turn that this one receives or null, `is_reading` whether others may see something else in it, "
        "`went_by` whether nobody received it; Python → view.",
    ).tag(sync=True)
