"""The grammar of a practice clip: an initiative, a gap, a reception, perhaps a response, and a bridge to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

RECEIVES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "words": ("notice", "lean_in", "nod", "smile"),
        "look": ("notice", "smile", "beam", "nod"),
        "look_spot": ("follow",),
        "reach": ("lean_in", "notice", "smile"),
        "offer": ("receive",),
        "point": ("follow", "lean_in"),
        "show": ("lean_in", "notice", "beam"),
        "push": ("lean_in", "notice", "nod"),
        "sound": ("echo", "notice", "smile", "lean_in"),
        "laugh": ("laugh",),
        "smile": ("smile", "beam", "nod"),
        "turn_away": ("sit_back", "warm"),
        "pause": ("sit_back", "warm"),
        "movement": ("echo", "notice", "smile", "lean_in"),
    }
)
"""With which of the body's receptions each kind of initiative can be met."""
ECHOES: Final = ("clap", "wave", "tap", "nod", "sway")
"""Movements that can be done back."""
ECHO_SOUNDS: Final[Mapping[str, str]] = MappingProxyType(
    {"coo": "coo_back", "coo_rise": "coo_back", "hum_bit": "hum_back", "hum_three_notes": "hum_back",
     "raspberry": "raspberry", "mm": "mm_hm", "mm_hm": "mm", "mm_rise": "mm_hm", "sigh": "breath_out",
     "ooh": "mm_hm"}
)  # fmt: skip
"""Which sound of the guider gives back which of the partner's, where the bank has it."""
LINE_KIND: Final[Mapping[str, str]] = MappingProxyType({"look_spot": "look", "reach": "reach", "push": "movement"})
"""What the line bank calls a kind of initiative, where its word is another."""
SHOWS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "notice": ("showing_noticed",),
        "lean_in": ("receiving_with_body", "looking_interested"),
        "receive": ("receiving_with_body", "cooperating"),
        "follow": ("receiving_with_body", "looking_interested"),
        "nod": ("returning_eye_contact",),
        "smile": ("returning_eye_contact", "enjoying_watching"),
        "beam": ("returning_eye_contact", "enjoying_watching"),
        "laugh": ("being_friendly_playful", "having_fun"),
        "echo": ("being_friendly_playful", "short_turns"),
        "sit_back": ("receiving_with_body", "giving_time_and_space", "adjusting_support"),
        "warm": ("showing_noticed", "giving_time_and_space"),
        "watch": ("looking_interested",),
        "enjoy": ("enjoying_watching",),
        "wait": ("waiting", "giving_time_and_space", "waiting_for_turn"),
        "look_for": ("looking_for_initiatives",),
        "together": (),
    }
)
"""Principles that something done with the body can show, the first where no tier is asked for."""
BRIDGES: Final = ("wait", "watch", "enjoy", "look_for", "together")
RESPONDS: Final = ("nod", "smile", "beam", "look", "brighten")
_HEAVY: Final = frozenset({"droop", "shake", "breathe_out", "sigh", "fuss", "whine", "yawn", "effort", "rock"})
OWN_HANDS: Final = frozenset({"reach", "offer", "show", "push"})
"""Kinds that need a thing on a table, or in the hand."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One initiative with how it is received, and what leads on to the next.

    Attributes:
        kind: Kind of initiative, a key of `RECEIVES`.
        verb: What the partner does.
        to: At whom, which spot or which thing.
        thing: With which thing.
        line: What is said or heard, a key of the line bank.
        body: How the guider receives it with the body.
        echo: What is given back: a verb, or the key of a sound.
        words: With which line, empty for none.
        response: What the partner answers, empty for nothing.
        bridge: What the guider does until the next one.
        seen: What the guider sees in it: `face` or `hands` of the partner, or the `same` as the partner.
        rest: Where the partner looks then.
        moment: A line that the guider says in the bridge, empty for none.
        late: Whether it is received late.
        missed: Where the guider looks while it goes unseen the first time; empty where it does not.
    """

    kind: str
    verb: str
    to: str = ""
    thing: str = ""
    line: str = ""
    body: str = "notice"
    echo: str = ""
    words: str = ""
    response: str = ""
    bridge: str = "wait"
    seen: str = "face"
    rest: str = "away"
    moment: str = ""
    late: bool = False
    missed: str = ""


def receives(one: Exchange) -> tuple[str, ...]:
    """Return with what of the body an initiative can be met: nobody laughs at a sigh."""
    if one.verb in _HEAVY or one.line.rpartition("_")[2] in _HEAVY:
        return ("notice", "lean_in", "warm")
    return RECEIVES[one.kind]


def shown(did: str, *, allowed: frozenset[str]) -> tuple[str, ...]:
    """Return what something done with the body shows: the first of its principles that is asked for, if any is."""
    return next(((one,) for one in SHOWS[did] if one in allowed), ())
