"""How a person is made: head, build and clothes. Lengths are in head radii: a person can be drawn at any size."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import skia

from vigwidgets.studio.drawing.ball import Ball
from vigwidgets.studio.drawing.features import Expression, Features
from vigwidgets.studio.drawing.paint import Point

DrawOnHead = Callable[[skia.Canvas, Ball, Features, Expression], None]
"""Draws hair, or something worn, on a turned head."""


@dataclass(frozen=True, slots=True)
class Head:
    """A face and what is on it.

    Attributes:
        features: The face.
        shape: Width and height against the radius.
        behind: Drawn before the skin, from the back forwards: hair that hangs behind, a bun, a headscarf's back.
        cover: Drawn over the skin and under eyes and brows: the cap of hair, a beard.
        front: Drawn last: fringe, glasses, moustache, ear defenders, a hearing aid.
        ears: Whether the near ear is drawn over the hair.
    """

    features: Features
    shape: Point = (0.95, 1.03)
    behind: tuple[DrawOnHead, ...] = ()
    cover: tuple[DrawOnHead, ...] = ()
    front: tuple[DrawOnHead, ...] = ()
    ears: bool = True


@dataclass(frozen=True, slots=True)
class Build:
    """Proportions in head radii.

    Attributes:
        trunk: From the hip to the base of the neck.
        neck: From the base of the neck up to the middle of the head.
        neck_ahead: How far the middle of the head stands ahead of the base of the neck.
        shoulder: Half the way between the two shoulders as they are seen.
        shoulder_drop: How far they lie below the base of the neck.
        girth: Half the depth of the chest as it is seen; the hips are a little wider.
        upper_arm: Shoulder to elbow.
        forearm: Elbow to wrist.
        thigh: Hip to knee.
        shin: Knee to sole.
        hand: Length of the palm.
        finger: Finger length in palms.
        finger_thick: Finger thickness in palms.
        neck_thick: Half the thickness of the neck.
    """

    trunk: float = 2.95
    neck: float = 1.66
    neck_ahead: float = 0.30
    shoulder: float = 0.60
    shoulder_drop: float = 0.44
    girth: float = 1.02
    upper_arm: float = 1.26
    forearm: float = 1.20
    thigh: float = 2.0
    shin: float = 1.95
    hand: float = 0.51
    finger: float = 0.98
    finger_thick: float = 0.205
    neck_thick: float = 0.37


@dataclass(frozen=True, slots=True)
class Clothes:
    """What somebody wears.

    Attributes:
        top: Kind of the upper garment: jumper, cardigan, shirt, polo, hoodie, tee, babygrow, jacket.
        top_code: Its colour.
        top_shade: The same out of the light.
        sleeve: 1 down to the wrist, 0.5 to the elbow, 0.25 short.
        under_code: Shirt, dress or tee beneath an open top, and collars.
        pattern_code: Stripes, stars or flowers; empty for none.
        bottom: trousers, dungarees, skirt, babygrow, blanket.
        bottom_code: Its colour.
        bottom_shade: The same out of the light.
        shoe_code: Shoes; empty for bare feet or socks in the babygrow's colour.
        extra: Names of things worn: tie, lanyard, brooch, tattoo, bare_foot (the near one).
        feet: What the near and the far foot have on instead of a shoe: `bare`, or the colour of a sock.
    """

    top: str
    top_code: str
    top_shade: str
    sleeve: float = 1.0
    under_code: str = "#f3ead9"
    pattern_code: str = ""
    bottom: str = "trousers"
    bottom_code: str = "#52617f"
    bottom_shade: str = "#3e4a66"
    shoe_code: str = "#6b5443"
    extra: tuple[str, ...] = ()
    feet: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Figure:
    """A body and its clothes.

    Attributes:
        size: Head radius in px in the home frame of 1280 x 720.
        breath_s: Seconds of one quiet breath.
        build: Proportions.
        clothes: What they wear.
    """

    size: float
    breath_s: float
    clothes: Clothes
    build: Build = field(default_factory=Build)


@dataclass(frozen=True, slots=True)
class Person:
    """A member of the cast; `heads` has other forms of the head by name, as with ear defenders on."""

    key: str
    head: Head
    figure: Figure
    heads: Mapping[str, Head] = field(default_factory=dict[str, Head])
