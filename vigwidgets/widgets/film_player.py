"""A film with exact frames, captions and full screen that keeps the tools."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Self

import traitlets as t

from vigwidgets.widgets.base import Answer, VigWidget

if TYPE_CHECKING:
    from vigwidgets.core.film import Film


@dataclass(frozen=True, slots=True)
class Captions:
    """Where the browser finds one language of a film's captions.

    Attributes:
        url: Address of a WebVTT file, absolute or relative to the application.
        language: BCP 47 tag such as `en-GB`.
        label: What people choose it by.
    """

    url: str
    language: str
    label: str


class FilmPlayer(VigWidget):
    """A player that knows the film's real frames.

    The browser owns the playhead and reports it at most four times a second. Films never enter a trait: `film` holds
    addresses, which may be relative to the application's base. A film that is still being made ready is played as far
    as it has come; once it is there the request `film.ready {film_id}` says so, and is answered with nothing.
    """

    module: ClassVar[str] = "film_player"
    view_owned: ClassVar[frozenset[str]] = frozenset({"playhead_ms", "playing"})

    film = t.Dict(
        help="`id title duration_ms width height url growing_url frames_url poster_url captions descriptions_url "
        "sounds_url`, "
        "or empty while no film is chosen; Python → view."
    ).tag(sync=True)
    playhead_ms = t.Int(0, min=0, help="Time of the frame shown, ms; view → Python.").tag(sync=True)
    playing = t.Bool(default_value=False, help="Whether the film runs; view → Python.").tag(sync=True)

    def answers(self) -> dict[str, Answer]:
        """Take note that a film is ready; whoever shows it does more."""
        return {"film.ready": lambda _payload: {}}

    @classmethod
    def of(
        cls,
        film: Film,
        *,
        url: str,
        frames_url: str,
        poster_url: str = "",
        captions: Iterable[Captions] = (),
        descriptions_url: str = "",
        sounds_url: str = "",
        **traits: Any,
    ) -> Self:
        """Return a player showing `film`. The arguments beside it are those of `addressed`, then any trait."""
        shown = addressed(
            film,
            url=url,
            frames_url=frames_url,
            poster_url=poster_url,
            captions=captions,
            descriptions_url=descriptions_url,
            sounds_url=sounds_url,
        )
        return cls(film=shown, **traits)


def addressed(
    film: Film,
    *,
    url: str,
    frames_url: str,
    growing_url: str = "",
    poster_url: str = "",
    captions: Iterable[Captions] = (),
    descriptions_url: str = "",
    sounds_url: str = "",
) -> dict[str, Any]:
    """Return what a page needs to show `film`: a few facts and addresses, nothing of its content.

    Args:
        film: What is known of it.
        url: Where the film answers HTTP Range requests.
        frames_url: Where the time of every frame is, little-endian `uint32` ms.
        growing_url: Where it is told what of a film can be watched that is still being made ready, or empty.
        poster_url: A still shown before the film is started, or empty.
        captions: Languages on offer; the first is shown at once.
        descriptions_url: WebVTT that tells what is seen, or empty.
        sounds_url: The film's sound without what is said, of the same length, or empty.
    """
    return {
        "id": film.id,
        "title": film.title,
        "duration_ms": film.duration_ms,
        "width": film.width,
        "height": film.height,
        "url": url,
        "growing_url": growing_url,
        "frames_url": frames_url,
        "poster_url": poster_url,
        "captions": [{"url": c.url, "language": c.language, "label": c.label} for c in captions],
        "descriptions_url": descriptions_url,
        "sounds_url": sounds_url,
    }
