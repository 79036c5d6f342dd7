"""Ivy, 8 months: round cheeks and one fair tuft."""

from __future__ import annotations

from typing import Final

from vigwidgets.studio.drawing.features import Features
from vigwidgets.studio.people.figure import Head
from vigwidgets.studio.people.hair.cap import Lock
from vigwidgets.studio.people.hair.down import Down

_HAIR: Final = "#d9b06c"

HEAD: Final = Head(
    Features(
        skin="#efc3a2",
        shade="#d59f7d",
        blush="#e8806a",
        lip="#bf6a5e",
        iris="#55728f",
        lash="#6b4a34",
        brow="#c79a5e",
        jaw=((0.40, -0.30, 0.26, 0.58), (-0.40, -0.30, 0.26, 0.58), (0, -0.50, 0.34, 0.48)),
        eye=(24.5, -14, 14.0, 14.5),
        iris_size=11.0,
        brow_height=4.2,
        brow_width=0.032,
        nose=(-32, 4.6, 1.05),
        mouth=(-49.5, 13),
        ear=0.17,
        lid_line=0.040,
        crease=False,
        crown=((0, 0.10, -0.06, 1.02),),
        brow_arch=2.6,
        lips=0.5,
        nose_round=0.7,
    ),
    shape=(1.02, 1.0),
    cover=(Down(_HAIR, strength=0.42, crown=(0.90, -0.40), reach=0.95),),
    front=(
        Lock(_HAIR, ((-14, 68), (10, 68)), (-34, 84), lift=1.30, bend=-9),
        Lock(_HAIR, ((-6, 68), (20, 66)), (52, 84), lift=1.26, bend=9),
        Lock(_HAIR, ((-12, 66), (14, 66)), (6, 86), lift=1.38, bend=5),
    ),
)
