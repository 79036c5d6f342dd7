"""A film that stops itself and asks what could come next: one chooses a way or writes one, and sees the drawn ones."""

from __future__ import annotations

from typing import Any, ClassVar

import traitlets as t

from vigwidgets.core.errors import BadRequest
from vigwidgets.core.mark import ID_FORM
from vigwidgets.widgets.exercise import ODD, Exercise


class WhatNext(Exercise):
    """A clip up to its choice, the ways on from there, and room for what each may let the other feel.

    No way is the right one. The answer is `{chosen, own, seen, felt}`: id of a way or nothing, a way in one's own
    words, ids of the ways that were seen, and by id what was written to each.
    """

    module: ClassVar[str] = "what_next"

    scene = t.Dict(
        help="`{film, at_ms, question, ways}`: `film` as in `FilmPlayer.film`, the whole ms at which it stops, what is "
        "asked then, and each way `{id, text, feels, film}`, `feels` being what it may let the other feel, or empty; "
        "Python → view."
    ).tag(sync=True)

    def check(self, answer: dict[str, Any]) -> None:
        """Raise `BadRequest` where this is no answer that the widget itself could have made.

        A way that is not here any more may still be in it.
        """
        if answer.keys() != {"chosen", "own", "seen", "felt"}:
            raise BadRequest(ODD)
        chosen, own, seen, felt = (answer[name] for name in ("chosen", "own", "seen", "felt"))
        if not isinstance(own, str) or not isinstance(seen, list) or not isinstance(felt, dict):
            raise BadRequest(ODD)
        ids = [*seen, *felt, *([] if chosen == "" else [chosen])]
        if not all(isinstance(one, str) and ID_FORM.fullmatch(one) for one in ids):
            raise BadRequest(ODD)
        if len(seen) != len(set(seen)) or not all(isinstance(text, str) for text in felt.values()):
            raise BadRequest(ODD)
