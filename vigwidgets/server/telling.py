"""What the owner is told where a chapter cannot be shown: which cell stops it, what is wrong there, what to do.

`GET chapter/ID` of such a chapter answers 500 with this page for the owner, and with a page that says no more than that
something is in the way for anybody else: what stands here is about the chapter's code.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from vigwidgets import words
from vigwidgets.server.asking import seen_parts, seen_text

if TYPE_CHECKING:
    from vigwidgets.server.provisioner import TemplateFailed
    from vigwidgets.workbook.chapter_code import ChapterCode
    from vigwidgets.workbook.chapter_fault import ChapterFault
    from vigwidgets.workbook.contents import Chapter


def told(one: Chapter, fault: ChapterFault, code: ChapterCode | None) -> dict[str, Any]:
    """Return what the page says about a chapter.

    Args:
        one: The chapter.
        fault: What stops it.
        code: Its code, where it could be read.
    """
    said = words.section("telling")
    file = seen_text(one.notebook.name)
    source = next((cell.source for cell in code.cells if cell.number == fault.cell), None) if code else None
    place = said["file"] if fault.cell is None else said["cell"].replace("{number}", str(fault.cell))
    return {
        "telling": said,
        "title": said["title"],
        "lead": said["lead"].replace("{chapter}", one.title),
        "where": place.replace("{file}", file),
        "said": seen_parts(fault.said),
        "cell": {"parts": seen_parts(source)} if source is not None else None,
        "mend": said["mend"].replace("{file}", file),
        "ours": "" if fault.is_refusal else said["ours"],
    }


def logged(one: Chapter, failed: TemplateFailed) -> tuple[int, str, str, TemplateFailed]:
    """Return how a log tells of it, level first: a slip of whoever writes the chapter is no defect of ours."""
    if failed.fault is not None and failed.fault.is_refusal:
        return logging.WARNING, "chapter %s does not run: %s", one.id, failed
    return logging.ERROR, "defect: chapter %s does not run: %s", one.id, failed
