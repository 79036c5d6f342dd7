"""What a notebook author imports, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vigwidgets.workbook.book import open_workbook as open_workbook

__all__ = ["open_workbook"]


def __getattr__(name: str) -> Any:
    if name == "open_workbook":
        from vigwidgets.workbook.book import open_workbook  # the command line pays for no widgets

        return open_workbook
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
