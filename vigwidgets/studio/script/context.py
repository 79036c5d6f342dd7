"""What a verb may know while an act is turned into entries: who is there, what they hold, what was played before."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from vigwidgets.core.errors import SceneRefused
from vigwidgets.core.mark import ID_FORM
from vigwidgets.studio.script.act import Act
from vigwidgets.studio.script.scene import Carry, Change, Look, Reach, Staging, Thing

REST: Mapping[str, float] = MappingProxyType(
    {"lean": 0.2, "smile": 0.3, "cheeks": 0.15, "brows": 0.2, "inner_brows": 0.25, "lids": 0.9}
)
"""A face and body that rest with interest; what is not named rests at 0."""
HOMES: Mapping[str, str] = MappingProxyType({"stand": "side", "crouch": "knee", "prone": "chin", "recline": "side"})
"""Where hands rest in a posture; in a lap where nothing is said."""
TEMPO: Mapping[str, float] = MappingProxyType(
    {"theo": 1.3, "ivy": 1.3, "callum": 1.05, "zara": 0.95, "jamie": 1.05, "grace": 1.15, "winston": 1.7}
)
"""How long a movement takes against an adult's."""
_VOWELS = frozenset(["aa", "ae", "ah", "ao", "aw", "ax", "ay", "eh", "er", "ey", "ih", "iy", "ow", "oy", "uh", "uw"])
_STRESS_GAP_MS = 420


@dataclass(frozen=True, slots=True)
class Grab:
    """From `at_ms` on a hand holds a thing."""

    thing: str
    who: str
    hand: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class Release:
    """At `at_ms` a hand lets go of a thing, which then stands on `onto` or at `at`, or is handed over."""

    thing: str
    who: str
    hand: str
    at_ms: int
    onto: str = ""
    at: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Rests:
    """From `at_ms` on a hand that has nothing to do rests at a spot."""

    who: str
    hand: str
    at_ms: int
    spot: str
    pose: str


@dataclass(frozen=True, slots=True)
class Soft:
    """A reach that is left out when the hand is wanted for something else by then."""

    reach: Reach


@dataclass(frozen=True, slots=True)
class Voiced:
    """What a verb must know of a line: its length, and when its stressed sounds begin, in ms from its start."""

    key: str
    length_ms: int
    stresses_ms: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """Everything an act is expanded in. `played` are written entries and those of earlier acts."""

    start_ms: int
    latest_ms: int
    cast: tuple[str, ...]
    labels: Mapping[str, str]
    things: Mapping[str, Thing]
    lines_folder: Path
    marked: Mapping[str, str] = field(default_factory=dict[str, str])
    played: tuple[object, ...] = ()

    def partner(self, act: Act) -> str:
        """Return whom an act is for: whom it names, whose initiative it answers, or the nearest other person."""
        if act.to in self.cast:
            return act.to
        for id_ in (*act.answers, *act.missed):
            if (whose := self.marked.get(id_, act.who)) != act.who:
                return whose
        return self.neighbour(act.who, at_ms=act.at_ms)

    def neighbour(self, who: str, *, at_ms: int) -> str:
        """Return the person nearest to `who`; `who` where nobody else is there."""
        mine = self.staging(who, at_ms=at_ms)
        others = [one for one in self.cast if one != who]
        ahead = 1 if mine.facing == "right" else -1

        def far(one: str) -> float:
            way = (self.staging(one, at_ms=at_ms).at[0] - mine.at[0]) * ahead
            return way if way >= 0 else 2000 - way

        return min(others, key=far) if others else who

    def staging(self, who: str, *, at_ms: int) -> Staging:
        """Return where `who` is at a time."""
        found = [one for one in self._of(Staging) if one.who == who]
        begun = [one for one in found if one.at_ms <= at_ms] or found[:1]
        facing = "right" if self.cast.index(who) % 2 else "left"
        return begun[-1] if begun else Staging(who, self.start_ms, (640.0, 660.0), "stand", facing)

    def near(self, who: str, *, at_ms: int) -> str:
        """Return the hand towards the camera."""
        return "right" if self.staging(who, at_ms=at_ms).facing == "right" else "left"

    def holder(self, thing: str, *, at_ms: int) -> tuple[str, str] | None:
        """Return who holds a thing at a time, and in which hand."""
        for one in reversed(self._of(Grab, Release, Carry)):
            if one.thing != thing or one.at_ms > at_ms:
                continue
            if isinstance(one, Release) or (isinstance(one, Carry) and one.until_ms <= at_ms):
                return None
            return one.who, one.hand
        return None

    def holds(self, who: str, hand: str, *, at_ms: int) -> str:
        """Return the thing in a hand, empty for none."""
        names = (name for name in self.things if self.holder(name, at_ms=at_ms) == (who, hand))
        return next(names, "")

    def hand(self, act: Act) -> str:
        """Return the hand an act is done with: the one it names, holds its thing with, or has free."""
        if act.hand in ("left", "right"):
            return act.hand
        held = self.holder(act.thing, at_ms=act.at_ms) if act.thing else None
        if held and held[0] == act.who:
            return held[1]
        near = self.near(act.who, at_ms=act.at_ms)
        return other(near) if self.holds(act.who, near, at_ms=act.at_ms) else near

    def hands(self, act: Act) -> tuple[str, ...]:
        """Return the one hand an act names, or both."""
        return (act.hand,) if act.hand in ("left", "right") else ("left", "right")

    def foot(self, thing: str, *, at_ms: int) -> tuple[float, float]:
        """Return px where a thing stands, or last stood."""
        put = [one for one in self._of(Release, Carry) if one.thing == thing and one.at and one.at_ms <= at_ms]
        at = put[-1].at if put else self.things[thing].at
        return at[0], at[1]

    def value(self, who: str, part: str) -> float:
        """Return where a part of the face or body will have come to rest after all that was played."""
        rest = REST.get(part, 0.0)
        last_ms = self.start_ms
        for one in self._of(Change):
            if one.who == who and one.at_ms >= last_ms:
                for name, value in one.values:
                    if name == part:
                        rest, last_ms = value, one.at_ms
        return rest

    def looking_at(self, who: str, *, at_ms: int) -> str:
        """Return what somebody looks at, empty if nothing was said yet."""
        begun = [one for one in self._of(Look) if one.who == who and one.at_ms <= at_ms]
        return begun[-1].target if begun else ""

    def home(self, who: str, hand: str, *, at_ms: int) -> tuple[str, str]:
        """Return the spot where a hand rests, and its pose: where it was last sent, or as the posture has it."""
        moved_ms = self.staging(who, at_ms=at_ms).at_ms
        rests = [
            one for one in self._of(Rests) if (one.who, one.hand) == (who, hand) and moved_ms <= one.at_ms <= at_ms
        ]
        if rests:
            return rests[-1].spot, rests[-1].pose
        spot = HOMES.get(self.staging(who, at_ms=at_ms).posture, "lap")
        return spot, "lap" if spot == "lap" else "rest"

    def takes_ms(self, act: Act, usual_ms: float) -> int:
        """Return how long a movement that takes an adult `usual_ms` takes this person, done in this manner."""
        return round(usual_ms * TEMPO.get(act.who, 1.0) * act.pace)

    def line(self, act: Act) -> Voiced:
        """Return what is known of an act's line, which may be named by its key or by its words.

        Raises:
            SceneRefused: the bank has no such line.
        """
        key = act.line if ID_FORM.fullmatch(act.line) else self._key_of(act)
        try:
            told = tomllib.loads((self.lines_folder / f"{key}.toml").read_text("utf-8"))
            phones = [(str(name), int(a), int(b)) for name, a, b in told.get("phones", [])]
            stressed = told.get("stresses_ms") or _stresses(phones)
            return Voiced(key, int(told["spans_ms"][-1][1]), tuple(int(time) for time in stressed))
        except FileNotFoundError:
            raise SceneRefused(
                f"There is no voiced line {act.line!r}. Choose one of the line bank or voice it first."
            ) from None
        except (OSError, tomllib.TOMLDecodeError, KeyError, IndexError, ValueError, TypeError) as exc:
            raise SceneRefused(f"The voiced line {act.line!r} is damaged. Voice it again.") from exc

    def _key_of(self, act: Act) -> str:
        """Return the key of the line with these words in this person's voice; the words where there is none."""
        for path in sorted(self.lines_folder.glob(f"{act.who}_*.toml")):
            if tomllib.loads(path.read_text("utf-8")).get("text") == act.line:
                return path.stem
        return act.line.replace("/", " ")

    def _of(self, *kinds: type) -> list[Any]:
        found: list[Any] = [one for one in self.played if isinstance(one, kinds)]
        return sorted(found, key=lambda one: one.at_ms)


def other(hand: str) -> str:
    """Return the other hand."""
    return "left" if hand == "right" else "right"


def _stresses(phones: Sequence[tuple[str, int, int]]) -> tuple[int, ...]:
    """Return where the long vowels of a line begin: the syllables a speaker would nod to."""
    vowels = [(end - start, start) for name, start, end in phones if name in _VOWELS]
    if not vowels:
        return ()
    usual = sorted(length for length, _ in vowels)[len(vowels) // 2]
    chosen: list[int] = []
    for length, start in vowels:
        if length >= 1.2 * usual and (not chosen or start - chosen[-1] >= _STRESS_GAP_MS):
            chosen.append(start)
    return tuple(chosen)
