"""`vig reel`: the moments of a film cut into one that can be taken to a shared review."""

from __future__ import annotations

import argparse
from contextlib import nullcontext
from typing import Any, Final

from vigwidgets import frameworks, words
from vigwidgets.cli.film import progress
from vigwidgets.cli.marks import marks_of
from vigwidgets.cli.opening import find_film
from vigwidgets.cli.saying import tell_json, tell_lines, tell_table
from vigwidgets.cli.writing import refuse_inside, replacing
from vigwidgets.core.errors import BadRequest, NotFound
from vigwidgets.core.mark import Mark
from vigwidgets.core.reel_captions import way_named
from vigwidgets.workbook.folder.data_folder import DataFolder

_LISTED: Final = ("start_ms", "end_ms", "reel_start_ms", "marks")


def make(command: argparse.Namespace) -> int:
    """Cut marked moments of a film, with what followed them, into one MP4."""
    from vigwidgets.exchange.reel_captions import ENDING
    from vigwidgets.workbook import reels

    data, out, captions = DataFolder.find(), command.out, way_named(command.captions)
    film = find_film(data, command.id)
    marks = _chosen(marks_of(data, film), command.mark)
    beside = out.with_suffix(ENDING) if captions == "beside" else None
    if beside == out:
        raise BadRequest("The captions would take the reel's own name. Let the reel's end in .mp4.")
    for path in filter(None, (out, beside)):
        refuse_inside(data, path)
    plan = reels.plan(
        data,
        film,
        marks,
        pad_before_ms=command.pad_before,
        pad_after_ms=command.pad_after,
        framework=frameworks.load() if command.titles else None,
        use=command.use,
    )
    with (
        replacing(beside) if beside else nullcontext() as words_beside,
        replacing(out) as new,
        progress(out) as on_progress,
    ):
        made = reels.make(plan, new, captions=captions, on_progress=on_progress)
        if words_beside:
            words_beside.write_text(made.captions, "utf-8", newline="\n")
    clips: list[dict[str, Any]] = [one.as_json() for one in made.clips]
    if command.json:
        words_file = {"captions": str(beside)} if beside else {}
        tell_json({"out": str(out), "duration_ms": made.duration_ms, "clips": clips, **words_file})
    else:
        tell_table(clips, columns=_LISTED)
        tell_lines([words.load()["cli"]["reel_made"].format(seconds=round(made.duration_ms / 1000))])
    return 0


def _chosen(marks: list[Mark], wanted: list[str]) -> list[Mark]:
    """Return the marks that were named, in that order, or all by time."""
    by_id = {mark.id: mark for mark in marks}
    unknown = [one for one in wanted if one not in by_id]
    if unknown:
        raise NotFound("There is no such mark on this film. Choose one from 'vig marks list'.")
    return [by_id[one] for one in dict.fromkeys(wanted)] or sorted(marks, key=lambda one: (one.span, one.id))
