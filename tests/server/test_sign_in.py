"""Signing in by a pass phrase: who is let in, what strangers learn, how often anybody may try."""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import httpx
import pytest

from tests.server.test_gate import EXPECTED, METHODS, page_of
from vigwidgets import words
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.errors import JournalUnavailable, NotAllowed
from vigwidgets.server.app import Serving
from vigwidgets.server.doors import is_overheard
from vigwidgets.server.phone_gate import MOST_WRONG
from vigwidgets.server.trainers import AT_ONCE, MOST_WAITING, TOO_OFTEN, WRONG, SignIns, Trainers
from vigwidgets.workbook.pass_phrases import Holder, PassPhrases

PHRASE = "slow river lamp garden"
OWNERS = "the laptop is at home"
Come = Callable[[], httpx.Client]


@pytest.fixture
def phrases(serving: Serving) -> Iterator[PassPhrases]:
    """Ada's and the owner's, as long as the test lasts."""
    settings = serving.app.settings
    kept, before = PassPhrases(settings["desk"].data), settings["sign_ins"]
    settings["sign_ins"] = SignIns(kept)
    kept.keep("Ada", PHRASE)
    kept.keep_owner(OWNERS)
    yield kept
    settings["desk"].data.pass_phrases.unlink()
    settings["sign_ins"] = before


@pytest.fixture
def come(serving: Serving) -> Iterator[Come]:
    """Come with another browser."""
    clients: list[httpx.Client] = []

    def another() -> httpx.Client:
        clients.append(httpx.Client(base_url=serving.url, timeout=90))
        return clients[-1]

    yield another
    for one in clients:
        one.close()


def signs_in(client: httpx.Client, name: str, phrase: str) -> httpx.Response:
    return client.post("sign-in", data={"name": name, "pass_phrase": phrase})


def test_a_trainer_signs_in_and_works_there_as_a_person_of_their_own(phrases: PassPhrases, come: Come) -> None:
    ada = come()
    assert ada.get("chapter/welcome").status_code == 403
    assert 'href="/sign-in"' in ada.get("chapter/welcome").text
    page = ada.get("sign-in")
    assert page.status_code == 200
    assert page.headers["Referrer-Policy"] == "same-origin", "else a browser says nothing of where the form is from"
    assert page.headers["Cache-Control"] == "no-store"
    done = signs_in(ada, "ada", PHRASE)
    assert (done.status_code, done.headers["Location"]) == (303, "/")
    cookie = done.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "trainer" not in cookie
    assert ada.get("chapter/welcome").status_code == 200
    assert ada.get("vig/arriving").json() == {"ok": True, "arrivals": []}
    assert ada.get("room/").status_code == 403
    assert ada.post("vig/lock").status_code == 204
    assert ada.get("chapter/welcome").status_code == 403
    assert 'href="/sign-in"' in ada.get("vig/locked").text


def test_the_owner_signs_in_from_another_device_once_a_phrase_is_set(phrases: PassPhrases, come: Come) -> None:
    tablet = come()
    assert signs_in(tablet, "owner", OWNERS).status_code == 303
    assert tablet.get("room/").status_code == 200
    phrases.forget_owner()
    assert WRONG in signs_in(come(), "owner", OWNERS).text


def test_where_nobody_has_a_pass_phrase_there_is_no_such_page(serving: Serving, come: Come) -> None:
    with closing(come()) as client:
        assert client.get("sign-in").status_code == 403
        assert signs_in(client, "Ada", PHRASE).status_code == 403
        assert "sign-in" not in client.get("chapter/welcome").text


def test_an_unknown_name_is_answered_as_a_wrong_phrase_is(
    phrases: PassPhrases, come: Come, monkeypatch: pytest.MonkeyPatch
) -> None:
    from argon2 import PasswordHasher

    checked: list[str] = []
    verify = PasswordHasher.verify

    def spied(self: PasswordHasher, known: str, typed: bytes) -> bool:
        checked.append(known)
        return verify(self, known, typed)

    monkeypatch.setattr(PasswordHasher, "verify", spied)
    unknown, wrong = (signs_in(come(), *typed) for typed in (("Eve", PHRASE), ("Ada", "slow river lamp gardens")))
    assert WRONG in unknown.text
    assert unknown.status_code == wrong.status_code == 200
    assert unknown.text.replace("Eve", "Ada") == wrong.text
    assert "Set-Cookie" not in unknown.headers
    settings = [known.split("$")[1:4] for known in checked]
    assert len(settings) == 2, "both are looked at, as slowly"
    assert settings[0] == settings[1]


@pytest.mark.parametrize("typed", [{}, {"name": "Ada"}, {"pass_phrase": PHRASE}, {"name": "Ada", "pass_phrase": ""}])
def test_half_a_form_lets_nobody_in(phrases: PassPhrases, come: Come, typed: dict[str, str]) -> None:
    assert WRONG in come().post("sign-in", data=typed).text


def test_what_is_typed_is_shown_again_as_text(phrases: PassPhrases, come: Come) -> None:
    page = signs_in(come(), '"><script>alert(1)</script>', PHRASE).text
    assert "<script" not in page
    assert PHRASE not in page
    assert "do not understand" in signs_in(come(), "x" * 20_000, PHRASE).text


def test_only_a_page_of_ours_and_only_two_methods_reach_the_form(phrases: PassPhrases, come: Come) -> None:
    form = {"name": "Ada", "pass_phrase": PHRASE}
    for headers in ({"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        assert come().post("sign-in", data=form, headers=headers).status_code == 403
    assert come().post("sign-in", data=form, headers={"Host": "rebound.example"}).status_code == 403
    for method in set(METHODS) - {"GET", "HEAD", "POST"}:
        assert come().request(method, "sign-in").status_code == 403
    assert come().head("sign-in").status_code == 200


def test_a_stranger_reaches_nothing_else_because_somebody_has_a_pass_phrase(phrases: PassPhrases, come: Come) -> None:
    client = come()
    for rule, path in EXPECTED.items():
        if rule != r"/sign-in":
            assert client.get(path, headers={"Connection": "close"}).status_code == 403, rule


def test_who_signs_in_at_somebody_elses_browser_ends_what_was_open_there(
    phrases: PassPhrases, come: Come, serving: Serving
) -> None:
    client = come()
    signs_in(client, "Ada", PHRASE)
    cookie, kernel = dict(client.cookies), page_of(client)["kernel"]
    assert signs_in(client, "owner", OWNERS).status_code == 303
    assert kernel not in serving.app.settings["kernel_manager"]
    with httpx.Client(base_url=serving.url, cookies=cookie) as left_behind:
        assert left_behind.get("chapter/welcome").status_code == 403


def test_an_address_and_a_name_may_be_tried_ten_times_a_minute() -> None:
    async def story() -> None:
        kept: Any = type("Kept", (), {"person": lambda _self, name, _phrase: Person(name) if name == "ada" else None})()
        ins = SignIns(kept)
        for at in range(MOST_WRONG):
            with pytest.raises(NotAllowed, match="do not belong together"):
                await ins.person(f"name {at}", "x", address="10.0.0.1")
        with pytest.raises(NotAllowed, match="too often"):
            await ins.person("ada", "x", address="10.0.0.1")
        assert await ins.person("ada", "x", address="10.0.0.2") == Person("ada")
        for at in range(MOST_WRONG):
            with pytest.raises(NotAllowed, match="do not belong together"):
                await ins.person(" \uff22O ", "x", address=f"10.0.1.{at}")  # a wide letter is the same one
        with pytest.raises(NotAllowed, match="too often"):
            await ins.person("bo", "x", address="10.0.0.3")

    asyncio.run(story())


def test_many_at_once_are_looked_at_by_two_and_count_before_they_are() -> None:
    together, inside, most = threading.Barrier(AT_ONCE), threading.Lock(), []
    now: list[int] = []

    def person(_self: object, _name: str, _phrase: str) -> None:
        with inside:
            now.append(1)
            most.append(len(now))
        together.wait(30)
        with inside:
            now.pop()

    async def story() -> None:
        kept: Any = type("Kept", (), {"person": person})()
        ins = SignIns(kept)
        tries = (ins.person(f"name {at}", "x", address=f"10.0.0.{at}") for at in range(MOST_WAITING + 5))
        said = [str(one) for one in await asyncio.gather(*tries, return_exceptions=True)]
        assert (said.count(WRONG), said.count(TOO_OFTEN)) == (MOST_WAITING, 5)
        tries = (ins.person("one name", "x", address=f"10.0.1.{at}") for at in range(MOST_WRONG + 3))
        said = [str(one) for one in await asyncio.gather(*tries, return_exceptions=True)]
        assert (said.count(WRONG), said.count(TOO_OFTEN)) == (MOST_WRONG, 3)

    asyncio.run(story())
    assert max(most) == AT_ONCE


def test_what_is_open_ends_with_another_phrase_and_what_fails_is_tried_again(
    serving: Serving, phrases: PassPhrases, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[Person] = []
    erased: list[Person] = []

    async def send_home(people: list[Person]) -> None:
        sent.extend(people)

    def erase(person: Person, _data: object) -> None:
        erased.append(person)
        if len(erased) == 1:
            raise JournalUnavailable(WRONG)

    monkeypatch.setattr("vigwidgets.server.trainers.erase_work_of", erase)
    monkeypatch.setattr("vigwidgets.server.trainers.RETRY_SECONDS", 0)
    trainers = Trainers(phrases, serving.app.settings["desk"].data, send_home=send_home)
    ada = Person(phrases.trainers()[0].id)

    def heeded() -> list[Person]:
        sent.clear()
        asyncio.run(trainers.heed())
        return list(sent)

    assert heeded() == []
    phrases.keep("Ada", "quite another phrase")
    assert heeded() == [ada]
    assert heeded() == []
    phrases.keep_owner("another of the owner's")
    assert heeded() == [Person(LOCAL_OWNER)]
    phrases.remove("Ada")
    assert ada in heeded()
    assert heeded() == [ada], "it was not done the first time"
    assert erased == [ada, ada]
    assert heeded() == []


def test_a_page_that_others_can_read_along_says_so(phrases: PassPhrases, come: Come) -> None:
    def request(host: str, protocol: str) -> Any:
        return type("Request", (), {"host": host, "protocol": protocol})()

    assert is_overheard(request("192.168.1.20:8866", "http"))
    assert not is_overheard(request("192.168.1.20:8866", "https"))
    assert not is_overheard(request("127.0.0.1:8866", "http"))
    assert not is_overheard(request("[::1]:8866", "http"))
    said = words.section("sign_in")["overheard"]
    assert said not in come().get("sign-in").text, "nobody reads along on this machine itself"


def test_neither_log_nor_page_holds_a_name_or_a_phrase(
    phrases: PassPhrases, come: Come, caplog: pytest.LogCaptureFixture
) -> None:
    signs_in(come(), "Ada", "no phrase of hers")
    signs_in(come(), "Ada", PHRASE)
    assert not re.search(r"Ada|river|no phrase", caplog.text)


def test_a_holder_without_a_hash_is_nobody(phrases: PassPhrases) -> None:
    gone = phrases.remove("Ada")
    assert gone == Holder(gone.id, "Ada", "", "work")
    assert phrases.person("Ada", "") is None
