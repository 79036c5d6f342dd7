"""One placed process that becomes one kernel: `python -m vigwidgets.server.placed NOTEBOOK CHAPTER DIGEST`.

Used where fork does not exist. It says how the chapter looks in one line of JSON, waits for `{"connection_file",
"environment"}`, becomes that kernel, says `{"up": pid}`, and ends when its standard input does, because then the
server has ended.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from pathlib import Path
from typing import Any, TextIO

from vigwidgets.server import placing


def main() -> None:
    """Warm, place, wait, become."""
    wire, orders = os.fdopen(os.dup(1), "w"), sys.stdin
    os.dup2(2, 1)  # whatever a library prints must not be taken for an answer
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C in the terminal is the server's to answer
    placing.warm()
    try:
        _say(wire, ready=True, **placing.place(Path(sys.argv[1]), sys.argv[2], digest=sys.argv[3]))
    except Exception as error:  # noqa: BLE001 - the server says it on the page
        _say(wire, **placing.failure(error))
        return
    line = orders.readline()
    if not line:
        return
    job = json.loads(line)
    threading.Thread(target=_end_with, args=(orders,), daemon=True).start()
    placing.become_kernel(job["connection_file"], job["environment"], lambda: _say(wire, up=os.getpid()))


def _say(wire: TextIO, **message: Any) -> None:
    wire.write(json.dumps(message) + "\n")
    wire.flush()


def _end_with(orders: TextIO) -> None:
    orders.read()
    os._exit(0)


if __name__ == "__main__":
    main()
