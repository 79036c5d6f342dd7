"""Somebody who walks the path in a browser, keeps in mind what the pages called saved, and looks for it again."""

from __future__ import annotations

import ast
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

from tests.browser.beside_the_page import journal_of
from tests.browser.exercise_page import no_wider_than
from tests.browser.test_lesson import saved
from tests.live_workbook import PATIENCE_MS, LiveWorkbook, until
from vigwidgets.workbook.contents import Chapter, chapters

DESK, PHONE = ViewportSize(width=1280, height=900), ViewportSize(width=375, height=740)
MORE = " Then it was her turn."


@dataclass(frozen=True, slots=True)
class Call:
    """What a chapter's notebook asks of its book, such as `book.reflect("welcome.first", "What did you see?")`."""

    verb: str
    args: tuple[Any, ...]
    more: dict[str, Any]


def calls_of(chapter: Chapter) -> list[Call]:
    """Return what the chapter places, in its order."""
    cells = json.loads(chapter.notebook.read_text("utf-8"))["cells"]
    code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    found = []
    for line in ast.parse(code).body:
        match line:
            case ast.Expr(ast.Call(ast.Attribute(attr=verb), args, keywords)):
                more = {str(one.arg): ast.literal_eval(one.value) for one in keywords}
                found.append(Call(verb, tuple(ast.literal_eval(one) for one in args), more))
    return found


@dataclass(frozen=True, slots=True)
class Written:
    """A text of the walker's: under which prompt, about which film, and the question that it answers."""

    prompt: str
    film: str | None
    question: str


@dataclass(slots=True)
class Memory:
    """What the pages called saved.

    Attributes:
        texts: What was written, in its order.
        exercises: Ids of those that were done.
        marks: How many moments there are on each film, by its id.
        own_film: Id of the film that was brought; empty before.
        looks: What can be looked at again in each chapter, by its id.
    """

    texts: dict[Written, str] = field(default_factory=dict)
    exercises: set[str] = field(default_factory=set)
    marks: Counter[str] = field(default_factory=Counter)
    own_film: str = ""
    looks: defaultdict[str, list[Callable[[], None]]] = field(default_factory=lambda: defaultdict(list))


class Walker:
    """One participant at one workbook; the browser, its width and the server may change on the way.

    Args:
        workbook: Started, its first link unused.
        browser: Where their pages are opened.
        film: A film of their own.
        errors: Where console errors go; nobody is to find any there.
        touch: Whether the screens are touched.
        cut_off: What happens in the middle of an exercise, by chapter and by the verb that places it.

    Attributes:
        page: The page they are at.
        chapter: The chapter that page shows.
        memory: What was called saved so far.
        strange: Addresses off this workbook's own that any page asked for.
    """

    def __init__(
        self,
        workbook: LiveWorkbook,
        browser: Browser,
        film: Path,
        errors: list[str],
        *,
        touch: bool = False,
        cut_off: Mapping[tuple[str, str], Fault] | None = None,
    ) -> None:
        self.workbook, self.film, self.memory = workbook, film, Memory()
        self._touch, self._cut_off = touch, dict(cut_off or {})
        self.strange: list[str] = []
        self.chapter: Chapter | None = None
        self._browser, self._errors = browser, errors
        self._context: BrowserContext | None = None
        self._size = DESK
        self.page = self._new_page()

    # ---- where they are

    def opens_the_link(self) -> None:
        """Come in by the link that the workbook printed when it was started."""
        self.page.goto(self.workbook.link)

    def sits_down_at(self, size: ViewportSize) -> None:
        """Make the page as large as at a desk or on a phone."""
        self._size = size
        self.page.set_viewport_size(size)

    def is_at(self, chapter: Chapter) -> None:
        """Wait until this chapter is here and its kernel answers; nothing sticks out of it."""
        self.chapter = chapter
        expect(self.page.get_by_role("heading", level=1)).to_have_text(chapter.title)
        expect(self.page.locator("html")).to_have_attribute("data-link", "ready")
        no_wider_than(self.page, self._size["width"])

    def goes_on_to(self, chapter: Chapter) -> None:
        """Take the way on below the chapter."""
        self.page.get_by_role("navigation", name="On from here").get_by_role("link", name=chapter.title).click()
        self.is_at(chapter)

    def finds_in_the_menu(self, chapter: Chapter) -> None:
        """Open the list of all chapters and choose one."""
        menu = self.page.get_by_role("navigation", name="Chapters")
        menu.get_by_text("All chapters").click()
        menu.locator("details").get_by_role("link", name=chapter.title, exact=True).click()
        self.is_at(chapter)

    # ---- what they keep in mind

    def box(self, question: str) -> Locator:
        """Return the box below a question."""
        return self.page.get_by_role("textbox", name=question, exact=True)

    def writes(self, prompt: str, question: str, *, film: str | None = None, text: str = "") -> None:
        """Answer a question in words that are like no others, and wait for Saved."""
        about = Written(prompt, film, question)
        number = len(self.memory.texts) + 1
        self.memory.texts[about] = text or f"Small thing number {number}: she looked up, and I waited."
        self.box(question).fill(self.memory.texts[about])
        saved(self.page, question)
        self.looks_for(lambda: expect(self.box(question)).to_have_value(self.memory.texts[about]))

    def answered(self, exercise: str, look: Callable[[], None]) -> None:
        """Keep in mind an answer that the page called kept, and how it looks."""
        self.memory.exercises.add(exercise)
        self.looks_for(look)

    def looks_for(self, look: Callable[[], None]) -> None:
        """Look at something of this chapter now, and again after each interruption."""
        look()
        assert self.chapter
        self.memory.looks[self.chapter.id].append(look)

    def finds_everything(self) -> None:
        """Look at all of this chapter that was called saved."""
        assert self.chapter
        for look in self.memory.looks[self.chapter.id]:
            look()

    def journal_holds(self) -> dict[str, Any]:
        """Return all that the journal on the disk holds of theirs, by what it is about."""
        with journal_of(self.workbook) as journal:
            texts = [*journal.texts(), *journal.exercises()]
            films = journal.films()
            return {
                **{f"text {one.prompt.id} {one.prompt.film or ''}".strip(): one.text for one in texts},
                **{f"mark {one.film} {one.id}": one for one in journal.all_marks()},
                **{f"reel {film.id}": journal.reel(film.id) for film in films},
                **{f"film {film.id}": film for film in films},
            }

    # ---- what comes between

    def is_interrupted(self, fault: Fault) -> None:
        """Go on with the last text of this chapter, and let something happen in the middle of a word.

        What was called saved is there afterwards as it was, on the page and in the journal, and so is what was typed.
        """
        before = self.journal_holds()
        about = next(reversed(self.memory.texts))
        box = self.box(about.question)
        box.press("ControlOrMeta+End")
        box.press_sequentially(MORE)
        self.memory.texts[about] += MORE
        fault(self)
        assert self.chapter
        self.is_at(self.chapter)
        saved(self.page, about.question)
        self.finds_everything()
        named = f"text {about.prompt} {about.film or ''}".strip()
        assert self.journal_holds() == {**before, named: self.memory.texts[about]}

    def is_cut_off_in(self, verb: str) -> None:
        """Let something happen in the middle of an exercise, before the page called it kept, if anything is to."""
        assert self.chapter
        if fault := self._cut_off.pop((self.chapter.id, verb), None):
            fault(self)
            self.is_at(self.chapter)

    def goes_on_in_another_browser(self) -> None:
        """Leave this browser, come in by a new link in another, and carry on where the first one was."""
        before = self.journal_holds()
        chapter = self.chapter
        assert chapter
        self.page.keyboard.press("Shift")  # a sign that somebody is here
        until(lambda: self.was_last_at() == chapter.id)
        self.page = self._new_page()
        self.page.goto(self.workbook.another_link())
        self.page.get_by_role("region", name="Where to go on").get_by_role("link", name="Carry on").click()
        self.is_at(chapter)
        self.finds_everything()
        assert self.journal_holds() == before

    def was_last_at(self) -> str:
        """Return the id of the chapter that the journal would carry on with."""
        with journal_of(self.workbook) as journal:
            places = [place for one in chapters()[1:] if (place := journal.left_off(one.id))]
        return max(places, key=lambda place: place.at).chapter if places else ""

    def ends(self) -> None:
        """Close the browser; everything that was to happen on the way has happened."""
        assert self._cut_off == {}
        assert self._context
        self._context.close()

    def _new_page(self) -> Page:
        if self._context:
            self._context.close()
        self._context = self._browser.new_context(viewport=self._size, locale="en-GB", has_touch=self._touch)
        self._context.on("request", lambda request: self._hears_of(request.url))
        page = self._context.new_page()
        page.on("websocket", lambda socket: self._hears_of(socket.url))
        page.on("console", lambda m: self._errors.append(f"{m.text} {m.location}") if m.type == "error" else None)
        page.on("pageerror", lambda error: self._errors.append(str(error)))
        page.set_default_timeout(PATIENCE_MS)
        return page

    def _hears_of(self, address: str) -> None:
        where = urlsplit(address)
        if where.scheme not in {"data", "blob"} and where.netloc != urlsplit(self.workbook.base).netloc:
            self.strange.append(address)


Fault = Callable[[Walker], None]


def reload(walker: Walker) -> None:
    """Somebody presses F5."""
    walker.page.reload()


def kernel_dies(walker: Walker) -> None:
    """The chapter's kernel is killed; another one takes its place."""
    kernels_die(walker.workbook)


def kernels_die(workbook: LiveWorkbook) -> None:
    """Kill every kernel, and wait until another one has taken its place."""
    gone = {kernel.pid for kernel in workbook.kernels()}
    assert gone, "there is no kernel to be killed"
    for kernel in workbook.kernels():
        kernel.kill()
    until(lambda: {kernel.pid for kernel in workbook.kernels()} - gone)


def server_dies(walker: Walker) -> None:
    """The whole server is killed, and started again by the same command."""
    walker.workbook.kill()
    walker.workbook.start()
