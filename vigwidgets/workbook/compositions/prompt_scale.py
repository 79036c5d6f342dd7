"""A prompt that is answered with a number from 0 to 10, again on another day if somebody likes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vigwidgets.widgets.scale import Scale
from vigwidgets.workbook.compositions.composition import NewId
from vigwidgets.workbook.compositions.prompt_reflection import KeptExercise

if TYPE_CHECKING:
    from vigwidgets.core.reflection import Prompt


class PromptScale(KeptExercise):
    """One prompt with what was said to it on each day.

    Args:
        prompt: What is rated.
        new_id: Gives the widget its id.
    """

    def __init__(self, prompt: Prompt, *, new_id: NewId) -> None:
        self.figure = Scale(prompt, **new_id())
        super().__init__(self.figure, prompt)
