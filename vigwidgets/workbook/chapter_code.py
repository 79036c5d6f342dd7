"""The code of a chapter before anybody runs it: its cells, a digest, and which of them place things of ours alone."""

from __future__ import annotations

import ast
import hashlib
import json
import warnings
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

VERBS: Final = frozenset({
    "account", "build_ladder", "chosen_clip", "compare", "evidence", "evidence_picture", "film", "films_to_watch",
    "gallery", "journey", "ladder", "moment", "my_film", "my_films", "my_pictures", "my_reel", "my_work", "new_film",
    "pair", "practise", "record", "reflect", "reflect_on_clip", "reflect_on_film", "scale", "spot", "turns", "wait",
    "way_on", "what_next", "whole_clip",
})  # fmt: skip
"""What a book can be told to show; none of it does more than that, whatever it is told."""
LONGEST_PLAIN: Final = 20_000
"""Letters of a cell. Nobody who places a film writes more, and what is read is limited."""


@dataclass(frozen=True, slots=True)
class CodeCell:
    """A cell with code in it.

    Attributes:
        number: Its place in the notebook, counted from 1 among cells of all kinds.
        source: As it would be run.
    """

    number: int
    source: str

    @property
    def is_plain(self) -> bool:
        """Whether it only places things of ours."""
        return is_plain(self.source)


@dataclass(frozen=True, slots=True)
class ChapterCode:
    """All that is run of a notebook. Its text, its outputs and what is noted about it are none of it.

    Attributes:
        cells: Those with code in them, in their order.
        length: How many cells of all kinds the notebook has.
        digest: Of the code alone, 64 hexadecimal digits; the text may change freely.
    """

    cells: tuple[CodeCell, ...]
    length: int
    digest: str

    @classmethod
    def read(cls, content: bytes) -> ChapterCode:
        """Return the code of a notebook.

        Args:
            content: The file's.

        Raises:
            ValueError: it is no notebook.
        """
        try:
            listed = json.loads(content.decode("utf-8"))["cells"]
            cells = tuple(
                CodeCell(number, source)
                for number, cell in enumerate(listed, 1)
                if cell["cell_type"] == "code" and (source := _source_of(cell)).strip()
            )
        except (ValueError, LookupError, TypeError, RecursionError) as exc:
            raise ValueError("no notebook") from exc
        told = json.dumps([cell.source for cell in cells])  # a list: code moved to another cell is other code
        return cls(cells, len(listed), hashlib.sha256(told.encode()).hexdigest())

    @property
    def is_plain(self) -> bool:
        """Whether every cell only places things of ours."""
        return all(cell.is_plain for cell in self.cells)


def _source_of(cell: dict[str, Any]) -> str:
    source = cell["source"]
    if not isinstance(source, str | list):  # joining anything else would give text as well
        raise TypeError
    return "".join(source)


def parsed(source: str) -> ast.Module | None:
    """Return a cell's syntax tree, or None where it is no Python, such as a magic, or is nested beyond reading."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about how somebody else writes
            return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


@lru_cache(maxsize=1024)
def is_plain(source: str) -> bool:
    """Return whether a cell only places things of ours, with words and numbers that stand in it.

    It may import `open_workbook`, bind `book` to what that returns, and call the verbs of `book`. Nothing else is
    plain: what can be written in this form can do nothing but show something.
    """
    if len(source) > LONGEST_PLAIN:
        return False
    tree = parsed(source)
    return tree is not None and all(_places(one) for one in tree.body) and _runs_as_written(source, tree)


def _places(statement: ast.stmt) -> bool:
    match statement:
        case ast.ImportFrom(module="vigwidgets", level=0, names=[ast.alias(name="open_workbook", asname=None)]):
            return True
        case ast.Assign(
            targets=[ast.Name(id="book")],
            value=ast.Call(func=ast.Name(id="open_workbook"), args=[ast.Constant(value=str())], keywords=[]),
        ):
            return True
        case ast.Expr(
            value=ast.Call(func=ast.Attribute(value=ast.Name(id="book"), attr=verb), args=args, keywords=named)
        ):
            values = [*args, *(one.value for one in named)]
            return verb in VERBS and all(one.arg for one in named) and all(_is_literal(one) for one in values)
    return False


def _is_literal(value: ast.expr) -> bool:
    match value:
        case ast.Constant(value=str() | int() | float() | None):  # a bool is an int
            return True
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float())):
            return True
        case ast.Tuple(elts=parts) | ast.List(elts=parts):
            return all(_is_literal(one) for one in parts)
        case ast.Dict(keys=keys, values=values):
            return all(one is not None and _is_literal(one) for one in (*keys, *values))
    return False


def _runs_as_written(source: str, tree: ast.Module) -> bool:
    """Return whether IPython takes the cell for what Python takes it for: it has signs of its own for commands."""
    from IPython.core.inputtransformer2 import TransformerManager  # whoever only runs a chapter pays for it already

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns of line ends it does not know
            run = parsed(TransformerManager().transform_cell(source))
    except (SyntaxError, ValueError, RecursionError):
        return False
    return run is not None and ast.dump(run) == ast.dump(tree)
