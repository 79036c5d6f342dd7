"""A purple wheelchair, light and quick: drawn half behind and half before who sits in it."""

from __future__ import annotations

import math

import skia

from vigwidgets.studio.acting.skeleton import Skeleton
from vigwidgets.studio.drawing.paint import Point, curve, fill, line, mix, oval

FRAME, FRAME_SHADE, TYRE, RIM = "#6f5aa8", "#4d3d7d", "#4a4650", "#c9c6d2"


def _wheel(skeleton: Skeleton) -> tuple[Point, float]:
    radius = skeleton.px(1.42)
    x = skeleton.hip[0] - skeleton.facing * skeleton.px(0.18)
    return (x, skeleton.ground_y - radius), radius


def draw_chair_behind(canvas: skia.Canvas, skeleton: Skeleton) -> None:
    """Draw the far wheel, the frame, the seat and its back."""
    (x, y), radius = _wheel(skeleton)
    facing, size = skeleton.facing, skeleton.size
    far = (x + facing * 0.50 * size, y - 0.10 * size)
    canvas.drawCircle(*far, radius * 0.96, line(mix(TYRE, "#ffffff", share=0.12), width=0.13 * size))
    seat = skeleton.hip[1] + 0.74 * size
    tube = line(FRAME_SHADE, width=0.15 * size)
    front = (skeleton.near_knee[0] - facing * 0.15 * size, seat - 0.02 * size)
    foot = (skeleton.near_foot[0] + facing * 0.10 * size, skeleton.near_foot[1] + 0.06 * size)
    canvas.drawPath(curve([front, (front[0] + facing * 0.35 * size, seat + 0.4 * size), foot]), tube)
    plate = [(foot[0] - facing * 0.55 * size, foot[1] + 0.02 * size), (foot[0] + facing * 0.85 * size, foot[1])]
    canvas.drawPath(curve(plate), line(TYRE, width=0.12 * size))
    castor = (front[0] - facing * 0.10 * size, skeleton.ground_y - 0.34 * size)
    canvas.drawPath(curve([(front[0] - facing * 0.2 * size, seat), castor]), tube)
    canvas.drawCircle(*castor, 0.27 * size, line(TYRE, width=0.14 * size))
    canvas.drawCircle(*castor, 0.09 * size, fill(RIM))
    back = [
        (skeleton.hip[0] - facing * 1.02 * size, seat),
        (skeleton.hip[0] - facing * 1.20 * size, skeleton.hip[1] - 1.35 * size),
    ]
    canvas.drawPath(curve(back), line(FRAME_SHADE, width=0.34 * size))
    canvas.drawPath(curve(back), line(FRAME, width=0.24 * size))
    handle = [back[1], (back[1][0] - facing * 0.42 * size, back[1][1] + 0.06 * size)]
    canvas.drawPath(curve(handle), line(TYRE, width=0.15 * size))
    cushion = [(skeleton.hip[0] - facing * 1.0 * size, seat), (front[0], front[1])]
    canvas.drawPath(curve(cushion), line(FRAME_SHADE, width=0.24 * size))


def draw_chair_before(canvas: skia.Canvas, skeleton: Skeleton) -> None:
    """Draw the near wheel with its hand rim, and the side of the frame."""
    (x, y), radius = _wheel(skeleton)
    facing, size = skeleton.facing, skeleton.size
    seat = skeleton.hip[1] + 0.74 * size
    side = [
        (x - facing * 0.92 * size, seat - 0.02 * size),
        (x + facing * 0.55 * size, seat),
        (skeleton.near_knee[0] - facing * 0.15 * size, seat - 0.02 * size),
    ]
    canvas.drawPath(curve(side), line(FRAME_SHADE, width=0.16 * size))
    canvas.drawPath(curve(side), line(FRAME, width=0.10 * size))
    spoke = line("#e6e4ec", width=0.022 * size, alpha=0.85)
    for index in range(14):
        turn = math.tau * index / 14
        out = (x + math.cos(turn) * radius * 0.93, y + math.sin(turn) * radius * 0.93)
        canvas.drawPath(
            curve([(x + math.cos(turn + 0.5) * 0.12 * size, y + math.sin(turn + 0.5) * 0.12 * size), out]), spoke
        )
    box = oval((x, y), 2 * radius, 2 * radius)
    canvas.drawOval(box, line(TYRE, width=0.155 * size))
    canvas.drawOval(box, line(mix(TYRE, "#ffffff", share=0.25), width=0.03 * size, alpha=0.8))
    rim = oval((x, y), 1.76 * radius, 1.76 * radius)
    canvas.drawOval(rim, line(mix(RIM, "#5c5868", share=0.4), width=0.075 * size))
    canvas.drawOval(rim, line(RIM, width=0.045 * size))
    canvas.drawCircle(x, y, 0.17 * size, fill(FRAME_SHADE))
    canvas.drawCircle(x, y, 0.12 * size, fill(FRAME))
