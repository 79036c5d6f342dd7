"""Nadia, 31: dark hair parted in the middle, in a low bun."""

from __future__ import annotations

from typing import Final

from vigwidgets.studio.drawing.features import Features
from vigwidgets.studio.people.figure import Head
from vigwidgets.studio.people.hair.cap import Cap
from vigwidgets.studio.people.hair.long import Bun

_HAIR: Final = "#2f2327"
_LINE: Final = ((2, 50), (22, 46), (42, 37), (58, 23), (68, 12), (78, 8), (90, 2), (101, -12))
_STRANDS: Final = (
    ((4, 56), (34, 58), (70, 40), (104, 14)), ((4, 66), (50, 66), (96, 40), (124, 8)), ((30, 47), (60, 32), (92, 8)),
    ((-4, 56), (-34, 58), (-70, 40), (-104, 14)), ((-4, 66), (-50, 66), (-96, 40), (-124, 8)),
    ((-30, 47), (-60, 32), (-92, 8)),
)  # fmt: skip

HEAD: Final = Head(
    Features(
        skin="#b9794f",
        shade="#98593a",
        blush="#c9543f",
        lip="#8f3f38",
        iris="#4f2f1d",
        lash="#2a1a18",
        brow="#35262a",
        jaw=((0.22, -0.36, 0.24, 0.58), (-0.22, -0.36, 0.24, 0.58), (0, -0.67, 0.30, 0.38)),
        eye=(22.5, -2, 13.0, 12.0),
        iris_size=8.2,
        brow_height=4.6,
        brow_width=0.052,
        nose=(-25, 8.0, 1.13),
        mouth=(-45, 16),
        ear=0.165,
        lid_line=0.043,
        crease=True,
        crown=((0, 0.08, 0, 0.95),),
        eye_tilt=2.0,
        lips=0.6,
    ),
    shape=(0.93, 1.04),
    behind=(Bun(_HAIR, (0.0, -0.36, -1.52, 0.42)),),
    cover=(
        Cap(
            _HAIR,
            _LINE,
            knobs=((0, 0.13, -0.05, 1.02), (0, 0.0, -0.2, 1.0)),
            strands=_STRANDS,
            part=((2, 48), (0, 66), (0, 88)),
        ),
    ),
)
