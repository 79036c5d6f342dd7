"""A film that stops itself where its author wants to ask, while somebody marks moments in it."""

from __future__ import annotations

from typing import Any, ClassVar, Final

import traitlets as t

from vigwidgets.core.errors import BadRequest
from vigwidgets.widgets.exercise import ODD, Exercise

LONGEST: Final = 4000
"""Letters of one answer."""


class SpotTheMoment(Exercise):
    """Stops the film of its stage at some moments, asks, and keeps what is answered; a moment may be marked there.

    Each question stops the film once; after that it is found below the film, to go back to and to change. An answer is
    `{passed: [at_ms], said: {at_ms: text}}`.
    """

    module: ClassVar[str] = "spot_moment"

    clip = t.Unicode("", help="Id of the clip that is asked about; Python → view.").tag(sync=True)
    asks = t.List(
        t.Dict(), help="`{at_ms, question}` by time: where the film stops itself, and what is asked; Python → view."
    ).tag(sync=True)

    def check(self, answer: dict[str, Any]) -> None:
        """Refuse what does not belong to one of the questions."""
        times = {one["at_ms"] for one in self.asks}
        passed, said = answer.get("passed", []), answer.get("said", {})
        if not isinstance(passed, list) or not isinstance(said, dict) or set(answer) - {"passed", "said"}:
            raise BadRequest(ODD)
        texts = said.values()
        if not all(isinstance(text, str) and len(text) <= LONGEST for text in texts):
            raise BadRequest(ODD)
        if {str(at) for at in (*passed, *said)} - {str(at) for at in times}:
            raise BadRequest(ODD)
