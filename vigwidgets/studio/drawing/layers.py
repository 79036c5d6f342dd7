"""Parts of a picture that are kept while nothing about them changes: laying one down is much quicker than drawing it.

What a layer looks like depends on its key alone, so that pictures are the same in whatever order they are drawn.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Final

import numpy as np
import skia
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom in px of the stage."""


_STRIP: Final = 96
"""Rows of the pictures a layer is kept in. Low ones leave out more of what is empty beside a slanting arm, and fit in
memory that is used again: for a whole body the system would hand out fresh pages each time, which takes longer than
to draw it."""


@dataclass(frozen=True, slots=True)
class Layer:
    """What is kept: what it depends on, and strips of its picture without empty sides, each with its corner."""

    key: Hashable
    strips: tuple[tuple[skia.Image, int, int], ...]

    def put(self, canvas: skia.Canvas) -> None:
        """Lay it down where it was drawn."""
        if not self.strips:
            return
        canvas.save()
        canvas.resetMatrix()
        for picture, left, top in self.strips:
            canvas.drawImage(picture, left, top)
        canvas.restore()


def surface_on(pixels: Pixels) -> skia.Surface:
    """Return a surface that draws into `pixels` (rows, columns, 4 bytes; blue first)."""
    tall, wide = pixels.shape[:2]
    # The order is said, or red and blue change places. Blue first is skia's own and several times as fast; with alpha
    # multiplied in, laying down a layer takes half the time.
    info = skia.ImageInfo.Make(wide, tall, skia.ColorType.kBGRA_8888_ColorType, skia.AlphaType.kPremul_AlphaType)
    return skia.Surface.MakeRasterDirect(info, pixels, 4 * wide)


class Layers:
    """Draws parts onto one canvas and keeps the last picture of each."""

    def __init__(self, canvas: skia.Canvas, *, wide: int, tall: int) -> None:
        self._canvas = canvas
        self._wide, self._tall = wide, tall
        self._scratch: Pixels = np.zeros((tall, wide, 4), np.uint8)
        self._surface = surface_on(self._scratch)
        self._kept: dict[str, Layer] = {}

    def lay(self, name: str, key: Hashable, draw: Callable[[skia.Canvas], None], *, box: Box | None = None) -> None:
        """Draw the part `name`, or lay down its picture if it was drawn before with the same key.

        Args:
            name: One picture is kept for each.
            key: Everything the part's look depends on, but for the canvas's own transform.
            draw: Draws the part on an empty canvas with the same transform.
            box: Nothing is drawn outside it; the whole picture if not given.
        """
        self.keep(name, key, draw, box=box).put(self._canvas)

    def keep(self, name: str, key: Hashable, draw: Callable[[skia.Canvas], None], *, box: Box | None = None) -> Layer:
        """Return the layer that `lay` would lay down; a part that is drawn from others can begin with it."""
        matrix = self._canvas.getTotalMatrix()
        key = (key, matrix.getScaleX(), matrix.getTranslateX(), matrix.getTranslateY())
        kept = self._kept.get(name)
        if kept is None or kept.key != key:
            kept = self._kept[name] = Layer(key, self._drawn(draw, self._edges(matrix, box), matrix))
        return kept

    def _edges(self, matrix: skia.Matrix, box: Box | None) -> tuple[int, int, int, int]:
        """Return whole px of the picture round a box of the stage."""
        if box is None:
            return 0, 0, self._wide, self._tall
        seen = matrix.mapRect(skia.Rect.MakeLTRB(*box))
        left, top = max(0, math.floor(seen.left())), max(0, math.floor(seen.top()))
        return left, top, min(self._wide, math.ceil(seen.right())), min(self._tall, math.ceil(seen.bottom()))

    def _drawn(
        self, draw: Callable[[skia.Canvas], None], edges: tuple[int, int, int, int], matrix: skia.Matrix
    ) -> tuple[tuple[skia.Image, int, int], ...]:
        """Return the strips of what is drawn."""
        left, top, right, bottom = edges
        if left >= right or top >= bottom:
            return ()
        part = self._scratch[top:bottom, left:right]
        part[...] = 0
        canvas = self._surface.getCanvas()
        canvas.save()
        canvas.clipRect(skia.Rect.MakeLTRB(left, top, right, bottom))
        canvas.concat(matrix)
        draw(canvas)
        canvas.restore()
        # a bitwise or of whole pixels is told four times as fast as whether any byte is set
        pixels = part.view(np.uint32)[:, :, 0]
        strips: list[tuple[skia.Image, int, int]] = []
        for start in range(0, bottom - top, _STRIP):
            filled = np.flatnonzero(np.bitwise_or.reduce(pixels[start : start + _STRIP], axis=0))
            if len(filled):
                x, y = left + int(filled[0]), top + start
                bounds = skia.IRect.MakeLTRB(x, y, left + int(filled[-1]) + 1, min(y + _STRIP, bottom))
                strips.append((self._surface.makeImageSnapshot(bounds), x, y))
        return tuple(strips)
