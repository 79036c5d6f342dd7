"""Parts of a picture that are kept while nothing about them changes: laying one down is much quicker than drawing it.

What a layer looks like depends on its key alone, so that pictures are the same in whatever order they are drawn.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from dataclasses import dataclass

import numpy as np
import skia
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom in px of the stage."""


@dataclass(frozen=True, slots=True)
class _Layer:
    """What is kept: what it depends on, its picture without empty edges (nothing if all is empty), and its corner."""

    key: Hashable
    picture: skia.Image | None
    left: int
    top: int


def surface_on(pixels: Pixels) -> skia.Surface:
    """Return a surface that draws into `pixels` (rows, columns, 4 bytes; red first)."""
    tall, wide = pixels.shape[:2]
    # RGBA is said, or red and blue change places; alpha multiplied in: laying down a layer takes half the time so
    info = skia.ImageInfo.Make(wide, tall, skia.ColorType.kRGBA_8888_ColorType, skia.AlphaType.kPremul_AlphaType)
    return skia.Surface.MakeRasterDirect(info, pixels, 4 * wide)


class Layers:
    """Draws parts onto one canvas and keeps the last picture of each."""

    def __init__(self, canvas: skia.Canvas, *, wide: int, tall: int) -> None:
        self._canvas = canvas
        self._wide, self._tall = wide, tall
        self._scratch: Pixels = np.zeros((tall, wide, 4), np.uint8)
        self._surface = surface_on(self._scratch)
        self._kept: dict[str, _Layer] = {}

    def lay(self, name: str, key: Hashable, draw: Callable[[skia.Canvas], None], *, box: Box | None = None) -> None:
        """Draw the part `name`, or lay down its picture if it was drawn before with the same key.

        Args:
            name: One picture is kept for each.
            key: Everything the part's look depends on, but for the canvas's own transform.
            draw: Draws the part on an empty canvas with the same transform.
            box: Nothing is drawn outside it; the whole picture if not given.
        """
        matrix = self._canvas.getTotalMatrix()
        key = (key, matrix.getScaleX(), matrix.getTranslateX(), matrix.getTranslateY())
        kept = self._kept.get(name)
        if kept is None or kept.key != key:
            kept = self._kept[name] = self._drawn(key, draw, self._edges(matrix, box), matrix)
        if kept.picture is not None:
            self._canvas.save()
            self._canvas.resetMatrix()
            self._canvas.drawImage(kept.picture, kept.left, kept.top)
            self._canvas.restore()

    def _edges(self, matrix: skia.Matrix, box: Box | None) -> tuple[int, int, int, int]:
        """Return whole px of the picture round a box of the stage."""
        if box is None:
            return 0, 0, self._wide, self._tall
        seen = matrix.mapRect(skia.Rect.MakeLTRB(*box))
        left, top = max(0, math.floor(seen.left())), max(0, math.floor(seen.top()))
        return left, top, min(self._wide, math.ceil(seen.right())), min(self._tall, math.ceil(seen.bottom()))

    def _drawn(
        self,
        key: Hashable,
        draw: Callable[[skia.Canvas], None],
        edges: tuple[int, int, int, int],
        matrix: skia.Matrix,
    ) -> _Layer:
        left, top, right, bottom = edges
        if left >= right or top >= bottom:
            return _Layer(key, None, 0, 0)
        part = self._scratch[top:bottom, left:right]
        part[...] = 0
        canvas = self._surface.getCanvas()
        canvas.save()
        canvas.clipRect(skia.Rect.MakeLTRB(left, top, right, bottom))
        canvas.concat(matrix)
        draw(canvas)
        canvas.restore()
        # a bitwise or of whole pixels is told four times as fast as whether any byte is set
        filled = part.view(np.uint32)[:, :, 0]
        columns = np.flatnonzero(np.bitwise_or.reduce(filled, axis=0))
        if not len(columns):
            return _Layer(key, None, 0, 0)
        first, last = int(columns[0]), int(columns[-1]) + 1
        rows = np.flatnonzero(np.bitwise_or.reduce(filled[:, first:last], axis=1))
        bounds = skia.IRect.MakeLTRB(left + first, top + int(rows[0]), left + last, top + int(rows[-1]) + 1)
        return _Layer(key, self._surface.makeImageSnapshot(bounds), bounds.left(), bounds.top())
