"""Heads as they are drawn: skin, hair, face and what is worn, in their order."""

from __future__ import annotations

import skia

from vigwidgets.studio.drawing.ball import Ball
from vigwidgets.studio.drawing.face import draw_ear, draw_features, draw_skin, skull
from vigwidgets.studio.drawing.features import Expression
from vigwidgets.studio.drawing.paint import clipped
from vigwidgets.studio.people.figure import Head

_OVER_HAIR = -0.25
"""Depth in radii from which an ear is seen over the hair."""


def draw_behind(canvas: skia.Canvas, head: Head, ball: Ball, expression: Expression) -> None:
    """Draw what hangs behind the head; call it before the trunk is drawn."""
    for part in head.behind:
        part(canvas, ball, head.features, expression)


def draw_head(canvas: skia.Canvas, head: Head, ball: Ball, expression: Expression) -> None:
    """Draw skin, hair, face and what is worn; call it after the trunk."""
    draw_skin(canvas, ball, head.features, cheeks=expression.cheeks)
    for part in head.cover:
        part(canvas, ball, head.features, expression)
    if head.ears:
        _draw_ears(canvas, head, ball)
    draw_features(canvas, ball, head.features, expression)
    for part in head.front:
        part(canvas, ball, head.features, expression)


def _draw_ears(canvas: skia.Canvas, head: Head, ball: Ball) -> None:
    for side in (-1, 1):
        depth = ball.deep(side * 93, -9)[2]
        if depth > 0:
            draw_ear(canvas, ball, head.features, side=side)
        elif depth > _OVER_HAIR:
            with clipped(canvas, skull(ball, head.features), outside=True):
                draw_ear(canvas, ball, head.features, side=side)
