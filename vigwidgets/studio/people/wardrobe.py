"""Other colours for somebody's clothes in one film."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from vigwidgets.studio.drawing.paint import mix
from vigwidgets.studio.people.figure import Figure
from vigwidgets.studio.script.scene import Wears


def dressed(figure: Figure, wears: Iterable[Wears], *, who: str) -> Figure:
    """Return the figure of `who` in the colours a scene asks for; shades follow."""
    clothes = figure.clothes
    for one in wears:
        if one.who == who and one.top:
            clothes = replace(clothes, top_code=one.top, top_shade=mix(one.top, "#2a1c22", share=0.24))
        if one.who == who and one.bottom:
            clothes = replace(clothes, bottom_code=one.bottom, bottom_shade=mix(one.bottom, "#2a1c22", share=0.26))
    return replace(figure, clothes=clothes)


def shod(figure: Figure, feet: tuple[str, str]) -> Figure:
    """Return a figure with something else on its near and far foot: `bare`, a sock's colour, or empty for its shoe."""
    if not any(feet):
        return figure
    return replace(figure, clothes=replace(figure.clothes, feet=feet))
