"""The clip that is open in the gallery: to watch and mark, to stop at its choice, to compare and to write about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from vigwidgets import frameworks
from vigwidgets.core.errors import BadRequest
from vigwidgets.core.reflection import Prompt
from vigwidgets.widgets.clip_choice import ClipChoice
from vigwidgets.widgets.writer_view import WriterView
from vigwidgets.workbook.compositions.clip_gallery import Gallery, Opened
from vigwidgets.workbook.compositions.composition import NewId, text_in
from vigwidgets.workbook.compositions.film_marking import FilmMarking
from vigwidgets.workbook.compositions.prompt_reflection import PromptReflection

if TYPE_CHECKING:
    from vigwidgets.core.mark import Mark
    from vigwidgets.widgets.base import VigWidget
    from vigwidgets.workbook.bound import Bound
    from vigwidgets.workbook.clips import Clip, ClipMark


class ChosenClip:
    """Player, choice, picker and timeline on whichever clip is open in `gallery`.

    Args:
        gallery: Tells which clip is open, and opens another at a choice.
        new_id: Gives the widgets their ids.
    """

    def __init__(self, *, gallery: Gallery, new_id: NewId) -> None:
        self._gallery = gallery
        self.marking = FilmMarking.for_own_film(new_id=new_id, on_marks=gallery.note_marks)
        self.choice = ClipChoice(**new_id())
        player, *tools = self.marking.widgets
        self.widgets: list[tuple[VigWidget, bool]] = [player, (self.choice, True), *tools]

    def bind(self, bound: Bound) -> None:
        """Show this person's marks on the clip and keep what they do."""
        self.choice.person_key = bound.person_key
        self.choice.answer_with({"clip.way": self._go_on, "clip.back": self._go_back})
        self.marking.bind(bound)
        self._gallery.bind(bound)
        self._gallery.on_open(self._show)

    def _show(self, opened: Opened | None) -> None:
        self._base = opened.base if opened else None
        ways = self._gallery.ways(opened.base) if opened else ()
        choice = opened.base.choice if opened else None
        told: dict[str, Any] = {}
        if opened and choice and ways:
            listed = [{"id": way.id, "text": text} for way, text in ways]
            told = {"clip": opened.base.id, "at_ms": choice.at_ms, "question": choice.question, "ways": listed}
        way = next(({"id": one.id, "text": text} for one, text in ways if opened and one is opened.clip), {})
        self.choice.tell(choice=told, way=way)
        self.marking.show(opened.clip.film if opened else None, opened.view if opened else {})

    def _go_on(self, payload: dict[str, Any]) -> dict[str, Any]:
        wanted = text_in(payload, "id")
        if self._base is None or wanted not in {way.id for way, _ in self._gallery.ways(self._base)}:
            raise BadRequest("The page asked in a form this workbook does not know. Reload the page.")
        return self._gallery.open(wanted)

    def _go_back(self, _payload: dict[str, Any]) -> dict[str, Any]:
        return self._gallery.open(self._base.id if self._base else "")


class WriterOfClip:
    """What the writer of the open clip saw, given only when asked for, beside what the person marked by then.

    Args:
        gallery: Tells which clip is open, and when its marks change.
        new_id: Gives the widget its id.
    """

    def __init__(self, *, gallery: Gallery, new_id: NewId) -> None:
        self._gallery, self._framework = gallery, frameworks.load()
        self._clip: Clip | None = None
        self.view = WriterView(**new_id())
        self.widgets: list[tuple[VigWidget, bool]] = [(self.view, True)]

    def bind(self, bound: Bound) -> None:
        """Follow the gallery."""
        self._bound = bound
        self.view.person_key = bound.person_key
        self.view.answer_with({"writer.show": self._tell, "writer.hide": self._hide})
        self._gallery.bind(bound)
        self._gallery.on_open(self._follow)
        self._gallery.on_marks(self._again)

    def _follow(self, opened: Opened | None) -> None:
        self._clip = opened.clip if opened and opened.clip.marks else None
        film = {"id": self._clip.id, "duration_ms": self._clip.film.duration_ms} if self._clip else {}
        self.view.tell(film=film, has_marked=bool(self._own()), **_NOTHING)

    def _own(self) -> list[Mark]:
        return self._bound.journal.marks(self._clip.id) if self._clip else []

    def _again(self, film_id: str) -> None:
        """The person's marks changed."""
        if self._clip is None or film_id != self._clip.id:
            return
        self.view.has_marked = bool(self._own())
        if self.view.shown:
            self._tell({"film_id": film_id})

    def _tell(self, payload: dict[str, Any]) -> dict[str, Any]:
        clip = self._clip
        if clip is None or text_in(payload, "film_id") != clip.id:
            raise BadRequest("No film is open. Choose one first.")
        own = self._own()
        self.view.tell(
            shown=True,
            notice=clip.notice,
            marks=[self._entry(one, own=own) for one in clip.marks],
            mine=[{"start_ms": one.span.start_ms, "end_ms": one.span.end_ms} for one in own],
        )
        return {}

    def _hide(self, _payload: dict[str, Any]) -> dict[str, Any]:
        self.view.tell(**_NOTHING)
        return {}

    def _entry(self, one: ClipMark, *, own: list[Mark]) -> dict[str, Any]:
        mark, framework = one.mark, self._framework
        together = [each for each in own if each.span.overlaps(mark.span)]
        yours = dict.fromkeys(self._names(key for each in together for key in each.principles))
        return {
            "id": mark.id,
            "start_ms": mark.span.start_ms,
            "end_ms": mark.span.end_ms,
            "kind": mark.kind,
            "who": mark.who,
            "principles": self._names(mark.principles),
            "tier": framework.tier_of(mark.principles[0]).number if mark.principles else 0,
            "also": self._names(one.also),
            "open": one.reading == "open",
            "note": mark.note,
            "marked": bool(together),
            "yours": list(yours),
        }

    def _names(self, keys: Any) -> list[str]:
        known = set(self._framework.keys)
        return [self._framework.principle(key).name for key in keys if key in known]


_NOTHING: dict[str, Any] = {"shown": False, "notice": "", "marks": [], "mine": []}


class ClipReflection(PromptReflection):
    """The question of the clip that is open, with what was written to it about that clip.

    Args:
        prompt: Its words are asked of clips that have no question of their own.
        gallery: Tells which clip is open.
        new_id: Gives the widget its id.
    """

    _is_about_films = True

    def __init__(self, prompt: Prompt, *, gallery: Gallery, new_id: NewId) -> None:
        super().__init__(prompt, new_id=new_id)
        self._gallery, self._words = gallery, prompt.words
        said = {**self.card.words, "choose_film": gallery.gallery.words["write_first"]}
        self.card.tell(needs_film=True, words=said)

    def bind(self, bound: Bound) -> None:
        """Show what this person wrote about the clip that is open, and keep what they write."""
        self._join(bound)
        self._gallery.bind(bound)
        self._gallery.on_open(self._follow)

    def _follow(self, opened: Opened | None) -> None:
        words = (opened.base.ask if opened else "") or self._words
        self._prompt = replace(self._prompt, words=words)
        self.card.prompt = {**self.card.prompt, "words": words}
        if opened is not None:
            self._turn_to(opened.base.id)
        else:
            self._tell([], film="", draft_key="")
