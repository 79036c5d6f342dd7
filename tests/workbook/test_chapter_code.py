"""Code that only places things of ours is told from all other code, before a line of it runs."""

from __future__ import annotations

import inspect
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigwidgets.workbook.book import Book
from vigwidgets.workbook.chapter_code import LONGEST_PLAIN, VERBS, ChapterCode, is_plain
from vigwidgets.workbook.contents import OURS, chapters

OPENING = 'from vigwidgets import open_workbook\n\nbook = open_workbook("mine")'
PLAIN = (
    OPENING,
    "",
    "# only a remark",
    "\n\nbook.way_on()\n",
    "book.way_on(); book.ladder()",
    'book.reflect("mine.a", "Why?")',
    "book.reflect('mine.a', 'Who’s there? {nobody} %run !ls ?')",
    'book.reflect("mine.a", "One line "\n    "and another")',
    'book.reflect("mine.a", """Two\n\nlines""")',
    'book.reflect("mine.a", r"\\d", )',
    'book.moment("c01", "waiting", at_ms=5600, plays_ms=(1000, 9200), next_ms=7800, seen="…", then="…")',
    'book.spot("mine.b", "c01", tiers=[1, 2], asks=((-1, "?"), (0.5, "?")))',
    'book.practise("mine.c", tier=None, title=True)',
    'book.turns(clip={"a": [1], "b": None})',
)
SMUGGLED = (
    "import os",
    "import vigwidgets",
    "from vigwidgets import words",
    "from vigwidgets import open_workbook, words",
    "from vigwidgets import open_workbook as book",
    "from vigwidgets import *",
    "from vigwidgets.workbook.book import open_workbook",
    "from .vigwidgets import open_workbook",
    "from vigwidgets2 import open_workbook",
    'book = open_workbook("a", b=print())',
    'book = open_workbook(f"{print()}")',
    "book = open_workbook(1)",
    "book = open_workbook(*['a'])",
    'book = other = open_workbook("a")',
    'book, = open_workbook("a")',
    'book: print() = open_workbook("a")',
    'book += open_workbook("a")',
    'book = open_workbook("a").__class__',
    'book = __import__("os")',
    'open_workbook = __import__("os").system',
    'open_workbook("a")',
    'other = open_workbook("a")',
    'book.reflect(__import__("os").system("true"), "")',
    'book.reflect("a", f"{print()}")',
    'book.reflect("a", f"nothing in it")',
    'book.reflect("a", "b" % print())',
    'book.reflect("a", "b".format(print()))',
    'book.reflect("a", "b" * 9)',
    'book.reflect("a", lambda: 0)',
    'book.reflect("a", (b := print()))',
    'book.reflect("a", [print() for _ in "a"])',
    'book.reflect("a", {print()})',
    'book.reflect("a", {**print()})',
    'book.reflect("a", {print(): 1})',
    'book.reflect("a", {"b": print()})',
    'book.reflect("a", (print(),))',
    'book.reflect("a", [1, [2, print()]])',
    'book.reflect("a", 1 if print() else 2)',
    'book.reflect("a", print() or 1)',
    'book.reflect("a", not print())',
    'book.reflect("a", -print())',
    'book.reflect("a", ~1)',
    'book.reflect("a", +1)',
    'book.reflect("a", 1 < print())',
    'book.reflect("a", b"bytes")',
    'book.reflect("a", ...)',
    'book.reflect("a", 1j)',
    'book.reflect("a", "bcd"[1])',
    'book.reflect("a", book)',
    'book.reflect("a", b)',
    'book.reflect(*print(), "b")',
    'book.reflect("a", *["b"])',
    'book.reflect("a", **print())',
    'book.reflect("a", await print())',
    'book.reflect("a", (yield))',
    'book.reflect("a", words=print())',
    "book.reflect",
    "book",
    "book.chapter",
    'book.chapter = "welcome"',
    'book.chapter.join("a")',
    "book.placed.clear()",
    "book.bind(None)",
    "book._show(None)",
    "book.__class__",
    "book.__class__()",
    "book.__init__(1)",
    'book.__getattribute__("bind")',
    'book.reflect("a", "b").__class__',
    'book.reflect.__call__("a", "b")',
    'book.reflect("a", "b")()',
    'book["reflect"]("a", "b")',
    'other.reflect("a", "b")',
    'open_workbook("a").reflect("a", "b")',
    'x = book.reflect("a", "b")',
    'del book.reflect("a", "b")',
    'print(book.reflect("a", "b"))',
    'if 1:\n    book.reflect("a", "b")',
    'for _ in "a":\n    book.way_on()',
    "while True:\n    book.way_on()",
    "with book.way_on():\n    pass",
    "try:\n    book.way_on()\nfinally:\n    pass",
    "def book(): ...",
    "class book: ...",
    "@print\ndef reflect(): ...",
    "async def book(): ...",
    "import os; book.way_on()",
    "book.way_on(); import os",
    "book.way_on(),",
    "book.way_on() + 1",
    "[book.way_on()]",
    "assert book.way_on()",
    "raise book.way_on()",
    "global book",
    "pass",
    "'a text'",
    "exec('1')",
    "type X = int",
    "%run other.ipynb",
    "%%bash\ntrue",
    "%%time\nbook.way_on()",
    "!ls",
    "book.way_on()\n!ls",
    "files = !ls",
    "book = %pwd",
    "book.way_on?",
    "?book",
    ",print a",
    "/print a",
    ";print a",
    ">>> book.way_on()",
    "In [1]: book.way_on()",
    "  book.way_on()",
    "book.way_on(",
    "book.way_on() é",
    "book.way_on()\0import os",
    "book.reflect('a', '\ud800')",
    "#" * (LONGEST_PLAIN + 1),
    "book.reflect(" + "(" * 300 + ")" * 300 + ")",
    "book.reflect(" + "-" * 9000 + "1)",
    "book" + ".way_on()" * 1500,
)
"""Each would run something of its own, or could: only what is known to be harmless is plain."""
OTHERWISE_FOR_IPYTHON = (
    'book.reflect("a", """b\n>>> c""")',
    'book.reflect("a", """b\nIn [1]: c""")',
)
"""Python takes all of these for a text, IPython something in them for a sign of its own."""


def notebook(*cells: dict[str, object], **beside: object) -> bytes:
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **beside}).encode()


def code(source: object, **beside: object) -> dict[str, object]:
    return {"cell_type": "code", "id": "c", "metadata": {}, "outputs": [], "source": source, **beside}


def text(source: str) -> dict[str, object]:
    return {"cell_type": "markdown", "id": "t", "metadata": {}, "source": source}


@pytest.mark.parametrize("source", PLAIN)
def test_what_only_places_things_is_plain(source: str) -> None:
    assert is_plain(source)


@pytest.mark.parametrize("source", SMUGGLED)
def test_whatever_could_do_something_else_is_not(source: str) -> None:
    assert not is_plain(source)


@pytest.mark.parametrize("source", OTHERWISE_FOR_IPYTHON)
def test_what_ipython_would_run_otherwise_than_python_is_not_plain(source: str) -> None:
    assert not is_plain(source)
    assert is_plain(source.replace(">>> ", "").replace("In [1]: ", ""))


@pytest.mark.filterwarnings("ignore:invalid escape sequence", "ignore:.invalid escape sequence")
@pytest.mark.filterwarnings("ignore:.make_tokens_by_line:UserWarning")  # it tells of line ends it does not know
@given(st.text(max_size=60), st.sampled_from(['"""{}"""', "'{}'", '"{}"']))
def test_a_text_that_holds_anything_is_plain_only_where_ipython_leaves_it_alone(words: str, quotes: str) -> None:
    from IPython.core.inputtransformer2 import TransformerManager

    source = f'book.reflect("a", {quotes.format(words)})'
    if is_plain(source):
        run: dict[str, list[object]] = {"said": []}
        book = type("Saying", (), {"reflect": lambda _, *told: run["said"].append(told)})()
        for one in (source, TransformerManager().transform_cell(source)):
            exec(compile(one, "cell", "exec"), {"book": book})
        first, second = run["said"]
        assert first == second


def test_every_chapter_of_the_workbook_is_ours_and_plain() -> None:
    assert {one.id for one in chapters()} == OURS
    for one in chapters():
        found = ChapterCode.read(one.notebook.read_bytes())
        assert found.cells, one.id
        assert [cell.source for cell in found.cells if not cell.is_plain] == []


def test_the_verbs_are_what_a_book_can_show() -> None:
    public = {name for name, _ in inspect.getmembers(Book, inspect.isfunction) if not name.startswith("_")}
    assert public - {"bind"} == VERBS  # binding joins a journal, which no chapter does
    for name in VERBS:
        assert inspect.signature(getattr(Book, name)).return_annotation == "None", name


def test_only_code_is_in_the_digest() -> None:
    one = ChapterCode.read(notebook(text("# A"), code("a = 1"), code("b = 2")))
    same = (
        notebook(text("# Other words"), code(["a = ", "1"]), text("More"), code("b = 2"), code(" \n")),
        notebook(code("a = 1", metadata={"tags": ["x"]}, outputs=[{"data": 1}]), code("b = 2", attachments={})),
        notebook(code("a = 1"), code("b = 2"), {"cell_type": "raw", "source": "import os"}),
        notebook(code("a = 1"), code("b = 2"), metadata={"widgets": {"state": "import os"}}),
    )
    assert {ChapterCode.read(content).digest for content in same} == {one.digest}
    other = (
        notebook(code("a = 1\nb = 2")),
        notebook(code("b = 2"), code("a = 1")),
        notebook(code("a = 1"), code("b = 3")),
        notebook(code("a = 1 "), code("b = 2")),
        notebook(code("a = 1")),
        notebook(code('a = 1", "b = 2')),
    )
    assert len({one.digest, *(ChapterCode.read(content).digest for content in other)}) == 1 + len(other)


def test_cells_have_their_number_among_all_and_empty_ones_are_left_out() -> None:
    found = ChapterCode.read(notebook(text("# A"), code(""), code("book.way_on()"), text("b"), code("%pwd")))
    assert [(cell.number, cell.is_plain) for cell in found.cells] == [(3, True), (5, False)]
    assert (found.length, found.is_plain) == (5, False)
    assert ChapterCode.read(notebook(text("# Only words"))).is_plain


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{ half a note",
        b"[]",
        b"{}",
        b'{"cells": 5}',
        b'{"cells": {"a": 1}}',
        b'{"cells": ["code"]}',
        b'{"cells": [{"cell_type": "code"}]}',
        b'{"cells": [{"cell_type": "code", "source": {"import os": 1}}]}',
        b'{"cells": [{"cell_type": "code", "source": [1]}]}',
        b'{"cells": [{"cell_type": "code", "source": null}]}',
        b"\xff\xfe{}",
        b"[" * 100_000,
    ],
)
def test_what_is_no_notebook_has_no_code_to_look_at(content: bytes) -> None:
    with pytest.raises(ValueError, match="no notebook"):
        ChapterCode.read(content)
