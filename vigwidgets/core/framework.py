"""A framework of principles: data with a credit line, never code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from vigwidgets.core.errors import InvalidValue, UnknownPrinciple


@dataclass(frozen=True, slots=True)
class Principle:
    """One building block of attuned interaction, inside its tier.

    Attributes:
        key: Stable id in snake case, the same in every wording and language.
        name: The wording people see.
        why: Why it stands on its rung, in the workbook's own words; may be empty.
    """

    key: str
    name: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Tier:
    """A rung of the ladder with its principles.

    Attributes:
        number: 1 to 6, each resting on the ones below.
        key: Stable id in snake case.
        name: The wording people see.
        level: 1 towards intersubjectivity, 2 intersubjectivity, 3 mediated learning.
        feeling: What the other person may come to feel, in their words.
        principles: In the source's order.
        about: What it is about, in the workbook's own words; may be empty.
        rests: Why it stands on the rungs below, in the workbook's own words; may be empty.
        plain: Keys of a few of its principles that are easy to tell from those of other tiers; may be empty.
    """

    number: int
    key: str
    name: str
    level: int
    feeling: str
    principles: tuple[Principle, ...]
    about: str = ""
    rests: str = ""
    plain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DialogueStep:
    """One thing that the talk of a shared review is made of.

    Attributes:
        key: Stable id in snake case.
        name: The wording people see.
        question: A question that helps it along, in the workbook's own words.
    """

    key: str
    name: str
    question: str


@dataclass(frozen=True, slots=True)
class Dialogue:
    """What the talk of a shared review is made of.

    Attributes:
        credit: Whose names these are; shown with them.
        steps: In the source's order. In a talk they come in any.
    """

    credit: str
    steps: tuple[DialogueStep, ...]

    def __post_init__(self) -> None:
        if not self.credit.strip():
            raise InvalidValue("A framework needs its credit line. Say whose wording it is.")


@dataclass(frozen=True)
class Framework:
    """A whole pack of principles in one wording.

    Attributes:
        id: Stable id of the pack, such as `attuned_interactions.en`.
        language: BCP 47 tag of the wording.
        name: The pack's title.
        credit: Whose framework it is; shown wherever the principles are shown.
        levels: Names of levels 1 to 3.
        tiers: Lowest first.
        dialogue: Of a shared review; None where the pack has none.

    Raises:
        InvalidValue: a principle key occurs twice or the credit line is empty.
    """

    id: str
    language: str
    name: str
    credit: str
    levels: tuple[str, ...]
    tiers: tuple[Tier, ...]
    dialogue: Dialogue | None = None
    _by_key: dict[str, tuple[Tier, Principle]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self.credit.strip():
            raise InvalidValue("A framework needs its credit line. Say whose wording it is.")
        by_key: dict[str, tuple[Tier, Principle]] = {}
        for tier in self.tiers:
            for principle in tier.principles:
                if principle.key in by_key:
                    raise InvalidValue(f"The principle key {principle.key} occurs twice. Give each principle its own.")
                by_key[principle.key] = (tier, principle)
        object.__setattr__(self, "_by_key", by_key)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """All principle keys, lowest tier first."""
        return tuple(self._by_key)

    def principle(self, key: str) -> Principle:
        """Return the principle of that key, or raise `UnknownPrinciple`."""
        return self._entry(key)[1]

    def tier_of(self, key: str) -> Tier:
        """Return the tier a principle belongs to, or raise `UnknownPrinciple`."""
        return self._entry(key)[0]

    def check(self, keys: Iterable[str]) -> None:
        """Raise `UnknownPrinciple` unless every key is one of this framework's."""
        for key in keys:
            self._entry(key)

    def _entry(self, key: str) -> tuple[Tier, Principle]:
        try:
            return self._by_key[key]
        except KeyError:
            raise UnknownPrinciple(f"There is no principle {key!r}. Choose one of the framework's keys.") from None
