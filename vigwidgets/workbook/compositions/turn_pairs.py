"""The turns of a drawn clip to be linked: who received whom, as somebody saw it, beside what the writer saw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vigwidgets.core.errors import InvalidValue
from vigwidgets.widgets.pair_turns import PairTheTurns
from vigwidgets.workbook.clip_turn_list import turns_of
from vigwidgets.workbook.compositions.composition import NewId
from vigwidgets.workbook.compositions.film_views import clip_view
from vigwidgets.workbook.compositions.prompt_reflection import KeptExercise

if TYPE_CHECKING:
    from vigwidgets.core.reflection import Prompt
    from vigwidgets.workbook.clips import Clip

FEWEST: Final = 2
MOST: Final = 14
"""More cards than these are too many to look over."""


class TurnPairs(KeptExercise):
    """The turns of a clip as cards, with the links that this person made.

    Args:
        clip: The film.
        prompt: Under which they are kept; its words stand above.
        new_id: Gives the widget its id.

    Raises:
        InvalidValue: the clip shows people on film, has too few turns or too many, or none that is received.
    """

    def __init__(self, clip: Clip, *, prompt: Prompt, new_id: NewId) -> None:
        if not clip.is_drawn:
            raise InvalidValue("Only drawn clips have their turns linked here. Choose a drawn clip.")
        turns = turns_of(clip)
        if not FEWEST <= len(turns) <= MOST:
            raise InvalidValue(f"Turns are linked in a clip that has {FEWEST} to {MOST} of them. Choose another clip.")
        if not any(turn.receives for turn in turns):
            raise InvalidValue("In this clip every turn goes by. Choose one in which somebody receives a turn.")
        told = [
            {
                "id": turn.mark.id,
                "who": turn.mark.who,
                "seen": turn.mark.note,
                "start_ms": turn.mark.span.start_ms,
                "end_ms": turn.mark.span.end_ms,
                "side": turn.side,
                "receives": turn.receives,
                "is_reading": turn.is_reading,
            }
            for turn in turns
        ]
        figure = PairTheTurns(prompt, clip=clip_view(clip), heading=prompt.words, turns=told, **new_id())
        super().__init__(figure, prompt)
