"""Three quiet pictures of a film's marks: moments by tier, yes-cycles, and the waits before something came back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, Self

import traitlets as t

from vigwidgets.core.exchange import Exchange, Reception, exchanges_of, receptions_of
from vigwidgets.core.tally import tiers_named
from vigwidgets.widgets.base import VigWidget

if TYPE_CHECKING:
    from vigwidgets.core.film import Film
    from vigwidgets.core.framework import Framework
    from vigwidgets.core.mark import Mark


class MyPictures(VigWidget):
    """What was found in one film, as three pictures, each with a sentence before it and its numbers beside it.

    They show what is there: no shares, nothing that was not marked or not answered, and no film beside another.
    Whoever opens another film sets `film` together with what `pictures_of` gives, in one `tell`.
    """

    module: ClassVar[str] = "my_pictures"

    film = t.Dict(
        help="`id`, empty while no film is chosen; where it may not be used `refused` is a sentence; Python → view."
    ).tag(sync=True)
    marks_count = t.Int(0, help="How many moments are marked; Python → view.").tag(sync=True)
    receptions_count = t.Int(0, help="How many of them receive another; Python → view.").tag(sync=True)
    tiers = t.List(
        t.Dict(),
        help="Highest first, `{tier, tier_name, moments}`, each moment `{id, start_ms, end_ms}`; tier 0, without a "
        "name, holds those that name none yet; Python → view.",
    ).tag(sync=True)
    cycles = t.List(
        t.Dict(),
        help="Yes-cycles by time, `{start_ms, end_ms, length_ms, turns}`, each turn `{id, start_ms, end_ms}`; "
        "Python → view.",
    ).tag(sync=True)
    waits = t.List(
        t.Dict(),
        help="Answered waits by time, `{start_ms, end_ms, wait_ms, answer}`, the last the mark they ended with, "
        "`{id, start_ms, end_ms}`; Python → view.",
    ).tag(sync=True)
    credit = t.Unicode("", help="Whose framework it is; Python → view.").tag(sync=True)

    @classmethod
    def of(cls, film: Film, *, marks: Iterable[Mark], framework: Framework, **traits: Any) -> Self:
        """Return the pictures of these marks.

        Args:
            film: What they were found in.
            marks: All of one film.
            framework: Where tiers come from.
            **traits: Any other trait.
        """
        return cls(film={"id": film.id}, credit=framework.credit, **pictures_of(marks, framework), **traits)


def pictures_of(marks: Iterable[Mark], framework: Framework) -> dict[str, Any]:
    """Return the traits of `MyPictures` that show these marks; without marks, those that show none."""
    ordered = sorted(marks, key=lambda mark: (mark.span, mark.id))
    exchanges = exchanges_of(ordered)
    receptions = receptions_of(exchanges)
    return {
        "marks_count": len(ordered),
        "receptions_count": len(receptions),
        "tiers": _tiers(ordered, framework),
        "cycles": [_cycle(one) for one in exchanges if one.is_cycle],
        "waits": [wait for one in receptions if (wait := _wait(one))],
    }


def _tiers(marks: list[Mark], framework: Framework) -> list[dict[str, Any]]:
    names = {tier.number: tier.name for tier in framework.tiers}
    moments: dict[int, list[dict[str, Any]]] = {}
    for mark in marks:
        for number in tiers_named(mark, framework) or {0}:
            moments.setdefault(number, []).append(_place(mark))
    return [
        {"tier": number, "tier_name": names.get(number, ""), "moments": moments[number]}
        for number in sorted(moments, reverse=True)
    ]


def _cycle(exchange: Exchange) -> dict[str, Any]:
    span = exchange.span
    turns = [_place(turn) for turn in exchange.turns]
    return {"start_ms": span.start_ms, "end_ms": span.end_ms, "length_ms": span.length_ms, "turns": turns}


def _wait(reception: Reception) -> dict[str, Any] | None:
    span = reception.wait
    if span is None:
        return None
    answer = _place(reception.answer)
    return {"start_ms": span.start_ms, "end_ms": span.end_ms, "wait_ms": span.length_ms, "answer": answer}


def _place(mark: Mark) -> dict[str, Any]:
    return {"id": mark.id, "start_ms": mark.span.start_ms, "end_ms": mark.span.end_ms}
