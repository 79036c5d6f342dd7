"""How a face is made and what it does: values that the drawing of eyes and mouth share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from vigwidgets.studio.drawing.paint import Point

EYE_WHITE: Final = "#fffaf2"
PUPIL: Final = "#1b1416"
MOUTH: Final = "#7c0a3a"
TONGUE: Final = "#c9605e"
"""Reserved colours: nothing else in a film is near them, so that tests can find eyes and mouths in its pixels."""


@dataclass(frozen=True, slots=True)
class Features:
    """How a person's face is made; places are degrees on the ball, widths degrees or radii.

    Attributes:
        skin: Base colour.
        shade: Skin out of the light.
        blush: Cheek colour.
        lip: Line of the lips.
        iris: Eye colour.
        lash: Upper lid line.
        brow: Brow colour.
        jaw: Circles (x, y, z, size in radii) that shape cheeks and chin.
        eye: Longitude, latitude, half width, half height of an eye.
        iris_size: Half width of the iris.
        brow_height: Degrees above the eye's top.
        brow_width: Stroke in radii.
        nose: Latitude, half width and how far it stands out.
        mouth: Latitude and half width.
        ear: Size in radii.
        lid_line: Stroke of the upper lid in radii.
        crease: Whether a line above the lid is drawn.
        crown: Circles as in `jaw` that make the skull.
        eye_tilt: Degrees the outer corner of an eye stands above the inner one.
        brow_arch: Degrees the middle of a brow stands above its ends.
        lips: 0 thin to 1 full.
        lines: 0 smooth to 1 the lines of a long life.
        nose_round: 0 a fine tip to 1 a broad one.
    """

    skin: str
    shade: str
    blush: str
    lip: str
    iris: str
    lash: str
    brow: str
    jaw: tuple[tuple[float, float, float, float], ...]
    eye: tuple[float, float, float, float]
    iris_size: float
    brow_height: float
    brow_width: float
    nose: tuple[float, float, float]
    mouth: tuple[float, float]
    ear: float
    lid_line: float
    crease: bool
    crown: tuple[tuple[float, float, float, float], ...] = ((0.0, 0.04, 0.0, 1.0),)
    eye_tilt: float = 0.0
    brow_arch: float = 2.0
    lips: float = 0.3
    lines: float = 0.0
    nose_round: float = 0.4


@dataclass(frozen=True, slots=True)
class Expression:
    """What a face does in one frame.

    Attributes:
        look: Where the iris stands in its eye, right and up, each -1 to 1.
        lids: Opening, 0.9 at rest, 1.15 wide.
        blink: 0 open to 1 shut.
        smile: 0 to 1, corners up.
        cheeks: 0 to 1, lower lids up.
        brows: 0 at rest to 1 lifted.
        inner_brows: 0 to 1, inner ends lifted.
        mouth: Opening 0 to 1.
        round: Lips drawn together 0 to 1.
        teeth: 0 to 1.
        worry: 0 to 1, brows drawn together and up in the middle, mouth corners down a little.
    """

    look: Point = (0.0, 0.0)
    lids: float = 0.9
    blink: float = 0.0
    smile: float = 0.3
    cheeks: float = 0.1
    brows: float = 0.2
    inner_brows: float = 0.25
    mouth: float = 0.0
    round: float = 0.0
    teeth: float = 0.0
    worry: float = 0.0
