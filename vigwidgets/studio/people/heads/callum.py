"""Callum, 9: a black fade."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from vigwidgets.studio.drawing.features import Features
from vigwidgets.studio.people.figure import Head
from vigwidgets.studio.people.hair.cap import Cap, Lock
from vigwidgets.studio.people.hair.hood import Hood, HoodBack

_HAIR: Final = "#2a2526"
_HOOD: Final = "#747d89"
_LINE: Final = ((0, 45), (28, 44.5), (45, 43), (55, 34), (62, 24), (74, 18), (80, 8), (86, -4), (98, -12))
_FADE: Final = (
    (-34, "#c4946f", 1.0),
    (-12, "#9a745a", 1.0),
    (12, "#6d544a", 0.9),
    (28, "#4a3d3b", 0.6),
    (44, _HAIR, 0.0),
)
_STRANDS: Final = tuple(
    ((lon, 46), (lon * 1.05 - 6, 60), (lon * 1.2 - 14, 78)) for lon in (-60, -40, -20, 0, 20, 40, 60)
)
_TUFTS: Final = tuple(
    Lock(_HAIR, ((lon - 11, 49), (lon + 11, 49)), (lon - 14, 62), lift=1.15, bend=5) for lon in (48, -44, 28, -22, 4)
)

HEAD: Final = Head(
    Features(
        skin="#d8a47f",
        shade="#b9825e",
        blush="#d56f58",
        lip="#9c5248",
        iris="#4d3a2c",
        lash="#2b2020",
        brow="#2f2828",
        jaw=((0.24, -0.42, 0.28, 0.54), (-0.24, -0.42, 0.28, 0.54), (0, -0.62, 0.34, 0.40)),
        eye=(23.0, -6, 13.0, 12.2),
        iris_size=9.0,
        brow_height=4.2,
        brow_width=0.056,
        nose=(-27, 6.8, 1.09),
        mouth=(-48, 14),
        ear=0.20,
        lid_line=0.040,
        crease=False,
        crown=((0, 0.05, 0, 0.98),),
        eye_tilt=2.5,
        brow_arch=1.0,
        lips=0.45,
        nose_round=0.5,
    ),
    shape=(0.95, 1.03),
    cover=(
        Cap(
            _HAIR,
            _LINE,
            knobs=((0, 0.19, -0.05, 0.955), (0, 0.08, -0.04, 0.985), (0, 0.0, -0.2, 0.98)),
            nape=(0, 0.50, -0.40, 1.08),
            strands=_STRANDS,
            shine=0.25,
            shadow=0.15,
            fade=_FADE,
        ),
        *_TUFTS,
    ),
)

WITH_HOOD: Final = replace(HEAD, behind=(HoodBack(_HOOD),), cover=(*HEAD.cover, Hood(_HOOD)), ears=False)
"""The same with the hood up."""

HALF_HOOD: Final = replace(WITH_HOOD, behind=(HoodBack(_HOOD, 0.6),), cover=(*HEAD.cover, Hood(_HOOD, 0.6)))
"""The hood on its way down."""

HEADS = {"hood_up": WITH_HOOD, "hood_half": HALF_HOOD}
