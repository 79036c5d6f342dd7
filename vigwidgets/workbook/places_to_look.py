"""Places to look in a film of the workbook, by listening to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from vigwidgets import analysis
from vigwidgets.films.opening import opened_file
from vigwidgets.films.probe import probe_file
from vigwidgets.films.speech import listen
from vigwidgets.workbook import reels

if TYPE_CHECKING:
    from vigwidgets.core.film import Film
    from vigwidgets.workbook.folder.data_folder import DataFolder


def suggested(
    data: DataFolder,
    film: Film,
    *,
    on_progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> list[analysis.Place]:
    """Return places to look, the most promising first; nothing of them is kept. A film without sound has none.

    Args:
        data: Where the film is.
        film: An own film, or a clip.
        on_progress: Told the ms that were heard and the ms of the film, about once for a second of it.
        cancelled: Asked as often.

    Raises:
        NotPermitted: the people in it did not agree to its use, or no longer do.
        NotFound, FilmMissing, FilmUnreadable: it is not here, or breaks off.
        Cancelled: `cancelled` said so.
    """
    path, _ = reels.opened(data, film)
    with opened_file(path) as file:
        probe = probe_file(file)
        heard = listen(file, probe=probe, on_progress=on_progress, cancelled=cancelled)
    return analysis.places_to_look(heard.speech, heard.voices, duration_ms=probe.duration_ms)
