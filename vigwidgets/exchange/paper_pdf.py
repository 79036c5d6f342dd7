"""Pages as a PDF on A4: real text in the fonts of this machine, a title, a language and page numbers."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import skia

from vigwidgets.exchange.paper import RIGHT_TO_LEFT, Block, Heading, Paper, Strip, Table, parts_of

WIDE_PT, TALL_PT = 595.276, 841.89
"""A4, in points of 1/72 inch."""
EDGE_PT: Final = 62.0
_INNER_PT: Final = WIDE_PT - 2 * EDGE_PT
_FOOT_PT: Final = 34.0
_SERIFS: Final = ["Georgia", "Noto Serif", "DejaVu Serif", "Liberation Serif", "Times New Roman"]
_INK, _SOFT, _DEEP, _LINE = 0xFF26302F, 0xFF56605D, 0xFF1D4F4C, 0xFFD9CFBF
_MOST_LETTERS: Final = 7000
"""No page holds more."""
_ISOLATED: Final = ("\u2067", "\u2069")
"""What begins from right to left runs so to its end."""
_CELL_PT: Final = 5.0
_STRIP_PT: Final = 60.0
_GROUND, _BAR = 0xFFEEEEEE, 0xFF444444
_FEW: Final = 4
"""So many lines of what follows stay with a heading or a question."""


@dataclass(frozen=True, slots=True)
class _Look:
    size_pt: float
    above_pt: float
    ink: int = _INK
    bold: bool = False
    slanted: bool = False
    with_next: bool = False


_BODY: Final = _Look(11, 7)
_LOOKS: Final = {
    "title": _Look(24, 0, bold=True),
    2: _Look(15, 26, bold=True, with_next=True),
    3: _Look(12, 17, bold=True, with_next=True),
    "body": _BODY,
    "question": _Look(11, 16, ink=_DEEP, slanted=True, with_next=True),
    "soft": _Look(9.5, 7, ink=_SOFT),
}


def paper_pdf(paper: Paper) -> bytes:
    """Return the whole file.

    Its text can be searched, copied and read aloud, in the order of the page; it says its title and language. All of it
    is one element of the document: headings are not told apart, which skia-python has no way to say.
    """
    stream = skia.DynamicMemoryWStream()
    about = skia.PDF.Metadata()
    about.fTitle = paper.title
    about.fCreator = about.fProducer = "vigwidgets"
    root = skia.PDF.StructureElementNode()
    root.fTypeString, root.fNodeId, root.fLang = "Document", 1, paper.language
    about.fStructureElementTreeRoot = root
    document = skia.PDF.MakeDocument(stream, about)
    pages = _Pages(document, paper)
    pages.lay(paper.title, _LOOKS["title"])
    for at, block in enumerate(paper.blocks):
        pages.block(block, follows=paper.blocks[at + 1 : at + 2])
    pages.end()
    document.close()
    return bytes(stream.detachAsData())


class _Pages:
    """The page being written, and how far down it is."""

    def __init__(self, document: Any, paper: Paper) -> None:
        self._document, self._paper = document, paper
        self._number = 0
        self._canvas: Any = None
        self._y = 0.0
        self._turn()

    def block(self, block: Block, *, follows: tuple[Block, ...]) -> None:
        if isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Strip):
            self._strip(block)
        elif isinstance(block, Heading):
            self._keep(_LOOKS[block.level], 2 if follows else 1)
            self.lay(block.text, _LOOKS[block.level])
        else:
            look = _LOOKS[block.tone]
            for at, part in enumerate(parts_of(block.text)):
                self._keep(look, _FEW if look.with_next else 2)
                self.lay(part, look if at == 0 else _closer(look))

    def lay(self, text: str, look: _Look) -> None:
        """Lay a text down, over as many pages as it takes."""
        self._y += look.above_pt if self._y > EDGE_PT else 0
        rest = text
        while rest:
            piece, paragraph = _fitting(rest, look, _INNER_PT, self._room)
            if not piece and self._y > EDGE_PT:
                self._turn()
                continue
            if not piece:  # a letter higher than a page cannot be; this ends in any case
                piece, paragraph = rest[:1], _set(rest[:1], look, _INNER_PT)
            paragraph.paint(self._canvas, EDGE_PT, self._y)
            self._y += paragraph.Height
            rest = rest[len(piece) :].lstrip(" \n")
            if rest:
                self._turn()

    def end(self) -> None:
        """Number the last page and close it."""
        number = _set(self._paper.page.replace("{page}", str(self._number)), _LOOKS["soft"], _INNER_PT, centred=True)
        number.paint(self._canvas, EDGE_PT, TALL_PT - _FOOT_PT - number.Height / 2)
        self._document.endPage()

    @property
    def _room(self) -> float:
        return TALL_PT - EDGE_PT - self._y

    def _turn(self) -> None:
        if self._number:
            self.end()
        self._number += 1
        self._canvas = self._document.beginPage(WIDE_PT, TALL_PT)
        skia.PDF.SetNodeId(self._canvas, 1)
        self._y = EDGE_PT

    def _keep(self, look: _Look, lines: int) -> None:
        """Begin a new page where fewer lines than these would stay on this one."""
        if self._room < look.above_pt + lines * 1.45 * max(look.size_pt, _BODY.size_pt):
            self._turn()

    def _table(self, table: Table) -> None:
        count = len(table.heads)
        wide = _INNER_PT / count
        self._keep(_BODY, 3)
        self._y += _BODY.above_pt
        for at, row in enumerate((table.heads, *table.rows)):
            look = _Look(10, 0, bold=at == 0)
            cells = [_set(cell[:_MOST_LETTERS], look, wide - 2 * _CELL_PT) for cell in row]
            tall = max(cell.Height for cell in cells) + 2 * _CELL_PT
            if tall > self._room and self._y > EDGE_PT:
                self._turn()
            across = reversed(range(count)) if self._paper.direction == "rtl" else range(count)
            for place, cell in zip(across, cells, strict=True):
                cell.paint(self._canvas, EDGE_PT + place * wide + _CELL_PT, self._y + _CELL_PT)
            self._y += tall
            self._canvas.drawLine(
                EDGE_PT, self._y, EDGE_PT + _INNER_PT, self._y, skia.Paint(Color=_LINE, StrokeWidth=0.7)
            )

    def _strip(self, strip: Strip) -> None:
        if self._room < _STRIP_PT + 4 * _BODY.size_pt * 1.45:
            self._turn()
        self._y += _BODY.above_pt
        self._canvas.drawRect(skia.Rect.MakeXYWH(EDGE_PT, self._y, _INNER_PT, _STRIP_PT), skia.Paint(Color=_GROUND))
        wide = _INNER_PT / len(strip.heights)
        for at, share in enumerate(strip.shares):
            tall = _STRIP_PT * share
            bar = skia.Rect.MakeXYWH(EDGE_PT + at * wide, self._y + _STRIP_PT - tall, 0.9 * wide, tall)
            self._canvas.drawRect(bar, skia.Paint(Color=_BAR))
        self._y += _STRIP_PT
        first, last = (_set(end, _LOOKS["soft"], _INNER_PT) for end in strip.ends)
        first.paint(self._canvas, EDGE_PT, self._y)
        last.paint(self._canvas, EDGE_PT + _INNER_PT - last.LongestLine, self._y)
        self._y += first.Height
        self.lay(strip.said, _LOOKS["soft"])


def _closer(look: _Look) -> _Look:
    return _Look(look.size_pt, _BODY.above_pt, look.ink, look.bold, look.slanted, look.with_next)


def _fitting(text: str, look: _Look, wide: float, room: float) -> tuple[str, Any]:
    """Return as much of a text's beginning as fits into a height, and that set; empty and None where nothing does."""
    given = text[:_MOST_LETTERS]
    whole = _set(given, look, wide)
    if given == text and whole.Height <= room:
        return text, whole
    ends = list(_ends(given))
    guess = int(len(ends) * min(1.0, room / max(whole.Height, 1.0)))
    low, high, best = 0, len(ends), None
    step = max(4, len(ends) // 30)
    while low < high:  # the first look is where the height tells, the next ones near it
        middle = min(max(guess, low), high - 1)
        tried = _set(given[: ends[middle]].rstrip(), look, wide)
        if tried.Height <= room:
            low, best, guess = middle + 1, tried, middle + step
        else:
            high, guess = middle, middle - step
        if high - low <= 2 * step:
            guess = (low + high) // 2
            step = max(1, (high - low) // 4)
    return (given[: ends[low - 1]], best) if best is not None else ("", None)


def _ends(text: str) -> Iterator[int]:
    """Yield where a text may be parted: behind white space, and within what is too long for any line."""
    since = 0
    for at, letter in enumerate(text):
        if letter.isspace() or (at - since >= 60 and not unicodedata.combining(letter)):
            since = at + 1 if letter.isspace() else at
            if since:
                yield since
    yield len(text)


def _set(text: str, look: _Look, wide: float, *, centred: bool = False) -> Any:
    """Return a paragraph in lines, from the side from which its language is read."""
    layout = skia.textlayout
    letters = layout.TextStyle()
    letters.setFontSize(look.size_pt)
    letters.setColor(look.ink)
    letters.setFontFamilies(_SERIFS)
    letters.setHeight(1.42 if look.size_pt < 20 else 1.2)
    letters.setHeightOverride(True)
    weight = skia.FontStyle.kBold_Weight if look.bold else skia.FontStyle.kNormal_Weight
    slant = skia.FontStyle.kItalic_Slant if look.slanted else skia.FontStyle.kUpright_Slant
    letters.setFontStyle(skia.FontStyle(weight, skia.FontStyle.kNormal_Width, slant))
    lines = layout.ParagraphStyle()
    lines.setTextStyle(letters)
    is_rtl = _runs_leftwards(text)
    side = layout.TextAlign.kRight if is_rtl else layout.TextAlign.kLeft
    lines.setTextAlign(layout.TextAlign.kCenter if centred else side)
    builder = layout.ParagraphBuilder(lines, _fonts(), skia.Unicodes.ICU.Make())
    builder.addText(_drawable(f"{_ISOLATED[0]}{text}{_ISOLATED[1]}" if is_rtl else text))
    paragraph = builder.Build()
    paragraph.layout(wide)
    return paragraph


def _runs_leftwards(text: str) -> bool:
    for letter in text:
        way = unicodedata.bidirectional(letter)
        if way == "L" or way in RIGHT_TO_LEFT:
            return way in RIGHT_TO_LEFT
    return False


def _drawable(text: str) -> str:
    """Return a text as UTF-8 can hold it, tabs as spaces."""
    return text.replace("\t", "    ").encode("utf-8", "replace").decode("utf-8")


@cache
def _fonts() -> Any:
    """Return the fonts of this machine, which take a while to find."""
    fonts = skia.textlayout.FontCollection()
    fonts.setDefaultFontManager(skia.FontMgr())
    return fonts
