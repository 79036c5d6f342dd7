"""Inside a kernel process: run a notebook before there is a person, then become that person's kernel.

A process is *warmed* (imports), *placed* (the notebook has run, its widgets exist, no person, engine or thread), and
*becomes a kernel* when someone opens the page. Where fork exists, placed processes are forked; else each is used once.
"""

from __future__ import annotations

import gc
import importlib
import logging
import os
import random
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from vigwidgets.workbook.chapter_code import ChapterCode
from vigwidgets.workbook.chapter_fault import ChapterFault

IMPORTS: Final = (
    "ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.zmqshell", "ipykernel.displayhook", "ipykernel.iostream",
    "ipykernel.comm", "ipykernel.debugger", "ipykernel.subshell_manager", "IPython.core.debugger",
    "IPython.core.oinspect", "IPython.utils.wildcard", "IPython.utils.capture", "IPython.core.completerlib",
    "IPython.extensions.storemagic", "psutil", "comm", "zmq", "asyncio", "tornado.ioloop", "tornado.platform.asyncio",
    "ipywidgets", "anywidget", "sqlalchemy.orm", "sqlalchemy.dialects.sqlite", "sqlite3", "vigwidgets.workbook.book",
)  # fmt: skip
"""All that a kernel of ours would import after the fork, where it would cost everybody."""

QUIET: Final = (
    "--HistoryManager.enabled=False",
    "--IPKernelApp.capture_fd_output=False",
    "--IPCompleter.use_jedi=False",
    "--InteractiveShell.cache_size=0",
    "--Application.log_level=30",
)


class PlacingFailed(RuntimeError):
    """A notebook raised while it was placed, or cannot be forked from.

    Attributes:
        fault: What to tell whoever wrote it, if there is anything to tell.
    """

    def __init__(self, text: str, fault: ChapterFault | None = None) -> None:
        super().__init__(text)
        self.fault = fault


def failure(error: Exception) -> dict[str, Any]:
    """Return how the server is told that a chapter was not placed: `ready` false, `error` for its log, `fault`."""
    fault = error.fault if isinstance(error, PlacingFailed) else None
    return {"ready": False, "error": str(error), "fault": asdict(fault) if fault else None}


def warm() -> None:
    """Import what kernels need and make the shell; starts no thread and opens no socket.

    Completion and debugging are never asked for by a page: leaving `jedi` and `debugpy` out saves 0.4 s and 30 MB.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy would start threads, and threads do not survive a fork
    for name in ("jedi", "debugpy"):
        sys.modules[name] = None  # type: ignore[assignment]
    for name in IMPORTS:
        importlib.import_module(name)
    import ipywidgets
    from ipykernel.compiler import XCachingCompiler
    from ipykernel.zmqshell import ZMQInteractiveShell
    from IPython.core.profiledir import ProfileDir
    from jupyter_client import localinterfaces
    from traitlets.config import Config

    localinterfaces.local_ips()  # asks the system once, for all
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.cache_size = 0
    config.IPCompleter.use_jedi = False
    profile = ProfileDir.create_profile_dir(tempfile.mkdtemp(prefix="profile-"), config=config)
    ZMQInteractiveShell.instance(
        config=config, profile_dir=profile, user_ns={}, kernel=None, compiler_class=XCachingCompiler
    )
    ipywidgets.register_comm_target()  # imported before a shell was there, so it has not done this itself


def place(notebook: Path, chapter: str, *, digest: str) -> dict[str, Any]:
    """Run a notebook's cells with nobody behind them.

    Args:
        notebook: The file.
        chapter: Id of the chapter.
        digest: Of the code that may run. The file may be another one by now, and then nothing of it is run.

    Returns:
        `outputs`: one list of mime bundles a cell; `states`: widget states by model id, of the widgets that are the
        same for everybody.

    Raises:
        PlacingFailed: a cell raised, or the file holds other code.
    """
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output

    from vigwidgets.workbook import book

    shell = InteractiveShell.instance()
    code = ChapterCode.read(notebook.read_bytes())
    if code.digest != digest:
        text = f"{notebook.name} was changed while it was being opened"
        raise PlacingFailed(text)
    book.begin_placing(chapter)
    outputs: list[list[dict[str, Any]]] = [[] for _ in range(code.length)]
    for cell in code.cells:
        with capture_output() as captured:
            # run_cell would put the socket's display hook back, and there is no socket yet
            hook, shell.display_trap.hook = shell.display_trap.hook, sys.displayhook
            shell._showtraceback = lambda *_: None  # type: ignore[method-assign] # noqa: SLF001 - it wants a socket
            try:
                result = shell.run_cell(cell.source, store_history=False)
            finally:
                shell.display_trap.hook = hook
                del shell._showtraceback  # noqa: SLF001
        if not result.success:
            error = result.error_in_exec or result.error_before_exec
            fault = ChapterFault.of(error or RuntimeError(), cell=cell.number)
            text = f"{notebook.name}, cell {cell.number}: {fault.code}"
            raise PlacingFailed(text, fault)
        outputs[cell.number - 1] = [output.data for output in captured.outputs]
    return {"outputs": outputs, "states": book.common_states()}


def settle() -> int:
    """Make the process ready to be forked and return its number of threads, which has to be 1."""
    gc.collect()
    gc.freeze()
    tasks = Path("/proc/self/task")
    return len(list(tasks.iterdir())) if tasks.is_dir() else 1


def become_kernel(connection_file: str, environment: dict[str, str], on_up: Any) -> None:  # noqa: C901 - empty methods
    """Turn this placed process into a running kernel; returns when the kernel ends.

    Args:
        connection_file: Jupyter's, naming sockets and key.
        environment: Replaces the whole environment: a kernel inherits no secret.
        on_up: Called without arguments when the sockets are bound and the person's work is loaded.
    """
    os.environ.clear()
    os.environ.update(environment)
    tempfile.tempdir = None  # was found before, perhaps elsewhere
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()
    import comm
    from ipykernel.kernelapp import IPKernelApp
    from ipykernel.zmqshell import ZMQInteractiveShell

    from vigwidgets.server.logs import log_to

    class PlacedKernelApp(IPKernelApp):
        """A kernel whose shell and namespace exist already, so that most of the start is left out."""

        def init_profile_dir(self) -> None:
            self.profile_dir = ZMQInteractiveShell.instance().profile_dir

        def load_config_file(self, *_args: object, **_kwargs: object) -> None: ...
        def init_pdb(self) -> None: ...
        def init_extensions(self) -> None: ...
        def init_code(self) -> None: ...
        def log_connection_info(self) -> None: ...
        def init_crash_handler(self) -> None: ...
        def init_gui_pylab(self) -> None: ...

    log_to(Path(environment["VIG_DATA"]) / "logs", "kernels.log")
    app = PlacedKernelApp.instance()
    app.log.handlers.clear()
    app.log.propagate = True
    app.initialize(["-f", connection_file, *QUIET])
    app.log.setLevel(logging.WARNING)  # at its own level it writes down what people wrote
    app.kernel.shell.kernel = app.kernel
    app.kernel.shell.parent = app.kernel
    comms = comm.get_comm_manager()
    comms.targets.pop("jupyter.widget", None)  # a page opens no widgets; the control channel stays
    for opened in comms.comms.values():
        opened.kernel = app.kernel  # pyright: ignore[reportAttributeAccessIssue] # opened before there was a kernel: sends would be dropped without a word
    from vigwidgets.workbook import book

    book.bind_placed()
    os.environ.pop("VIG_DATABASE_URL", None)  # it may hold a password, and the journal is open now
    on_up()
    app.start()
