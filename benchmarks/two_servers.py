"""Our server and stock Voilà side by side, each with the first lesson: what the comparisons in this folder start from.

The peer's notebook is a twin of ours: the same cells, and in the first one a line more that puts the widgets' modules
and styles into the widgets themselves, as stock Voilà needs it. All modules come with the player, once, and the other
widgets wait for them; that is less to send than each with its own. The clip comes through Voilà's own `/voila/files/`
by its allow list.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import struct
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

from tests.live_workbook import LiveWorkbook, free_port, until
from vigwidgets.server.joining import Joiner
from vigwidgets.server.modules import served_files
from vigwidgets.workbook.clips import clips
from vigwidgets.workbook.compositions.film_views import clip_view

ROOT = Path(__file__).resolve().parent.parent
LESSON = ROOT / "workbooks" / "03_being_attentive.ipynb"
BRING_INTO_WIDGETS = "import inlined; inlined.everywhere()\n"
INLINED = '''
"""Puts modules and styles into the widget classes, for a server that has no route for them."""
import importlib, pathlib, pkgutil
from vigwidgets import widgets
from vigwidgets.widgets.base import VigWidget

HERE = pathlib.Path(__file__).parent

def kinds(of):
    """Yield all classes of widgets that have a module, those of classes between as well."""
    for kind in of.__subclasses__():
        if kind.module:
            yield kind
        yield from kinds(kind)

def everywhere():
    """Give every widget class what it shows itself with."""
    for found in pkgutil.iter_modules(widgets.__path__):
        importlib.import_module(f"vigwidgets.widgets.{found.name}")
    for kind in kinds(VigWidget):
        text = (HERE / "waiting.mjs").read_text("utf-8")
        if kind.module == "film_player":
            text = (HERE / "all.mjs").read_text("utf-8") + text
        kind._esm = text.replace("__STEM__", kind.module)
        kind._css = (HERE / f"{kind.module}.css").read_text("utf-8")
'''
WAITING = """
const mount = await (globalThis.twin ??= Promise.withResolvers()).promise;
export default { render: ({ model, el }) => mount(model, el, "__STEM__") };
"""
ARRIVED = """
globalThis.__vigBase = "/voila/files/";
(globalThis.twin ??= Promise.withResolvers()).resolve($lib_mount.mount);
"""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server with the lesson on it.

    Attributes:
        name: For the table.
        entrance: Visited once by a browser or client, it lets it in.
        lesson: Address of the lesson.
        pid: Of the server's process; kernels are below it.
    """

    name: str
    entrance: str
    lesson: str
    pid: int


@contextlib.contextmanager
def ours(folder: Path) -> Iterator[Server]:
    """Serve the workbook on an empty data folder inside `folder` until the block ends."""
    live = LiveWorkbook(folder / "data").start()
    try:
        yield Server("vig serve", live.link, f"{live.base}chapter/being_attentive", live.process.pid)
    finally:
        live.kill()


@contextlib.contextmanager
def stock_voila(folder: Path) -> Iterator[Server]:
    """Serve the twin with stock Voilà, on an empty data folder inside `folder`, until the block ends."""
    work, port = folder / "twin", free_port()
    make_twin(work)
    places = {"JUPYTER_CONFIG_DIR": "config", "JUPYTER_RUNTIME_DIR": "runtime", "VIG_DATA": "data"}
    surroundings = {
        **os.environ,
        **{name: str(folder / part) for name, part in places.items()},
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "voila", "lesson.ipynb", "--no-browser", f"--port={port}", "--Voila.ip=127.0.0.1",
               "--VoilaConfiguration.file_allowlist=['vig/.*']"]  # fmt: skip
    with (folder / "voila.log").open("w") as log:
        process = subprocess.Popen(command, cwd=work, env=surroundings, stdout=log, stderr=subprocess.STDOUT)
        try:
            address = f"http://127.0.0.1:{port}/"
            until(lambda: _answers(f"{address}voila/static/nothing"), seconds=60)
            yield Server("stock Voilà", address, address, process.pid)
        finally:
            for one in [*psutil.Process(process.pid).children(recursive=True), psutil.Process(process.pid)]:
                with contextlib.suppress(psutil.NoSuchProcess):
                    one.kill()
            process.wait()


def make_twin(work: Path) -> None:
    """Write the twin notebook, what its widgets are made of, and the clip's files where they are let through."""
    work.mkdir()
    notebook = json.loads(LESSON.read_text("utf-8"))
    first = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    first["source"] = [BRING_INTO_WIDGETS, *first["source"]]
    (work / "lesson.ipynb").write_text(json.dumps(notebook), "utf-8")
    (work / "inlined.py").write_text(INLINED, "utf-8")
    files = {path: content.decode() for path, content in served_files().items() if not path.startswith("front/")}
    stems = [path.removesuffix(".mjs") for path in files if "/" not in path and path.endswith(".mjs")]
    joiner = Joiner(files)
    mount = joiner.add("lib/mount.mjs")
    held = ", ".join(f"{stem}: {joiner.add(f'{stem}.mjs')}" for stem in stems)
    joiner.say(f"{mount}.useModules({{ {held} }});\n{ARRIVED}")
    (work / "all.mjs").write_text(joiner.text(), "utf-8")
    (work / "waiting.mjs").write_text(WAITING, "utf-8")
    for stem in stems:  # the common style comes with the player, like the modules
        common = files["theme.css"] if stem == "film_player" else ""
        (work / f"{stem}.css").write_text(common + files[f"{stem}.css"], "utf-8")
    for clip in clips():
        place = work / Path(clip_view(clip)["url"]).parent
        shutil.copytree(clip.folder, place)
        (place / "frames").write_bytes(struct.pack(f"<{len(clip.frames.times_ms)}I", *clip.frames.times_ms))


def compile_bytecode() -> None:
    """Compile all that either server imports: without it, every kernel of the peer would compile its imports anew."""
    for place in (sysconfig.get_path("purelib"), ROOT / "vigwidgets"):
        command = [sys.executable, "-m", "compileall", "-q", "-j", "0", str(place)]
        subprocess.run(command, check=False, capture_output=True)


def how_busy() -> str:
    """Return a line on the machine and on how busy it is."""
    return f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at this moment"


def _answers(address: str) -> bool:
    try:
        return httpx.get(address, timeout=5).status_code < 500
    except httpx.HTTPError:
        return False
