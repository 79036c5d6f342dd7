"""How a page shows a film: addresses of its bytes, frame times and captions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vigwidgets.widgets.film_player import Captions, addressed

if TYPE_CHECKING:
    from vigwidgets.core.film import Film
    from vigwidgets.workbook.clips import Clip


def clip_view(clip: Clip) -> dict[str, Any]:
    """Return how a page shows a drawn clip: addresses that carry its hash, so that browsers may keep it."""
    at = f"vig/clip/{clip.film.sha256[:12]}/{clip.id}"
    return addressed(
        clip.film,
        url=f"{at}/film.mp4",
        frames_url=f"{at}/frames",
        poster_url=f"{at}/poster.jpg",
        captions=(Captions(f"{at}/captions.vtt", "en-GB", "English"),),
        descriptions_url=f"{at}/descriptions.vtt",
    )


def own_view(film: Film) -> dict[str, Any]:
    """Return how a page shows a person's own film."""
    return addressed(film, url=f"vig/film/{film.id}", frames_url=f"vig/film/{film.id}/frames")


def refused_view(film: Film, sentence: str) -> dict[str, Any]:
    """Return what stands in a film's place while it may not be worked with: no address, and the sentence why."""
    return {**addressed(film, url="", frames_url=""), "refused": sentence}
