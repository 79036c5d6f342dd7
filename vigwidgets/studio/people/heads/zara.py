"""Zara, 9: braids with amber beads."""

from __future__ import annotations

from typing import Final

from vigwidgets.studio.drawing.features import Features
from vigwidgets.studio.people.figure import Head
from vigwidgets.studio.people.hair.cap import Cap
from vigwidgets.studio.people.hair.long import Braids

_HAIR: Final = "#2b2022"
_LINE: Final = ((0, 46), (22, 44), (44, 36), (58, 24), (68, 14), (80, 8), (94, 0), (102, -12))
_ROWS: Final = tuple(
    ((lon, 46 - 0.1 * abs(lon)), (lon, 56), (lon * 1.02, 66), (lon * 1.05, 76))
    for lon in (-72, -48, -24, 0, 24, 48, 72)
)
_ROOTS: Final = (
    (74, 22, 0.98), (-74, 22, 0.98), (90, 14, 1.08), (-90, 14, 1.08), (104, 4, 1.06), (-104, 4, 1.06),
    (124, -6, 1.00), (-124, -6, 1.00), (148, -12, 1.0), (-148, -12, 1.0), (172, -14, 1.0), (-168, -14, 1.0),
)  # fmt: skip

HEAD: Final = Head(
    Features(
        skin="#7d4f35",
        shade="#613a25",
        blush="#ac5440",
        lip="#4a211e",
        iris="#35211a",
        lash="#1f1414",
        brow="#2b2022",
        jaw=((0.30, -0.36, 0.30, 0.58), (-0.30, -0.36, 0.30, 0.58), (0, -0.62, 0.36, 0.38)),
        eye=(23.5, -6, 13.6, 13.2),
        iris_size=9.4,
        brow_height=4.8,
        brow_width=0.048,
        nose=(-28, 7.2, 1.08),
        mouth=(-49, 15),
        ear=0.165,
        lid_line=0.044,
        crease=True,
        crown=((0, 0.05, 0, 0.99),),
        eye_tilt=1.5,
        brow_arch=2.8,
        lips=0.7,
        nose_round=0.75,
    ),
    shape=(0.97, 1.01),
    behind=(Braids(_HAIR, "#e0a13a", _ROOTS, before=False),),
    cover=(
        Braids(_HAIR, "#e0a13a", _ROOTS, before=True),
        Cap(_HAIR, _LINE, knobs=((0, 0.10, -0.05, 1.04), (0, 0.0, -0.2, 1.02)), strands=_ROWS, strand_light=0.24),
    ),
)
