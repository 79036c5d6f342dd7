"""A contact sheet: stills of a scene in rows, with their times, to look a scene over before it is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import skia

from vigwidgets.studio.acting.motion import FPS
from vigwidgets.studio.drawing.paint import fill
from vigwidgets.studio.drawing.picture import HEIGHT, WIDTH
from vigwidgets.studio.film.drawing import Drawing

_GAP: Final = 6
_STRIP: Final = 22
_PAPER, _INK = "#f6f1e7", "#3b3a36"


def write_contact_sheet(
    path: Path, drawing: Drawing, *, times_ms: Sequence[int], columns: int = 4, width: int = 480
) -> None:
    """Write one picture with a still for each of `times_ms`.

    Args:
        path: A PNG or JPEG; what is there is replaced.
        drawing: The scene.
        times_ms: Script times; what lies outside the film is taken from its first or last frame.
        columns: Stills in a row.
        width: Px of a still.

    Raises:
        OSError: it cannot be written there.
    """
    tall = width * HEIGHT // WIDTH
    columns = min(columns, len(times_ms))
    rows = -(-len(times_ms) // columns)
    surface = skia.Surface(columns * (width + _GAP) + _GAP, rows * (tall + _STRIP + _GAP) + _GAP)
    canvas = surface.getCanvas()
    canvas.clear(int(skia.ColorWHITE))
    canvas.drawPaint(fill(_PAPER))
    font = skia.Font(None, 14)
    smooth = skia.SamplingOptions(skia.CubicResampler.Mitchell())
    for place, time_ms in enumerate(times_ms):
        x = _GAP + place % columns * (width + _GAP)
        y = _GAP + place // columns * (tall + _STRIP + _GAP)
        index = min(max(drawing.scene.film_ms(time_ms) * FPS // 1000, 0), drawing.scene.frames - 1)
        still = skia.Image.fromarray(drawing.frame(index).copy(), skia.ColorType.kBGRA_8888_ColorType)
        canvas.drawImageRect(still, skia.Rect.MakeXYWH(x, y, width, tall), smooth)
        canvas.drawString(f"{time_ms / 1000:.1f} s", x + 2, y + tall + 16, font, fill(_INK))
    form = skia.EncodedImageFormat.kPNG if path.suffix == ".png" else skia.EncodedImageFormat.kJPEG
    path.write_bytes(bytes(surface.makeImageSnapshot().encodeToData(form, 88)))


def every(scene_length_ms: int, *, count: int) -> list[int]:
    """Return `count` script times spread over a scene, the first and last half a step inside."""
    return [round((number + 0.5) * scene_length_ms / count) for number in range(count)]
