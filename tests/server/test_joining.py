"""Many modules as one: the same exports, each before those that use it, and nothing guessed at."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.house.checks import node
from vigwidgets.server.joining import Joiner, NotJoinable, joined_modules
from vigwidgets.server.modules import ALL_MODULES, ALL_STYLES, served_files

WHO = 'export const LEVEL = 3;\nexport class Who {}\nconst own = "a";\nexport async function whole() { return own; }\n'


def ran(text: str, tmp_path: Path) -> str:
    """Return what the module prints."""
    module = tmp_path / "joined.mjs"
    module.write_text(text, "utf-8")
    done = subprocess.run([node(), module], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout.strip()


def test_modules_find_each_others_exports_and_keep_their_own_names(tmp_path: Path) -> None:
    files = {
        "lib/who.mjs": WHO,
        "lib/plus.mjs": 'import { LEVEL } from "./who.mjs";\nconst own = 4;\n'
        "export function plus() {\n  return LEVEL + own;\n}\n",
        "a.mjs": 'import { plus as more } from "./lib/plus.mjs";\n'
        'import {\n  LEVEL,\n  whole,\n} from "./lib/who.mjs";\n'
        "console.log(more(), LEVEL, whole.constructor.name);\n",
    }
    joiner = Joiner(files)
    joiner.add("a.mjs")
    assert ran(joiner.text(), tmp_path) == "7 3 AsyncFunction"


def test_a_module_that_several_import_runs_once(tmp_path: Path) -> None:
    files = {
        "once.mjs": 'console.log("once");\nexport const at = 1;\n',
        "a.mjs": 'import { at } from "./once.mjs";\n',
        "b.mjs": 'import { at } from "./once.mjs";\n',
    }
    joiner = Joiner(files)
    joiner.add("a.mjs")
    joiner.add("b.mjs")
    assert ran(joiner.text(), tmp_path) == "once"


def test_the_page_is_given_its_widgets_before_it_starts(tmp_path: Path) -> None:
    files = {
        "lib/mount.mjs": "let known = {};\nexport function useModules(given) {\n  known = given;\n}\n"
        "export function names() {\n  return Object.keys(known);\n}\n",
        "one.mjs": "export function render() {}\n",
        "front/start.mjs": 'import { names } from "../lib/mount.mjs";\nconsole.log(names().join());\n',
    }
    assert ran(joined_modules(files, stems=["one"], front="front/start.mjs"), tmp_path) == "one"


@pytest.mark.parametrize(
    "line",
    [
        'import * as all from "./lib/who.mjs";',
        "export default 3;",
        "export let turn = 1;",
        "export { own };",
        "await ready;",
    ],
)
def test_a_form_that_is_not_known_is_refused(line: str) -> None:
    with pytest.raises(NotJoinable, match=r"a\.mjs: "):
        Joiner({"a.mjs": f"{line}\n", "lib/who.mjs": WHO}).add("a.mjs")


def test_an_import_of_what_is_not_exported_is_refused() -> None:
    files = {"a.mjs": 'import { own } from "./lib/who.mjs";\n', "lib/who.mjs": WHO}
    with pytest.raises(NotJoinable, match=r"own, which lib/who\.mjs does not export"):
        Joiner(files).add("a.mjs")


def test_an_import_of_what_is_not_there_is_refused() -> None:
    with pytest.raises(NotJoinable, match=r"gone\.mjs, which is not there"):
        Joiner({"a.mjs": 'import { x } from "./gone.mjs";\n'}).add("a.mjs")


def test_modules_that_import_each_other_in_a_circle_are_refused() -> None:
    files = {"a.mjs": 'import { b } from "./b.mjs";\n', "b.mjs": 'import { a } from "./a.mjs";\n'}
    with pytest.raises(NotJoinable, match="imports itself"):
        Joiner(files).add("a.mjs")


OF_OTHER_PAGES = {"front/landscape.mjs", "front/notebook_modules.mjs", "front/paper.mjs", "front/paper.css"}
"""Of the landscape's window and of sheets of paper, which no chapter loads."""


def test_our_own_modules_are_joined_whole() -> None:
    joined = served_files()[ALL_MODULES].decode()
    modules = {path for path in served_files() if path.endswith(".mjs")} - {ALL_MODULES}
    # Pages without a kernel alone have these.
    modules -= {path for path in modules if path.startswith(("lib/phone/", "lib/room/"))}
    modules -= OF_OTHER_PAGES
    assert {path for path in modules if f"// {path}\n" not in joined} == set()


def test_our_own_styles_are_joined_whole() -> None:
    joined = served_files()[ALL_STYLES]
    lost = [path for path, text in served_files().items() if path.endswith(".css") and text not in joined]
    assert set(lost) == {path for path in OF_OTHER_PAGES if path.endswith(".css")}
