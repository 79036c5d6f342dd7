"""The `vig` command. Each noun has its module; what is heavy is imported only by the command that needs it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from typing import Final

from vigwidgets.cli.parser import parse
from vigwidgets.cli.refusing import report_cancelled, report_defect, report_refusal
from vigwidgets.core.errors import VigError

_PRIVATE: Final = 0o077


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 2 refused, 1 a defect of ours, 130 stopped by the person.

    Args:
        arguments: Without the program's name; those of this process when None.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    as_json = "--json" in given
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console that lacks a letter shows a mark instead of failing
    with _files_of_this_person_only():
        return _run(given, as_json=as_json)


def _run(given: list[str], *, as_json: bool) -> int:
    try:
        command = parse(given)
        status: int = command.run(command)
        sys.stdout.flush()
    except VigError as refusal:
        return report_refusal(refusal, as_json=as_json)
    except KeyboardInterrupt:
        return report_cancelled(as_json=as_json)
    except BrokenPipeError:
        # Whoever read our output has gone; point it nowhere, so that the interpreter's last flush does not complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except SystemExit as asked:  # argparse after --help and --version
        return int(asked.code or 0)
    except Exception as defect:  # noqa: BLE001 - the last door: whatever comes here is ours to mend
        return report_defect(defect, as_json=as_json)
    return status


@contextmanager
def _files_of_this_person_only() -> Iterator[None]:
    before = os.umask(_PRIVATE)
    try:
        yield
    finally:
        os.umask(before)
