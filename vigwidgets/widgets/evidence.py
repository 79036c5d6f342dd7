"""What is known about this work, as a table or as a picture."""

from __future__ import annotations

from typing import ClassVar

import traitlets as t

from vigwidgets.widgets.base import VigWidget


class Evidence(VigWidget):
    """Studies with their numbers, each with its source and whether it was compared with that."""

    module: ClassVar[str] = "evidence"

    studies = t.List(
        t.Dict(),
        help="`{key, by, year, source, about, outcome, studies, studies_note, taking_part, taking_part_note, d, "
        "d_note, checked, also}` of each, oldest first; numbers may be null; Python → view.",
    ).tag(sync=True)
    shows = t.Enum(["table", "picture"], default_value="table", help="As what; Python → view.").tag(sync=True)
