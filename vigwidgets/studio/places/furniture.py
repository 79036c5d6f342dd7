"""Things that stand in several rooms: floor and wall, tables, chairs, cushions, plants, shelves, lamps, pictures."""

from __future__ import annotations

from itertools import pairwise

import skia

from vigwidgets.studio.drawing.paint import Point, blob, clipped, curve, fill, glow, line, mix, oval, polygon, slope
from vigwidgets.studio.places.lights import HEIGHT, PALE, WIDTH

SHADOW = "#4d4a4a"


def shade(code: str, *, share: float = 0.22) -> str:
    """Return a colour out of the light."""
    return mix(code, "#55506a", share=share)


def tint(code: str, *, share: float = 0.25) -> str:
    """Return a colour in the light."""
    return mix(code, PALE, share=share)


def draw_wall(canvas: skia.Canvas, code: str, *, foot: float = 500) -> None:
    """Draw a wall down to px `foot` with a skirting board, its upper left in the light."""
    canvas.drawRect(
        skia.Rect.MakeWH(WIDTH, foot),
        slope((0, 0), (WIDTH, foot), [(0, tint(code, share=0.3), 1), (0.5, code, 1), (1, shade(code, share=0.10), 1)]),
    )
    canvas.drawRect(
        skia.Rect.MakeXYWH(0, foot - 20, WIDTH, 20), slope((0, foot - 20), (0, foot), [(0, PALE, 1), (1, "#cdd4cc", 1)])
    )
    canvas.drawRect(skia.Rect.MakeXYWH(0, foot - 21, WIDTH, 1.4), fill(shade(code), alpha=0.5))


def draw_floor(canvas: skia.Canvas, code: str, *, top: float = 500, boards: bool = True) -> None:
    """Draw a floor from px `top`, of boards or of one soft covering."""
    canvas.drawRect(
        skia.Rect.MakeXYWH(0, top, WIDTH, HEIGHT - top),
        slope((0, top), (0, HEIGHT), [(0, tint(code, share=0.18), 1), (1, shade(code, share=0.08), 1)]),
    )
    if boards:
        dark = shade(code, share=0.28)
        edges = [top + step for step in (0, 22, 54, 98, 156, 230)]
        for row, (upper, lower) in enumerate(pairwise(edges)):
            canvas.drawRect(skia.Rect.MakeXYWH(0, lower, WIDTH, 1.6), fill(dark, alpha=0.38))
            for i in range(-1, 5):
                x = i * 330 + row * 137 % 330
                end = 640 + (x - 640) * (1 + (lower - top) / 1500)
                canvas.drawPath(
                    polygon([(x, upper), (x + 1.6, upper), (end + 1.6, lower), (end, lower)]), fill(dark, alpha=0.36)
                )
    canvas.drawRect(skia.Rect.MakeXYWH(0, top, WIDTH, 5), fill(SHADOW, alpha=0.14))


def draw_rug(canvas: skia.Canvas, codes: tuple[str, str], *, centre: Point = (640, 676), wide: float = 1240) -> None:
    """Draw an oval rug with a border; codes are middle and border."""
    middle, border = codes
    canvas.drawOval(oval((centre[0], centre[1] + 6), wide, wide * 0.156), fill(SHADOW, alpha=0.14))
    canvas.drawOval(oval(centre, wide, wide * 0.156), fill(border))
    canvas.drawOval(oval(centre, wide * 0.955, wide * 0.138), fill(middle))
    canvas.drawOval(oval(centre, wide * 0.89, wide * 0.118), line(border, width=3, alpha=0.8))


def draw_table(
    canvas: skia.Canvas, edges: tuple[float, float], *, span: tuple[float, float], code: str, round_: bool = False
) -> None:
    """Draw a table before the people: px y of its back and front edge, px x of its front corners."""
    back, front = edges
    left, right = span
    dark, rim = shade(code, share=0.30), shade(code, share=0.16)
    middle = ((left + right) / 2, HEIGHT - 14)
    canvas.drawOval(
        oval(middle, (right - left) * 1.15, 34),
        glow(middle, (right - left) * 0.58, [(0, SHADOW, 0.26), (0.7, SHADOW, 0.14), (1, SHADOW, 0)]),
    )
    for x, foot in ((left + 34, 676), (right - 56, 676), (left + 12, 712), (right - 37, 712)):
        leg = [(x, front), (x + 25, front), (x + 21, foot), (x + 5, foot)]
        canvas.drawPath(polygon(leg), slope((x, 0), (x + 25, 0), [(0, rim if foot > 700 else dark, 1), (1, dark, 1)]))
    inset = (right - left) * 0.075
    corners = [(left + inset, back), (right - inset, back), (right, front), (left, front)]
    top = polygon(corners)
    if round_:
        bean = [
            (left + inset * 1.6, back),
            (640, back + 6),
            (right - inset * 1.6, back),
            (right, (back + front) / 2),
            (right - inset, front),
            (left + inset, front),
            (left, (back + front) / 2),
        ]
        top = blob(bean, pull=0.14)
        canvas.save()
        canvas.translate(0, 15)
        canvas.drawPath(top, slope((left, 0), (right, 0), [(0, rim, 1), (1, dark, 1)]))
        canvas.restore()
    canvas.drawPath(
        top,
        slope(
            (left, back),
            (right, front),
            [(0, tint(code, share=0.2), 1), (0.5, code, 1), (1, shade(code, share=0.08), 1)],
        ),
    )
    with clipped(canvas, top):
        for share in (0.2, 0.44, 0.72):
            y = back + (front - back) * share
            grain = [
                (left, y),
                (left + (right - left) * 0.35, y + 2),
                (left + (right - left) * 0.7, y - 1),
                (right, y + 1),
            ]
            canvas.drawPath(curve(grain), line(rim, width=1.3, alpha=0.38))
        glare = [(middle[0] - 90, back), (middle[0] + 80, back), (middle[0] + 20, front), (middle[0] - 170, front)]
        canvas.drawPath(polygon(glare), fill("#ecdcb8", alpha=0.26))
    if not round_:
        canvas.drawRoundRect(
            skia.Rect.MakeXYWH(left - 3, front - 1, right - left + 6, 19),
            8,
            8,
            slope((0, front), (0, front + 19), [(0, rim, 1), (1, dark, 1)]),
        )
        canvas.drawRoundRect(
            skia.Rect.MakeXYWH(left, front - 1, right - left, 3.4), 2, 2, fill(tint(code, share=0.35), alpha=0.8)
        )


def draw_plant(
    canvas: skia.Canvas, foot: Point, *, size: float = 1.0, pot: str = "#c58f72", leaf: str = "#83a681"
) -> None:
    """Draw a pot plant standing on `foot`, about 190 px high at size 1."""
    canvas.save()
    canvas.translate(*foot)
    canvas.scale(size, size)
    for angle, tall, share in (
        (-64, 92, 0.24),
        (64, 90, 0.3),
        (-36, 116, 0.0),
        (38, 112, 0.2),
        (-10, 134, 0.12),
        (14, 124, 0.0),
    ):
        code = shade(leaf, share=share)
        canvas.save()
        canvas.translate(0, -50)
        canvas.rotate(angle)
        blade = blob(
            [(0, 0), (-13, -tall * 0.45), (-6, -tall * 0.86), (0, -tall), (7, -tall * 0.84), (13, -tall * 0.42)],
            pull=0.16,
        )
        canvas.drawPath(blade, slope((-14, 0), (14, 0), [(0, tint(code), 1), (1, code, 1)]))
        canvas.drawPath(curve([(0, -4), (1, -tall * 0.9)]), line(shade(leaf, share=0.35), width=1.4, alpha=0.6))
        canvas.restore()
    canvas.drawOval(oval((4, 0), 70, 10), fill(SHADOW, alpha=0.18))
    canvas.drawPath(
        polygon([(-30, -56), (30, -56), (22, 0), (-22, 0)]),
        slope((-30, 0), (30, 0), [(0, tint(pot, share=0.15), 1), (1, shade(pot), 1)]),
    )
    canvas.drawRoundRect(
        skia.Rect.MakeXYWH(-34, -66, 68, 15),
        4,
        4,
        slope((-34, 0), (34, 0), [(0, tint(pot), 1), (1, shade(pot, share=0.14), 1)]),
    )
    canvas.restore()


def draw_books(canvas: skia.Canvas, foot: Point, *, wide: float, codes: tuple[str, ...], tall: float = 76) -> None:
    """Draw a row of book backs from `foot` to the right, `wide` px in all."""
    x, i = foot[0], 0
    while x < foot[0] + wide - 12:
        thick, high = 11 + i * 7 % 9, tall - i * 13 % 22
        code = codes[i % len(codes)]
        spine = skia.Rect.MakeXYWH(x, foot[1] - high, thick, high)
        canvas.drawRoundRect(
            spine,
            2,
            2,
            slope((x, 0), (x + thick, 0), [(0, tint(code, share=0.15), 1), (1, shade(code, share=0.15), 1)]),
        )
        canvas.drawRect(
            skia.Rect.MakeXYWH(x + 2, foot[1] - high + 10, thick - 4, 3), fill(tint(code, share=0.5), alpha=0.7)
        )
        x, i = x + thick + 1.5, i + 1


def draw_picture(canvas: skia.Canvas, box: skia.Rect, code: str) -> None:
    """Draw an empty framed picture of one colour; what is on it is drawn over it."""
    canvas.drawRoundRect(box.makeOffset(4, 5), 3, 3, fill("#8d9a96", alpha=0.25))
    canvas.drawRoundRect(box, 3, 3, fill(PALE))
    canvas.drawRoundRect(box, 3, 3, line("#b4bdb8", width=1.4, alpha=0.8))
    canvas.drawRect(box.makeInset(box.width() * 0.11, box.width() * 0.11), fill(code))


def draw_lamp(canvas: skia.Canvas, foot: Point, *, tall: float, code: str = "#e2cfa6", lit: float = 0.0) -> None:
    """Draw a lamp with a cloth shade standing on `foot`, `tall` px; `lit` 0 off to 1."""
    x, y = foot
    canvas.drawOval(oval((x, y), 62, 12), fill("#a08a6a"))
    canvas.drawRect(skia.Rect.MakeXYWH(x - 3.5, y - tall + 70, 7, tall - 70), fill("#a08a6a"))
    hood = polygon([(x - 34, y - tall), (x + 34, y - tall), (x + 56, y - tall + 82), (x - 56, y - tall + 82)])
    warm = mix(code, "#f0d296", share=lit)
    canvas.drawPath(
        hood,
        slope(
            (x - 56, 0), (x + 56, 0), [(0, tint(warm, share=0.12), 1), (0.5, warm, 1), (1, shade(warm, share=0.14), 1)]
        ),
    )


def draw_clock(canvas: skia.Canvas, centre: Point, *, radius: float = 34) -> None:
    """Draw a wall clock at a quarter to five."""
    x, y = centre
    canvas.drawCircle(x + 3, y + 4, radius, fill("#8d9a96", alpha=0.28))
    canvas.drawCircle(x, y, radius, fill("#9fb0b0"))
    canvas.drawCircle(x, y, radius * 0.86, fill(PALE))
    canvas.drawPath(curve([(x, y), (x + radius * 0.36, y + radius * 0.28)]), line("#6f7c80", width=radius * 0.10))
    canvas.drawPath(curve([(x, y), (x - radius * 0.62, y)]), line("#6f7c80", width=radius * 0.07))
