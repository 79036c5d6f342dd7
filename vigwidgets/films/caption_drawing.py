"""Captions drawn into the lower third of pictures: what was written on a plate of paper, what is said on a dark one."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import skia
from numpy.typing import NDArray

if TYPE_CHECKING:
    from av.video.frame import VideoFrame

    from vigwidgets.films.upright import Size

_SERIFS: Final = ("Georgia", "Noto Serif", "DejaVu Serif", "Liberation Serif", "Times New Roman")
_SANS: Final = ("Segoe UI", "Helvetica Neue", "Noto Sans", "DejaVu Sans", "Liberation Sans", "Arial")
_INK, _PLATE = 0xFFFFFFFF, 0xD60E1414
_WRITTEN_INK, _WRITTEN_PLATE = 0xFF3B3A36, 0xF2F6F1E7
"""What was written stands on the paper of the title cards, a little of the film shining through."""
_LETTERS, _GOOD_PX, _SMALLEST_PX = 0.048, 14.0, 6.0
"""Height of letters against the shorter side; in small pictures no less than what is good, as far as that fits."""
_STEP: Final = 0.93
_ACROSS: Final = 0.86
"""How much of the width letters may take."""
_LOWER_THIRD: Final = 2 / 3
_FROM_BELOW: Final = 0.06
"""How far the lowest plate stands from the lower edge, against the height; players lay their buttons there."""
_MOST_LINES, _MOST_OF_TWO = 3, 2
_SIDE, _ABOVE, _ROUND, _GAP = 0.55, 0.28, 0.32, 0.3
"""Of a plate round its words, of its corners and between two plates, against the height of letters."""
_LINE: Final = 1.22
"""From line to line."""
_FULL: Final = 256
_ISOLATED: Final = ("\u2067", "\u2069")
"""What begins from right to left runs so to its end."""
_JOINER, _LOOK = "\u200d", "\ufe0f"
"""What joins pictograms to one, and asks for colours."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A plate ready to be laid on pictures in yuv420p, BT.709.

    Attributes:
        left, top: Of its corner, even.
        planes: For each plane what is added (0 to 255, times 256), and how much of the picture stays (0 to 256).
    """

    left: int
    top: int
    planes: tuple[tuple[NDArray[np.uint16], NDArray[np.uint16]], ...]


class CaptionDrawing:
    """Draws captions into the pictures of one film; what comes again is drawn once."""

    def __init__(self, size: Size) -> None:
        """Make ready.

        Args:
            size: Of every picture, in px.
        """
        self._size = size
        self._words: tuple[str, str] = ("", "")
        self._drawn: tuple[_Drawn, ...] = ()

    def draw(self, picture: VideoFrame, *, written: str, spoken: str) -> None:
        """Draw into a picture (yuv420p); outside the plates every pixel stays as it is.

        Args:
            picture: It is changed; whoever else holds its pixels keeps them as they were.
            written: What somebody wrote about the film; may be empty.
            spoken: What is said in it; may be empty.
        """
        if (written, spoken) != self._words:
            self._words, self._drawn = (written, spoken), tuple(_plates(written, spoken, self._size))
        if not self._drawn:
            return
        picture.make_writable()
        for plate in self._drawn:
            for number, (added, kept) in enumerate(plate.planes):
                share = 1 if number == 0 else 2
                plane: Any = picture.planes[number]  # it is a buffer, which PyAV's types do not say
                rows = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)
                top, left = plate.top // share, plate.left // share
                place = rows[top : top + added.shape[0], left : left + added.shape[1]]
                place[:] = (place * kept + added) >> 8


def _plates(written: str, spoken: str, size: Size) -> list[_Drawn]:
    """Return the plates of a caption from below, all of them in the lower third of the picture."""
    wide, tall = size
    texts = [(_drawable(text), family, ink, plate) for text, family, ink, plate in (
        (spoken, _SANS, _INK, _PLATE), (written, _SERIFS, _WRITTEN_INK, _WRITTEN_PLATE),
    ) if _drawable(text)]  # fmt: skip
    if not texts:
        return []
    lines = _MOST_LINES if len(texts) == 1 else _MOST_OF_TWO
    room = tall * (1 - _LOWER_THIRD - _FROM_BELOW)
    letters = max(_GOOD_PX, _LETTERS * min(size))
    while True:
        across = _ACROSS * wide - 2 * _SIDE * letters
        placed = [_Set(text, family, ink, letters=letters, wide=across) for text, family, ink, _ in texts]
        heights = [one.height + 2 * _ABOVE * letters for one in placed]
        whole = sum(heights) + _GAP * letters * (len(texts) - 1)
        if (whole <= room and all(one.lines <= lines for one in placed)) or letters * _STEP < _SMALLEST_PX:
            break
        letters *= _STEP
    below = tall * (1 - _FROM_BELOW)
    drawn = []
    for one, height, (*_, plate) in zip(placed, heights, texts, strict=True):
        one.even_out()
        drawn.append(_plate(one, plate, letters=letters, top=below - height, size=size))
        below -= height + _GAP * letters
    return drawn


class _Set:
    """Words set in lines."""

    def __init__(self, text: str, family: tuple[str, ...], ink: int, *, letters: float, wide: float) -> None:
        self._letters, self._room = letters, wide
        style = skia.textlayout.TextStyle()
        style.setFontSize(letters)
        style.setColor(ink)
        style.setFontFamilies(list(family))
        style.setHeight(_LINE)
        style.setHeightOverride(True)
        self._paragraph, line = _paragraph(text, style), _paragraph("x", style)
        for one in (self._paragraph, line):
            one.layout(wide)
        self.height = float(self._paragraph.Height)
        self.lines = max(1, round(self.height / line.Height))

    def even_out(self) -> None:
        """Make the lines as even as they can be, no more of them."""
        narrow = self._room / self.lines
        while self._room - narrow > self._letters / 2:
            middle = (narrow + self._room) / 2
            self._paragraph.layout(middle)
            if self._paragraph.Height > self.height + 1:
                narrow = middle
            else:
                self._room = middle
        self._paragraph.layout(self._room)

    @property
    def width(self) -> float:
        """Of the longest line, in px."""
        return float(self._paragraph.LongestLine)

    def paint(self, canvas: Any, left: float, top: float) -> None:
        """Draw it with its longest line beginning at `left`."""
        self._paragraph.paint(canvas, left - (self._room - self.width) / 2, top)


def _paragraph(text: str, style: Any) -> Any:
    lines = skia.textlayout.ParagraphStyle()
    lines.setTextStyle(style)
    lines.setTextAlign(skia.textlayout.TextAlign.kCenter)
    builder = skia.textlayout.ParagraphBuilder(lines, _fonts(), skia.Unicodes.ICU.Make())
    builder.addText(text)
    return builder.Build()


@cache
def _fonts() -> Any:
    """Return the fonts of this machine, which take a while to find."""
    fonts = skia.textlayout.FontCollection()
    fonts.setDefaultFontManager(skia.FontMgr())
    return fonts


def _plate(words: _Set, colour: int, *, letters: float, top: float, size: Size) -> _Drawn:
    """Return words on their plate, in the middle of a picture's width."""
    wide, tall = size
    width, height = words.width + 2 * _SIDE * letters, words.height + 2 * _ABOVE * letters
    left = (wide - width) / 2
    first_x, first_y = max(0, int(left) // 2 * 2), max(0, int(top) // 2 * 2)
    last_x, last_y = min(wide, (int(left + width) // 2 + 1) * 2), min(tall, (int(top + height) // 2 + 1) * 2)
    pixels = np.zeros((last_y - first_y, last_x - first_x, 4), np.uint8)
    canvas = skia.Surface(pixels).getCanvas()
    canvas.translate(-first_x, -first_y)
    paint = skia.Paint(AntiAlias=True, Color=colour)
    canvas.drawRoundRect(skia.Rect.MakeXYWH(left, top, width, height), _ROUND * letters, _ROUND * letters, paint)
    words.paint(canvas, left + _SIDE * letters, top + _ABOVE * letters)
    canvas.getSurface().flushAndSubmit()
    return _Drawn(first_x, first_y, _in_yuv(pixels / 255))


def _in_yuv(pixels: NDArray[np.float64]) -> tuple[tuple[NDArray[np.uint16], NDArray[np.uint16]], ...]:
    """Return what pixels (RGBA, colours times alpha) do to the planes of a picture in BT.709 of television range."""
    red, green, blue, alpha = (pixels[:, :, one] for one in range(4))
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    blues, reds = (blue - light) / 1.8556, (red - light) / 1.5748
    few = [one.reshape(one.shape[0] // 2, 2, one.shape[1] // 2, 2).mean((1, 3)) for one in (blues, reds, alpha)]
    return (
        _to_add(219 * light + 16 * alpha, alpha),
        *(_to_add(224 * one + 128 * few[2], few[2]) for one in few[:2]),
    )


def _to_add(value: NDArray[np.float64], alpha: NDArray[np.float64]) -> tuple[NDArray[np.uint16], NDArray[np.uint16]]:
    kept = np.round((1 - alpha) * _FULL).astype(np.uint16)
    return np.round(value * _FULL).clip(0, 255 * (_FULL - kept.astype(np.int32))).astype(np.uint16), kept


def _drawable(text: str) -> str:
    """Return a text without the pictograms that no font here can draw, in the direction in which it begins."""
    fonts, style = skia.FontMgr(), skia.FontStyle()

    def is_drawn(letter: str) -> bool:
        if unicodedata.category(letter) not in ("So", "Sk"):
            return letter == _JOINER or not unicodedata.category(letter).startswith("C")
        font = fonts.matchFamilyStyleCharacter("", style, [], ord(letter))
        return font is not None and font.unicharToGlyph(ord(letter)) != 0

    shown = " ".join("".join(filter(is_drawn, text)).split())
    shown = " ".join(word for word in shown.split() if word.strip(_JOINER + _LOOK))
    first = next((way for one in shown if (way := unicodedata.bidirectional(one)) in ("L", "R", "AL")), "L")
    return shown if first == "L" else f"{_ISOLATED[0]}{shown}{_ISOLATED[1]}"
