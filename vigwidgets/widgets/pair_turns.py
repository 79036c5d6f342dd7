"""The turns of a drawn clip as cards: who received whom, and how long that took."""

from __future__ import annotations

from typing import Any, ClassVar

import traitlets as t

from vigwidgets.core.errors import BadRequest
from vigwidgets.widgets.exercise import ODD, Exercise


class PairTheTurns(Exercise):
    """An exercise: a film, and its turns as cards by time, each to be linked to the earlier one that it receives.

    The answer is `{links: {turn: received turn}, shown: bool}` by ids of turns; `shown` says whether the writer's own
    links are looked at beside them. A turn receives at most one earlier turn of somebody else.
    """

    module: ClassVar[str] = "pair_turns"

    clip = t.Dict(help="The film, as in `FilmPlayer.film`; Python → view.").tag(sync=True)
    heading = t.Unicode("", help="What stands above; Python → view.").tag(sync=True)
    turns = t.List(
        t.Dict(),
        help="By time, `{id, who, seen, start_ms, end_ms, side, receives, is_reading}`: whole ms of the film, `side` 0 "
        "or 1 by person, `receives` the id of the turn that it receives as the writer saw it or null, `is_reading` "
        "whether others may see something else in it; Python → view.",
    ).tag(sync=True)

    def check(self, answer: dict[str, Any]) -> None:
        """Raise `BadRequest` unless every link goes from a turn to an earlier one of somebody else."""
        places = {turn["id"]: at for at, turn in enumerate(self.turns)}
        links = answer.get("links")
        if set(answer) != {"links", "shown"} or not isinstance(links, dict) or not isinstance(answer["shown"], bool):
            raise BadRequest(ODD)
        for one, received in links.items():
            if one not in places or not isinstance(received, str) or received not in places:
                raise BadRequest(ODD)
            now, before = places[one], places[received]
            if before >= now or self.turns[now]["who"] == self.turns[before]["who"]:
                raise BadRequest(ODD)
