"""What people sit on and lean against: cushions, armchairs, a wing chair, plain chairs."""

from __future__ import annotations

import skia

from vigwidgets.studio.drawing.paint import Point, blob, curve, fill, line, slope
from vigwidgets.studio.places.furniture import shade, tint


def draw_cushion(canvas: skia.Canvas, centre: Point, code: str, *, size: float = 100, turn: float = 0) -> None:
    """Draw a cushion of `size` px, turned by degrees, with a piped edge and a button."""
    half = size / 2
    corners = [
        (-half, -half * 0.8),
        (0, -half * 0.84),
        (half, -half * 0.8),
        (half * 0.96, 0),
        (half, half * 0.8),
        (0, half * 0.86),
        (-half, half * 0.8),
        (-half * 0.96, 0),
    ]
    shape = blob(corners, pull=0.06)
    canvas.save()
    canvas.translate(*centre)
    canvas.rotate(turn)
    canvas.drawPath(
        shape, slope((-half, -half), (half, half), [(0, tint(code), 1), (0.6, code, 1), (1, shade(code), 1)])
    )
    canvas.drawPath(shape, line(shade(code, share=0.3), width=1.8, alpha=0.6))
    for x, y in ((-0.5, -0.36), (0.5, -0.36), (-0.48, 0.38), (0.48, 0.38)):
        canvas.drawPath(
            curve([(x * size * 0.3, y * size * 0.3), (x * size * 0.72, y * size * 0.72)]),
            line(shade(code), width=1.4, alpha=0.4),
        )
    canvas.restore()


def draw_armchair(
    canvas: skia.Canvas, hip: Point, *, facing: int, code: str, unit: float = 92, wing: bool = False
) -> None:
    """Draw an armchair for hips at `hip` and looks to `facing`; a wing chair is taller than the head."""
    top = -5.25 if wing else -3.15
    dark = shade(code, share=0.24)
    canvas.save()
    canvas.translate(*hip)
    canvas.scale(facing * unit, unit)
    lit, dim = (tint(code, share=0.2), dark) if facing > 0 else (shade(code, share=0.12), tint(code, share=0.12))
    arm = skia.Rect.MakeLTRB(-0.9, -0.72, 1.95, 1.6)
    canvas.drawRoundRect(arm, 0.42, 0.42, slope((0, -0.7), (0, 0.9), [(0, shade(code, share=0.10), 1), (1, dark, 1)]))
    canvas.drawRoundRect(skia.Rect.MakeLTRB(-0.85, -0.74, 2.02, -0.22), 0.26, 0.26, fill(code))
    canvas.drawPath(curve([(-0.4, -0.26), (1.0, -0.20), (1.9, -0.28)]), line(dark, width=0.02, alpha=0.7))
    if wing:
        ear = blob(
            [(-1.0, top + 0.1), (-0.35, top + 0.18), (0.06, -4.35), (0.02, -3.3), (-0.42, -2.3), (-1.0, -2.0)],
            pull=0.15,
        )
        canvas.drawPath(ear, slope((-1, 0), (0.5, 0), [(0, dark, 1), (1, shade(code, share=0.10), 1)]))
        canvas.drawPath(ear, line(dark, width=0.022, alpha=0.7))
    back = blob(
        [
            (-1.95, top + 0.35),
            (-1.45, top - 0.02),
            (-0.95, top + 0.05),
            (-0.72, top + 0.55),
            (-0.62, -1.0),
            (-0.55, 0.8),
            (-1.5, 1.3),
            (-1.78, -0.8),
        ],
        pull=0.13,
    )
    canvas.drawPath(back, slope((-1.95, 0), (-0.5, 0), [(0, lit, 1), (0.55, code, 1), (1, dim, 1)]))
    canvas.drawPath(back, line(dark, width=0.022, alpha=0.6))
    seam = [(-1.42, top + 0.22), (-1.28, -1.2), (-1.10, 0.9)]
    canvas.drawPath(curve(seam), line(dark, width=0.022, alpha=0.5))
    canvas.restore()


def draw_chair(canvas: skia.Canvas, hip: Point, *, facing: int, code: str, seat_code: str, unit: float = 92) -> None:
    """Draw a plain chair with slats for who sits with the hips at `hip` and looks towards `facing`."""
    dark = shade(code, share=0.26)
    canvas.save()
    canvas.translate(*hip)
    canvas.scale(facing * unit, unit)
    for x in (-0.70, -1.28):
        canvas.drawPath(
            curve([(x + 0.12, 1.2), (x + 0.04, -0.6), (x - 0.12, -2.4)]), line(dark if x > -1 else code, width=0.19)
        )
    for y in (-2.16, -1.62, -1.08):
        slat = blob([(-1.42, y - 0.17), (-0.74, y - 0.20), (-0.70, y + 0.17), (-1.36, y + 0.20)], pull=0.08)
        canvas.drawPath(slat, fill(code))
        canvas.drawPath(slat, line(dark, width=0.018, alpha=0.7))
    canvas.drawRoundRect(skia.Rect.MakeLTRB(-1.34, 0.55, 1.02, 0.86), 0.13, 0.13, fill(seat_code))
    canvas.drawRoundRect(skia.Rect.MakeLTRB(-1.30, 0.80, 0.98, 0.98), 0.07, 0.07, fill(dark))
    canvas.restore()
