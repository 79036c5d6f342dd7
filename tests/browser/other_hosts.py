"""Stock Voilà, JupyterLab and Notebook 7 on one notebook and an empty data folder, each in a process of its own."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import httpx
import nbformat
import psutil
from playwright.sync_api import Page, expect

from tests.live_workbook import PATIENCE_MS, free_port, until

Show = Callable[[Page], None]
"""Opens the notebook in a page, or opens it again, and lets all of its cells run."""
SLOWLY_MS: Final = 4 * PATIENCE_MS
"""Each starts a kernel and fetches ten megabytes before anything of ours is seen."""
ROOT: Final = Path(__file__).resolve().parents[2]
WATCHING: Final = """
import os, sys

sys.modules["rfc3987_syntax"] = None  # builds a grammar for two seconds, to check addresses that nobody has

def watch(event, told):
    if event in ("socket.getaddrinfo", "socket.connect"):
        host = told[0] if event == "socket.getaddrinfo" else told[1][0] if isinstance(told[1], tuple) else ""
        host = host.decode() if isinstance(host, bytes) else str(host or "")
        if host and host not in ("127.0.0.1", "::1", "localhost", "0.0.0.0"):
            with open(os.environ["ASKED_ELSEWHERE"], "a") as log:
                log.write(f"{host}\\n")

sys.addaudithook(watch)
"""
"""Runs in the server and in each kernel, before anything else."""


@contextlib.contextmanager
def in_voila(notebook: Path, data: Path) -> Iterator[Show]:
    """Run stock Voilà on a notebook, or a folder of them, until the block ends."""
    port = free_port()
    command = [sys.executable, "-m", "voila", str(notebook), "--no-browser", f"--port={port}", "--Voila.ip=127.0.0.1"]

    def show(page: Page) -> None:
        page.set_default_timeout(SLOWLY_MS)
        page.goto(f"http://127.0.0.1:{port}/")

    with _started(command, f"http://127.0.0.1:{port}/voila/static/nothing", data):
        yield show


@contextlib.contextmanager
def in_jupyterlab(notebook: Path, data: Path) -> Iterator[Show]:
    """Run JupyterLab in a notebook's folder until the block ends."""
    port = free_port()
    command = [sys.executable, "-m", "jupyterlab", "--allow-root", "--no-browser", f"--port={port}", "--ip=127.0.0.1",
               f"--ServerApp.root_dir={notebook.parent}", "--IdentityProvider.token=once",
               "--LabApp.expose_app_in_browser=True"]  # fmt: skip

    def show(page: Page) -> None:
        page.set_default_timeout(SLOWLY_MS)
        page.goto(f"http://127.0.0.1:{port}/lab/tree/{notebook.name}?token=once&reset")
        expect(page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible(timeout=SLOWLY_MS)
        page.evaluate("void window.jupyterapp.commands.execute('notebook:run-all-cells')")

    with _started(command, f"http://127.0.0.1:{port}/login", data):
        yield show


@contextlib.contextmanager
def in_notebook(notebook: Path, data: Path) -> Iterator[Show]:
    """Run Notebook 7 in a notebook's folder until the block ends."""
    port = free_port()
    command = [sys.executable, "-m", "notebook", "--allow-root", "--no-browser", f"--port={port}", "--ip=127.0.0.1",
               f"--ServerApp.root_dir={notebook.parent}", "--IdentityProvider.token=once",
               "--JupyterNotebookApp.expose_app_in_browser=True"]  # fmt: skip

    def show(page: Page) -> None:
        page.set_default_timeout(SLOWLY_MS)
        page.goto(f"http://127.0.0.1:{port}/notebooks/{notebook.name}?token=once")
        idle = page.locator(".jp-Notebook-ExecutionIndicator[data-status='idle']")
        expect(idle).to_be_visible(timeout=SLOWLY_MS)
        page.evaluate("() => window.jupyterapp.restored")  # before that, running stops at settings not yet there
        page.evaluate("void window.jupyterapp.commands.execute('notebook:run-all-cells')")

    with _started(command, f"http://127.0.0.1:{port}/login", data):
        yield show


@contextlib.contextmanager
def _started(command: list[str], address: str, data: Path) -> Iterator[None]:
    """Run a Jupyter server on an empty data folder, beside our installation, until the block ends."""
    (data / "watching").mkdir(parents=True)
    (data / "watching" / "sitecustomize.py").write_text(WATCHING, "utf-8")
    quiet = {
        "JUPYTER_CONFIG_DIR": str(data / "config"),
        "JUPYTER_CONFIG_PATH": str(_installed(data / "installed")),
        "JUPYTER_RUNTIME_DIR": str(data / "jupyter"),
        "PYTHONPATH": os.pathsep.join(filter(None, [str(data / "watching"), os.environ.get("PYTHONPATH", "")])),
        "ASKED_ELSEWHERE": str(data / "elsewhere.log"),
        "VIG_DATA": str(data),
    }
    log = (data / "jupyter.log").open("w")
    process = subprocess.Popen(command, env={**os.environ, **quiet}, stdout=log, stderr=subprocess.STDOUT)
    try:
        until(lambda: _answers(address), seconds=SLOWLY_MS / 1000)
        yield
    finally:
        family = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
        for one in reversed(family):
            with contextlib.suppress(psutil.NoSuchProcess):
                one.kill()
        process.wait()
        log.close()


def _installed(place: Path) -> Path:
    """Put what an installation brings for Jupyter below `place`, and return where Jupyter has to look."""
    built = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    for ours, there in built["shared-data"].items():
        (place / there).parent.mkdir(parents=True)
        (place / there).write_bytes((ROOT / ours).read_bytes())
    return place / "etc" / "jupyter"


def asked_elsewhere(data: Path) -> list[str]:
    """Return the hosts but this machine that the server or a kernel turned to."""
    log = data / "elsewhere.log"
    return log.read_text("utf-8").splitlines() if log.exists() else []


def notebook_of(path: Path, *cells: str) -> Path:
    """Write a notebook with these lines of code."""
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    code = [nbformat.v4.new_code_cell(cell) for cell in cells]
    path.parent.mkdir(exist_ok=True)
    nbformat.write(nbformat.v4.new_notebook(cells=code, metadata=kernel), path)
    return path


def _answers(address: str) -> bool:
    try:
        return httpx.get(address, timeout=5).status_code < 500
    except httpx.HTTPError:
        return False
