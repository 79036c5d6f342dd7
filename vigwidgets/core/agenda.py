"""An agenda: what a trainer means to do with a group, step by step, and how long each takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal, cast, get_args

from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.mark import check_id
from vigwidgets.core.span import is_whole

StepKind = Literal["chapter", "clip", "prompt", "question", "pause"]
STEP_KINDS: Final[tuple[StepKind, ...]] = get_args(StepKind)
POINTING: Final = frozenset({"chapter", "clip", "prompt"})
"""Kinds that name something of the workbook's."""
ASKING: Final = frozenset({"prompt", "question"})
"""Kinds that people write an answer to."""
LONGEST_TITLE: Final = 120
LONGEST_STEP_TEXT: Final = 1000
MOST_STEPS: Final = 100
MOST_MINUTES: Final = 600


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an agenda.

    Attributes:
        id: Unique in the agenda.
        kind: What it is.
        about: Id of the chapter, clip or prompt; empty for the other kinds.
        title: What it is called before everybody.
        text: What to do, or the question; may be empty but where something is asked.
        minutes: How long it takes, 0 or more.
    """

    id: str
    kind: StepKind
    about: str = ""
    title: str = ""
    text: str = ""
    minutes: int = 0

    def __post_init__(self) -> None:
        check_id(self.id)
        if self.kind not in STEP_KINDS:
            raise InvalidValue("There is no such kind of step. Choose one from the list.")
        if self.kind in POINTING:
            check_id(self.about)
        elif self.about:
            raise InvalidValue("A question of one's own or a pause names nothing of the workbook's. Leave that out.")
        _check_text(self.title, LONGEST_TITLE)
        _check_text(self.text, LONGEST_STEP_TEXT)
        if not is_whole(self.minutes) or not 0 <= self.minutes <= MOST_MINUTES:
            raise InvalidValue(f"A step takes 0 to {MOST_MINUTES} whole minutes. Write another number.")

    @property
    def asks(self) -> bool:
        """Whether people write an answer to it."""
        return self.kind in ASKING

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON can hold it."""
        return {
            "id": self.id, "kind": self.kind, "about": self.about,
            "title": self.title, "text": self.text, "minutes": self.minutes,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Agenda:
    """An agenda.

    Attributes:
        id: Made by whoever writes it.
        title: What its owner calls it.
        steps: In their order; none at first.
        turn: Rises with every save, so that a window that saves an older one is told.
    """

    id: str
    title: str
    steps: tuple[Step, ...] = ()
    turn: int = 0

    def __post_init__(self) -> None:
        check_id(self.id)
        _check_text(self.title, LONGEST_TITLE)
        if not self.title.strip():
            raise InvalidValue("An agenda needs a title. Write one.")
        if len(self.steps) > MOST_STEPS:
            raise InvalidValue(f"An agenda holds {MOST_STEPS} steps at most. Begin another one.")
        if len({one.id for one in self.steps}) < len(self.steps):
            raise InvalidValue("Two steps of an agenda have one id. Give each its own.")

    @property
    def minutes(self) -> int:
        """How long all of it takes."""
        return sum(one.minutes for one in self.steps)

    def step(self, step_id: str) -> Step | None:
        """Return the step of that id, or None."""
        return next((one for one in self.steps if one.id == step_id), None)

    def after(self, step_id: str) -> Step | None:
        """Return the step that follows; the first one where there is no step of that id, None after the last."""
        ids = [one.id for one in self.steps]
        place = ids.index(step_id) + 1 if step_id in ids else 0
        return self.steps[place] if place < len(ids) else None


def step_from(told: Any) -> Step:
    """Return the step that JSON told.

    Raises:
        InvalidValue: it is none.
    """
    if not isinstance(told, dict):
        raise InvalidValue("This is no step of an agenda. Load the page again.")
    said = cast("dict[str, Any]", told)
    names = ("id", "kind", "about", "title", "text", "minutes")
    if not {"id", "kind"} <= said.keys():
        raise InvalidValue("This is no step of an agenda. Load the page again.")
    return Step(**{name: said[name] for name in names if name in said})


def _check_text(text: str, longest: int) -> None:
    if not isinstance(text, str) or len(text) > longest or "\x00" in text:  # pyright: ignore[reportUnnecessaryIsInstance]
        raise InvalidValue(f"A text has {longest} letters at most here. Shorten it.")
