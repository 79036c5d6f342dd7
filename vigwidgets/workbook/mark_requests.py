"""Marks as pages and scripts write them, turned into core values or a clear refusal."""

from __future__ import annotations

from typing import Any

from vigwidgets.core.errors import BadRequest
from vigwidgets.core.mark import Mark
from vigwidgets.core.span import Span

TEXTS = ("who", "note", "feeling")


def mark_from(payload: dict[str, Any], *, film: str, author: str) -> Mark:
    """Return the mark in `payload["mark"]`.

    Raises:
        BadRequest: the form is wrong.
        InvalidValue: the form is right but no such mark can exist.
    """
    given = payload.get("mark")
    if not isinstance(given, dict) or not isinstance(given.get("id"), str):
        raise _wrong_form()
    fields = _fields(given)
    if "start_ms" not in given or "end_ms" not in given:
        raise _wrong_form()
    return Mark(id=given["id"], film=film, author=author, **fields)


def changes_from(payload: dict[str, Any]) -> dict[str, Any]:
    """Return the changes in `payload["changes"]` as keyword arguments of `Journal.change_mark`.

    A changed edge needs both `start_ms` and `end_ms`.

    Raises:
        BadRequest: the form is wrong.
        InvalidValue: the span cannot exist.
    """
    given = payload.get("changes")
    if not isinstance(given, dict) or not given or ("start_ms" in given) != ("end_ms" in given):
        raise _wrong_form()
    return _fields(given)


def _fields(given: dict[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if "start_ms" in given:
        fields["span"] = Span(given["start_ms"], given.get("end_ms"))  # type: ignore[arg-type] - Span refuses
    for name in TEXTS:
        if name in given:
            fields[name] = _typed(given[name], str)
    if "kind" in given:
        fields["kind"] = _typed(given["kind"], str)
    if "answers" in given:
        fields["answers"] = None if given["answers"] is None else _typed(given["answers"], str)
    if "principles" in given:
        fields["principles"] = tuple(_typed(key, str) for key in _typed(given["principles"], list))
    return fields


def _typed(value: Any, kind: type) -> Any:
    if not isinstance(value, kind):
        raise _wrong_form()
    return value


def _wrong_form() -> BadRequest:
    return BadRequest("The page sent a mark in a form this workbook does not know. Reload the page.")
