"""`vig practice`: clips to practise on, drawn by lot from a seed."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from vigwidgets.cli.clips import as_json
from vigwidgets.cli.film import progress
from vigwidgets.cli.saying import tell_json, tell_pairs, tell_table
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.workbook.folder.data_folder import DataFolder

_SHOWN: Final = ("id", "title", "path", "marks")
_LISTED: Final = ("id", "title", "duration_ms", "marks")


def new(command: argparse.Namespace) -> int:
    """Draw a practice clip into the data folder."""
    from vigwidgets.workbook.practice import draw_practice

    with progress(Path(f"practice_{command.seed}")) as on_progress:
        clip = draw_practice(
            DataFolder.find(),
            command.seed,
            person=Person(LOCAL_OWNER),
            tier=command.tier,
            seconds=command.seconds,
            level=command.level,
            on_progress=on_progress,
        )
    drawn = as_json(clip, came="brought", permission=None)
    if command.json:
        tell_json(drawn)
    else:
        tell_pairs({**{name: drawn[name] for name in _SHOWN}, "marks": len(drawn["marks"])})
    return 0


def show_all(command: argparse.Namespace) -> int:
    """List the practice clips that were drawn here."""
    from vigwidgets.workbook.practice import practice_clips

    listed = [as_json(one, came="brought", permission=None) for one in practice_clips(DataFolder.find())]
    if command.json:
        tell_json(listed)
    else:
        tell_table([{**one, "marks": len(one["marks"])} for one in listed], columns=_LISTED)
    return 0
