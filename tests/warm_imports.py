"""What a process imports from which `tests.warm_server` forks; only that process imports this module."""

import sys

sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]

import vigwidgets.cli  # noqa: E402
import vigwidgets.server.keeping  # noqa: E402, F401
