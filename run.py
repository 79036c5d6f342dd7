#!/usr/bin/env python3
"""Sets the workbook up on this computer and opens it: `python3 run.py`.

    python3 run.py [what `vig serve` takes]      set up if need be, then open the workbook
    python3 run.py vig film add FILM             any command of `vig`, set up first if need be
    python3 run.py setup                         set up only
    python3 run.py bundle [FOLDER]               a folder for this kind of computer that starts without a network
    python3 run.py test [--all] [pytest's own]   set up for development, then check everything

Everything is kept in the folder `.venv` beside this file; delete that folder and nothing is left of it. Only the
standard library is used here, because nothing else is there yet when this file runs.
"""

import sys

OLDEST = (3, 11)


def too_old(version):
    """Return the sentence for a Python older than we can use, or None."""
    if tuple(version[:2]) >= OLDEST:
        return None
    return "This workbook needs Python %d.%d or newer, and this is %d.%d. Install a newer one from python.org." % (
        OLDEST + tuple(version[:2])
    )


if too_old(sys.version_info):
    sys.exit(too_old(sys.version_info))

# Below this line the file may use what old Pythons lack, as long as they can still read it up to the exit above.
import contextlib
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from starting.certificates import write_certificates
from starting.meanings import UNTRUSTED, meaning

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
MARK = VENV / "workbook-setup.json"
LOG = VENV / "workbook-setup.log"
LOCKS = {"serve": "requirements-serve.lock", "test": "requirements.lock"}
ROOM_BYTES = {"serve": 1_500_000_000, "test": 3_000_000_000}

# Settings of a person's own that would send packages or bytecode elsewhere, or load other modules than ours.
UNWANTED = ("PYTHONDONTWRITEBYTECODE", "PYTHONHOME", "PYTHONPATH", "PIP_PREFIX", "PIP_ROOT", "PIP_TARGET", "PIP_USER")
INSTALLING = "Installing collected packages"


class Refused(Exception):
    """Something a person can mend; its text says what is wrong and what to do."""


class NothingChanged(Refused):
    """A step that ended before it touched what was there: pip fetches everything before it installs anything."""


def say(text: str) -> None:
    """Print one line at once, also where standard output is a file."""
    print(text, flush=True)


def environment() -> dict[str, str]:
    """Return the environment for everything started from here, without settings that would lead it elsewhere."""
    kept = {name: value for name, value in os.environ.items() if name not in UNWANTED}
    kept["VIG_COMMAND"] = "py run.py vig" if os.name == "nt" else "python3 run.py vig"  # as the pages name it
    return {**kept, "PYTHONUTF8": "1"}  # else Windows misreads the path of this folder when it holds an accent


def fingerprint(name: str) -> str:
    """Return a hash of a file beside this one that does not depend on how its lines end."""
    try:
        content = (ROOT / name).read_bytes()
    except OSError as exc:
        raise Refused(f"The file {name} is missing beside run.py. Get the whole folder again.") from exc
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()


def wanted(part: str) -> dict[str, str]:
    """Return what the mark of a finished set-up must hold so that `part` (`serve` or `test`) can start."""
    return {
        "state": "whole",
        "root": str(ROOT),  # a moved or renamed folder breaks the paths inside
        "python": os.path.realpath(PYTHON),  # so does another Python behind the same name
        "project": fingerprint("pyproject.toml"),
        part: fingerprint(LOCKS[part]),
    }


def read_mark() -> dict[str, str]:
    """Return what the last set-up wrote down, empty when there is nothing readable."""
    try:
        mark = json.loads(MARK.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return mark if isinstance(mark, dict) else {}


def write_mark(mark: dict[str, str]) -> None:
    """Write the mark so that it is there whole or not at all."""
    VENV.mkdir(exist_ok=True)
    draft = MARK.with_suffix(".new")
    draft.write_text(json.dumps(mark, indent=1), "utf-8")
    draft.replace(MARK)


def ready(part: str) -> bool:
    """Tell whether `part` can start without any set-up."""
    mark = read_mark()
    return PYTHON.exists() and all(mark.get(name) == value for name, value in wanted(part).items())


def usable(mark: dict[str, str]) -> bool:
    """Tell whether the `.venv` that is there can be added to, or must be made anew.

    A set-up that was cut off may have left half a package that pip takes for a whole one, so it is made anew. A
    `.venv` without our mark was made by hand; it is kept if its Python runs and is new enough.
    """
    if mark:
        same = mark.get("root") == str(ROOT) and mark.get("python") == os.path.realpath(PYTHON)
        return PYTHON.exists() and same and mark.get("state") == "whole"
    probe = f"import sys, pip; sys.exit(sys.version_info < {OLDEST})"
    try:
        done = subprocess.run([PYTHON, "-c", probe], env=environment(), capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def set_up(part: str) -> None:
    """Bring `.venv` to what `part` needs; nothing happens when it is there already.

    Raises:
        Refused: it could not be done; an earlier finished set-up is still marked as such where pip changed nothing.
    """
    if ready(part):
        return
    try:
        with alone() as keep:
            if not ready(part):
                _make(part, keep=keep)
    except OSError as exc:
        raise Refused(meaning(str(exc)) or f"The set-up stopped: {exc}. Start again; if it stays, tell us.") from exc


def _make(part: str, *, keep: int) -> None:
    began = time.monotonic()
    check_place(part)
    mark = read_mark()
    if usable(mark):
        say("Bringing the set-up up to date ...")
        write_mark({**mark, "state": "begun"})
    else:
        mark = {}
        say("Setting up. The first time takes about two minutes, longer on a slow network ...")
        _clear()
        _step([sys.executable, "-m", "venv", VENV], keep=keep)
    pip = [PYTHON, "-m", "pip", "--no-input", "--disable-pip-version-check", "install", "--no-compile"]
    lock = ROOT / LOCKS[part]
    total = len(re.findall(r"(?m)^[\w.-]+==", lock.read_text("utf-8")))
    fetch = [*pip, "--progress-bar", "off", "--retries", "3", "--only-binary", ":all:", "--require-hashes", "-r", lock]
    try:
        _fetch(fetch, keep=keep, total=total)
    except NothingChanged:
        if mark:
            write_mark(mark)
        else:
            MARK.unlink()
        raise
    say("  putting the workbook itself in place")
    _step([*pip, "--no-deps", "--no-build-isolation", "--no-index", "-e", ROOT], keep=keep)
    say("  making it start quickly")
    compile_bytecode(keep=keep)
    # The lock for tests holds all that serving needs.
    parts = {name: fingerprint(LOCKS[name]) for name in (LOCKS if part == "test" else ["serve"])}
    write_mark({**wanted(part), **parts})
    say(f"Set up in {time.monotonic() - began:.0f} s.")


def _fetch(command: Sequence[object], *, keep: int, total: int) -> None:
    """Fetch and install; where pip does not know a certificate, once more with those this computer trusts."""
    try:
        _step(command, keep=keep, total=total)
    except NothingChanged:
        untrusted = UNTRUSTED.search(LOG.read_text("utf-8", "replace"))
        certificates = VENV / "certificates.pem"
        if not untrusted or "PIP_CERT" in os.environ or not write_certificates(certificates, packages=VENV):
            raise
        say("  with the certificates that this computer trusts")
        _step([*command, "--cert", certificates], keep=keep, total=total)


def check_place(part: str) -> None:
    """Refuse a place where the set-up would fail later with a message that nobody understands."""
    if os.pathsep in str(ROOT):
        raise Refused(f"The name of this folder holds a {os.pathsep!r}, which Python cannot use. Rename it: {ROOT}")
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        version = "%d.%d" % sys.version_info[:2]
        raise Refused(
            f"This Python lacks the module 'venv'. On Debian and Ubuntu install it with "
            f"'sudo apt install python{version}-venv'; elsewhere install Python from python.org."
        )
    free = shutil.disk_usage(ROOT).free + (_size(VENV) if VENV.exists() else 0)
    if free < ROOM_BYTES[part]:
        raise Refused(
            f"The disk has {free / 1e9:.1f} GB free and {ROOM_BYTES[part] / 1e9:.1f} GB are needed. "
            "Make some room and start again."
        )


def _size(folder: Path) -> int:
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())


def _clear() -> None:
    """Empty `.venv`; the mark stays in it to the last, so that an end in the middle is seen next time."""
    if VENV.is_symlink() or VENV.is_file():
        raise Refused(f"Beside run.py there is a {VENV.name} that is no folder. Take it away and start again.")
    write_mark({"state": "begun"})
    for entry in VENV.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif entry != MARK:
            entry.unlink()


def compile_bytecode(*, keep: int) -> None:
    """Compile all packages and our own: kernels that find no bytecode need several times as long to start."""
    libraries = VENV / "Lib" if os.name == "nt" else VENV / "lib"
    command = [PYTHON, "-m", "compileall", "-q", "-j", "2", "-x", r"[/\\]tests[/\\]", libraries, ROOT / "vigwidgets"]
    # Its status tells of templates in packages that were never meant to compile.
    subprocess.run(command, env=environment(), capture_output=True, check=False, **_keeping(keep))


def _keeping(keep: int) -> dict[str, Any]:
    """Let a child hold the lock as well, so that one that outlives us still keeps others out."""
    return {} if os.name == "nt" else {"pass_fds": (keep,)}


def _step(command: Sequence[object], *, keep: int, total: int = 0) -> None:
    """Run a command quietly; its words go to the log, and the last of them are shown when it fails."""
    count, seen = 0, []
    words = [str(word) for word in command]
    options = {"env": {**environment(), "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}, **_keeping(keep)}
    form = {"text": True, "encoding": "utf-8", "errors": "replace"}
    with LOG.open("w", encoding="utf-8") as log:
        with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **form, **options) as child:
            for line in child.stdout or ():
                log.write(line)
                seen.append(line)
                if total:
                    count = _progress(line, count=count, total=total)
    if child.returncode:
        output = "".join(seen)
        tail = "".join(seen[-12:]) + "The set-up stopped at the lines above. Start again; if it stays, tell us."
        kind = Refused if INSTALLING in output else NothingChanged
        raise kind(meaning(output) or tail)


def _progress(line: str, *, count: int, total: int) -> int:
    """Tell how far pip has come and return how many packages it has looked at."""
    screen = sys.stdout.isatty()
    if line.startswith(("Collecting ", "Processing ")):
        count += 1
        if screen:
            print(f"\r  fetching {count} of {total}", end="", flush=True)
        elif count % 40 == 1:
            say(f"  fetching {count} of {total}")
    elif line.startswith(INSTALLING):
        say(("\r" if screen else "") + f"  installing {line.count(',') + 1} packages")
    return count


@contextlib.contextmanager
def alone() -> Iterator[int]:
    """Let one set-up at a time go on; whoever comes second waits. Gives the descriptor that holds the lock."""
    with Path(__file__).open("rb") as own:
        told = False
        while not _lock(own.fileno()):
            if not told:
                say("Another window is setting up. Waiting for it ...")
                told = True
            time.sleep(0.3)
        yield own.fileno()


def _lock(descriptor: int) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            os.lseek(descriptor, 1 << 30, os.SEEK_SET)  # far behind the end, so that the file can still be read
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def become(arguments: Sequence[object]) -> int:
    """Run the set-up Python with `arguments` in place of this process, or, on Windows, under it."""
    words = [str(PYTHON), *map(str, arguments)]
    sys.stdout.flush()
    if os.name != "nt":
        os.execve(words[0], words, environment())
    with subprocess.Popen(words, env=environment()) as child:
        while True:
            # Ctrl-C reaches the child too; it ends in its own time and says goodbye.
            with contextlib.suppress(KeyboardInterrupt):
                return child.wait()


def main(arguments: list[str]) -> int:
    """Do what was asked for and return the exit status."""
    command = arguments[0] if arguments else "serve"
    if command in {"-h", "--help", "help"}:
        say((__doc__ or "").strip())
        return 0
    if command == "test":
        set_up("test")
        return become([ROOT / "tests" / "house" / "checks.py", *arguments[1:]])
    if command == "setup" and len(arguments) == 1:
        set_up("serve")
        say("Ready. Open the workbook with: python3 run.py")
        return 0
    if command == "bundle" and len(arguments) <= 2:
        set_up("serve")
        return become(["-m", "starting.bundle", *arguments[1:]])
    if command in {"vig", "serve"} or command.startswith("-"):
        set_up("serve")
        given = arguments[1:] if command == "vig" else ["serve", *arguments[command == "serve" :]]
        return become(["-P", "-m", "vigwidgets.cli", *given])
    raise Refused(f"run.py does not know {' '.join(arguments)!r}. See: python3 run.py --help")


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # a folder may have a name that the terminal cannot show
    try:
        sys.exit(main(sys.argv[1:]))
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        if os.name == "nt" and sys.stdin.isatty():
            input("Press Enter to close this window.")  # opened by a double click, it would be gone unread
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit("Stopped. Start again whenever you like.")
