"""Heads as they are drawn: skin, hair, face and what is worn, in their order."""

from __future__ import annotations

import skia

from vigwidgets.studio.drawing.ball import Ball
from vigwidgets.studio.drawing.face import draw_ear, draw_features, draw_skin, skull
from vigwidgets.studio.drawing.features import Expression
from vigwidgets.studio.drawing.layers import Box
from vigwidgets.studio.drawing.paint import clipped
from vigwidgets.studio.drawing.part import Part, around
from vigwidgets.studio.people.figure import DrawOnHead, Head
from vigwidgets.studio.people.hair.beard import Beard, Moustache

MOVES_WITH_FACE = (Beard, Moustache)
"""Kinds of what is on a head that heed its expression; all others are drawn from ball and features alone."""

_OVER_HAIR = -0.25
"""Depth in radii from which an ear is seen over the hair."""


def draw_behind(canvas: skia.Canvas, head: Head, ball: Ball, expression: Expression) -> None:
    """Draw what hangs behind the head; call it before the trunk is drawn."""
    for part in head.behind:
        part(canvas, ball, head.features, expression)


def draw_head(canvas: skia.Canvas, head: Head, ball: Ball, expression: Expression) -> None:
    """Draw skin, hair, face and what is worn; call it after the trunk."""
    for part in head_parts(head, ball, expression):
        part.draw(canvas)


def behind_part(head: Head, ball: Ball, expression: Expression) -> Part:
    """Return what hangs behind the head as one part."""
    moves = _moving(head.behind)
    key = (id(head), ball, expression if moves else None)
    return Part(
        "behind", lambda canvas: draw_behind(canvas, head, ball, expression), key, _box(ball), _needs(moves=moves)
    )


def head_parts(head: Head, ball: Ball, expression: Expression) -> list[Part]:
    """Return what `draw_head` draws in its order: the head with its hair, the face, what is before it."""

    def draw_base(canvas: skia.Canvas) -> None:
        draw_skin(canvas, ball, head.features, cheeks=expression.cheeks)
        for part in head.cover:
            part(canvas, ball, head.features, expression)
        if head.ears:
            _draw_ears(canvas, head, ball)

    def draw_face(canvas: skia.Canvas) -> None:
        draw_features(canvas, ball, head.features, expression)

    def draw_front(canvas: skia.Canvas) -> None:
        for part in head.front:
            part(canvas, ball, head.features, expression)

    whole = (id(head), ball, expression)
    covers, fronts = _moving(head.cover), _moving(head.front)
    calm = (id(head), ball, expression.cheeks)
    found = [
        Part("head", draw_base, whole if covers else calm, _box(ball), _needs(moves=covers)),
        Part("face", draw_face, whole, around([(ball.x, ball.y)], margin=1.4 * ball.radius), _needs(moves=True)),
    ]
    if head.front:
        found.append(Part("front", draw_front, whole if fronts else calm[:2], _box(ball), _needs(moves=fronts)))
    return found


def _moving(parts: tuple[DrawOnHead, ...]) -> bool:
    """Return whether any of the parts moves with the face."""
    return any(isinstance(part, MOVES_WITH_FACE) for part in parts)


def _box(ball: Ball) -> Box:
    """Return px of the stage that hold a head and all that hangs from it."""
    low = (ball.x, ball.y + 1.6 * ball.radius)
    return around([(ball.x, ball.y), low], margin=2.0 * ball.radius)


def _needs(*, moves: bool) -> frozenset[str]:
    return frozenset({"head", "face"} if moves else {"head"})


def _draw_ears(canvas: skia.Canvas, head: Head, ball: Ball) -> None:
    for side in (-1, 1):
        depth = ball.deep(side * 93, -9)[2]
        if depth > 0:
            draw_ear(canvas, ball, head.features, side=side)
        elif depth > _OVER_HAIR:
            with clipped(canvas, skull(ball, head.features), outside=True):
                draw_ear(canvas, ball, head.features, side=side)
