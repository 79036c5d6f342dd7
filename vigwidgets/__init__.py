"""What a notebook author imports, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vigwidgets.workbook.book import open_workbook as open_workbook
    from vigwidgets.workbook.on_paper import on_paper as on_paper

__all__ = ["on_paper", "open_workbook"]


def __getattr__(name: str) -> Any:
    if name == "open_workbook":
        from vigwidgets.widgets.base import begin_addresses_with  # the command line pays for no widgets
        from vigwidgets.workbook.book import open_workbook

        begin_addresses_with(_tap_address)
        return open_workbook
    if name == "on_paper":
        from vigwidgets.workbook.on_paper import on_paper

        return on_paper
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)


def _tap_address() -> str:
    from vigwidgets.server.tap import tap_address  # only where no server of ours gives out films

    return tap_address()
