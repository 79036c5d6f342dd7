"""How a page shows a film: addresses of its bytes, frame times and captions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vigwidgets.core.errors import NotPermitted
from vigwidgets.films import Shelf
from vigwidgets.widgets.film_player import Captions, addressed
from vigwidgets.words.sentences import spoken

if TYPE_CHECKING:
    from vigwidgets.core.film import Film
    from vigwidgets.workbook.bound import Bound
    from vigwidgets.workbook.clips import Clip
    from vigwidgets.workbook.folder.data_folder import DataFolder


def clip_view(clip: Clip) -> dict[str, Any]:
    """Return how a page shows a clip: a drawn one at addresses that carry its hash, so that browsers may keep it."""
    if not clip.is_drawn:
        return _filmed_view(clip, clip.film)
    at = f"vig/clip/{clip.film.sha256[:12]}/{clip.id}"
    return addressed(
        clip.film,
        url=f"{at}/{clip.film_path.name}",
        frames_url=f"{at}/frames",
        poster_url=f"{at}/poster.jpg",
        captions=(Captions(f"{at}/captions.vtt", "en-GB", "English"),),
        descriptions_url=f"{at}/descriptions.vtt" if clip.descriptions.is_file() else "",
        sounds_url=f"{at}/sounds.m4a" if clip.sounds.is_file() else "",
    )


def clip_view_for(clip: Clip, bound: Bound) -> dict[str, Any]:
    """Return how a page shows a clip to this person, or the sentence why they may not work with it now.

    Raises:
        NotFound: people were filmed for it, and it is somebody else's.
    """
    if clip.is_drawn:
        return clip_view(clip)
    film = bound.journal.film(clip.id)
    try:
        bound.journal.film_for(clip.id, use="work")
    except NotPermitted as refusal:
        return refused_view(film, spoken(refusal.sentence))
    return _filmed_view(clip, film)


def _filmed_view(clip: Clip, film: Film) -> dict[str, Any]:
    """Return addresses below the film's own, where its permission is asked each time."""
    at = f"vig/film/{film.id}"
    return addressed(
        film,
        url=at,
        frames_url=f"{at}/frames",
        poster_url=f"{at}/poster.jpg",
        captions=(Captions(f"{at}/captions.vtt", "en-GB", "English"),),
        descriptions_url=f"{at}/descriptions.vtt" if clip.descriptions.is_file() else "",
        sounds_url=f"{at}/sounds.m4a" if clip.sounds.is_file() else "",
    )


def is_growing(film: Film, data: DataFolder) -> bool:
    """Return whether a film is still being made ready for browsers."""
    return film.playable == "copy" and Shelf(data.films).lacks_copy(film.id)


def own_view(film: Film, *, growing: bool = False) -> dict[str, Any]:
    """Return how a page shows a person's own film, be it that it `is_growing`."""
    at = f"vig/film/{film.id}"
    return addressed(film, url=at, frames_url=f"{at}/frames", growing_url=f"{at}/growing" if growing else "")


def refused_view(film: Film, sentence: str) -> dict[str, Any]:
    """Return what stands in a film's place while it may not be worked with: no address, and the sentence why."""
    return {**addressed(film, url="", frames_url=""), "refused": sentence}
