"""Callum, 9: grey hooded top, its sleeves long enough to pull over his hands."""

from __future__ import annotations

from vigwidgets.studio.people.figure import Build, Clothes, Figure

FIGURE = Figure(
    size=86.0,
    breath_s=2.9,
    clothes=Clothes(
        top="hoodie",
        top_code="#7c8591",
        top_shade="#5a636f",
        sleeve=1.12,
        bottom_code="#4e5468",
        bottom_shade="#3a4052",
        shoe_code="#c9564a",
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
