"""Nadia, 31: mustard jumper, jeans, cream socks."""

from __future__ import annotations

from vigwidgets.studio.people.figure import Build, Clothes, Figure

FIGURE = Figure(
    size=94.0,
    breath_s=4.4,
    clothes=Clothes(
        top="jumper",
        top_code="#d8a545",
        top_shade="#b07c28",
        bottom_code="#52617f",
        bottom_shade="#3e4a66",
        shoe_code="#efe6d6",
    ),
    build=Build(neck=1.58, girth=1.0),
)
