"""Strip, waves, speech and places to look of the film that is open, and the work beside the page that makes them."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from vigwidgets.core.errors import BadRequest, NotFound
from vigwidgets.core.span import Span
from vigwidgets.films import Shelf, filmstrip, waveform
from vigwidgets.films.lanes import LaneFolder, Made, lanes_for, plan_for
from vigwidgets.workbook import film_lanes
from vigwidgets.workbook.compositions.composition import text_in
from vigwidgets.workbook.compositions.work_beside import WorkBeside

if TYPE_CHECKING:
    from vigwidgets.core.film import Film
    from vigwidgets.widgets.mark_timeline import MarkTimeline
    from vigwidgets.workbook.bound import Bound


class FilmLanes:
    """What is drawn along the time of whichever film is shown; what is missing is made beside the page.

    The work begins with the film and ends with the page's kernel. It goes on where it was when the film is opened again
    or the server starts anew, unless it was stopped. Nothing that goes wrong with it is a refusal: the film can be
    watched and marked without.

    Args:
        timeline: Shows it.
    """

    def __init__(self, timeline: MarkTimeline) -> None:
        self._timeline = timeline
        self._film: Film | None = None
        self._work: WorkBeside | None = None

    def bind(self, bound: Bound) -> None:
        """Do what the page asks."""
        self._bound = bound
        self._timeline.answer_with(
            {
                "lanes.stop": self._stop,
                "lanes.go_on": self._go_on,
                "places.wave_away": self._wave_away,
                "places.bring_back": self._bring_back,
            }
        )

    def show(self, film: Film | None) -> None:
        """Show the lanes of a film and begin what is missing; None where no film is open, or it may not be played.

        Of a film that is still being made ready there are none yet; it is shown again when it is.
        """
        if film is not None and self._film is not None and film.id == self._film.id and self._timeline.lanes:
            return
        if self._work is not None:
            self._work.stop()
        self._film, self._work = film, None
        if film is None:
            self._show_nothing()
            return
        is_stopped = self._is_stopped(film)
        self._draw(film, "stopped" if is_stopped else "idle")
        if not is_stopped:
            self._begin(film)

    def _is_stopped(self, film: Film) -> bool:
        with suppress(NotFound):
            return self._folder(film).is_stopped
        return False

    def _begin(self, film: Film) -> None:
        """Make what is missing, if anything is."""
        if all(made.is_over for made in film_lanes.lanes_of(self._bound.data, film)):
            return
        work = WorkBeside(partial(self._tell, film), not_here=lambda: self._timeline.words["lanes_not_here"])
        self._work = work
        try:
            work.begin(lambda: film_lanes.making(self._bound.data, film))
        except BadRequest as refusal:
            self._tell(film, "refused", message=refusal.sentence)

    def _stop(self, _payload: dict[str, Any]) -> dict[str, Any]:
        if self._film is not None:
            with suppress(NotFound, OSError):  # then it is stopped for as long as the page is open
                self._folder(self._film).stop()
        if self._work is not None:
            self._work.stop()
        return {}

    def _go_on(self, _payload: dict[str, Any]) -> dict[str, Any]:
        if self._film is None:
            return {}
        with suppress(NotFound, OSError):
            self._folder(self._film).go_on()
        if self._work is None or not self._work.is_running:
            self._begin(self._film)
        return {}

    def _wave_away(self, payload: dict[str, Any]) -> dict[str, Any]:
        """Wave a place away; it stays away, here and on every other page, until it is brought back."""
        film, folder = self._open_one(payload)
        span = Span(payload.get("start_ms"), payload.get("end_ms"))  # type: ignore[arg-type] - Span refuses
        folder.wave_away([*(one for one in folder.waved_away() if one != span), span])
        return self._tell_places(film, folder)

    def _bring_back(self, payload: dict[str, Any]) -> dict[str, Any]:
        """Bring back the place that was waved away last."""
        film, folder = self._open_one(payload)
        folder.wave_away(folder.waved_away()[:-1])
        return self._tell_places(film, folder)

    def _open_one(self, payload: dict[str, Any]) -> tuple[Film, LaneFolder]:
        if self._film is None or text_in(payload, "film_id") != self._film.id:
            raise BadRequest("Another film is open by now. Open this one again.")
        return self._film, self._folder(self._film)

    def _folder(self, film: Film) -> LaneFolder:
        return LaneFolder(Shelf(self._bound.data.films).film_path(film.id))

    def _tell_places(self, film: Film, folder: LaneFolder) -> dict[str, Any]:
        """Show the places that were not waved away, by time, and return the same for the reply."""
        lane = next((one for one in lanes_for(film) if one.name == "places"), None)
        waved = folder.waved_away()
        found = sorted(folder.places(folder.made(lane))) if lane is not None else []
        now = {
            "places": [[span.start_ms, span.end_ms, why] for span, why in found if span not in waved],
            "waved_away": len({span for span, _ in found}.intersection(waved)),
        }
        self._timeline.tell(**now)
        return now

    def _show_nothing(self) -> None:
        self._timeline.tell(lanes={}, speech=[], places=[], waved_away=0)

    def _tell(self, film: Film, stage: str, *, share: float = 0, message: str = "", said: object = None) -> None:
        """Show how far the work on a film is, unless another is open by now."""
        del said  # what was made lies beside the film
        if self._film is film:
            self._draw(film, "idle" if stage == "done" else stage, share=share, message=message)

    def _draw(self, film: Film, stage: str, *, share: float = 0, message: str = "") -> None:
        try:
            folder = self._folder(film)
            stamp = folder.stamp()
        except NotFound:
            self._show_nothing()
            return
        made = [folder.made(lane) for lane in lanes_for(film)]
        spans = next((folder.speech(one) for one in made if one.lane.name == "speech"), [])
        self._timeline.tell(
            lanes=lanes_view(
                film, made, stamp=stamp, making={"stage": stage, "message": message, **_under_way(made, share)}
            ),
            speech=[[span.start_ms, span.end_ms] for span in spans],
        )
        self._tell_places(film, folder)


def lanes_view(film: Film, made: Iterable[Made], *, stamp: str, making: dict[str, Any]) -> dict[str, Any]:
    """Return what a timeline is told of a film's lanes: addresses, how far each is, and what is being made."""
    by_name = {one.lane.name: one for one in made}
    plan, strip = plan_for(film), by_name["strip"]
    view: dict[str, Any] = {
        "strip": {
            **_told(film, strip, stamp=stamp),
            "interval_ms": plan.interval_ms,
            "pictures": plan.pictures,
            "width": plan.width,
            "height": plan.height,
            "columns": filmstrip.COLUMNS,
            "a_sheet": filmstrip.A_SHEET,
        },
        "making": making,
    }
    if waves := by_name.get("waves"):
        view["waves"] = {**_told(film, waves, stamp=stamp), "a_second": waveform.A_SECOND}
        view["speech"] = _told(film, by_name["speech"], stamp=stamp)
    return view


def _told(film: Film, made: Made, *, stamp: str) -> dict[str, Any]:
    return {
        "url": f"vig/film/{film.id}/lanes/{made.lane.file_name('{number}')}?of={stamp}",
        "stretch_ms": made.lane.stretch_ms,
        "of": made.lane.stretches,
        "done": made.done,
        "ends": made.ends,
        "empty": made.is_over and made.is_empty,
    }


def _under_way(made: list[Made], share: float) -> dict[str, Any]:
    """Return which lane is made now and how far it is, 0 to 1; no lane when none is left to be made.

    Strip and waves are made beside each other and count as one, the strip.

    Args:
        made: What lies on the disk.
        share: What was last heard of the work, 0 to 1 for all lanes.
    """
    if all(one.is_over for one in made):
        return {"lane": "", "share": 1}
    begun = len([one for one in made if one.lane.name in film_lanes.FIRST])
    on_disk = sum(1 if one.is_over else one.done / one.lane.stretches for one in made)
    at = max(on_disk, share * len(made))
    if any(not one.is_over for one in made if one.lane.name in film_lanes.FIRST):
        return {"lane": "strip", "share": min(1, at / begun)}
    return {"lane": "speech", "share": min(1, max(0, at - begun))}
