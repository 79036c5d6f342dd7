"""Ivy, 8 months: a babygrow with stars."""

from __future__ import annotations

from vigwidgets.studio.people.figure import Build, Clothes, Figure

FIGURE = Figure(
    size=84.0,
    breath_s=1.6,
    clothes=Clothes(
        top="babygrow",
        top_code="#f0d9a8",
        top_shade="#cfae74",
        pattern_code="#dc9a55",
        bottom="babygrow",
        bottom_code="#f0d9a8",
        bottom_shade="#cfae74",
        shoe_code="",
    ),
    build=Build(
        trunk=1.55,
        neck=1.16,
        neck_ahead=0.04,
        shoulder=0.46,
        shoulder_drop=0.16,
        girth=0.74,
        upper_arm=0.66,
        forearm=0.62,
        thigh=0.86,
        shin=0.78,
        hand=0.30,
        finger=0.62,
        finger_thick=0.30,
        neck_thick=0.24,
    ),
)
