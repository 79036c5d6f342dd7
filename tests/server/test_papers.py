"""Account and record leave as files for their owner alone, and the account not before its names were looked at."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from urllib.parse import quote
from uuid import uuid4

import httpx
import pytest

from vigwidgets.core.access import Person
from vigwidgets.core.reflection import Prompt
from vigwidgets.server.app import Serving

Visit = Callable[[str], httpx.Client]
TODAY = date.today()  # noqa: DTZ011 - the day on this place's calendar


def keep(serving: Serving, prompt: Prompt, text: str, *, person: str = "anna") -> None:
    journal = serving.app.settings["desk"].journal(Person(person))
    journal.save_reflection(prompt, text, revision_id=uuid4().hex, sitting="s1", sequence=1)


@pytest.fixture
def written(serving: Serving) -> None:
    keep(serving, Prompt("being_attentive.seen", "being_attentive", "What did you see?"), "Tobias laughed.")
    keep(serving, Prompt("my_journey.account", "my_journey", "My account", exercise="account"), "{}")


@pytest.mark.usefixtures("written")
def test_an_account_leaves_once_its_names_were_looked_at(serving: Serving, visit: Visit) -> None:
    anna = visit("anna")
    for form in ("md", "html", "pdf"):
        refused = anna.get(f"vig/account/my_journey.account.{form}")
        assert refused.json()["error"]["code"] == "names_unseen"
        assert b"Tobias" not in refused.content
    chosen = {"names": {"tobias": {"to": "word", "word": "a pupil"}}}
    keep(serving, Prompt("my_journey.account", "my_journey", "My account", exercise="account"), json.dumps(chosen))
    for form, begins in (("md", b"# A"), ("html", b"<!DO"), ("pdf", b"%PDF")):
        reply = anna.get(f"vig/account/my_journey.account.{form}")
        assert reply.content.startswith(begins)
        assert b"Tobias" not in reply.content
        assert reply.headers["Content-Disposition"] == f'attachment; filename="account-{TODAY}.{form}"'
        assert reply.headers["Cache-Control"] == "no-store"
        assert "Etag" not in reply.headers
    assert b"A pupil laughed." in anna.get("vig/account/my_journey.account.md").content
    assert b"pupil" not in visit("ben").get("vig/account/my_journey.account.md").content


@pytest.mark.usefixtures("written")
def test_a_record_leaves_with_the_name_that_was_typed_and_keeps_it_nowhere(serving: Serving, visit: Visit) -> None:
    anna = visit("anna")
    named = anna.get("vig/record/my_journey.record.html", headers={"Vig-Name": quote("Zoë <Ünlü>")})
    assert "Of Zoë &lt;Ünlü&gt;" in named.text
    assert named.headers["Content-Disposition"] == f'attachment; filename="record-{TODAY}.html"'
    assert "Zoë" not in anna.get("vig/record/my_journey.record.html").text
    assert anna.get("vig/record/my_journey.record.pdf").content.startswith(b"%PDF")
    assert anna.get("vig/record/my_journey.record.html", headers={"Vig-Name": "x" * 201}).json()["ok"] is False


@pytest.mark.usefixtures("written")
@pytest.mark.parametrize(
    "address",
    ["vig/account/being_attentive.seen.md", "vig/record/my_journey.account.pdf", "vig/record/my_journey.record.md",
     "vig/account/x.doc"],
)  # fmt: skip
def test_what_there_is_not_is_not_there(visit: Visit, address: str) -> None:
    assert visit("anna").get(address).status_code == 404


def test_nobody_from_outside_gets_pages(serving: Serving) -> None:
    assert httpx.get(f"{serving.url}vig/account/my_journey.account.md").status_code == 403
