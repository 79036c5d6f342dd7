"""The Voilà application: doors, pages, kernels, films' bytes."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vigwidgets.server.certificates import Encrypting
    from vigwidgets.workbook.folder.data_folder import DataFolder


def serve(
    *,
    data: DataFolder,
    host: str,
    port: int,
    open_browser: bool,
    share: bool = False,
    encrypting: Encrypting | None = None,
) -> int:
    """Serve the workbook until it is stopped, and return the exit status.

    Args:
        data: Where the person's work is.
        host: Address or name to be reached at.
        port: First port to try; taken ones are passed over.
        open_browser: Whether to show the workbook in the person's browser.
        share: Whether those who are in the owner's room, and trainers, may open the chapters over the network.
        encrypting: Whether and how what goes through a network is encrypted.
    """
    # Event schemas of Jupyter never ask for this check of web addresses; building its grammar takes long.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    # Until the server listens to it, Ctrl-C ends the process on the spot: nothing was begun, so it is no failure.
    # An exception raised in the middle of somebody's import may be swallowed there.
    before = signal.signal(signal.SIGINT, lambda *_: os._exit(0))
    try:
        from vigwidgets.server.keeping import run  # Voilà's import takes half a second: only who serves pays it

        return run(data=data, host=host, port=port, open_browser=open_browser, share=share, encrypting=encrypting)
    finally:
        signal.signal(signal.SIGINT, before)
