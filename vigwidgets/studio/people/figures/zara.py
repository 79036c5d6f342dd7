"""Zara, 9: coral jumper; her wheelchair is purple."""

from __future__ import annotations

from vigwidgets.studio.people.figure import Build, Clothes, Figure

FIGURE = Figure(
    size=86.0,
    breath_s=2.8,
    clothes=Clothes(
        top="jumper",
        top_code="#e0735a",
        top_shade="#b5523d",
        bottom_code="#55648a",
        bottom_shade="#404c6d",
        shoe_code="#f0e6d8",
    ),
    build=Build(
        trunk=2.45,
        neck=1.48,
        neck_ahead=0.18,
        shoulder=0.50,
        shoulder_drop=0.28,
        girth=0.78,
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
