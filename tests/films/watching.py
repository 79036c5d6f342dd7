"""Watches the process that brings damaged films in: it may not die, hang, grow, or leave anything."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from tests.films.damaging import Variant

ROOT: Final = Path(__file__).resolve().parents[2]
PATIENCE_S: Final = 120
"""A film that takes longer hangs; none takes a tenth of that when nothing else runs."""


class Asked(NamedTuple):
    """A variant, and what is to be done with it; see `bringing_in.Bringer.bring`."""

    variant: Variant
    keep: bool
    look: bool
    copy: bool = True


class Answer(NamedTuple):
    """What came of a variant: the fields of `bringing_in.Outcome`, or a `result` of `crash` or `hang`."""

    asked: Asked
    told: dict[str, Any]

    @property
    def wrong(self) -> list[str]:
        """Return what should not be so."""
        if self.told["result"] in {"crash", "hang", "defect"}:
            return [f"{self.told['result']}: {self.told['told']}", *self.told["wrong"]]
        return list(self.told["wrong"])

    def __str__(self) -> str:
        return f"{tuple(self.asked.variant)}: {'; '.join(self.wrong)}"


def bring_all(asked: Iterable[Asked], *, folder: Path) -> Iterator[Answer]:
    """Yield an answer to each variant; a process that died or hung is followed by a new one."""
    watched = _Watched(folder / "0")
    try:
        for number, one in enumerate(asked, 1):
            yield Answer(one, watched.bring(one))
            if not watched.alive:
                watched = _Watched(folder / str(number))
    finally:
        watched.end()


class _Watched:
    def __init__(self, folder: Path) -> None:
        scratch = folder / "scratch"
        scratch.mkdir(parents=True)
        self._errors = (folder / "errors").open("w+", encoding="utf-8")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.films.bringing_in", str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
            cwd=ROOT,
            env={**os.environ, "TMPDIR": str(scratch), "MALLOC_ARENA_MAX": "2"},
        )
        self.alive = True

    def bring(self, asked: Asked) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asked._asdict()) + "\n")
        self._process.stdin.flush()
        if not select.select([self._process.stdout], [], [], PATIENCE_S)[0]:
            self.end()
            return {"result": "hang", "told": f"longer than {PATIENCE_S} s", "wrong": []}
        line = self._process.stdout.readline()
        if not line:
            status, said = self._process.wait(), self._said()
            self.end()
            return {"result": "crash", "told": f"exit status {status} {said}", "wrong": []}
        return json.loads(line)

    def end(self) -> None:
        """Let the process end, by force where it hangs."""
        if not self.alive:
            return
        self.alive = False
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        self._process.stdin.close()
        self._process.stdout.close()
        self._errors.close()

    def _said(self) -> str:
        self._errors.seek(0)
        return self._errors.read()[-2000:]
