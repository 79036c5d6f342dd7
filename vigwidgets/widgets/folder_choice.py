"""At the first start: whether the work is to be kept in another folder."""

from __future__ import annotations

from typing import ClassVar

import traitlets as t

from vigwidgets.widgets.base import VigWidget


class FolderChoice(VigWidget):
    """A question that is asked as long as nothing was marked, written or added, and never where no server of ours is.

    The page asks the server (`vig/elsewhere`) whether the folder can be chosen, and tells it the choice.

    Args:
        **traits: Initial values.
    """

    module: ClassVar[str] = "folder_choice"

    folder = t.Unicode("", help="Absolute path of the data folder; Python → view.").tag(sync=True)
    anything = t.Bool(True, help="Whether anything was marked, written or added; Python → view.").tag(sync=True)
