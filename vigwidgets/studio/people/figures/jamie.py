"""Jamie, 10: green hoodie."""

from __future__ import annotations

from vigwidgets.studio.people.figure import Build, Clothes, Figure

FIGURE = Figure(
    size=87.0,
    breath_s=3.0,
    clothes=Clothes(
        top="hoodie",
        top_code="#4f8a68",
        top_shade="#376a4d",
        bottom_code="#5a6480",
        bottom_shade="#434c66",
        shoe_code="#d9d2c6",
    ),
    build=Build(
        trunk=2.45,
        neck=1.48,
        neck_ahead=0.18,
        shoulder=0.50,
        shoulder_drop=0.28,
        girth=0.80,
        upper_arm=1.12,
        forearm=1.08,
        thigh=1.62,
        shin=1.56,
        hand=0.43,
        finger=0.86,
        finger_thick=0.23,
        neck_thick=0.27,
    ),
)
