"""New drawn films to practise on, one after another, as plain or as quiet as somebody wants the next one."""

from __future__ import annotations

from typing import Any, ClassVar, Final

import traitlets as t

from vigwidgets.core.errors import BadRequest
from vigwidgets.widgets.exercise import ODD, Exercise

FILMS: Final = 200
"""Films in one answer; older ones fall away."""
MOMENTS: Final = 40
"""Moments in one film."""
LEVELS: Final = range(1, 6)
TIERS: Final = range(7)
"""0 is a film about any of them."""
_SECONDS: Final = range(15, 61)
_LONGEST_MS: Final = 70_000
_LONGEST_KEY: Final = 64
_MADE: Final = frozenset({"seed", "tier", "level", "seconds"})
_FILM: Final = _MADE | {"moments", "looked"}

MADE = "`{seed, tier, level, seconds}`, `tier` 0 for a film about any"


class PractiseAgain(Exercise):
    """Asks for a film, plays it, keeps where somebody saw something in it, and shows what its writer saw when asked.

    An answer is `{films: [{seed, tier, level, seconds, moments: [{start_ms, end_ms, principle}], looked}], level,
    now}`: the films as they came, those drawn ahead last; how quiet the next one shall be; and which film is open. No
    figure opens or closes anything.

    Whoever draws answers `practise.begin` and `practise.ahead` `{films, now, level}`, each film with whether it was
    `worked` on, with `{made}`; `practise.open {made}`, `practise.draw {made}`, `practise.stop {}` and
    `practise.look {made, moments}` with `{}`.
    """

    module: ClassVar[str] = "practise_again"
    shared_words: ClassVar[tuple[str, ...]] = (*Exercise.shared_words, "seen_by_both")

    heading = t.Unicode("", help="What stands above it; Python → view.").tag(sync=True)
    tier = t.Int(0, help="Number of the tier it is about, 0 for any; Python → view.").tag(sync=True)
    tiers = t.List(
        t.Dict(), help="`{number, name, principles: [{key, name}]}` of every tier, lowest first; Python → view."
    ).tag(sync=True)
    shown = t.Dict(help="As in `FilmPlayer.film`: the film that is open, empty for none; Python → view.").tag(sync=True)
    made = t.Dict(help=f"Which film that is: {MADE}; Python → view.").tag(sync=True)
    progress = t.Dict(
        help="`{stage, share, message, made}` of the film that is wanted: `stage` is `idle`, `drawing`, `missing` "
        "where it is not drawn, `stopped` or `refused`; `share` of it that is drawn, 0 to 1; a sentence where it was "
        "refused; Python → view."
    ).tag(sync=True)
    seen = t.Dict(
        help="What the writer of that film saw, empty until asked: `{marks, together: {marks, met}, suggests}`, "
        "`marks` and `together` as in `CompareMarks`, `suggests` what may do next, and on what ground, as the end of a "
        "word's name: `quieter`, `same`, `plainer`, ...; Python → view."
    ).tag(sync=True)

    def check(self, answer: dict[str, Any]) -> None:
        """Refuse what this exercise could not have made."""
        films, now = answer.get("films"), answer.get("now")
        if set(answer) != {"films", "level", "now"} or not _whole(answer["level"], LEVELS):
            raise BadRequest(ODD)
        if not isinstance(films, list) or len(films) > FILMS or not all(_is_film(one) for one in films):
            raise BadRequest(ODD)
        if not _whole(now, range(-1, len(films))):
            raise BadRequest(ODD)


def is_made(one: Any) -> bool:
    """Return whether these are the numbers of a film that can be drawn, be there more beside them."""
    return (
        isinstance(one, dict)
        and set(one) >= _MADE
        and _whole(one["seed"], range(1, 10**9))
        and _whole(one["tier"], TIERS)
        and _whole(one["level"], LEVELS)
        and _whole(one["seconds"], _SECONDS)
    )


def is_moments(some: Any) -> bool:
    """Return whether this is a list of moments."""
    return isinstance(some, list) and len(some) <= MOMENTS and all(_is_moment(one) for one in some)


def _is_film(one: Any) -> bool:
    return is_made(one) and set(one) == _FILM and isinstance(one["looked"], bool) and is_moments(one["moments"])


def _is_moment(one: Any) -> bool:
    return (
        isinstance(one, dict)
        and set(one) == {"start_ms", "end_ms", "principle"}
        and _whole(one["end_ms"], range(1, _LONGEST_MS))
        and _whole(one["start_ms"], range(one["end_ms"]))
        and isinstance(one["principle"], str)
        and len(one["principle"]) <= _LONGEST_KEY
    )


def _whole(value: Any, among: range) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value in among
