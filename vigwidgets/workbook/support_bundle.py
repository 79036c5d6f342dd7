"""What somebody who helps needs to know of an installation: versions, sizes, codes. No names, no titles, no words."""

from __future__ import annotations

import getpass
import platform
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from vigwidgets.workbook.folder.data_folder import DataFolder
from vigwidgets.workbook.folder.disk_encryption import encryption_of

PACKAGES: Final = (
    *("vigwidgets", "voila", "jupyter_server", "ipykernel", "ipywidgets", "anywidget", "tornado", "sqlalchemy"),
    *("alembic", "av", "skia-python", "numpy", "pandas"),
)
LOG_LINES: Final = 400
_OURS: Final = re.compile(r"[^\s:\"']*[\\/](site-packages|vigwidgets|lib)[\\/]")
_LOG_LINE: Final = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} [A-Z]+ [\w.]+ ")
_FRAME: Final = re.compile(r"  \S.*:\d+ in \S+$")
_CLASS: Final = re.compile(r"[\w.]+$")


def support_text(data: DataFolder, *, problems: Iterable[str]) -> str:
    """Return the whole text, line by line, as it would be saved.

    Args:
        data: The folder asked about; nothing in it is opened but the logs.
        problems: What `vig check` found; these sentences hold ids only.
    """
    lines = [
        *_machine(),
        "",
        *_packages(),
        "",
        *_places(data),
        "",
        "problems:",
        *(f"  {one}" for one in problems),
        "",
        "log:",
        *_log(data.logs),
    ]
    return "\n".join(_without_names(line) for line in lines) + "\n"


def _machine() -> Iterator[str]:
    bits = sys.maxsize.bit_length() + 1
    yield f"python: {platform.python_version()} ({platform.python_implementation()}, {bits} bit)"
    yield f"system: {platform.system()} {platform.release()} {platform.machine()}"


def _packages() -> Iterator[str]:
    for name in PACKAGES:
        try:
            yield f"{name}: {version(name)}"
        except PackageNotFoundError:
            yield f"{name}: not installed"


def _places(data: DataFolder) -> Iterator[str]:
    encryption = encryption_of(data.root)
    yield f"data folder: {'there' if data.root.is_dir() else 'not made yet'}, {len(str(data.root))} letters long"
    yield f"on a share or in a cloud: {data.is_synced_or_network() or 'no'}"
    yield f"disk encrypted: {encryption.state} {encryption.kind}".rstrip()
    if data.root.is_dir():
        yield f"room left: {shutil.disk_usage(data.root).free // 1_000_000} MB"
        yield f"films: {sum(1 for entry in data.films.glob('*') if entry.is_dir())}"
    if data.journal_location() != data.journal:
        yield "journal: in a database"
    elif data.journal.exists():
        yield f"journal: {data.journal.stat().st_size // 1000} kB"


def _log(folder: Path) -> Iterator[str]:
    """Yield the last lines of the newest log that have the form we write: whatever else got in stays out."""
    try:
        lines = (folder / "server.log").read_text("utf-8", "replace").splitlines()[-LOG_LINES:]
    except OSError:
        return
    for line in lines:
        if _LOG_LINE.match(line):
            yield f"  {line}"
        elif _FRAME.fullmatch(line) or _CLASS.fullmatch(line):
            yield "    " + _OURS.sub(r"\1/", line.strip())


def _without_names(line: str) -> str:
    """Return `line` without the names of this person's folder and account, and of this machine."""
    for name, sign in ((str(Path.home()), "~"), (_account(), "(account)"), (platform.node(), "(machine)")):
        if name:
            line = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", lambda _, sign=sign: sign, line)
    return line


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a system without accounts
        return ""
