"""What is left of something erased."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.receipt import Receipt

NOW = datetime(2026, 11, 21, 12, 30, tzinfo=UTC)


def test_a_receipt_counts_nothing_unless_told():
    receipt = Receipt("r", "film", NOW)
    assert (receipt.films, receipt.marks, receipt.texts, receipt.files, receipt.size_bytes) == (0, 0, 0, 0, 0)


@pytest.mark.parametrize("count", ["films", "marks", "texts", "files", "size_bytes"])
def test_a_receipt_never_counts_below_nothing(count):
    with pytest.raises(InvalidValue, match="counts from 0 on"):
        Receipt("r", "film", NOW, **{count: -1})


def test_the_instant_of_a_receipt_has_its_time_zone():
    with pytest.raises(InvalidValue, match="aware UTC"):
        Receipt("r", "film", NOW.replace(tzinfo=None))


def test_a_receipt_is_known_by_an_id():
    with pytest.raises(InvalidValue, match="An id has"):
        Receipt("my film", "film", NOW)


def test_a_receipt_can_be_shown_as_json():
    shown = json.loads(json.dumps(Receipt("r", "everything", NOW, films=2, marks=3, size_bytes=2**40).as_json()))
    counts = {"films": 2, "marks": 3, "texts": 0, "files": 0, "size_bytes": 2**40}
    assert shown == {"id": "r", "what": "everything", "erased_at": "2026-11-21T12:30:00+00:00", **counts}
