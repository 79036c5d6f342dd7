"""The question where to keep the work asks nothing of Python: it is shown or not."""

from __future__ import annotations

import pytest

from vigwidgets.widgets.folder_choice import FolderChoice


def test_alone_it_asks_nothing() -> None:
    assert FolderChoice().anything is True


def test_a_page_cannot_write_the_folder(caplog: pytest.LogCaptureFixture) -> None:
    choice = FolderChoice(folder="/somewhere")
    choice.set_state({"folder": "/elsewhere"})
    assert choice.folder == "/somewhere"
    assert "refused: a page wrote folder" in caplog.text
    caplog.clear()
