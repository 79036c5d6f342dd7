"""What every place offers, and where people stand or sit so that their heads come well into the picture."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

import skia

from vigwidgets.studio.drawing.paint import Point


class Place(Protocol):
    """A room: a module with these names.

    Attributes:
        TABLE: Px y of the back and front edge of what stands before the people, None where nothing does.
        SPOTS: Px of what can be looked at or touched, by name.
        SEATS: Ground points of stagings by name, as `left_sit` or `right_stand_child`: side, posture, who fits.
        TONE: Name of the room's far sound.
    """

    TABLE: tuple[float, float] | None
    SPOTS: Mapping[str, Point]
    SEATS: Mapping[str, Point]
    TONE: str

    def draw_back(self, canvas: skia.Canvas, light: str) -> None:
        """Draw everything behind the people, in 1280 x 720, at `day`, `late` or `evening`.

        Raises:
            SceneRefused: there is no such light.
        """
        ...

    def draw_front(self, canvas: skia.Canvas, light: str) -> None:
        """Draw what stands before the people.

        Raises:
            SceneRefused: there is no such light.
        """
        ...


HEADS: Mapping[str, Mapping[str, Point]] = MappingProxyType(
    {
        "adult": {
            "sit": (-98, 610), "heels": (50, 512), "stand": (42, 775), "kneel": (42, 602),
            "crouch": (66, 492), "floor": (-122, 468), "prone": (94, 308), "recline": (-170, 410),
        },
        "child": {
            "sit": (-78, 485), "heels": (34, 407), "stand": (29, 606), "kneel": (29, 474), "wheelchair": (-90, 492),
            "crouch": (52, 392), "floor": (-100, 375), "prone": (71, 252), "recline": (-143, 333),
        },
        "small": {"stand": (20, 491), "sit": (-53, 405), "heels": (26, 350), "floor": (-75, 328), "prone": (84, 218)},
    }
)  # fmt: skip
"""Px of a head ahead of and above the ground point, of an adult, a pupil and a toddler."""


def ground(head: Point, posture: str, facing: str, *, who: str = "adult") -> Point:
    """Return the ground point (px) of who is in `posture` with the head at `head`; it may lie below the picture."""
    ahead, up = HEADS[who][posture]
    return round(head[0] - (ahead if facing == "right" else -ahead)), round(head[1] + up)


def hip(at: Point, posture: str, facing: str, *, thigh_px: float = 184) -> Point:
    """Return px of the hips of who sits at a ground point, where a chair stands."""
    ahead, up = {"sit": (-0.85, 1.06)}[posture]
    return at[0] + (1 if facing == "right" else -1) * ahead * thigh_px, at[1] - up * thigh_px


def pair(
    posture: str, *, left: float = 350, right: float = 930, y: float = 236, who: str = "adult"
) -> dict[str, Point]:
    """Return `left_…` and `right_…` ground points of two in a posture, heads at `left` and `right` px."""
    tail = "" if who == "adult" else f"_{who}"
    return {
        f"left_{posture}{tail}": ground((left, y), posture, "right", who=who),
        f"right_{posture}{tail}": ground((right, y), posture, "left", who=who),
    }


def close(posture: str, *, who: str = "adult", y: float = 240) -> dict[str, Point]:
    """Return `near_left_…` and `near_right_…`: two heads 3.5 heads apart, for work on one thing."""
    found = pair(posture, left=478, right=802, y=y, who=who)
    return {f"near_{name}": at for name, at in found.items()}
