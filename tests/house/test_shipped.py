"""What people are given holds no foreign addresses, no paths of our machines, no way round the escaping of text."""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXTS = {
    ".py",
    ".mjs",
    ".js",
    ".css",
    ".html",
    ".toml",
    ".yml",
    ".json",
    ".ipynb",
    ".md",
    ".ini",
    ".mako",
    ".vtt",
    ".svg",
}
NAMES_NOT_ADDRESSES = ("http://www.w3.org/", "https://www.w3.org/")
"""Names of formats that look like addresses; nothing is fetched from them."""
ADDRESS = re.compile(r"(?:https?|wss?):(?:\\?/){2}[^\s\"'`<>)\\]*|[\"'(]//[\w-]+\.[\w.-]+")
OUR_OWN = re.compile(r"\w+://(127\.0\.0\.1|localhost|\[::1\]|\{|\$\{|$)")
OUR_MACHINES = re.compile(r"(?<![\w.~*}/-])/(?:root|work|opt|mnt)/[\w.-]+")
ANY_MACHINE = re.compile(OUR_MACHINES.pattern + r"|(?<![\w.~*}/-])/(?:home|Users)/[\w.-]+|\b[A-Z]:\\\\?Users\\")
"""Tests may make somebody's home up; what is shipped may not."""
MOST_LINES = 400


def files(*folders: str) -> Iterator[Path]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix in TEXTS and not {"__pycache__", ".ipynb_checkpoints"} & set(path.parts):
                yield path


def named(paths: Iterator[Path]) -> list[object]:
    return [pytest.param(path, id=path.relative_to(ROOT).as_posix()) for path in paths]


SHIPPED = named(files("vigwidgets", "workbooks", "sample_clips"))
CODE = named(path for path in files("vigwidgets") if path.suffix in {".py", ".mjs", ".js"})
PYTHON = named(path for path in files("vigwidgets") if path.suffix == ".py")
SCRIPTS = named(path for path in files("vigwidgets") if path.suffix in {".mjs", ".js", ".html"})
NOTEBOOKS = named(path for path in files("workbooks") if path.suffix == ".ipynb")
AROUND = named(path for path in files("tests", "benchmarks", "docs", ".github") if path != Path(__file__).resolve())
TOP = named(path for path in sorted(ROOT.iterdir()) if path.suffix in {*TEXTS, ".lock"} and path.is_file())


def foreign_addresses(text: str) -> list[str]:
    found = [match[0] for match in ADDRESS.finditer(text)]
    return [one for one in found if not one.startswith(NAMES_NOT_ADDRESSES) and not OUR_OWN.match(one)]


@pytest.mark.parametrize(
    "text",
    [
        'import x from "https://cdn.example/x.mjs"',
        "@import url(//fonts.example.com/a.css)",
        "new WebSocket('wss://elsewhere.example')",
        '"https:\\/\\/escaped.example/x"',
    ],
)
def test_a_foreign_address_is_recognised(text: str):
    assert foreign_addresses(text)


@pytest.mark.parametrize("text", ['f"http://{host}:{port}/"', "http://127.0.0.1:8866/", "http://www.w3.org/2000/svg"])
def test_our_own_address_is_no_foreign_one(text: str):
    assert not foreign_addresses(text)


@pytest.mark.parametrize("path", SHIPPED)
def test_no_shipped_file_names_another_host(path: Path):
    assert foreign_addresses(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", [*SHIPPED, *TOP])
def test_no_shipped_file_names_a_place_on_a_machine(path: Path):
    assert ANY_MACHINE.findall(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", AROUND)
def test_no_file_around_names_a_place_on_one_of_our_machines(path: Path):
    assert OUR_MACHINES.findall(path.read_text("utf-8")) == []


def test_a_place_on_a_machine_is_recognised():
    assert ANY_MACHINE.findall('open("/home/ann/film.mp4")')
    assert OUR_MACHINES.findall('open("/root/film.mp4")')


@pytest.mark.parametrize("path", SCRIPTS)
def test_no_script_writes_markup_from_text(path: Path):
    assert re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write\b", path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", CODE)
def test_a_module_is_one_thought(path: Path):
    assert len(path.read_text("utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", [one for one in PYTHON if "vigwidgets/core/" in one.id])
def test_the_core_imports_the_standard_library_only(path: Path):
    allowed = {*sys.stdlib_module_names, "vigwidgets"}
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            assert {alias.name.partition(".")[0] for alias in node.names} <= allowed
        elif isinstance(node, ast.ImportFrom):
            assert str(node.module).partition(".")[0] in allowed


@pytest.mark.parametrize("path", NOTEBOOKS)
def test_a_notebook_is_stored_without_outputs_and_counts(path: Path):
    cells = [cell for cell in json.loads(path.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"]
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in cells)


@pytest.mark.parametrize("path", NOTEBOOKS)
def test_a_notebook_holds_nothing_of_a_machine(path: Path):
    metadata = json.loads(path.read_text("utf-8"))["metadata"]
    assert set(metadata) <= {"kernelspec", "language_info", "vig"}
    assert set(metadata.get("language_info", {})) <= {"name"}


@pytest.mark.parametrize("path", NOTEBOOKS)
def test_a_notebook_has_thin_cells(path: Path):
    cells = [cell for cell in json.loads(path.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"]
    sources = ["".join(cell["source"]) for cell in cells]
    assert sources[0].startswith("from vigwidgets import ")
    assert all(len(source.strip().splitlines()) <= 3 and "def " not in source for source in sources)


def test_there_are_files_to_look_at():
    assert NOTEBOOKS
    assert SCRIPTS
    assert len(CODE) > 50
