"""A drawn clip up to its choice, with the ways on that are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vigwidgets.core.errors import InvalidValue
from vigwidgets.widgets.what_next import WhatNext
from vigwidgets.workbook.clips import ways_on
from vigwidgets.workbook.compositions.composition import NewId
from vigwidgets.workbook.compositions.film_views import clip_view
from vigwidgets.workbook.compositions.prompt_reflection import KeptExercise

if TYPE_CHECKING:
    from vigwidgets.core.reflection import Prompt
    from vigwidgets.workbook.clips import Clip


class NextOfClip(KeptExercise):
    """A clip that stops at its choice, with what somebody chose or wrote there. The writer's marks are not shown.

    Args:
        clip: The clip.
        prompt: Under which the answer is kept; its words stand above.
        among: All clips there are, with those that show the ways on.
        new_id: Gives the widget its id.

    Raises:
        InvalidValue: the clip shows people on film, or has no choice with two drawn ways at least.
    """

    def __init__(self, clip: Clip, prompt: Prompt, *, among: tuple[Clip, ...], new_id: NewId) -> None:
        if not clip.is_drawn:
            raise InvalidValue("Only a drawn clip is stopped to ask what comes next. Choose a drawn clip.")
        ways = [(way, text) for way, text in ways_on(clip, among=among) if way.is_drawn]
        if clip.choice is None or len(ways) < 2:
            raise InvalidValue("This clip does not stop at a choice. Choose one whose clip.toml has a choice.")
        feels = dict(clip.choice.feels)
        scene = {
            "film": clip_view(clip),
            "at_ms": clip.choice.at_ms,
            "question": clip.choice.question,
            "ways": [
                {"id": way.id, "text": text, "feels": feels.get(way.id, ""), "film": clip_view(way)}
                for way, text in ways
            ],
        }
        self.figure = WhatNext(prompt, scene=scene, **new_id())
        super().__init__(self.figure, prompt)
