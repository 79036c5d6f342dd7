"""Priya, 27: a plait over the shoulder, a violet hearing aid."""

from __future__ import annotations

from typing import Final

from vigwidgets.studio.drawing.features import Features
from vigwidgets.studio.people.figure import Head
from vigwidgets.studio.people.hair.cap import Cap
from vigwidgets.studio.people.hair.long import Plait
from vigwidgets.studio.people.wear import HearingAid

_HAIR: Final = "#241a1a"
_LINE: Final = ((0, 48), (26, 44), (46, 35), (60, 22), (70, 10), (82, 4), (94, -4), (103, -16))
_STRANDS: Final = (
    ((-20, 58), (14, 58), (56, 44), (96, 12)), ((-18, 66), (30, 66), (84, 44), (118, 4)), ((6, 50), (48, 38), (88, 8)),
    ((-30, 56), (-60, 40), (-100, 10)), ((-30, 66), (-84, 50), (-120, 8)),
)  # fmt: skip

HEAD: Final = Head(
    Features(
        skin="#a8703f",
        shade="#875527",
        blush="#bd5236",
        lip="#8c3f3a",
        iris="#3d2416",
        lash="#1d1313",
        brow="#241a1a",
        jaw=((0.14, -0.34, 0.26, 0.60), (-0.14, -0.34, 0.26, 0.60), (0, -0.76, 0.34, 0.30)),
        eye=(22.5, -2, 13.4, 12.0),
        iris_size=8.4,
        brow_height=4.4,
        brow_width=0.058,
        nose=(-25, 7.0, 1.14),
        mouth=(-46, 14.5),
        ear=0.160,
        lid_line=0.046,
        crease=True,
        crown=((0, 0.10, 0, 0.93),),
        eye_tilt=4.0,
        brow_arch=3.0,
        lips=0.65,
        nose_round=0.3,
    ),
    shape=(0.92, 1.05),
    cover=(
        Cap(
            _HAIR,
            _LINE,
            knobs=((0, 0.15, -0.05, 1.0), (0, 0.02, -0.2, 0.98)),
            strands=_STRANDS,
            part=((-15, 47), (-20, 66), (-16, 86)),
        ),
        Plait(_HAIR),
    ),
    front=(HearingAid("#8d6bb0", side=1), HearingAid("#8d6bb0", side=-1)),
)
