"""The clips to choose from, and which of them is open."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from vigwidgets import frameworks
from vigwidgets.core.errors import BadRequest, NotFound
from vigwidgets.widgets.clip_gallery import ClipGallery
from vigwidgets.workbook.clips import all_clips, clips, ways_on
from vigwidgets.workbook.compositions.composition import NewId, text_in
from vigwidgets.workbook.compositions.film_views import clip_view_for

if TYPE_CHECKING:
    from vigwidgets.core.mark import Mark
    from vigwidgets.widgets.base import VigWidget
    from vigwidgets.workbook.bound import Bound
    from vigwidgets.workbook.clips import Clip

LONG_MS: Final = 180_000
"""A film that lasts longer is for another kind of watching, and stands by itself."""

SHELVES: Final = ("first", "pairs", "middle", "upper", "long", "drawn", "filmed")
"""In the order in which they stand."""

FIRST_LEVEL: Final = 2
MIDDLE_LEVEL: Final = 4
"""The highest tiers of the framework's first two levels."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What is open.

    Attributes:
        clip: The clip that is shown.
        base: The clip that was chosen: the same, or the one whose choice led to `clip`.
        view: What a player gets for it.
    """

    clip: Clip
    base: Clip
    view: dict[str, Any]


OnClip = Callable[[Opened | None], None]
"""Told what is open, or None."""


class Gallery:
    """The cards. `on_open` tells whoever shows a clip which it is; the page's address may name it from the start."""

    def __init__(self, *, new_id: NewId) -> None:
        self._bound: Bound | None = None
        self._listeners: list[OnClip] = []
        self._marked: list[Callable[[str], None]] = []
        self._clips: tuple[Clip, ...] = ()
        self._opened: Opened | None = None
        framework = frameworks.load()
        names = [{"number": tier.number, "name": tier.name} for tier in framework.tiers]
        self.gallery = ClipGallery(tiers=names, **new_id())
        self.widgets: list[tuple[VigWidget, bool]] = [(self.gallery, True)]

    def on_open(self, told: OnClip) -> None:
        """Tell `told` from now on what is open."""
        self._listeners.append(told)
        if self._bound is not None:
            told(self._opened)

    def on_marks(self, told: Callable[[str], None]) -> None:
        """Tell `told` from now on the id of each clip whose marks may have changed."""
        self._marked.append(told)

    def bind(self, bound: Bound) -> None:
        """List what this person may choose from, and open what the page's address names."""
        if self._bound is bound:
            return
        self._bound = bound
        self.gallery.person_key = bound.person_key
        self.gallery.answer_with({"clip.choose": lambda payload: self.open(text_in(payload, "id"))})
        self._list()
        wanted = bound.place.get("film", "")
        known = wanted in {one.id for one in self._clips}
        self.gallery.missing = self.gallery.words["gone"] if wanted and not known else ""
        self.open(wanted if known else "")

    def open(self, clip_id: str) -> dict[str, Any]:
        """Open a clip or a way on from one, or none where the id is empty, and tell everybody.

        Raises:
            NotFound: there is no such clip for this person.
        """
        self._opened = self._found(clip_id) if clip_id else None
        self.gallery.chosen = self._opened.base.id if self._opened else ""
        for told in self._listeners:
            told(self._opened)
        return {}

    def ways(self, base: Clip) -> tuple[tuple[Clip, str], ...]:
        """Return the ways on from a clip's choice, those that are here."""
        return ways_on(base, among=self._clips)

    def came(self) -> None:
        """List a clip that has come since."""
        self._list()

    def note_marks(self, film_id: str, marks: list[Mark]) -> None:
        """Show on its card whether the person has marked moments on a clip."""
        self.gallery.shelves = [
            {
                **shelf,
                "cards": [{**one, "been": bool(marks)} if one["id"] == film_id else one for one in shelf["cards"]],
            }
            for shelf in self.gallery.shelves
        ]
        for told in self._marked:
            told(film_id)

    def _found(self, clip_id: str) -> Opened:
        here = {one.id: one for one in self._clips}
        if clip_id not in here:
            raise NotFound(self.gallery.words["gone"])
        one = here[clip_id]
        base = next((each for each in self._clips if one in [way for way, _ in self.ways(each)]), one)
        return Opened(one, base, clip_view_for(one, self._whose))

    def _list(self) -> None:
        bound = self._whose
        own = {film.id for film in bound.journal.films()}
        self._clips = tuple(one for one in all_clips(bound.data) if one.is_drawn or one.id in own)
        been = {mark.film for mark in bound.journal.all_marks()}
        views = {one.id: clip_view_for(one, bound) for one in self._clips}
        self.gallery.shelves = [
            {"key": key, "cards": [card_of(one, view=views[one.id], been=one.id in been) for one in some]}
            for key, some in shelves_of(self._clips, shipped={one.id for one in clips()}).items()
            if some
        ]

    @property
    def _whose(self) -> Bound:
        if self._bound is None:
            raise BadRequest("This chapter is not ready yet. Wait a moment and try again.")
        return self._bound


def shelves_of(some: Iterable[Clip], *, shipped: set[str]) -> dict[str, list[Clip]]:
    """Return the clips by shelf, without those that only go on from another's choice.

    Short ones that came with the workbook stand on three shelves by the highest tier they are about, those about the
    lowest tiers first; pairs two and two.

    Args:
        some: By id.
        shipped: Ids of those that came with the workbook.
    """
    among = tuple(some)
    on_from = {way.id for one in among for way, _ in ways_on(one, among=among)}
    shown = {one.id: one for one in sorted(among, key=by_tier) if one.id not in on_from}
    shelves: dict[str, list[Clip]] = {key: [] for key in SHELVES}
    paired: set[str] = set()
    for one in shown.values():
        if one.pair in shown and not paired & {one.id, one.pair} and one.pair != one.id:
            shelves["pairs"] += [shown[each] for each in sorted((one.id, one.pair))]
            paired |= {one.id, one.pair}
    for one in shown.values():
        if one.id in paired:
            continue
        if not one.is_drawn:
            shelves["filmed"].append(one)
        elif one.id not in shipped:
            shelves["drawn"].append(one)
        else:
            shelves["long" if one.film.duration_ms > LONG_MS else _level_of(one)].append(one)
    return shelves


def by_tier(one: Clip) -> tuple[int, tuple[int, ...], str]:
    """Return what puts clips in the order of the ladder: those that reach least far up come first."""
    return max(one.tiers, default=0), one.tiers, one.id


def _level_of(one: Clip) -> str:
    highest = max(one.tiers, default=0)
    return "first" if highest <= FIRST_LEVEL else "middle" if highest <= MIDDLE_LEVEL else "upper"


def card_of(one: Clip, *, view: dict[str, Any], been: bool) -> dict[str, Any]:
    """Return a clip in the form that a card gets.

    Args:
        one: The clip.
        view: What a player gets for it.
        been: Whether the person marked moments on it.
    """
    return {
        "id": one.id,
        "title": one.title,
        "duration_ms": one.film.duration_ms,
        "tiers": list(one.tiers),
        "who": list(one.who),
        "poster_url": view["poster_url"],
        "choice": one.choice is not None,
        "been": been,
        "refused": view.get("refused", ""),
    }
