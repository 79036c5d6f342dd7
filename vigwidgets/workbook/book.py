"""`open_workbook()`: places widgets in a notebook and joins them to journal and films.

In two steps. *Placing* makes widgets and needs nobody; *binding* gives them a person, a journal and what is in it.
In JupyterLab and stock Voilà both happen at once. In our own server a notebook is placed once, and each kernel bound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from IPython.display import display

from vigwidgets import words as wording
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.reflection import Prompt
from vigwidgets.core.span import Span
from vigwidgets.widgets.account import Account
from vigwidgets.widgets.base import VigWidget
from vigwidgets.widgets.record import Record
from vigwidgets.workbook import clips
from vigwidgets.workbook.bound import Bound
from vigwidgets.workbook.compositions.account_making import AccountMaking
from vigwidgets.workbook.compositions.chosen_clip import ChosenClip, ClipReflection, WriterOfClip
from vigwidgets.workbook.compositions.clip_gallery import Gallery
from vigwidgets.workbook.compositions.clip_moment import MomentOfClip, Passage, WholeClip
from vigwidgets.workbook.compositions.clip_turns import ClipTurns
from vigwidgets.workbook.compositions.composition import Composition
from vigwidgets.workbook.compositions.film_marking import FilmMarking
from vigwidgets.workbook.compositions.films_to_watch import NextFilms
from vigwidgets.workbook.compositions.home import Ladder, MyWork, WayOn
from vigwidgets.workbook.compositions.known_evidence import KnownEvidence
from vigwidgets.workbook.compositions.my_journey import MyJourney
from vigwidgets.workbook.compositions.my_pictures import FilmPictures
from vigwidgets.workbook.compositions.new_film import NewFilm
from vigwidgets.workbook.compositions.own_film import OwnFilm
from vigwidgets.workbook.compositions.own_films import OwnFilms
from vigwidgets.workbook.compositions.prompt_reflection import FilmReflection, PromptReflection
from vigwidgets.workbook.compositions.record_making import RecordMaking
from vigwidgets.workbook.compositions.reel_making import ReelMaking
from vigwidgets.workbook.contents import OURS
from vigwidgets.workbook.exercises import Exercises
from vigwidgets.workbook.folder.data_folder import DataFolder


@dataclass
class _Placing:
    """A notebook being placed: its books, and ids that are the same each time it is placed."""

    chapter: str
    books: list[Book] = field(default_factory=list)
    made: int = 0

    def next_id(self) -> str:
        self.made += 1
        return f"{self.chapter}-{self.made}"


_placing: _Placing | None = None


def begin_placing(chapter: str) -> None:
    """From now on `open_workbook` only places; `bind_placed` binds later."""
    global _placing  # noqa: PLW0603 - one notebook a process
    _placing = _Placing(chapter)


@contextmanager
def placing(chapter: str) -> Iterator[list[Book]]:
    """Only place within this block, as `begin_placing` does for good; what was placed is let go of afterwards.

    Yields:
        The books that the chapter's cells open meanwhile.
    """
    global _placing  # noqa: PLW0603 - one notebook at a time
    before, _placing = _placing, _Placing(chapter)
    try:
        yield _placing.books
    finally:
        for book in _placing.books:
            for widget, _ in book.placed:
                widget.close()
        _placing = before


def common_states() -> dict[str, dict[str, Any]]:
    """Return the placed widgets' states by model id; of those that wait for a person, only which module they are."""
    states: dict[str, dict[str, Any]] = {}
    for book in _placing.books if _placing else ():
        for widget, waits in book.placed:
            names = ["vig_module"] if waits else [n for n in widget.keys if not n.startswith("_") and n not in SILENT]
            states[widget.model_id] = {"waits": waits, **widget.get_state(names)}
    return states


SILENT = frozenset({"layout", "tabbable", "tooltip", "comm"})


def bind_placed() -> None:
    """Give every placed book the person this kernel runs for."""
    if _placing is None:
        return
    bound = Bound.of_kernel()
    for book in _placing.books:
        book.bind(bound)


def open_workbook(chapter: str) -> Book:
    """Return the chapter's book.

    Args:
        chapter: Id of the chapter, as in `contents.yml`.

    Raises:
        InvalidValue: the notebook is being placed as another chapter.
        JournalUnavailable: the journal cannot be opened (only outside our server, which says it on the page).
    """
    book = Book(chapter)
    if _placing is not None:
        if chapter != _placing.chapter:  # a copy that would keep what is written in the chapter it was made from
            raise InvalidValue(
                f"This is the chapter {_placing.chapter!r}, and it opens the book of {chapter!r}. "
                "Write its own id there, as it stands in contents.yml."
            )
        _placing.books.append(book)
    else:
        data = DataFolder.find()
        data.make()
        bound = Bound.open(data, Person(LOCAL_OWNER), person_key="local", place={})
        clips.shelve_clips(bound.journal, data=data)
        book.bind(bound)
    return book


class Book(Exercises):
    """What a notebook's cells talk to. Each method shows one thing and returns nothing."""

    def __init__(self, chapter: str) -> None:
        super().__init__()
        self.chapter = chapter
        self.placed: list[tuple[VigWidget, bool]] = []
        self._bound: Bound | None = None
        self._binders: list[Callable[[Bound], None]] = []
        self._prompts: set[str] = set()
        self._own_prompts: set[str] = set()
        self._films: OwnFilms | None = None
        self._gallery: Gallery | None = None

    def bind(self, bound: Bound) -> None:
        """Join everything placed so far, and all that comes, to this person's journal."""
        self._bound = bound
        with bound.reading_at_once(self._prompts):
            for binder in self._binders:
                binder(bound)

    def film(self, clip: str, *, tiers: tuple[int, ...] = ()) -> None:
        """Show a clip to watch and mark: one that came with the workbook, or was brought in.

        Args:
            clip: Its id, such as `c01`.
            tiers: Tiers offered when a moment is marked; empty means all.

        Raises:
            NotFound: there is no such clip.
        """
        one = clips.clip(clip, data=DataFolder.find())
        self._show(FilmMarking.for_clip(one, tiers=tiers, new_id=self._new_id))

    def evidence(self) -> None:
        """Show what is known as a table, each number with its source and whether it was compared with that."""
        self._show(KnownEvidence(shows="table", new_id=self._new_id))

    def evidence_picture(self) -> None:
        """Show the effects of the same studies on one line of numbers."""
        self._show(KnownEvidence(shows="picture", new_id=self._new_id))

    def my_films(self) -> None:
        """Show the list of the person's own films, with what can be done to each, and the form that adds one."""
        self._show(self._own_films())

    def moment(
        self, clip: str, principle: str, *, at_ms: int, plays_ms: tuple[int, int], next_ms: int, seen: str, then: str
    ) -> None:
        """Show one passage of a drawn clip as an example of a principle.

        Args:
            clip: Its id, such as `c01`.
            principle: Key of the principle, which the clip's own marks have at `at_ms`.
            at_ms: The time of the still.
            plays_ms: Where the passage begins and ends.
            next_ms: When what the other did next is under way.
            seen: What can be seen.
            then: What the other did next.

        Raises:
            NotFound: there is no such clip.
            UnknownPrinciple: there is no such principle.
            SpanOutsideFilm: the passage reaches past the clip's end.
            InvalidValue: the clip's own marks say something else about these times.
        """
        passage = Passage(principle, at_ms, Span(*plays_ms), next_ms)
        one = clips.clip(clip, data=DataFolder.find())
        self._show(MomentOfClip(one, passage, seen=seen, then=then, new_id=self._new_id))

    def whole_clip(self, clip: str, *, at_ms: int, seen: str, title: str = "") -> None:
        """Show a whole clip among the text, with a line about it and nothing to mark.

        Args:
            clip: Its id, such as `c06`.
            at_ms: The time of the still.
            seen: What stands beside it.
            title: What stands above it; empty for the clip's own, which may say too much.

        Raises:
            NotFound: there is no such clip.
            InvalidValue: the time lies outside the clip.
        """
        one = clips.clip(clip, data=DataFolder.find())
        self._show(WholeClip(one, title=title, still_ms=at_ms, seen=seen, new_id=self._new_id))

    def turns(self, clip: str, *, then: str = "", title: str = "", then_title: str = "") -> None:
        """Show a drawn clip turn by turn: who began something, what came back, and how long that took.

        Args:
            clip: Its id, such as `c07`.
            then: Id of the same minute lived another way, which has to follow a clip in which turns go by.
            title: What stands above it; empty for the clip's own.
            then_title: The same of the second.

        Raises:
            NotFound: there is no such clip.
            InvalidValue: it shows people on film, has no turns or too many, or wants another one after it.
        """
        data = DataFolder.find()
        both = [clips.clip(one, data=data) for one in (clip, then) if one]
        titles = [given or one.title for given, one in zip((title, then_title), both, strict=False)]
        self._show(ClipTurns(both, headings=titles, new_id=self._new_id))

    def my_film(self) -> None:
        """Show the film that is open in that list, to watch and mark, with the steps of a first time.

        Without the list in the chapter it is the film the page's address names, or the one added last.
        """
        self._show(OwnFilm(films=self._own_films(), new_id=self._new_id))

    def my_reel(self, *, question: str = "") -> None:
        """Show the reel of the film that is open: its moments in order, a preview, and the MP4 made of them.

        Args:
            question: Id of the prompt that asks what a film is to help with. What was written to it stands where the
                person is asked which hope a moment touches.
        """
        self._show(ReelMaking(films=self._own_films(), question=question, new_id=self._new_id))

    def my_pictures(self) -> None:
        """Show what was found in the film that is open: its moments by tier, its yes-cycles, and its waits."""
        self._show(FilmPictures(films=self._own_films(), new_id=self._new_id))

    def journey(self) -> None:
        """Show what the person found, practised and wrote over time, and the numbers they gave their hope."""
        self._show(MyJourney(new_id=self._new_id))

    def reflect(self, prompt: str, words: str) -> None:
        """Ask a question and keep what is written.

        Args:
            prompt: Stable id within the workbook; it survives rewording.
            words: The question.

        Raises:
            InvalidValue: the prompt was asked before in this notebook.
        """
        self._show(PromptReflection(self._prompt(prompt, words), new_id=self._new_id))

    def reflect_on_film(self, prompt: str, words: str, *, lines: int = 4) -> None:
        """Ask a question about the film that is open among the person's own, and keep what is written about each.

        Args:
            prompt: Stable id within the workbook; it survives rewording.
            words: The question.
            lines: Of room to write at first; with one the card is small, and grows with what is written.

        Raises:
            InvalidValue: the prompt was asked before in this notebook.
        """
        asked = self._prompt(prompt, words)
        self._show(FilmReflection(asked, films=self._own_films(), lines=lines, new_id=self._new_id))

    def account(self) -> None:
        """Show what the person wrote, to choose from for a reflective account of their own, and hand it over.

        Each word in it that may be a name is shown where it stands, and nothing leaves before it was looked at.

        Raises:
            InvalidValue: the account is made in this notebook already.
        """
        prompt = self._exercise(f"{self.chapter}.account", wording.section("account")["title"], kind=Account.module)
        self._show(AccountMaking(prompt, new_id=self._new_id))

    def record(self) -> None:
        """Show a record of the work done, chapter by chapter, with the hours that the person enters, and hand it over.

        Raises:
            InvalidValue: the record is made in this notebook already.
        """
        prompt = self._exercise(f"{self.chapter}.record", wording.section("record")["title"], kind=Record.module)
        self._show(RecordMaking(prompt, new_id=self._new_id))

    @property
    def own_prompts(self) -> frozenset[str]:
        """Ids of the questions and exercises placed so far, without the scales, which chapters may share."""
        return frozenset(self._own_prompts)

    def _prompt(self, prompt: str, words: str) -> Prompt:
        begins = prompt.partition(".")[0]
        if begins != self.chapter and begins in OURS:  # its answers would be those of two chapters
            raise InvalidValue(
                f"The id {prompt!r} belongs to the chapter {begins!r}. Let it begin with {self.chapter!r} here."
            )
        self._own_prompts.add(prompt)
        return self._shared_prompt(prompt, words)

    def _shared_prompt(self, prompt: str, words: str) -> Prompt:
        if prompt in self._prompts:
            raise InvalidValue(f"The prompt {prompt!r} is asked twice in this notebook. Give each its own id.")
        self._prompts.add(prompt)
        return Prompt(prompt, self.chapter, words)

    def _exercise(self, exercise: str, words: str, *, kind: str) -> Prompt:
        return replace(self._prompt(exercise, words), exercise=kind)

    def _own_films(self) -> OwnFilms:
        self._films = self._films or OwnFilms(new_id=self._new_id)
        return self._films

    def gallery(self) -> None:
        """Show every clip there is as a card to choose from."""
        self._show(self._clips())

    def chosen_clip(self) -> None:
        """Show the clip that is open in that gallery, to watch, to stop at its choice, to mark and to compare."""
        self._show(ChosenClip(gallery=self._clips(), new_id=self._new_id))
        self._show(WriterOfClip(gallery=self._clips(), new_id=self._new_id))

    def reflect_on_clip(self, prompt: str, words: str) -> None:
        """Ask the question of the clip that is open in the gallery, and keep what is written about each.

        Args:
            prompt: Stable id within the workbook; it survives rewording.
            words: The question for clips that have none of their own.

        Raises:
            InvalidValue: the prompt was asked before in this notebook.
        """
        self._show(ClipReflection(self._prompt(prompt, words), gallery=self._clips(), new_id=self._new_id))

    def new_film(self) -> None:
        """Show the form that draws a new film to practise on; it joins the gallery."""
        self._show(NewFilm(gallery=self._clips(), new_id=self._new_id))

    def _clips(self) -> Gallery:
        self._gallery = self._gallery or Gallery(new_id=self._new_id)
        return self._gallery

    def way_on(self) -> None:
        """Show the way back to where the person stopped, or to the first chapter."""
        self._show(WayOn(home=self.chapter, new_id=self._new_id))

    def films_to_watch(self) -> None:
        """Show a few films for a short while, the next ones for this person, each with a way to where it is watched."""
        self._show(NextFilms(new_id=self._new_id))

    def ladder(self) -> None:
        """Show the six tiers as a ladder, with a sign on those that the person practised."""
        self._show(Ladder(new_id=self._new_id))

    def my_work(self) -> None:
        """Show where the person's work is, and how to take it home."""
        self._show(MyWork(new_id=self._new_id))

    def _new_id(self) -> dict[str, Any]:
        return {"model_id": _placing.next_id()} if _placing is not None else {}

    def _show(self, composition: Composition) -> None:
        self.placed += composition.widgets
        self._binders.append(composition.bind)
        if self._bound is not None:
            composition.bind(self._bound)
        for widget, _ in composition.widgets:
            display(widget)
