"""Jamie, 10: auburn hair in all directions, freckles; ear defenders round the neck or on the ears."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from vigwidgets.studio.drawing.features import Features
from vigwidgets.studio.people.figure import Head
from vigwidgets.studio.people.hair.cap import Cap, Lock
from vigwidgets.studio.people.wear import EarDefenders, Freckles, NeckDefenders

_HAIR: Final = "#8a4b2f"
_BLUE: Final = "#2f5f8f"
_LINE: Final = ((0, 40), (24, 38), (44, 32), (58, 22), (68, 14), (80, 4), (92, -8), (104, -18))
_STRANDS: Final = tuple(((lon, 78), (lon, 60), (lon * 0.96, 42)) for lon in (-96, -70, -44, -18, 18, 44, 70, 96))
_FRINGE: Final = (
    Lock(_HAIR, ((26, 62), (60, 50)), (66, 12), bend=3),
    Lock(_HAIR, ((-62, 48), (-28, 62)), (-66, 12), bend=-3),
    Lock(_HAIR, ((6, 64), (44, 56)), (42, 21), bend=4),
    Lock(_HAIR, ((-46, 56), (-8, 64)), (-32, 20), bend=2),
    Lock(_HAIR, ((-28, 62), (10, 64)), (-6, 23), bend=5),
    Lock(_HAIR, ((-8, 64), (28, 62)), (20, 24), bend=5),
    Lock(_HAIR, ((-20, 78), (12, 80)), (-60, 76), lift=1.32, bend=-4),
    Lock(_HAIR, ((-6, 80), (24, 78)), (70, 74), lift=1.30, bend=4),
)

HEAD: Final = Head(
    Features(
        skin="#f0c9ad",
        shade="#d8a585",
        blush="#e3826b",
        lip="#b0625a",
        iris="#4d7a5c",
        lash="#6b3a26",
        brow="#8a4f33",
        jaw=((0.26, -0.40, 0.28, 0.56), (-0.26, -0.40, 0.28, 0.56), (0, -0.62, 0.34, 0.38)),
        eye=(23.0, -6, 13.2, 12.8),
        iris_size=9.2,
        brow_height=4.8,
        brow_width=0.046,
        nose=(-27, 6.0, 1.10),
        mouth=(-48, 14),
        ear=0.185,
        lid_line=0.038,
        crease=False,
        crown=((0, 0.06, 0, 0.98),),
        lips=0.3,
        nose_round=0.3,
    ),
    shape=(0.96, 1.02),
    behind=(NeckDefenders(_BLUE, behind=True),),
    cover=(
        Cap(_HAIR, _LINE, knobs=((0, 0.13, -0.05, 1.08), (0, -0.02, -0.22, 1.06)), strands=_STRANDS),
        *_FRINGE,
        Freckles("#b5683e"),
    ),
    front=(NeckDefenders(_BLUE),),
)

WITH_DEFENDERS: Final = replace(HEAD, behind=(), front=(EarDefenders(_BLUE),), ears=False)
"""The same with the ear defenders on the ears."""

HEADS = {"defenders_on": WITH_DEFENDERS}
