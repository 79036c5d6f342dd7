"""The exercises of a book: to spot, compare, pair, build, wait, go on, practise again, and a number for today."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from vigwidgets import words as wording
from vigwidgets.core.span import Span
from vigwidgets.widgets.build_ladder import BuildTheLadder
from vigwidgets.widgets.compare_marks import CompareMarks
from vigwidgets.widgets.pair_turns import PairTheTurns
from vigwidgets.widgets.practise_again import PractiseAgain
from vigwidgets.widgets.scale import Scale
from vigwidgets.widgets.spot_moment import SpotTheMoment
from vigwidgets.widgets.the_wait import TheWait
from vigwidgets.widgets.what_next import WhatNext
from vigwidgets.workbook import clips
from vigwidgets.workbook.compositions.ladder_building import LadderBuilding
from vigwidgets.workbook.compositions.mark_comparing import MarkComparing
from vigwidgets.workbook.compositions.next_of_clip import NextOfClip
from vigwidgets.workbook.compositions.practising_again import PractisingAgain
from vigwidgets.workbook.compositions.prompt_scale import PromptScale
from vigwidgets.workbook.compositions.spotting import Spotting
from vigwidgets.workbook.compositions.turn_pairs import TurnPairs
from vigwidgets.workbook.compositions.wait_of_clip import WaitOfClip
from vigwidgets.workbook.folder.data_folder import DataFolder

if TYPE_CHECKING:
    from vigwidgets.core.reflection import Prompt
    from vigwidgets.workbook.compositions.composition import Composition


class Exercises(ABC):
    """Part of a `Book`: its exercises, in which somebody does something, keeps it, and sees what may come of it."""

    chapter: str

    def __init__(self) -> None:
        self._spotted: dict[str, Spotting] = {}

    def spot(
        self, exercise: str, clip: str, *, tiers: tuple[int, ...] = (), asks: tuple[tuple[int, str], ...] = ()
    ) -> None:
        """Show a drawn clip to mark moments in, which stops itself where you want to ask something.

        Args:
            exercise: Stable id within the workbook; it survives rewording.
            clip: Its id, such as `c05`.
            tiers: Tiers offered when a moment is marked; empty means all.
            asks: `(at_ms, question)` of each stop.

        Raises:
            NotFound: there is no such clip.
            InvalidValue: the id was used before in this notebook, people are on film in the clip, a stop lies outside
                it, or a question is empty.
        """
        one = clips.clip(clip, data=DataFolder.find())
        prompt = self._exercise(exercise, one.title, kind=SpotTheMoment.module)
        spotting = Spotting(one, prompt=prompt, tiers=tiers, asks=asks, new_id=self._new_id)
        self._spotted[clip] = spotting
        self._show(spotting)

    def compare(self, clip: str, *, tiers: tuple[int, ...] = ()) -> None:
        """Show what the person marked in a drawn clip, and beside it, once they ask, what its writer saw.

        That they asked is kept by chapter and clip.

        Args:
            clip: Its id, such as `c05`.
            tiers: Only the writer's marks of these tiers and those without a principle; empty means all.

        Raises:
            NotFound: there is no such clip.
            InvalidValue: people are on film in it, its writer marked nothing of these tiers, or it was compared before
                in this notebook.
        """
        one = clips.clip(clip, data=DataFolder.find())
        words, kind = _heading(CompareMarks.module, one), CompareMarks.module
        prompt = self._exercise(f"{self.chapter}.compare.{clip}", words, kind=kind)
        spotting = self._spotted.get(clip)
        self._show(MarkComparing(one, prompt=prompt, tiers=tiers, spotting=spotting, new_id=self._new_id))

    def pair(self, exercise: str, clip: str, *, title: str = "") -> None:
        """Show the turns of a drawn clip as cards to be linked: who received whom, and how long that took.

        Args:
            exercise: Stable id within the workbook, under which the links are kept.
            clip: Id of the clip, such as `c05`.
            title: What stands above it; empty for the clip's own.

        Raises:
            NotFound: there is no such clip.
            InvalidValue: the id was used before in this notebook; the clip shows people on film, has fewer than 2 turns
                or more than 14, or none that is received.
        """
        one = clips.clip(clip, data=DataFolder.find())
        prompt = self._exercise(exercise, title or one.title, kind=PairTheTurns.module)
        self._show(TurnPairs(one, prompt=prompt, new_id=self._new_id))

    def build_ladder(self, exercise: str, *, tiers: tuple[int, ...] = ()) -> None:
        """Show principles as cards to be placed on the six rungs of the ladder, and what the framework says of each.

        Args:
            exercise: Stable id within the workbook, under which it is kept where each was placed.
            tiers: Numbers of the tiers whose principles are all there; empty for a few plain ones of each tier.

        Raises:
            InvalidValue: the id was used before in this notebook, or there is no such tier.
        """
        title = wording.section(BuildTheLadder.module)["title"]
        prompt = self._exercise(exercise, title, kind=BuildTheLadder.module)
        self._show(LadderBuilding(prompt, tiers=tiers, new_id=self._new_id))

    def practise(self, exercise: str, *, tier: int | None = None, title: str = "") -> None:
        """Offer new drawn films, one after another, to mark moments in and to compare with what their writer saw.

        Args:
            exercise: Stable id within the workbook; it survives rewording.
            tier: What the films are about, 1 to 6, with one of an earlier tier now and then; None for a mix of all.
            title: What stands above it; empty for words of its own.

        Raises:
            InvalidValue: the id was used before in this notebook, or there is no such tier.
        """
        said = title or wording.section(PractiseAgain.module)["any_films"]
        prompt = self._exercise(exercise, said, kind=PractiseAgain.module)
        self._show(PractisingAgain(prompt, tier=tier, title=title, new_id=self._new_id))

    def wait(self, exercise: str, clip: str, *, waits_ms: tuple[int, int], then: str, title: str = "") -> None:
        """Play a wait of a drawn clip, and let somebody press when they would speak; the presses are kept.

        Args:
            exercise: Stable id within the workbook, as of a prompt.
            clip: Id of the clip, such as `c14`.
            waits_ms: Where the wait begins and ends.
            then: What the other did with the time.
            title: What stands above it; empty for the clip's own, with what is asked.

        Raises:
            NotFound: there is no such clip.
            SpanOutsideFilm: the wait reaches past the clip's end.
            InvalidValue: the clip shows people on film, the wait is shorter than a second, nobody waits then by the
                clip's own marks, or the exercise was set before in this notebook.
        """
        one = clips.clip(clip, data=DataFolder.find())
        prompt = self._exercise(exercise, title or _heading(TheWait.module, one), kind=TheWait.module)
        self._show(WaitOfClip(one, prompt, waits=Span(*waits_ms), then=then, new_id=self._new_id))

    def what_next(self, exercise: str, clip: str, *, title: str = "") -> None:
        """Stop a drawn clip at its choice, let somebody choose or write how it goes on, and show the drawn ways.

        Args:
            exercise: Stable id within the workbook, as of a prompt.
            clip: Id of a clip with a choice, such as `c06`.
            title: What stands above it; empty for the clip's own, with what is asked.

        Raises:
            NotFound: there is no such clip.
            InvalidValue: the clip shows people on film or has no choice, or the exercise was set before in this
                notebook.
        """
        data = DataFolder.find()
        one = clips.clip(clip, data=data)
        prompt = self._exercise(exercise, title or _heading(WhatNext.module, one), kind=WhatNext.module)
        self._show(NextOfClip(one, prompt, among=clips.all_clips(data), new_id=self._new_id))

    def scale(self, prompt: str, words: str) -> None:
        """Ask for a number from 0 to 10, with a line about it; on another day another one is kept beside it.

        Args:
            prompt: Stable id within the workbook; asked in two chapters, it shows the earlier numbers in the second.
            words: The question.

        Raises:
            InvalidValue: the prompt was asked before in this notebook.
        """
        asked = replace(self._shared_prompt(prompt, words), exercise=Scale.module)
        self._show(PromptScale(asked, new_id=self._new_id))

    @abstractmethod
    def _exercise(self, exercise: str, words: str, *, kind: str) -> Prompt: ...

    @abstractmethod
    def _shared_prompt(self, prompt: str, words: str) -> Prompt: ...

    @abstractmethod
    def _new_id(self) -> dict[str, Any]: ...

    @abstractmethod
    def _show(self, composition: Composition) -> None: ...


def _heading(module: str, clip: clips.Clip) -> str:
    """Return what stands above an exercise of that kind about a clip."""
    return str(wording.section(module)["title"]).replace("{clip}", clip.title)
