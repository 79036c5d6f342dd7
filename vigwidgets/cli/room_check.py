"""`vig check --room`: the evening before a workshop."""

from __future__ import annotations

import argparse
import asyncio

from vigwidgets import words
from vigwidgets.cli.refusing import REFUSED, error_object, say_line
from vigwidgets.cli.saying import is_watched, tell_json, tell_lines, tell_watcher


def check_room(command: argparse.Namespace) -> int:
    """Wait until a phone has reached this machine, else say what may be in the way; 2 when none has."""
    from vigwidgets.server.room_check import check_room as wait_for_phone

    said = words.load()["room_check"]

    def on_open(ways: tuple[str, ...]) -> None:
        if not is_watched():
            return
        tell_watcher(said["open_one" if len(ways) == 1 else "open_more"].format(number=len(ways)) + "\n")
        for way in ways:
            tell_watcher(f"\n  {way}\n{_code(way)}\n")
        tell_watcher(said["waiting"].format(seconds=command.wait) + "\n")

    found = asyncio.run(wait_for_phone(seconds=command.wait, on_open=on_open))
    problems = [said[cause] for cause in found.causes]
    if command.json:
        told = {"ok": not problems, "problems": problems, "room": {
            "addresses": list(found.ways), "reached_by": list(found.reached_by), "causes": list(found.causes),
        }}  # fmt: skip
        tell_json({**told, **(error_object("no_phone", said["no_phone"]) if problems else {})})
    elif problems:
        tell_lines([f"{number}. {one}" for number, one in enumerate(problems, 1)] + ["", said["router"]])
    else:
        tell_lines([said["reached"].format(address=found.reached_by[0])])
    if problems:
        say_line(said["no_phone"])
    return REFUSED if problems else 0


def _code(way: str) -> str:
    """Return the QR code of an address in half blocks, as a terminal shows it."""
    import io

    import segno

    drawn = io.StringIO()
    segno.make_qr(way, error="m").terminal(drawn, compact=True)
    return drawn.getvalue()
