"""Days and numbers in the words of a page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any


def day(on: date, words: Mapping[str, Any]) -> str:
    """Return a day such as *22 November 2026*."""
    return words["day"].format(day=on.day, month=words["months"][on.month - 1], year=on.year)


def month(at: datetime, words: Mapping[str, Any]) -> str:
    """Return the month of an instant in this place's time, such as *November 2026*."""
    here = at.astimezone()
    return words["month"].format(month=words["months"][here.month - 1], year=here.year)


def number(count: int, words: Mapping[str, Any]) -> str:
    """Return a number in words as far as there are some, else in digits."""
    said = words["numbers"]
    return said[count] if count < len(said) else str(count)
