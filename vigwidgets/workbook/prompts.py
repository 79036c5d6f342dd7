"""The questions that chapters ask, read from their notebooks without running a line of them."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from functools import cache
from typing import Final

from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.reflection import Prompt
from vigwidgets.workbook.contents import Chapter, chapters

_ASKING: Final = "reflect"
_WORDS: Final = 2
"""Of a question: its id and its words."""


@cache
def chapter_prompts() -> tuple[Prompt, ...]:
    """Return what chapters ask in plain words, in their order; a notebook that cannot be read asks nothing."""
    return tuple(prompt for one in chapters() for prompt in _of(one))


def _of(chapter: Chapter) -> Iterator[Prompt]:
    try:
        cells = json.loads(chapter.notebook.read_text("utf-8"))["cells"]
        sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    except (OSError, ValueError, KeyError, TypeError):
        return
    for source in sources:
        yield from _in_code(source, chapter.id)


def _in_code(source: str, chapter_id: str) -> Iterator[Prompt]:
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == _ASKING):
            continue
        said = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        if len(said) == _WORDS:
            try:
                yield Prompt(said[0], chapter_id, said[1])
            except InvalidValue:  # whoever opens that chapter is told
                continue
