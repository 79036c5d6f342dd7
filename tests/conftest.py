"""What every test may ask for. No test touches the data folder of whoever runs it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.house.browser import NONE_FOUND, find_browser, find_shell
from tests.thoroughly import IS_THOROUGH, usually

ROOT = Path(__file__).resolve().parents[1]
TESTDATA = ROOT.parent / "shared" / "testdata"

# A machine that is busy with something else is no defect of ours.
settings.register_profile(
    "workbook",
    deadline=None,
    max_examples=usually(40, thorough=100),
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)
settings.load_profile("workbook")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is for releases alone, unless everything is asked for."""
    left_out = [] if IS_THOROUGH else [item for item in items if item.get_closest_marker("thorough")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the tables that tests have recorded as their property `table`."""
    for report in [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]:
        for name, text in report.user_properties:
            if name == "table" and report.when == "call":
                terminalreporter.write_sep("-", report.nodeid)
                terminalreporter.write_line(text)


@pytest.fixture(scope="session", autouse=True)
def _data_of_nobody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VIG_DATA", str(tmp_path_factory.mktemp("data-of-nobody")))
        patch.delenv("VIG_DATABASE_URL", raising=False)
        yield


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the folder of the clone."""
    return ROOT


@pytest.fixture(scope="session")
def testdata() -> Path:
    """Return the folder of real films and annotations beside the clone; fail where it is missing."""
    if not TESTDATA.is_dir():
        pytest.fail("This test needs the real films in ../shared/testdata, beside the clone, and they are not there.")
    return TESTDATA


@pytest.fixture(scope="session")
def chromium_path(whole_chromium_path: Path) -> Path:
    """Return the program of a Chromium that shows pages: its shell where there is one, for its speed."""
    return find_shell() or whole_chromium_path


@pytest.fixture(scope="session")
def whole_chromium_path() -> Path:
    """Return the program of the Chromium that people use, with its profile on the disk; fail where there is none."""
    found = find_browser()
    if found is None:
        pytest.fail(NONE_FOUND)
    return found
