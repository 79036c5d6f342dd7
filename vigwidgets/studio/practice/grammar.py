"""The grammar of a practice clip: an initiative, a gap, a reception, perhaps a response, and a bridge to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

RECEIVES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "words": ("notice", "lean_in", "nod", "smile", "brighten", "surprise", "voice", "attend"),
        "look": ("notice", "smile", "beam", "nod", "brighten", "warm", "voice", "attend"),
        "look_spot": ("follow", "point_too", "notice_it"),
        "reach": ("lean_to_it", "notice_it", "smile_at_it", "surprise", "voice", "nod"),
        "offer": ("receive",),
        "point": ("follow", "lean_to_it", "notice_it", "point_too"),
        "show": ("lean_to_it", "notice_it", "smile_at_it", "surprise_at_it", "beam", "brighten", "voice", "clap"),
        "push": ("lean_to_it", "notice_it", "smile_at_it", "nod", "voice", "open_hands", "clap"),
        "sound": ("echo", "echo", "notice", "smile", "lean_in", "brighten", "surprise", "voice", "attend"),
        "laugh": ("laugh", "laugh", "beam", "smile", "clap"),
        "smile": ("smile", "beam", "nod", "brighten", "warm"),
        "turn_away": ("sit_back", "warm", "breathe_out", "eyes_down"),
        "pause": ("sit_back", "warm", "breathe_out", "nod", "attend"),
        "movement": (
            "echo",
            "echo",
            "notice",
            "smile",
            "lean_in",
            "brighten",
            "surprise",
            "thumb_up",
            "voice",
            "attend",
            "clap",
        ),
    }
)
"""With which of the body's receptions each kind of initiative can be met."""
AT_IT: Final[Mapping[str, str]] = MappingProxyType(
    {"follow": "look", "point_too": "point", "notice_it": "notice", "lean_to_it": "lean_in", "smile_at_it": "smile",
     "surprise_at_it": "surprise"}
)  # fmt: skip
"""Receptions that are turned to what the initiative is about, with the verb that does it."""
HANDS: Final = frozenset({"point_too", "thumb_up", "open_hands", "point", "wave", "clap"})
"""Receptions and initiatives for which somebody needs a hand that is not leant on."""
ECHOES: Final = ("clap", "wave", "tap", "nod", "sway")
"""Movements that can be done back."""
ECHO_SOUNDS: Final[Mapping[str, str]] = MappingProxyType(
    {"coo": "coo_back", "coo_rise": "coo_back", "raspberry": "raspberry", "sigh": "breath_out", "ooh": "ooh",
     "gasp": "gasp"}
)  # fmt: skip
"""Which sound of the guider gives back which of the partner's, where the bank has it."""
LINE_KIND: Final[Mapping[str, str]] = MappingProxyType({"look_spot": "look", "reach": "reach", "push": "movement"})
"""What the line bank calls a kind of initiative, where its word is another."""
SHOWS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "notice": ("showing_noticed",),
        "lean_in": ("receiving_with_body", "looking_interested", "listening_actively"),
        "receive": ("receiving_with_body", "cooperating"),
        "lean_to_it": ("receiving_with_body", "looking_interested"),
        "follow": ("receiving_with_body", "looking_interested"),
        "point_too": ("receiving_with_body", "sharing_viewpoints"),
        "notice_it": ("showing_noticed", "looking_interested"),
        "smile_at_it": ("showing_noticed", "enjoying_watching"),
        "surprise": ("showing_noticed",),
        "surprise_at_it": ("showing_noticed", "looking_interested"),
        "brighten": ("returning_eye_contact", "enjoying_watching"),
        "thumb_up": ("receiving_with_body",),
        "attend": ("receiving_with_body", "looking_interested", "listening_actively"),
        "clap": ("being_friendly_playful", "having_fun"),
        "worry": ("showing_noticed", "receiving_with_body"),
        "open_hands": ("receiving_with_body",),
        "breathe_out": ("giving_time_and_space", "receiving_with_body"),
        "eyes_down": ("giving_time_and_space",),
        "voice": ("showing_noticed", "listening_actively"),
        "nod": ("returning_eye_contact", "listening_actively"),
        "smile": ("returning_eye_contact", "enjoying_watching"),
        "beam": ("returning_eye_contact", "enjoying_watching"),
        "laugh": ("being_friendly_playful", "having_fun"),
        "echo": ("being_friendly_playful", "short_turns"),
        "sit_back": ("receiving_with_body", "giving_time_and_space", "adjusting_support"),
        "warm": ("showing_noticed", "giving_time_and_space"),
        "watch": ("looking_interested", "looking_for_initiatives", "waiting_for_turn"),
        "enjoy": ("enjoying_watching",),
        "wait": ("waiting", "giving_time_and_space", "waiting_for_turn", "adjusting_support"),
        "look_for": ("looking_for_initiatives", "waiting_for_turn"),
        "nod_on": ("listening_actively",),
        "breathe": ("giving_time_and_space",),
        "over_it": ("scaffolding", "solving_together", "cooperating"),
        "choose": ("offering_choices",),
        "own_point": ("sharing_viewpoints", "contributing_equally"),
        "together": (),
        "busy": (),
    }
)
"""Principles that something done with the body can show, the first where no tier is asked for."""
BRIDGES: Final = (
    "wait", "watch", "watch", "enjoy", "look_for", "together", "together", "nod_on", "breathe", "over_it", "choose",
    "own_point",
)  # fmt: skip
OVER_THINGS: Final = frozenset({"over_it", "choose"})
"""Bridges that need things on a table, and hands that are not leant on."""
RESPONDS: Final = (
    "nod", "smile", "beam", "look", "brighten", "look_again", "look_again", "voice", "voice", "move", "move",
    "point_at_it", "touch_it", "turn_it",
)  # fmt: skip
"""What the partner can do when received; `move` is a movement of theirs, `voice` a sound."""
LEADS: Final = ("smile", "beam", "point", "look_spot", "sound", "wave", "thumb_up")
"""Kinds with which the guider can begin something, from level 4."""
FOLLOWS: Final = ("look", "nod", "smile", "brighten")
"""How the partner can meet what the guider begins."""
MOVES_BACK: Final = ("clap", "wave", "thumb_up", "bounce", "sway", "kick", "wiggle")
VOICES: Final = ("ooh", "gasp", "small_laugh")
"""Sounds by which somebody who listens is heard; none with shut lips, for then nobody sees whose it is."""
ANSWERING: Final = (
    "small_laugh", "giggle", "coo", "coo_rise", "babble", "chuckle", "ooh", "squeal", "laugh", "gasp",
)  # fmt: skip
"""Sounds with which a partner can answer."""
OPEN: Final = frozenset(
    {"turn_away", "pause", "droop", "shake", "rock", "breathe_out", "sigh", "fuss", "whine", "yawn", "effort",
     "sit_back", "warm", "eyes_down", "look_for", "enjoy", "breathe", "open_hands", "smile_at_it", "half",
     "watch", "over_it", "own_point", "attend", "worry"}
)  # fmt: skip
"""What somebody else might fairly read in another way: enough for now, or tired, or only thinking."""
_HEAVY: Final = frozenset({"droop", "shake", "breathe_out", "sigh", "fuss", "whine", "yawn", "effort", "rock"})
_GRAVE: Final = frozenset(
    {"jamie_its_too_loud", "jamie_this_piece_is_wrong", "jamie_its_pe_it_should_be_maths", "zara_thats_not_fair",
     "zara_it_keeps_bending", "callum_i_cant_do_this_bit", "callum_hes_by_himself", "grace_i_dont_like_that_one",
     "winston_cold_this_morning", "priya_i_dont_know_what_id_say_instead", "priya_i_talked_over_him_there",
     "priya_yes_he_goes_quiet_when_i_ask", "nadia_thats_just_luck_though_i_never_wait", "nadia_im_always_jumping_in",
     "nadia_mornings_are_so_rushed", "nadia_i_felt_a_bit_silly_waiting", "nadia_i_didnt_see_that_at_the_time"}
)  # fmt: skip
"""Lines that nobody meets with a bright face."""
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
        response_with: The movement or the sound of a response.
        seen: What the guider sees in it: `face` or `hands` of the partner, or the `same` as the partner.
        rest: Where the partner looks then.
        moment: A line that the guider says in the bridge, empty for none.
        late: Whether it is received late.
        half: Where the guider goes on looking while receiving with words alone; empty where eyes and words agree.
        leads: Whether the guider begins and the partner receives.
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
    response_with: str = ""
    bridge: str = "wait"
    seen: str = "face"
    rest: str = "away"
    moment: str = ""
    late: bool = False
    missed: str = ""
    half: str = ""
    leads: bool = False


def is_grave(one: Exchange) -> bool:
    """Return whether something is hard for who begins."""
    return one.verb in _HEAVY or one.line.rpartition("_")[2] in _HEAVY or one.line in _GRAVE


def receives(one: Exchange) -> tuple[str, ...]:
    """Return with what of the body an initiative can be met: nobody laughs at a sigh."""
    if is_grave(one):
        return ("notice", "lean_in", "warm", "nod", "breathe_out", "attend", "worry")
    return RECEIVES[one.kind]


def shown(did: str, *, allowed: frozenset[str]) -> tuple[str, ...]:
    """Return what something done with the body shows: the first of its principles that is asked for, if any is."""
    return next(((one,) for one in SHOWS.get(did, ()) if one in allowed), ())


def also(did: str, *, allowed: frozenset[str]) -> tuple[str, ...]:
    """Return what it might be read as besides: the others of its principles that are asked for."""
    first = shown(did, allowed=allowed)
    return tuple(one for one in SHOWS.get(did, ()) if first and one in allowed and one not in first)


def reading(*did: str) -> str:
    """Return `open` where another reading of something done is as fair, else `plain`."""
    return "open" if any(one in OPEN or one.rpartition("_")[2] in OPEN for one in did) else "plain"
