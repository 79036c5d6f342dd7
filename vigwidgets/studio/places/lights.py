"""The light of a room at three times of a day: sky, sunbeam, the tone of walls and things, and lamps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType

import skia

from vigwidgets.core.errors import SceneRefused
from vigwidgets.studio.drawing.paint import Point, glow, polygon, slope

WIDTH, HEIGHT = 1280, 720
# Blends of colours below this one stay below it, so that nothing in a room comes near the white of an eye.
PALE = "#dde5e2"
"""The lightest white of a room."""


@dataclass(frozen=True, slots=True)
class Light:
    """One time of the day.

    Attributes:
        sky: Colour of the sky above, and above the horizon.
        far: Colour that hills and trees fade into, and how much (0 to 1).
        tone: Colour by which everything in the room is multiplied.
        beam: Colour and strength of the sun on the floor.
        air: Colour and strength of the brightness around the window.
        lamp: Strength of the lamps, 0 off to 1.
    """

    sky: tuple[str, str]
    far: tuple[str, float]
    tone: str
    beam: tuple[str, float]
    air: tuple[str, float]
    lamp: float


LIGHTS: Mapping[str, Light] = MappingProxyType(
    {
        "day": Light(("#bfdde8", "#dbe9e2"), ("#dbe9e2", 0.0), "#ffffff", ("#ece6c8", 0.42), ("#e4ebdd", 0.50), 0.0),
        "late": Light(("#e2d6bd", "#f0d9b0"), ("#e6c690", 0.40), "#fbf1e6", ("#f2d39a", 0.50), ("#efdcba", 0.36), 0.15),
        "evening": Light(
            ("#9aa8c2", "#d3c1bb"), ("#8390aa", 0.55), "#dfd5d6", ("#d8b58c", 0.0), ("#ecd6b0", 0.26), 1.0
        ),
    }
)
"""What `light` of a scene may be."""


def light_of(name: str) -> Light:
    """Return the light of that name.

    Raises:
        SceneRefused: there is no such light.
    """
    if name not in LIGHTS:
        raise SceneRefused(f"There is no light called {name!r}. Choose day, late or evening.")
    return LIGHTS[name]


@contextmanager
def toned(canvas: skia.Canvas, light: Light) -> Iterator[None]:
    """Give everything that is drawn meanwhile the tone of a light."""
    if light.tone == "#ffffff":
        yield
        return
    red, green, blue = (int(light.tone[i : i + 2], 16) / 255 for i in (1, 3, 5))
    rows = [red, 0, 0, 0, 0, 0, green, 0, 0, 0, 0, 0, blue, 0, 0, 0, 0, 0, 1, 0]
    canvas.saveLayer(None, skia.Paint(ColorFilter=skia.ColorFilters.Matrix(rows)))
    try:
        yield
    finally:
        canvas.restore()


def draw_beam(
    canvas: skia.Canvas, light: Light, *, top: tuple[float, float], bottom: tuple[float, float], from_y: float = 505
) -> None:
    """Draw the sun on the floor: its left and right end (px) at y `from_y` and at the picture's foot."""
    code, strength = light.beam
    for part in (0.0, 0.52):
        left, right = part + 0.03, part + 0.47
        ends = [bottom[0] + (bottom[1] - bottom[0]) * share for share in (left, right)]
        starts = [top[0] + (top[1] - top[0]) * share for share in (left, right)]
        pane = polygon([(starts[0], from_y), (starts[1], from_y), (ends[1], HEIGHT), (ends[0], HEIGHT)])
        canvas.drawPath(pane, slope((0, from_y), (0, HEIGHT), [(0, code, strength), (1, code, strength * 0.2)]))


def draw_air(canvas: skia.Canvas, light: Light, *, centre: Point = (640, 220)) -> None:
    """Draw the brightness around `centre`, where two people meet, and quieter corners."""
    code, strength = light.air
    whole = skia.Rect.MakeWH(WIDTH, HEIGHT)
    canvas.drawRect(whole, glow(centre, 620, [(0, code, strength), (0.45, code, strength * 0.42), (1, code, 0)]))
    edge = "#4a3a3c" if light.lamp < 1 else "#3a3648"
    depth = 0.14 if light.lamp < 1 else 0.18
    canvas.drawRect(whole, glow((640, 330), 840, [(0, edge, 0), (0.6, edge, 0), (1, edge, depth)]))


def draw_lamplight(canvas: skia.Canvas, light: Light, centre: Point, *, radius: float) -> None:
    """Draw the warm glow of a lamp around `centre`, if lamps are on."""
    stops = [(0.0, "#f3d9a4", 0.62 * light.lamp), (0.3, "#efcb92", 0.30 * light.lamp), (1.0, "#efcb92", 0.0)]
    canvas.drawCircle(*centre, radius, glow(centre, radius, stops))
