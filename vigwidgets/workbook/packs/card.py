"""The card of a clip, `clip.toml`: what the clip is, and of people on film, what they agreed to."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from vigwidgets.core.errors import PackRefused
from vigwidgets.core.mark import ID_FORM
from vigwidgets.core.permission import USES, Permission
from vigwidgets.core.span import is_whole
from vigwidgets.workbook.packs.names import check_name

LONGEST_TITLE: Final = 300
LONGEST_LICENCE: Final = 200
LONGEST_SENTENCE: Final = 500
FEWEST_WAYS: Final = 2
MOST_WAYS: Final = 5
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_TIERS: Final = range(1, 7)

Source = Literal["drawn", "real"]


@dataclass(frozen=True, slots=True)
class Card:
    """What a clip says of itself.

    Attributes:
        id: 1 to 64 letters, digits, `_`, `-`, `.`; a folder may have this name on every computer.
        title: 1 to 300 letters on one line.
        tiers: Numbers of the tiers it teaches, 1 to 6, each once.
        licence: SPDX name, or words.
        sha256: Of the film, 64 hexadecimal digits.
        duration_ms: Of the film.
        source: `drawn`, or `real` where people were filmed.
        permission: What they agreed to, as far as the card says it; of a drawn clip everything.
        no_speech: Whether nobody says a word, so that the captions may be empty.
        no_descriptions: Why there are no descriptions of what is seen; empty where there are.
    """

    id: str
    title: str
    tiers: tuple[int, ...]
    licence: str
    sha256: str
    duration_ms: int
    source: Source
    permission: Permission
    no_speech: bool
    no_descriptions: str


def read_card(content: bytes, *, has_script: bool) -> Card:
    """Return the card.

    Args:
        content: Of `clip.toml`.
        has_script: Whether a scene script lies beside it; then the clip is drawn even if the card does not say so.

    Raises:
        PackRefused: it cannot be read, or lacks something, or says something that cannot be.
        InvalidValue: the permission in it cannot be.
    """
    try:
        said = tomllib.loads(content.decode("utf-8"))
    except UnicodeDecodeError as exc:
        raise PackRefused("A clip.toml of the pack is not written in UTF-8. Save it as UTF-8.") from exc
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as exc:
        raise PackRefused("A clip.toml of the pack is not valid TOML. Mend it, or write it anew.") from exc
    clip_id = said.get("id")
    if not isinstance(clip_id, str) or not ID_FORM.fullmatch(clip_id):
        raise PackRefused(
            "A clip of the pack has no id of 1 to 64 letters, digits, dots or dashes. Write one into its clip.toml."
        )
    check_name(clip_id)
    source = said.get("source", "drawn" if has_script else None)
    if source not in ("drawn", "real"):
        raise PackRefused(
            f"The clip {clip_id} does not say whether people were filmed. Write source = 'drawn' or 'real' in its card."
        )
    no_speech = said.get("no_speech", False)
    _check_teaching(said, clip_id=clip_id)
    return Card(
        id=clip_id,
        title=_line(said, "title", clip_id=clip_id, longest=LONGEST_TITLE),
        tiers=_tiers(said, clip_id=clip_id),
        licence=_line(said, "licence", clip_id=clip_id, longest=LONGEST_LICENCE),
        sha256=_sha256(said, clip_id=clip_id),
        duration_ms=_duration_ms(said, clip_id=clip_id),
        source=source,
        permission=Permission(USES) if source == "drawn" else _permission(said, clip_id=clip_id),
        no_speech=no_speech is True,
        no_descriptions=_line(said, "no_descriptions", clip_id=clip_id, longest=LONGEST_TITLE)
        if "no_descriptions" in said
        else "",
    )


def check_permission(permission: Permission, *, clip_id: str, on: dt.date) -> None:
    """Raise unless it is known who was filmed, who allowed what, and until when.

    Raises:
        PackRefused: one of them is missing, or the last day was before the day `on`.
    """
    if not (permission.people and permission.given_by and permission.uses and permission.until):
        raise PackRefused(
            f"People were filmed for the clip {clip_id}, so it needs their permission and its date. Say --people, "
            "--given-by, --permission and --until, or write them into its clip.toml."
        )
    if permission.has_passed(on=on):
        raise PackRefused(f"The permission for the clip {clip_id} has ended. Ask again, and say the new date.")


def _permission(said: Mapping[str, Any], *, clip_id: str) -> Permission:
    """Return what the card says of it; what it leaves out is left empty, above all the uses."""
    people, uses, until = said.get("people", []), said.get("permission", []), said.get("until")
    given_by = said.get("given_by", "")
    if isinstance(until, dt.datetime):
        until = until.date()
    lists = all(isinstance(each, list) and all(isinstance(one, str) for one in each) for each in (people, uses))
    if not lists or not isinstance(given_by, str) or not isinstance(until, dt.date | str | None):
        raise PackRefused(
            f"The permission of the clip {clip_id} cannot be understood. Write people and permission as lists of "
            "words, given_by as words, and until as a date."
        )
    if isinstance(until, str):
        return Permission.parse(",".join(uses), until=until, people=tuple(people), given_by=given_by)
    return Permission(tuple(uses), until, tuple(people), given_by)


def _check_teaching(said: Mapping[str, Any], *, clip_id: str) -> None:
    """Raise where what the card says for those who watch, all of which may be left out, cannot be shown."""
    for name in ("notice", "ask"):
        if name in said:
            _line(said, name, clip_id=clip_id, longest=LONGEST_SENTENCE)
    who = said.get("who", [])
    if not isinstance(who, list) or not all(isinstance(one, str) and one.isprintable() for one in who):
        raise PackRefused(f"The names in the clip {clip_id} cannot be read. Write who as a list of names.")
    if "pair" in said and not _is_id(said["pair"]):
        raise PackRefused(f"The pair of the clip {clip_id} is not the id of a clip. Correct it in its clip.toml.")
    if "choice" in said:
        _check_choice(said, said["choice"], clip_id=clip_id)


def _check_choice(said: Mapping[str, Any], choice: object, *, clip_id: str) -> None:
    ways = choice.get("ways") if isinstance(choice, dict) else None
    if (
        not isinstance(choice, dict)
        or not isinstance(ways, list)
        or not all(isinstance(way, dict) and _is_id(way.get("clip")) for way in ways)
    ):
        raise PackRefused(
            f"The choice of the clip {clip_id} cannot be understood. Write at_ms, question and ways with clip and text."
        )
    at_ms, ids = choice.get("at_ms"), {way["clip"] for way in ways}
    if not is_whole(at_ms) or not isinstance(at_ms, int) or not 0 < at_ms < _duration_ms(said, clip_id=clip_id):
        raise PackRefused(f"The choice of the clip {clip_id} lies outside its film. Correct at_ms in its clip.toml.")
    if not FEWEST_WAYS <= len(ids) == len(ways) <= MOST_WAYS or clip_id in ids:
        raise PackRefused(f"The choice of the clip {clip_id} needs two to five ways, each another clip. Mend its card.")
    _line(choice, "question", clip_id=clip_id, longest=LONGEST_SENTENCE)
    for way in ways:
        _line(way, "text", clip_id=clip_id, longest=LONGEST_SENTENCE)
        if "feels" in way:
            _line(way, "feels", clip_id=clip_id, longest=LONGEST_SENTENCE)


def _is_id(value: object) -> bool:
    return isinstance(value, str) and ID_FORM.fullmatch(value) is not None


def _line(said: Mapping[str, Any], name: str, *, clip_id: str, longest: int) -> str:
    value = said.get(name)
    text = " ".join(value.split()) if isinstance(value, str) else ""
    if not text or len(text) > longest or not text.isprintable():
        raise PackRefused(f"The clip {clip_id} needs a {name} of 1 to {longest} letters. Write it into its clip.toml.")
    return text


def _tiers(said: Mapping[str, Any], *, clip_id: str) -> tuple[int, ...]:
    tiers = said.get("tiers")
    if not isinstance(tiers, list) or not tiers or not all(is_whole(one) and one in _TIERS for one in tiers):
        raise PackRefused(f"The clip {clip_id} needs a list of tiers from 1 to 6. Write it into its clip.toml.")
    return tuple(sorted(set(tiers)))


def _sha256(said: Mapping[str, Any], *, clip_id: str) -> str:
    sha256 = said.get("sha256")
    if not isinstance(sha256, str) or not _SHA256.fullmatch(sha256):
        raise PackRefused(f"The clip {clip_id} needs the SHA-256 of its film. Write it into its clip.toml.")
    return sha256


def _duration_ms(said: Mapping[str, Any], *, clip_id: str) -> int:
    duration_ms = said.get("duration_ms")
    if not is_whole(duration_ms) or not isinstance(duration_ms, int) or duration_ms <= 0:
        raise PackRefused(f"The clip {clip_id} needs its length as duration_ms. Write it into its clip.toml.")
    return duration_ms
