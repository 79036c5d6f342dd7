"""What a trainer writes: one act of somebody, with the mark it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

MANNERS: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "": (1.0, 1.0),
        "small": (0.6, 0.9),
        "big": (1.4, 1.1),
        "slow": (0.9, 1.45),
        "quick": (1.0, 0.7),
        "aside": (1.0, 1.0),
    }
)
"""How much and how long against the usual; `aside` speaks without looking at anybody."""


@dataclass(frozen=True, slots=True)
class Act:
    """From `at_ms` to `until_ms` (script time), `who` does what the verb `do` says.

    Attributes:
        who: A name of the cast.
        at_ms: When it begins to be seen or heard; a breath before speech comes earlier.
        do: A verb.
        until_ms: When it ends; the verb knows its own length where this is left out.
        to: Whom, what or where it is done to.
        thing: The thing it is done with.
        onto: The thing on which another is put.
        line: A line of the bank, by its key or its words.
        hand: `left`, `right` or `both`; the verb chooses where this is left out.
        manner: `small`, `big`, `slow`, `quick` or `aside`.
        posture: For `stand_up`, `sit_down` and `step_to`.
        at: Px of a place: where a thing is put, where somebody steps.
        times: How often, for what is done several times.
        mark: The id of the initiative this act is.
        answers: Ids of the initiatives it receives: a reception.
        principles: What the reception or, without `answers`, the moment shows.
        missed: Ids of initiatives that go unseen in it; makes no mark.
        reading: `plain` or `open`.
        note: What the mark says of it.
        also: Principles it might be read as besides.
        written: Its place among the acts of the script, from 0.
    """

    who: str
    at_ms: int
    do: str
    until_ms: int | None = None
    to: str = ""
    thing: str = ""
    onto: str = ""
    line: str = ""
    hand: str = ""
    manner: str = ""
    posture: str = ""
    at: tuple[float, ...] = ()
    times: int = 0
    mark: str = ""
    answers: tuple[str, ...] = ()
    principles: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    reading: str = "plain"
    note: str = ""
    also: tuple[str, ...] = ()
    written: int = 0

    @property
    def size(self) -> float:
        """How large the act is against its usual size."""
        return MANNERS[self.manner][0]

    @property
    def pace(self) -> float:
        """How long the act takes against its usual time."""
        return MANNERS[self.manner][1]

    @property
    def end_ms(self) -> int:
        """When the act ends, once its verb has said so."""
        return self.at_ms if self.until_ms is None else self.until_ms


@dataclass(frozen=True, slots=True)
class Busy:
    """A hand that is at work from `at_ms` to `until_ms` and can do nothing else."""

    who: str
    hand: str
    at_ms: int
    until_ms: int


@dataclass(frozen=True, slots=True)
class Awake:
    """A time in which somebody must not blink."""

    who: str
    at_ms: int
    until_ms: int


@dataclass(frozen=True, slots=True)
class Waits:
    """A time of quiet attention, to be filled with small lives: to `face`, mostly on `target`."""

    who: str
    at_ms: int
    until_ms: int
    target: str
    face: str


@dataclass(frozen=True, slots=True)
class Absorbed:
    """A time in which somebody is lost in what the hands do and seldom blinks."""

    who: str
    at_ms: int
    until_ms: int


@dataclass(frozen=True, slots=True)
class Verb:
    """A word for what people do.

    Attributes:
        help: One line for the page of verbs.
        needs: Keys of an act that it cannot do without.
        takes: Keys it uses when they are there.
        lasts: Ms it takes when no end is given, or what reckons them; None lasts until the same person's next act.
        play: Returns the low-level entries of an act whose end is known.
    """

    help: str
    needs: tuple[str, ...]
    takes: tuple[str, ...]
    lasts: Callable[..., int] | int | None
    play: Callable[..., list[object]]
