"""Things people hold and use, by kind."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from vigwidgets.studio.props import books, cards, chairs, cloths, craft, devices, kitchen, toys
from vigwidgets.studio.props.block import BLOCK
from vigwidgets.studio.props.prop import Grip, Prop

__all__ = ["KINDS", "Grip", "Prop"]

KINDS: Mapping[str, Prop] = MappingProxyType(
    {
        "bag": cloths.BAG,
        "ball": toys.BALL,
        "banana": kitchen.BANANA,
        "beads": toys.BEADS,
        "blanket": cloths.BLANKET,
        "block": BLOCK,
        "book": books.BOOK,
        "box_lid": craft.BOX_LID,
        "bread": kitchen.BREAD,
        "car": toys.CAR,
        "card": cards.CARD,
        "chair": chairs.CHAIR,
        "clipboard": books.CLIPBOARD,
        "cup": kitchen.CUP,
        "cushion": cloths.CUSHION,
        "drum": toys.DRUM,
        "folded_paper": craft.FOLDED_PAPER,
        "folded_washing": cloths.FOLDED_WASHING,
        "jar": kitchen.JAR,
        "knife": kitchen.KNIFE,
        "laptop": devices.LAPTOP,
        "notebook": books.NOTEBOOK,
        "page": books.PAGE,
        "paint_pot": craft.PAINT_POT,
        "paper": books.PAPER_SHEET,
        "pen": craft.PEN,
        "pencil": craft.PENCIL,
        "phone": devices.PHONE,
        "plate": kitchen.PLATE,
        "puzzle_piece": craft.PUZZLE_PIECE,
        "sock": cloths.SOCK,
        "strip": cards.STRIP,
        "tape": craft.TAPE,
        "toast": kitchen.TOAST,
        "toaster": kitchen.TOASTER,
        "toy_bird": toys.TOY_BIRD,
        "toy_bridge": toys.TOY_BRIDGE,
    }
)
"""What a thing of a scene script may be."""
