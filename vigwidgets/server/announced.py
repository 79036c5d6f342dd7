"""What a person says of a file before its first byte, read from a request without trusting it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import PureWindowsPath
from typing import Any, Final, Self

from vigwidgets.core.errors import FilmUnreadable, InvalidValue
from vigwidgets.core.permission import Permission
from vigwidgets.core.span import is_whole
from vigwidgets.server.answering import misread

LONGEST_NAME: Final = 300
EMPTY: Final = "This file is empty. Copy it from the camera or phone once more."


@dataclass(frozen=True, slots=True)
class AnnouncedFile:
    """A file that is about to come.

    Attributes:
        name: Its name on the person's device.
        size_bytes: Its length, 0 or more.
    """

    name: str
    size_bytes: int

    @classmethod
    def read(cls, told: dict[str, Any]) -> Self:
        """Return what the JSON of a request says, or raise `BadRequest`: a part is missing or mistyped."""
        name, size = _text(told, "name"), told.get("size_bytes")
        if not PureWindowsPath(name).stem.strip():
            raise misread("name")
        if size is None or not is_whole(size) or size < 0:
            raise misread("size_bytes")
        return cls(name, size)


@dataclass(frozen=True, slots=True)
class Announced:
    """What a person says of a film before its first byte.

    Attributes:
        name: The file's name on their device.
        size_bytes: Its length, at least 1.
        title: Their words for the film; empty where they gave none.
        permission: What the people in it agreed to.
        good_part: Whether of a damaged film the part before the damage is wanted.
    """

    name: str
    size_bytes: int
    title: str
    permission: Permission
    good_part: bool = False

    @classmethod
    def read(cls, told: dict[str, Any]) -> Self:
        """Return what the JSON of a request says.

        Raises:
            BadRequest: a part is missing or mistyped.
            InvalidValue: no such permission can exist, or its last day is over.
            FilmUnreadable: the file is empty.
        """
        if not isinstance(told.get("permission"), dict):
            raise misread("permission")
        file, title = AnnouncedFile.read(told), _text(told, "title")
        if file.size_bytes == 0:
            raise FilmUnreadable(EMPTY)
        good_part = told.get("good_part", False)
        if not isinstance(good_part, bool):
            raise misread("good_part")
        return cls(file.name, file.size_bytes, title.strip(), _permission(told["permission"]), good_part)

    @property
    def file_title(self) -> str:
        """The file's name without folder and ending, a title for want of words."""
        return PureWindowsPath(self.name).stem


def _text(told: dict[str, Any], part: str) -> str:
    text = told.get(part)
    if not isinstance(text, str) or len(text) > LONGEST_NAME:
        raise misread(part)
    return text


def _permission(told: dict[str, Any]) -> Permission:
    uses, people, until = told.get("uses"), told.get("people", []), told.get("until")
    for part, given in (("uses", uses), ("people", people)):
        if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
            raise misread(part)
    if until is not None and not isinstance(until, str):
        raise misread("until")
    given_by = told.get("given_by", "")
    if not isinstance(given_by, str):
        raise misread("given_by")
    found = Permission.parse(",".join(uses or ()), until=until, people=tuple(people), given_by=given_by)
    if found.has_passed(on=date.today()):  # noqa: DTZ011 - the last day is one on this place's calendar
        raise InvalidValue("That day is over. Write down the last day on which the film may be used, or ask again.")
    return found
