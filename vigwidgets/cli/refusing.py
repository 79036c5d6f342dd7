"""How a command ends that was not done: one line for people, an object for scripts, an exit status for both."""

from __future__ import annotations

import contextlib
import secrets
import sys
import traceback
from datetime import UTC, datetime
from typing import Final

from vigwidgets import words
from vigwidgets.cli.saying import one_line, tell_json
from vigwidgets.core.errors import VigError
from vigwidgets.words.sentences import spoken

REFUSED: Final = 2
DEFECT: Final = 1
CANCELLED: Final = 130
LOG_NAME: Final = "vig.log"
LOG_BYTES: Final = 1_000_000
"""A longer log is begun anew."""


def report_refusal(refusal: VigError, *, as_json: bool) -> int:
    """Say what is wrong and what to do; return 2."""
    _say(refusal.code, spoken(refusal.sentence), as_json=as_json)
    return REFUSED


def report_cancelled(*, as_json: bool) -> int:
    """Say that the person stopped it; return 130, as shells expect after Ctrl-C."""
    _say("cancelled", words.load()["cli"]["cancelled"], as_json=as_json)
    return CANCELLED


def report_defect(defect: BaseException, *, as_json: bool) -> int:
    """Keep where it happened in the log, say its reference; return 1."""
    reference = secrets.token_hex(4)
    kept = _keep(defect, reference=reference)
    sentence: str = words.load()["cli"]["defect_kept" if kept else "defect_lost"]
    _say("defect", sentence.format(reference=reference, kind=type(defect).__name__), as_json=as_json)
    return DEFECT


def error_object(code: str, message: str) -> dict[str, dict[str, str]]:
    """Return the form in which scripts are told of an error."""
    return {"error": {"code": code, "message": message}}


def say_line(sentence: str) -> None:
    """Print one line `vig: sentence` on the error stream."""
    sys.stderr.write(f"vig: {one_line(sentence)}\n")


def _say(code: str, sentence: str, *, as_json: bool) -> None:
    say_line(sentence)
    if as_json:
        with contextlib.suppress(BrokenPipeError):
            tell_json(error_object(code, one_line(sentence)))
            sys.stdout.flush()


def _keep(defect: BaseException, *, reference: str) -> bool:
    """Append places and kinds of errors to the log. Messages stay out: they may hold titles, names or text."""
    from vigwidgets.workbook.folder.data_folder import DataFolder

    lines = [f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {reference}"]
    link: BaseException | None = defect
    while link is not None:
        lines.append(f"  {type(link).__module__}.{type(link).__qualname__}")
        for frame, line in traceback.walk_tb(link.__traceback__):
            lines.append(f"    {frame.f_globals.get('__name__', '?')}:{line} {frame.f_code.co_name}")
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    try:
        logs = DataFolder.find().logs
        logs.mkdir(parents=True, exist_ok=True, mode=0o700)
        log = logs / LOG_NAME
        is_long = log.exists() and log.stat().st_size > LOG_BYTES
        with log.open("w" if is_long else "a", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    except OSError:
        return False
    return True
