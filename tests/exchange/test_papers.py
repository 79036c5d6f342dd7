"""Pages as Markdown, HTML and PDF: what people typed is text in them and nothing else."""

from __future__ import annotations

import re
import time
import zlib
from html.parser import HTMLParser

import mistune
import pytest

from vigwidgets.exchange.paper import Heading, Paper, Paragraph, Table, parts_of
from vigwidgets.exchange.paper_forms import paper_bytes
from vigwidgets.exchange.paper_html import paper_html
from vigwidgets.exchange.paper_markdown import paper_markdown
from vigwidgets.exchange.paper_pdf import paper_pdf

WICKED = [
    "<script>alert(1)</script> & \"quoted\" 'too'", "# no heading", "- no list",
    "1. no list", "***", "> no quote", "| a | b |",
    "[link](http://x.org) ![picture](y.png) <http://z.org>",
    "```\ncode\n```", "    indented", "a_b_c *d* ~~e~~ \\n $x$", "= \n===",
]  # fmt: skip


class Reader(HTMLParser):
    """Keeps tags and text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.text.append(data)


def paper(*texts: str) -> Paper:
    return Paper("A title", tuple(Paragraph(text) for text in texts))


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    return reader


@pytest.mark.parametrize("text", WICKED)
def test_what_was_typed_is_text_in_html(text: str) -> None:
    html = paper_html(Paper(text, (Heading(2, text), Paragraph(text), Table(("a", text), ((text, "b"),)))))
    reader = read(html)
    known = {
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "main",
        "h1",
        "h2",
        "p",
        "br",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }
    assert set(reader.tags) <= known
    assert not {name for name, _ in reader.attributes} & {"src", "href", "onclick", "onerror", "srcset"}
    assert "".join(reader.text).count(text.split("\n", maxsplit=1)[0].strip()) >= 4
    assert "script-src" not in html
    assert "default-src 'none'".replace("'", "&#x27;") in html


@pytest.mark.parametrize("text", WICKED)
def test_what_was_typed_is_text_in_markdown(text: str) -> None:
    markdown = paper_markdown(
        Paper("T", (Paragraph(text), Paragraph(text, "question"), Table(("a", "b"), ((text, "c"),))))
    )
    html = mistune.create_markdown(plugins=["table", "strikethrough"])(markdown)
    reader = read(str(html))
    assert set(reader.tags) <= {"h1", "p", "br", "blockquote", "table", "thead", "tbody", "tr", "th", "td"}
    words = re.findall(r"\w+", text)
    assert re.findall(r"\w+", "".join(reader.text)).count(words[0]) >= 3 if words else True


def test_lines_and_paragraphs_are_kept() -> None:
    assert parts_of("one\ntwo\n\n \n three \n") == ["one\ntwo", "three"]
    assert "one<br>two</p>" in paper_html(paper("one\ntwo\n\nthree"))
    assert "one\\\ntwo\n\nthree" in paper_markdown(paper("one\ntwo\n\nthree"))


@pytest.mark.parametrize("form", ["md", "html", "pdf"])
@pytest.mark.parametrize("text", ["", "הילד חייך אליי", "\ud800 odd \U0001f600", "tab\there"])
def test_empty_and_odd_texts_are_pages_all_the_same(form, text: str) -> None:
    made = paper_bytes(paper(text), form)
    assert made[:5] == {"md": b"# A t", "html": b"<!DOC", "pdf": b"%PDF-"}[form]


def test_a_paragraph_runs_in_its_own_direction() -> None:
    assert '<p dir="auto">הילד</p>' in paper_html(paper("הילד"))


def test_rows_have_a_cell_for_each_head() -> None:
    with pytest.raises(ValueError, match="a cell for each head"):
        Table(("a", "b"), (("c",),))


def streams(pdf: bytes) -> bytes:
    found = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    whole = []
    for one in found:
        try:
            whole.append(zlib.decompress(one))
        except zlib.error:
            continue
    return b"".join(whole)


def test_a_pdf_has_a4_pages_a_title_a_language_and_real_text() -> None:
    long = Paper(
        "A title", (Heading(2, "One"), *(Paragraph("She looked up, and I waited. " * 60),) * 12), page="Page {page}"
    )
    pdf = paper_pdf(long)
    assert b"/Title (A title)" in pdf
    assert b"/Lang (en-GB)" in pdf
    assert b"/MarkInfo" in pdf
    assert b"/StructTreeRoot" in pdf
    pages = re.findall(rb"/Type /Page\b(?!s)", pdf)
    assert len(pages) > 3
    assert re.search(rb"/MediaBox \[0 0 595[.\d]* 84[12][.\d]*\]", pdf)
    assert b"/ToUnicode" in pdf
    assert b"BT" in streams(pdf)  # letters, not a picture of them
    assert b"/Subtype /Image" not in pdf


def test_two_hundred_thousand_letters_are_written_and_end() -> None:
    begun = time.perf_counter()
    for text in ("She looked up, and I waited. " * 6900, "x" * 50_000, "\n" * 1000 + "a"):
        assert paper_pdf(paper(text)).startswith(b"%PDF")
    assert time.perf_counter() - begun < 90
