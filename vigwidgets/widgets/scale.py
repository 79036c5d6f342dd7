"""A number from 0 to 10 for where somebody is with something, today and on other days."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Final

from vigwidgets.core.errors import BadRequest
from vigwidgets.widgets.exercise import ODD, Exercise

HIGHEST: Final = 10


class Scale(Exercise):
    """A rating from 0 to 10 in whole numbers, with a line about it. Nothing says whether more is better.

    The answer is `{ratings}`, each `{on, value, words}` with its day where the person is, `YYYY-MM-DD`. They are in the
    order of their days, one a day.
    """

    module: ClassVar[str] = "scale"

    def check(self, answer: dict[str, Any]) -> None:
        """Raise `BadRequest` where this is no answer that the widget itself could have made."""
        ratings = answer.get("ratings")
        if answer.keys() != {"ratings"} or not isinstance(ratings, list) or not all(map(_is_rating, ratings)):
            raise BadRequest(ODD)
        days = [one["on"] for one in ratings]
        if days != sorted(set(days)):
            raise BadRequest(ODD)


def _is_rating(one: Any) -> bool:
    if not isinstance(one, dict) or one.keys() != {"on", "value", "words"}:
        return False
    is_number = type(one["value"]) is int and 0 <= one["value"] <= HIGHEST
    return is_number and isinstance(one["words"], str) and _is_day(one["on"])


def _is_day(text: Any) -> bool:
    try:
        return isinstance(text, str) and date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
