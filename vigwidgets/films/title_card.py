"""A title card: somebody's own words on paper, in the size of the film they stand before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import av
import numpy as np
import skia

if TYPE_CHECKING:
    from vigwidgets.films.upright import Size

_PAPER: Final = 0xFFF6F1E7
_INK: Final = 0xFF3B3A36
_SERIFS: Final = ["Georgia", "Noto Serif", "DejaVu Serif", "Liberation Serif", "Times New Roman"]
_ACROSS: Final = 0.76
"""How much of the card's width words may take, and of its height."""
_LARGEST, _SMALLEST = 0.085, 0.028
"""Height of letters against the card's shorter side; long texts are set smaller."""
_STEP: Final = 0.9


def title_card(words: str, size: Size) -> av.VideoFrame:
    """Return a picture (RGB) of `words`, set in the middle, as large as they fit.

    Args:
        words: Any language; line ends are kept. What does not fit in the smallest letters is cut off below.
        size: Width and height in px.
    """
    wide, tall = size
    height = _LARGEST * min(size)
    text = _set(words, height, wide)
    while text.Height > _ACROSS * tall and height > _SMALLEST * min(size):
        height *= _STEP
        text = _set(words, height, wide)
    pixels = np.zeros((tall, wide, 4), np.uint8)
    canvas = skia.Surface(pixels).getCanvas()
    canvas.clear(_PAPER)
    text.paint(canvas, (1 - _ACROSS) / 2 * wide, max(0.0, (tall - text.Height) / 2))
    canvas.getSurface().flushAndSubmit()
    return av.VideoFrame.from_ndarray(np.ascontiguousarray(pixels[:, :, :3]), format="rgb24")


def _set(words: str, height: float, wide: int) -> Any:
    """Return a paragraph of letters `height` px high, broken into lines."""
    layout = skia.textlayout
    letters = layout.TextStyle()
    letters.setFontSize(height)
    letters.setColor(_INK)
    letters.setFontFamilies(_SERIFS)
    lines = layout.ParagraphStyle()
    lines.setTextStyle(letters)
    lines.setTextAlign(layout.TextAlign.kCenter)
    fonts = layout.FontCollection()
    fonts.setDefaultFontManager(skia.FontMgr())
    builder = layout.ParagraphBuilder(lines, fonts, skia.Unicodes.ICU.Make())
    builder.addText(words)
    text = builder.Build()
    text.layout(_ACROSS * wide)
    return text
