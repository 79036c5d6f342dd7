"""A record of the work done in the making: chapters with their days, hours and lines as the person enters them."""

from __future__ import annotations

from typing import Any, ClassVar, Final

import traitlets as t

from vigwidgets.core.errors import BadRequest
from vigwidgets.widgets.exercise import ODD, Exercise

LONGEST_HOURS: Final = 12
LONGEST_WHAT: Final = 300
MOST_LINES: Final = 200


class Record(Exercise):
    """Lists the chapters somebody worked in, takes the hours they say it took, and hands the pages over.

    An answer is `{hours, left, lines}`; each part may be missing. `hours` are texts by id of the chapter, `left` ids of
    chapters that are not in it, `lines` `{date, what, hours}`, all texts. Nothing is timed. The name on it is asked for
    when the file is made, and kept nowhere. `record.look {}` asks to look again, and is answered `{}`.
    The files are at `vig/record/PROMPT.html` and `.pdf`.
    """

    module: ClassVar[str] = "record"

    worked = t.List(
        t.Dict(), help="`{id, title, days}` of chapters in their order, `days` in words; Python → view."
    ).tag(sync=True)

    def check(self, answer: dict[str, Any]) -> None:
        """Refuse what this page could not have made."""
        hours, left, lines = (answer.get(name, kind()) for name, kind in _PARTS.items())
        if set(answer) - set(_PARTS) or not all(
            isinstance(p, k) for p, k in zip((hours, left, lines), _PARTS.values(), strict=True)
        ):
            raise BadRequest(ODD)
        if not all(_is_text(one, LONGEST_HOURS) for one in hours.values()) or not all(
            isinstance(one, str) for one in left
        ):
            raise BadRequest(ODD)
        if len(lines) > MOST_LINES or not all(map(_is_line, lines)):
            raise BadRequest(ODD)


_PARTS: Final = {"hours": dict, "left": list, "lines": list}
_LINE: Final = {"date": 10, "what": LONGEST_WHAT, "hours": LONGEST_HOURS}


def _is_text(value: object, longest: int) -> bool:
    return isinstance(value, str) and len(value) <= longest


def _is_line(value: object) -> bool:
    return isinstance(value, dict) and set(value) <= set(_LINE) and all(_is_text(value[k], _LINE[k]) for k in value)
