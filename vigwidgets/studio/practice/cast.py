"""Who plays with whom, where, with what, and in which colours: the choices of a practice clip's stage, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Spot:
    """What of a place can be looked at without a head in the line: its name, what lines call it, its px."""

    name: str
    about: str
    at: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Setting:
    """A place in which two can be, and how each holds themselves there.

    Attributes:
        place: Name of the place.
        guider: Posture of who receives.
        partner: Posture of who begins.
        spots: What of the place can be looked at or pointed at.
        apart: Px between the two heads.
        heads: Px from above of the guider's and the partner's head.
    """

    place: str
    guider: str
    partner: str
    spots: tuple[Spot, ...]
    apart: float = 430.0
    heads: tuple[float, float] = (240.0, 262.0)


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing that may be there: kind, look, what lines call it, its side in px, its colours."""

    kind: str
    look: str
    about: str
    side: float
    colours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two who know each other.

    Attributes:
        guider: Who receives most of the time.
        partner: Who begins most of the time.
        settings: Where they meet.
        props: Names of `PROPS` they may have.
        sounds: Ends of the keys of sounds with which the partner can begin.
        moves: Verbs of the body with which the partner can begin.
        tiers: Tiers that can be shown by these two.
    """

    guider: str
    partner: str
    settings: tuple[Setting, ...]
    props: tuple[str, ...]
    sounds: tuple[str, ...]
    moves: tuple[str, ...]
    tiers: frozenset[int]


_RED, _BLUE, _GOLD, _GREEN, _PLUM = "#d9483b", "#3e77b5", "#efb93c", "#5b9c5a", "#8d6bb0"
_BRIGHT: Final = (_RED, _BLUE, _GOLD, _GREEN, _PLUM)
PROPS: Final[Mapping[str, Prop]] = MappingProxyType(
    {
        "block": Prop("block", "", "block", 50, _BRIGHT),
        "car": Prop("car", "", "car", 66, (_RED, _BLUE, _GREEN)),
        "ball": Prop("ball", "", "ball", 58, _BRIGHT),
        "cup": Prop("cup", "", "cup", 54, ("#c86b4a", "#5c86a6", "#d9a545", "#7a9a78")),
        "beaker": Prop("cup", "beaker", "cup", 52, ("#e0735a", "#4f8a9a", "#d9a545")),
        "banana": Prop("banana", "", "food", 74, ("#e8c04a",)),
        "bread": Prop("bread", "", "food", 70, ("#d9a86a",)),
        "toast": Prop("toast", "", "food", 70, ("#c98f52",)),
        "book": Prop("book", "", "book", 92, ("#c9783f", "#4f7d8c", "#8d6b9a", "#6f9155")),
        "notebook": Prop("notebook", "", "book", 84, ("#5c7fa0", "#a8604f", "#6d8f62")),
        "water": Prop("card", "water", "card", 76, ("#f2ead8",)),
        "lunch": Prop("card", "lunch", "card", 76, ("#f2ead8",)),
        "maths": Prop("card", "maths", "card", 76, ("#f2ead8",)),
        "bus": Prop("card", "bus", "card", 76, ("#f2ead8",)),
        "milk": Prop("card", "milk", "card", 76, ("#f2ead8",)),
        "rolls": Prop("card", "rolls", "card", 76, ("#f2ead8",)),
        "drawing": Prop("paper", "octopus", "drawing", 112, ("#f4efe2",)),
        "piece": Prop("puzzle_piece", "", "card", 58, (_BLUE, _GREEN, "#d98a6c")),
        "bridge": Prop("toy_bridge", "", "drawing", 96, ("#e0a13a", "#b9825e")),
        "folded": Prop("folded_paper", "", "drawing", 84, ("#e9d9b4", "#bcd0d6")),
        "bird": Prop("toy_bird", "", "bird", 70, ("#6f93b5", "#e0735a")),
        "sock": Prop("sock", "", "cloth", 62, ("#d98a6c", "#6f93b5")),
        "beads": Prop("beads", "", "beads", 70, ("#e0a13a", "#8d6bb0")),
        "pot": Prop("paint_pot", "lid", "drawing", 54, _BRIGHT),
        "phone": Prop("phone", "", "phone", 62, ("#4a5560", "#8a5f6a")),
        "notes": Prop("paper", "notes", "notes", 104, ("#f4efe2",)),
        "jar": Prop("jar", "", "food", 60, ("#7a4a2b", "#b5533c")),
        "pencil": Prop("pencil", "", "drawing", 92, (_GOLD, _RED, _GREEN)),
        "pen": Prop("pen", "", "notes", 88, ("#3f5578", "#8a5f6a")),
        "tape": Prop("tape", "", "tape", 56, ("#d9c9a0", "#8fb0b8")),
        "clipboard": Prop("clipboard", "", "notes", 96, ("#a8764a", "#5c7fa0")),
    }
)
"""Things by name; the name is what a note calls them."""

_HOME: Final = (Spot("window", "window", (640, 84)),)
_CLASS: Final = (Spot("window", "window", (640, 80)), Spot("strip", "card", (640, 366)))
_CORNER: Final = (Spot("lights", "lights", (640, 128)),)
_KITCHEN: Final = (
    Spot("window", "window", (640, 84)), Spot("toaster", "food", (716, 402)), Spot("tap", "cup", (600, 392)),
)  # fmt: skip
_LOUNGE: Final = (Spot("garden", "window", (701, 100)), Spot("window", "window", (580, 90)))
_REVIEW: Final = (Spot("screen", "screen", (640, 528)), Spot("window", "window", (640, 84)))
_BABY: Final = (
    Spot("birds", "window", (640, 84)), Spot("bird_left", "window", (540, 76)), Spot("bird_right", "window", (742, 96)),
    Spot("window", "window", (640, 230)),
)  # fmt: skip
_CHILD_MOVES: Final = ("nod", "thumb_up", "open_hands", "tap", "clap", "wave", "rock", "droop", "breathe_out", "sway")
_ADULT_MOVES: Final = ("nod", "open_hands", "breathe_out", "droop", "tap", "sit_back", "shake")
_TODDLER: Final = (
    Setting("living_room", "heels", "stand", _HOME, 420, (240, 262)),
    Setting("kitchen", "sit", "stand", _KITCHEN, 420, (240, 262)),
)
_TODDLER_PROPS: Final = (
    "block", "car", "ball", "beaker", "banana", "book", "bird", "sock", "beads", "bread", "piece", "cup",
)  # fmt: skip
_TODDLER_SOUNDS: Final = ("babble", "giggle", "motor", "coo", "squeal", "gasp", "laugh", "yawn")
_TODDLER_MOVES: Final = ("bounce", "clap", "wave", "tap", "nod", "sway", "droop", "open_hands", "shake")
_SCHOOL: Final = (Setting("classroom", "sit", "sit", _CLASS), Setting("book_corner", "sit", "sit", _CORNER))
_WHEELS: Final = (
    Setting("classroom", "sit", "wheelchair", _CLASS), Setting("book_corner", "sit", "wheelchair", _CORNER),
)  # fmt: skip
_JAMIE_PROPS: Final = (
    "water", "lunch", "maths", "bus", "block", "book", "drawing", "piece", "bridge", "notebook", "folded", "pencil",
    "tape",
)  # fmt: skip
_JAMIE_SOUNDS: Final = ("small_laugh", "sigh", "giggle")
_CALLUM_PROPS: Final = (
    "book", "notebook", "drawing", "water", "bus", "piece", "folded", "bridge", "pot", "lunch", "pencil", "tape",
)  # fmt: skip
_CALLUM_SOUNDS: Final = ("sigh", "small_laugh", "giggle", "gasp")
_ZARA_PROPS: Final = (
    "drawing", "bridge", "folded", "pot", "piece", "maths", "block", "book", "lunch", "beads", "pencil", "tape",
)  # fmt: skip
_ZARA_SOUNDS: Final = ("giggle", "laugh", "gasp", "sigh")
_WATCHED: Final = (Setting("review_room", "sit", "sit", _REVIEW, 440, (240, 240)),)
_WATCHED_PROPS: Final = ("cup", "notebook", "phone", "notes", "drawing", "pen", "clipboard", "book")
_ALL: Final = frozenset({1, 2, 3, 4, 5, 6})
_NOT_GUIDED: Final = frozenset({1, 2, 3, 4, 6})
PAIRS: Final = (
    Pair("nadia", "theo", _TODDLER, _TODDLER_PROPS, _TODDLER_SOUNDS, _TODDLER_MOVES, frozenset({1, 2, 3, 4})),
    Pair("leon", "theo", _TODDLER, _TODDLER_PROPS, _TODDLER_SOUNDS, _TODDLER_MOVES, frozenset({1, 2, 3, 4})),
    Pair(
        "leon", "ivy", (Setting("baby_room", "prone", "recline", _BABY, 400, (400, 430)),),
        ("beads", "bird", "sock", "beaker", "ball", "block", "car"),
        ("coo", "coo_rise", "babble", "babble_ma", "laugh", "giggle", "squeal", "raspberry", "fuss", "sigh", "yawn"),
        ("kick", "wiggle", "wave", "clap", "tap"), frozenset({1, 2, 3, 4}),
    ),
    Pair("okafor", "jamie", _SCHOOL, _JAMIE_PROPS, _JAMIE_SOUNDS, _CHILD_MOVES, _ALL),
    Pair("priya", "jamie", _SCHOOL, _JAMIE_PROPS, _JAMIE_SOUNDS, _CHILD_MOVES, _ALL),
    Pair("priya", "callum", _SCHOOL, _CALLUM_PROPS, _CALLUM_SOUNDS, _CHILD_MOVES, _ALL),
    Pair("okafor", "callum", _SCHOOL, _CALLUM_PROPS, _CALLUM_SOUNDS, _CHILD_MOVES, _ALL),
    Pair("priya", "zara", _WHEELS, _ZARA_PROPS, _ZARA_SOUNDS, _CHILD_MOVES, _ALL),
    Pair("okafor", "zara", _WHEELS, _ZARA_PROPS, _ZARA_SOUNDS, _CHILD_MOVES, _ALL),
    Pair(
        "leon", "grace",
        (Setting("kitchen", "sit", "sit", _KITCHEN, 430, (238, 246)),
         Setting("kitchen", "stand", "stand", _KITCHEN, 430, (236, 246)),
         Setting("living_room", "sit", "sit", _HOME, 430, (238, 246))),
        ("milk", "rolls", "bus", "cup", "toast", "bread", "banana", "jar", "drawing", "water", "phone", "pen"),
        ("laugh", "small_laugh", "sigh", "ooh", "gasp"),
        _CHILD_MOVES, _ALL,
    ),
    Pair(
        "leon", "winston",
        (Setting("lounge", "sit", "sit", _LOUNGE, 430, (238, 244)),
         Setting("kitchen", "sit", "sit", _KITCHEN, 430, (238, 244)),
         Setting("living_room", "sit", "sit", _HOME, 430, (238, 244))),
        ("cup", "book", "bread", "toast", "banana", "notebook", "bird", "beads", "phone", "pen"),
        ("chuckle", "laugh", "sigh"),
        (*_ADULT_MOVES, "sway", "thumb_up", "wave"), frozenset({1, 2, 3, 4, 5}),
    ),
    Pair(
        "amal", "nadia", _WATCHED, _WATCHED_PROPS, ("small_laugh", "laugh", "sigh", "ooh", "gasp"), _ADULT_MOVES,
        _NOT_GUIDED,
    ),
    Pair("amal", "priya", _WATCHED, _WATCHED_PROPS, ("small_laugh", "laugh", "sigh"), _ADULT_MOVES, _NOT_GUIDED),
    Pair("okafor", "priya", _WATCHED, _WATCHED_PROPS, ("small_laugh", "laugh", "sigh"), _ADULT_MOVES, _NOT_GUIDED),
)  # fmt: skip
"""Who may be seen together; each round of seeds shows every pair once."""
TOPS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "nadia": ("", "#b5593f", "#4f7f8f", "#8a5a7a"),
        "theo": ("", "#e9b44c", "#e8d9bd"),
        "leon": ("", "#4f6f96", "#9a5b45", "#8b7f3f"),
        "ivy": ("", "#e6b7a0", "#c6d3a4"),
        "okafor": ("", "#8f6f9a", "#b98a4a", "#5f8f7d"),
        "jamie": ("", "#c0683f", "#4f6f9f"),
        "priya": ("", "#a8506a", "#5a5f9a", "#b5713a"),
        "callum": ("", "#b5583f", "#46688a"),
        "zara": ("", "#d69a2f", "#4f8f84"),
        "grace": ("", "#d0705f", "#7fa05a"),
        "winston": ("", "#4f6a5a", "#3f5578"),
        "amal": ("", "#8f6a4a", "#6f7f8f"),
    }
)
"""Colours of the upper garment; the empty one is their own."""
