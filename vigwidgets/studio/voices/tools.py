"""The speech programmes of the machine on which the bank is made."""

from __future__ import annotations

import shutil
from functools import cache

from vigwidgets.core.errors import VigError


class VoicesRefused(VigError):
    """A line or recipe that cannot be voiced, or a programme that is missing."""

    code = "voices_refused"


@cache
def tool(name: str) -> str:
    """Return the path of the programme `name`.

    Raises:
        VoicesRefused: it is not installed.
    """
    found = shutil.which(name)
    if found is None:
        raise VoicesRefused(f"The programme {name} is not installed. Install it from your system's packages.")
    return found
