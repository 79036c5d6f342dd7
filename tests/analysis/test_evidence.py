"""Each number of what is known has a source, and says whether it was compared with that."""

from __future__ import annotations

import pandas as pd

from vigwidgets.analysis.evidence import studies, table

CITED = {
    "sensitivity_2003": {"year": 2003, "studies": 70, "d": 0.33},
    "disorganised_2005": {"year": 2005, "studies": 15, "taking_part": 842, "d": 0.05},
    "video_feedback_2008": {"year": 2008, "studies": 29, "taking_part": 1844},
    "cochrane_2019": {"year": 2019, "studies": 22, "taking_part": 1889},
}
"""Bakermans-Kranenburg and others 2003 and 2005, Fukkink 2008, O'Hara and others 2019 (Cochrane CD012348)."""


def test_the_table_holds_the_numbers_of_the_sources() -> None:
    frame = table()
    for key, numbers in CITED.items():
        for name in ("year", "studies", "taking_part", "d"):
            wanted, found = numbers.get(name), frame.loc[key, name]
            assert pd.isna(found) if wanted is None else found == wanted, f"{name} of {key}"
    assert "88 effects" in frame.loc["sensitivity_2003", "studies_note"]
    assert "not significant" in frame.loc["disorganised_2005", "d_note"]


def test_each_says_where_it_is_published_and_what_it_was_compared_with() -> None:
    assert {one.checked for one in studies()} == {"summary", "part"}
    assert all(one.by and one.source and one.about and one.outcome for one in studies())
    assert [one.key for one in studies() if one.checked == "part"] == ["nice"]


def test_where_another_text_differs_both_are_told() -> None:
    told = {one.key: one.also for one in studies() if one.also}
    assert "88" in told["disorganised_2005"]
    assert "0.45" in told["disorganised_2005"]
    assert "PH40" in table().loc["nice", "by"]


def test_numbers_that_are_missing_stay_missing() -> None:
    frame = table()
    assert frame["studies"].dtype == "Int64"
    assert frame["d"].notna().sum() == 2
