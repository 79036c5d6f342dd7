"""What a page keeps of a person's choices, read back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vigwidgets.core.reflection import Revision


def answer_of(kept: Revision | None) -> dict[str, Any]:
    """Return the answer that a revision holds, empty where there is none that can be read."""
    try:
        answer = json.loads(kept.text) if kept and kept.text else {}
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}
