"""Theo, 2: striped tee, dungarees, red shoes."""

from __future__ import annotations

from vigwidgets.studio.people.figure import Build, Clothes, Figure

FIGURE = Figure(
    size=88.0,
    breath_s=2.6,
    clothes=Clothes(
        top="tee",
        top_code="#f6efe2",
        top_shade="#c4b196",
        sleeve=0.30,
        pattern_code="#d9704f",
        bottom="dungarees",
        bottom_code="#3f8f8b",
        bottom_shade="#2c6b69",
        shoe_code="#c8463c",
    ),
    build=Build(
        trunk=2.10,
        neck=1.36,
        neck_ahead=0.08,
        shoulder=0.50,
        shoulder_drop=0.20,
        girth=0.74,
        upper_arm=1.04,
        forearm=1.02,
        thigh=1.12,
        shin=1.08,
        hand=0.39,
        finger=0.72,
        finger_thick=0.27,
        neck_thick=0.26,
    ),
)
