"""A phone sends one film by a ticket that a page at the laptop shows, and can do nothing else there."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from tests.live_workbook import LiveWorkbook, until
from tests.server.test_arriving import AGREED, ended, left
from vigwidgets import words
from vigwidgets.core.access import Person
from vigwidgets.server import networks, phone_doors, phone_gate, phones
from vigwidgets.server.app import Serving
from vigwidgets.server.codes import QUIET, code_of
from vigwidgets.server.desk import Desk
from vigwidgets.server.networks import Network
from vigwidgets.server.phone_asking import NOT_OFFERED, is_offered
from vigwidgets.workbook.keeping import passing

Visit = Callable[[str], httpx.Client]
FILM = b"a film, or so it says" * 100
CAMERA = {"name": "IMG_0042.MOV", "size_bytes": len(FILM)}
ID = "0a" * 16


@pytest.fixture(autouse=True)
def near(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the phones into this machine, where every test machine has a network, and look after tickets often."""
    monkeypatch.setattr(phones, "networks", lambda: [Network("wlan0", "127.0.0.1")])
    monkeypatch.setattr(phones, "TIDY_MS", 20)


@pytest.fixture
def desk(serving: Serving, near: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """The server's desk; tickets, films and what was on its way go after the test, and the doors close."""
    desk: Desk = serving.app.settings["desk"]
    yield desk
    for name in ("UNUSED_SECONDS", "AFTERWARDS_SECONDS"):
        monkeypatch.setattr(phones, name, -1)
    until(lambda: serving.app.settings["phones"].listener is None)
    for name in ("anna", "ben"):
        journal = desk.journal(Person(name))
        for one in journal.films():
            journal.remove_film(one.id)
            desk.shelf.remove(one.id)
        passing.forget_passing(desk.data, Person(name))


@pytest.fixture
def pick_up() -> Iterator[Callable[[dict[str, Any]], httpx.Client]]:
    """Return a phone that has read the code of a ticket."""
    phones_out: list[httpx.Client] = []

    def picked_up(ticket: dict[str, Any]) -> httpx.Client:
        phones_out.append(httpx.Client(base_url=ticket["addresses"][0]["url"], timeout=90))
        return phones_out[-1]

    yield picked_up
    for one in phones_out:
        one.close()


Phone = Callable[[dict[str, Any]], httpx.Client]


def shown(laptop: httpx.Client) -> dict[str, Any]:
    """Have the page show a code, and return the ticket."""
    reply = laptop.post("vig/phone")
    assert (reply.status_code, reply.json()["ok"], reply.headers["Cache-Control"]) == (200, True, "no-store")
    return reply.json()


def begun(phone: httpx.Client, size_bytes: int = len(FILM), name: str = "IMG_0042.MOV") -> dict[str, Any]:
    return phone.post("film", json={"name": name, "size_bytes": size_bytes}).json()


def put(phone: httpx.Client, film: str, offset: int, content: bytes) -> dict[str, Any]:
    return phone.put(f"film/{film}?offset={offset}", content=content).json()


def sent(phone: httpx.Client, content: bytes = FILM) -> str:
    """Send a film from the phone, whole, and return the arrival's id."""
    film = begun(phone, len(content))["id"]
    assert put(phone, film, 0, content)["offset"] == len(content)
    assert phone.post(f"film/{film}/done").json()["state"] == "done"
    return film


def agree(laptop: httpx.Client, film: str, **other: Any) -> dict[str, Any]:
    told = {"title": "Lunch", "permission": AGREED, **other}
    return laptop.post(f"vig/arriving/{film}/agreed", json=told).json()


def port_is_open(url: str) -> bool:
    address = urlsplit(url)
    try:
        socket.create_connection((address.hostname, address.port), timeout=1).close()
    except OSError:
        return False
    return True


@pytest.mark.parametrize("first", ["the bytes", "the words"])
def test_a_film_from_a_phone_is_added_once_its_bytes_and_what_was_agreed_are_both_there(
    visit: Visit, desk: Desk, pick_up: Phone, testdata: Path, first: str
) -> None:
    content = (testdata / "video/WyattBlue__auto-editor/example.mp4").read_bytes()
    anna = visit("anna")
    ticket = shown(anna)
    phone = pick_up(ticket)
    film = begun(phone, len(content))["id"]
    if first == "the words":
        assert agree(anna, film)["agreed"] is True
    put(phone, film, 0, content)
    assert phone.post(f"film/{film}/done").json()["state"] == "done"
    if first == "the bytes":
        refused = anna.post(f"vig/arriving/{film}/done").json()
        assert refused["error"]["message"].startswith("Nobody has said yet")
        assert desk.journal(Person("anna")).films() == []
        agree(anna, film)
        assert anna.post(f"vig/arriving/{film}/done").json()["ok"]
    state = until(lambda: ended(anna, film))
    kept = desk.journal(Person("anna")).film(state["film"])
    assert (kept.title, kept.permission.people) == ("Lunch", ("K.", "mother"))
    assert desk.shelf.film_path(kept.id).read_bytes() == content
    assert desk.journal(Person("ben")).films() == []
    late = agree(anna, film)
    assert late["error"]["message"].startswith("The film is here already.")


def test_what_is_agreed_is_looked_at_as_closely_as_on_the_page(visit: Visit, desk: Desk, pick_up: Phone) -> None:
    anna = visit("anna")
    film = begun(pick_up(shown(anna)))["id"]
    assert agree(anna, film, permission={**AGREED, "until": "2020-01-01"})["error"]["code"] == "invalid_value"
    assert agree(anna, film, permission=None)["error"]["code"] == "bad_request"
    assert agree(visit("ben"), film)["error"]["code"] == "not_found"
    assert anna.get(f"vig/arriving/{film}").json()["agreed"] is False


def test_the_page_at_the_laptop_is_told_how_far_the_phone_is(visit: Visit, desk: Desk, pick_up: Phone) -> None:
    anna = visit("anna")
    assert anna.get("vig/phone").json() == {"ok": True, "offered": True, "ticket": None}
    ticket = shown(anna)
    assert (ticket["used"], ticket["sent"], ticket["film"], ticket["addresses"][0]["network"]) == (
        False, False, None, "wlan0",
    )  # fmt: skip
    phone = pick_up(ticket)
    film = begun(phone)["id"]
    put(phone, film, 0, FILM[:10])
    told = anna.get(f"vig/phone/{ticket['id']}").json()
    assert (told["used"], told["film"]["offset"], told["film"]["by"], told["film"]["agreed"]) == (
        True, 10, "phone", False,
    )  # fmt: skip
    assert anna.get("vig/phone").json()["ticket"]["id"] == ticket["id"]


def test_the_doors_know_one_page_and_one_film_and_nothing_else(
    serving: Serving, visit: Visit, desk: Desk, pick_up: Phone
) -> None:
    ticket = shown(visit("anna"))
    phone = pick_up(ticket)
    page = phone.get("")
    assert (page.status_code, page.headers["Referrer-Policy"]) == (200, "no-referrer")
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert {phone.get(part).status_code for part in ("phone.css", "phone.mjs")} == {200}
    root = ticket["addresses"][0]["url"].split("/", 3)
    outside = "/".join(root[:3])
    token = urlsplit(str(phone.base_url)).path.strip("/")
    samples = [
        "/", "/chapter/my_film", "/vig/arriving", f"/vig/arriving/{ID}", "/vig/phone", "/vig/invite", "/vig/here",
        "/vig/ui/0a/theme.css", "/api/kernels", "/api/contents", "/static/x", "/tree", f"/{token}",
        f"/{token}/film/", f"/{token}/films", f"/{token}/film/{ID}/agreed", f"/{token}/vig/arriving",
        f"/{token}/phone.html", f"/{token}/../vig/arriving", f"/{token}/chapter/my_film", "/?token=x",
    ]  # fmt: skip
    with httpx.Client(base_url=outside) as anyone:
        for method in ("GET", "POST", "PUT", "DELETE", "HEAD", "PATCH", "OPTIONS"):
            for path in samples:
                assert anyone.request(method, path).status_code == 404, (method, path)
        assert anyone.get("/").text == anyone.get(f"/{'a' * 26}/").text
    for method, path in (("POST", ""), ("PUT", "film"), ("DELETE", "film"), ("PUT", "phone.mjs")):
        assert phone.request(method, path).status_code == 405


def test_a_name_that_was_pointed_here_and_a_foreign_page_find_nothing(visit: Visit, desk: Desk, pick_up: Phone) -> None:
    phone = pick_up(shown(visit("anna")))
    for headers in ({"Host": "evil.example"}, {"Host": "127.0.0.1"}, {"Origin": "http://evil.example"}):
        assert phone.get("film", headers=headers).status_code == 404
    assert phone.get("film").status_code == 200


def test_one_phone_is_let_in_and_may_go_on_after_loading_the_page_again(
    visit: Visit, desk: Desk, pick_up: Phone
) -> None:
    anna = visit("anna")
    ticket = shown(anna)
    phone, second = pick_up(ticket), pick_up(ticket)
    assert second.get("film").json() == {"ok": True, "film": None}  # looking alone takes nothing from anybody
    film = begun(phone)["id"]
    put(phone, film, 0, FILM[:100])
    stranger = [
        second.get("film"), second.post("film", json=CAMERA), second.get(f"film/{film}"),
        second.put(f"film/{film}?offset=100", content=b"x"), second.post(f"film/{film}/done"),
        second.delete(f"film/{film}"),
    ]  # fmt: skip
    for reply in stranger:
        assert reply.json()["error"]["message"].startswith("Another phone has used this code already.")
    assert phone.get("film").json()["film"]["offset"] == 100
    assert begun(phone)["id"] == film
    assert put(phone, film, 100, FILM[100:])["offset"] == len(FILM)
    (path,) = desk.data.temporary.rglob("*.film")
    assert path.read_bytes() == FILM


def test_a_phone_hears_of_its_own_film_only_how_much_has_come(visit: Visit, desk: Desk, pick_up: Phone) -> None:
    anna = visit("anna")
    bens = visit("ben").post("vig/arriving", json={**CAMERA, "title": "", "permission": AGREED}).json()["id"]
    phone = pick_up(shown(anna))
    film = begun(phone)["id"]
    agree(anna, film)
    known = {"ok", "id", "name", "size_bytes", "offset", "state", "done_bytes"}
    for reply in (phone.get(f"film/{film}"), phone.put(f"film/{film}?offset=0", content=b"ab")):
        assert set(reply.json()) == known
    other = anna.post("vig/arriving", json={**CAMERA, "title": "", "permission": AGREED}).json()["id"]
    for stray in (bens, other, ID):
        for reply in (phone.get(f"film/{stray}"), phone.put(f"film/{stray}?offset=0", content=b"x"),
                      phone.post(f"film/{stray}/done"), phone.delete(f"film/{stray}")):  # fmt: skip
            assert reply.json()["error"]["code"] == "not_found"
    assert anna.get(f"vig/arriving/{other}").json()["offset"] == 0


def test_a_ticket_is_for_one_film(visit: Visit, desk: Desk, pick_up: Phone) -> None:
    anna = visit("anna")
    phone = pick_up(shown(anna))
    wrong = begun(phone, name="holiday.mov")["id"]
    film = begun(phone)["id"]  # chose the wrong one at first
    assert wrong != film
    assert [one["id"] for one in anna.get("vig/arriving").json()["arrivals"]] == [film]
    put(phone, film, 0, FILM)
    phone.post(f"film/{film}/done")
    assert begun(phone, name="another.mov")["error"]["code"] == "one_film_only"
    assert put(phone, film, 0, FILM)["error"]["message"].startswith("The film is at the laptop already.")
    assert phone.delete(f"film/{film}").json() == {"ok": True, "done": True}
    assert anna.get(f"vig/arriving/{film}").json()["offset"] == len(FILM)


def test_a_film_that_was_said_something_of_is_not_exchanged_for_another(
    visit: Visit, desk: Desk, pick_up: Phone
) -> None:
    anna = visit("anna")
    phone = pick_up(shown(anna))
    film = begun(phone)["id"]
    agree(anna, film)
    assert begun(phone, name="another.mov")["error"]["code"] == "one_film_only"
    assert begun(phone)["id"] == film


def test_a_phone_that_stops_leaves_nothing_and_may_begin_again(visit: Visit, desk: Desk, pick_up: Phone) -> None:
    anna = visit("anna")
    ticket = shown(anna)
    phone = pick_up(ticket)
    film = begun(phone)["id"]
    put(phone, film, 0, FILM[:100])
    assert phone.delete(f"film/{film}").json() == {"ok": True, "done": False}
    assert left(desk) == []
    assert anna.get(f"vig/phone/{ticket['id']}").json()["film"] is None
    assert begun(phone)["offset"] == 0
    assert begun(pick_up(ticket))["error"]["code"] == "phone_taken"


def test_wrong_tokens_are_told_nothing_and_are_made_to_wait(visit: Visit, desk: Desk, pick_up: Phone) -> None:
    ticket = shown(visit("anna"))
    url = ticket["addresses"][0]["url"]
    right = url.rstrip("/").rsplit("/", 1)[1]
    wrong = url.replace(right, right[:-1] + ("a" if right[-1] != "a" else "b"))
    assert {httpx.get(wrong).status_code for _ in range(phone_gate.MOST_WRONG)} == {404}
    assert httpx.get(wrong).status_code == 429
    assert httpx.get(url).status_code == 429


def test_bytes_with_a_wrong_token_are_written_nowhere(visit: Visit, desk: Desk, pick_up: Phone) -> None:
    ticket = shown(visit("anna"))
    phone = pick_up(ticket)
    film = begun(phone, 300_000)["id"]
    address = urlsplit(ticket["addresses"][0]["url"]).netloc
    with pytest.raises(httpx.HTTPError):
        httpx.put(f"http://{address}/{'a' * 26}/film/{film}?offset=0", content=b"x" * 300_000).raise_for_status()
    (path,) = desk.data.temporary.rglob("*.film")
    assert path.stat().st_size == 0


def test_whoever_showed_wrong_tokens_is_heard_again_after_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr(phone_gate.time, "monotonic", lambda: now[0])
    wrong = phone_gate.WrongTokens()
    for _ in range(phone_gate.MOST_WRONG):
        assert not wrong.too_many("192.168.1.9")
        wrong.one_more("192.168.1.9")
    assert wrong.too_many("192.168.1.9")
    assert not wrong.too_many("192.168.1.10")
    now[0] += phone_gate.WRONG_SECONDS
    assert not wrong.too_many("192.168.1.9")
    for number in range(phone_gate.MOST_REMEMBERED + 1):
        wrong.one_more(f"10.0.{number // 256}.{number % 256}")
    assert len(wrong._shown) == phone_gate.MOST_REMEMBERED


def test_stopping_at_the_laptop_closes_the_doors_and_lets_go_of_what_was_half_there(
    visit: Visit, desk: Desk, pick_up: Phone
) -> None:
    anna, ben = visit("anna"), visit("ben")
    ticket = shown(anna)
    url = ticket["addresses"][0]["url"]
    phone = pick_up(ticket)
    put(phone, begun(phone)["id"], 0, FILM[:100])
    assert ben.delete(f"vig/phone/{ticket['id']}").json()["error"]["code"] == "not_found"
    assert anna.delete(f"vig/phone/{ticket['id']}").json() == {"ok": True}
    assert left(desk) == []
    assert anna.get(f"vig/phone/{ticket['id']}").json()["error"]["message"] == phones.OVER
    until(lambda: not port_is_open(url))


def test_stopping_keeps_a_film_that_is_all_there(visit: Visit, desk: Desk, pick_up: Phone) -> None:
    anna = visit("anna")
    ticket = shown(anna)
    film = sent(pick_up(ticket))
    anna.delete(f"vig/phone/{ticket['id']}")
    assert anna.get(f"vig/arriving/{film}").json()["offset"] == len(FILM)


def test_a_ticket_nobody_uses_ends_and_the_doors_close_behind_the_last(
    serving: Serving, visit: Visit, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = visit("anna")
    url = shown(anna)["addresses"][0]["url"]
    assert port_is_open(url)
    monkeypatch.setattr(phones, "UNUSED_SECONDS", 0)
    until(lambda: not port_is_open(url))
    assert serving.app.settings["phones"].listener is None
    assert anna.get("vig/phone").json()["ticket"] is None


def test_a_phone_that_has_sent_its_film_is_told_so_for_a_while(
    visit: Visit, desk: Desk, pick_up: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = shown(visit("anna"))
    phone = pick_up(ticket)
    sent(phone)
    assert phone.get("film").json()["film"]["state"] == "done"
    monkeypatch.setattr(phones, "AFTERWARDS_SECONDS", 0)
    until(lambda: not port_is_open(ticket["addresses"][0]["url"]))


def test_a_ticket_ends_with_the_session_that_showed_it(visit: Visit, desk: Desk, pick_up: Phone) -> None:
    anna = visit("anna")
    ticket = shown(anna)
    phone = pick_up(ticket)
    film = begun(phone)["id"]
    put(phone, film, 0, FILM[:100])
    assert anna.post("vig/lock").status_code == 204
    until(lambda: not port_is_open(ticket["addresses"][0]["url"]))
    again = visit("anna")  # the film can go on, by another code and from any phone
    phone = pick_up(shown(again))
    assert (begun(phone)["id"], begun(phone)["offset"]) == (film, 100)


def test_two_people_in_one_house_get_their_own(visit: Visit, desk: Desk, pick_up: Phone) -> None:
    anna, ben = visit("anna"), visit("ben")
    hers, his = shown(anna), shown(ben)
    assert urlsplit(hers["addresses"][0]["url"]).netloc == urlsplit(his["addresses"][0]["url"]).netloc
    film_of = {"anna": sent(pick_up(hers)), "ben": sent(pick_up(his), b"another film")}
    assert [one["id"] for one in anna.get("vig/arriving").json()["arrivals"]] == [film_of["anna"]]
    assert [one["id"] for one in ben.get("vig/arriving").json()["arrivals"]] == [film_of["ben"]]
    assert anna.get(f"vig/phone/{his['id']}").json()["error"]["code"] == "not_found"
    assert agree(anna, film_of["ben"])["error"]["code"] == "not_found"


def test_a_new_code_ends_the_one_before_in_the_same_session_only(visit: Visit, desk: Desk, pick_up: Phone) -> None:
    anna, ben = visit("anna"), visit("ben")
    first, bens = shown(anna), shown(ben)
    second = shown(anna)
    assert pick_up(first).get("").status_code == 404
    assert pick_up(second).get("").status_code == 200
    assert pick_up(bens).get("").status_code == 200


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"name": "a.mov", "size_bytes": 0}, "film_unreadable"),
        ({"name": "", "size_bytes": 5}, "bad_request"),
        ({"name": "a.mov", "size_bytes": -5}, "bad_request"),
        ({"name": "a.mov"}, "bad_request"),
    ],
)
def test_nonsense_from_a_phone_begins_nothing_and_takes_no_ticket(
    visit: Visit, desk: Desk, pick_up: Phone, told: dict[str, Any], code: str
) -> None:
    anna = visit("anna")
    ticket = shown(anna)
    assert pick_up(ticket).post("film", json=told).json()["error"]["code"] == code
    assert left(desk) == []
    assert anna.get(f"vig/phone/{ticket['id']}").json()["used"] is False


def test_a_long_request_is_cut_off_unless_it_is_the_film(visit: Visit, desk: Desk, pick_up: Phone) -> None:
    phone = pick_up(shown(visit("anna")))
    with pytest.raises(httpx.HTTPError):
        phone.post("film", content=b"x" * (phone_doors_limit() + 1)).raise_for_status()
    assert begun(phone, 300_000)["ok"]
    film = phone.get("film").json()["film"]["id"]
    assert put(phone, film, 0, b"y" * 300_000)["offset"] == 300_000


def phone_doors_limit() -> int:
    from vigwidgets.server.nearby import SHORT_BODY_BYTES

    return SHORT_BODY_BYTES


def test_where_there_is_no_network_a_sentence_names_the_cable(
    serving: Serving, visit: Visit, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = visit("anna")
    for found in ([], [Network("gone", "203.0.113.77")]):  # the second is none of this machine's addresses
        monkeypatch.setattr(phones, "networks", lambda found=found: found)
        refused = anna.post("vig/phone").json()
        assert (refused["error"]["code"], refused["error"]["message"]) == ("no_network", phones.NoNetwork().sentence)
        assert serving.app.settings["phones"].listener is None


def test_the_token_stands_in_no_log(
    visit: Visit, desk: Desk, pick_up: Phone, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = shown(visit("anna"))
    token = ticket["addresses"][0]["url"].rstrip("/").rsplit("/", 1)[1]
    phone = pick_up(ticket)

    def broken(*_: object) -> None:
        message = "a defect"
        raise RuntimeError(message)

    with caplog.at_level(logging.DEBUG):
        logging.getLogger("httpx").disabled = True
        logging.getLogger("httpcore").setLevel(logging.WARNING)
        sent(phone)
        phone.get("nowhere")
        phone.put("film", content=b"")
        with monkeypatch.context() as patch:
            patch.setattr(phone_doors, "short_state", broken)
            assert phone.get("film").status_code == 500
    logging.getLogger("httpx").disabled = False
    assert "defect in the doors for phones" in caplog.text
    assert token not in caplog.text
    assert len(token) * 5 >= 128
    assert set(token) <= set(phones.LETTERS)
    assert len(set(phones.LETTERS)) == 32


@pytest.mark.parametrize(
    ("host", "protocol", "base", "offered"),
    [
        ("localhost:8866", "http", "/", True),
        ("127.0.0.1:8866", "http", "/", True),
        ("[::1]:8866", "http", "/", True),
        ("192.168.1.20:8866", "http", "/", True),
        ("hub.example", "http", "/", False),
        ("hub.example", "http", "/user/anna/", False),
        ("localhost:8866", "http", "/user/anna/", False),
        ("192.168.1.20:8866", "https", "/", True),
        ("hub.example", "https", "/", False),
    ],
)
def test_a_phone_is_offered_where_the_page_is_reached_by_the_machines_own_address(
    *, host: str, protocol: str, base: str, offered: bool
) -> None:
    request: Any = type("Request", (), {"host": host, "protocol": protocol})()
    assert is_offered(request, base) is offered


def test_where_it_is_not_offered_it_is_not_done_either(
    serving: Serving, visit: Visit, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vigwidgets.server.phone_asking.is_offered", lambda *_: False)
    anna = visit("anna")
    assert anna.get("vig/phone").json()["offered"] is False
    assert anna.post("vig/phone").json()["error"]["message"] == NOT_OFFERED


def test_networks_are_those_in_which_a_phone_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    import psutil

    def at(address: str, ptp: str | None = None) -> Any:
        return [type("Address", (), {"family": socket.AF_INET, "address": address, "ptp": ptp})()]

    there = {
        "lo": at("127.0.0.1"), "eth0": at("10.1.2.3"), "wlp3s0": at("192.168.178.20"), "docker0": at("172.17.0.1"),
        "br-8f3a": at("172.18.0.1"), "vEthernet (WSL)": at("172.25.0.1"), "tun0": at("10.8.0.2"),
        "ppp9": at("10.9.0.2", "10.9.0.1"), "eth9": at("10.7.7.7", "10.7.7.1"), "eth1": at("169.254.3.4"),
        "eth2": at("8.8.8.8"), "eth3": at("192.168.9.9"), "Wi-Fi": at("10.0.0.8"),
    }  # fmt: skip
    monkeypatch.setattr(psutil, "net_if_addrs", lambda: there)
    up = {name: type("Stats", (), {"isup": name != "eth3"})() for name in there}
    monkeypatch.setattr(psutil, "net_if_stats", lambda: up)
    monkeypatch.delenv(networks.SETTING, raising=False)
    assert [one.address for one in networks.networks()] == ["192.168.178.20", "10.0.0.8", "10.1.2.3"]
    monkeypatch.setenv(networks.SETTING, "8.8.8.8, nonsense")
    assert networks.networks() == [Network(networks.SETTING, "8.8.8.8")]
    monkeypatch.setenv(networks.SETTING, "none")
    assert networks.networks() == []


def test_a_code_is_drawn_as_segno_makes_it() -> None:
    import segno

    text = "http://192.168.178.20:18890/abcdefghijkmnpqrstuvwxyz23/"
    code = code_of(text)
    rows = segno.make_qr(text, error="m").matrix
    drawn = [[0] * len(row) for row in rows]
    for piece in code["path"].strip("M").split("M"):
        x, rest = piece.split(" ")
        y, width = rest.split("h")[0], rest.split("h")[1].split("v")[0]
        for at in range(int(x), int(x) + int(width)):
            drawn[int(y) - QUIET][at - QUIET] = 1
    assert drawn == [list(row) for row in rows]
    assert code["size"] == len(rows) + 2 * QUIET


def test_the_page_for_phones_says_what_it_is_in_the_language_of_the_house(
    visit: Visit, desk: Desk, pick_up: Phone
) -> None:
    page = pick_up(shown(visit("anna"))).get("").text
    assert words.section("phone_page")["title"] in page
    assert "serviceWorker" not in page


@pytest.mark.long
def test_a_server_that_is_killed_half_way_shows_nothing_as_saved_and_the_next_start_sweeps(tmp_path: Path) -> None:
    live = LiveWorkbook(tmp_path / "data", environment={networks.SETTING: "127.0.0.1"}).start()
    try:
        with closing(live.visitor()) as laptop:
            ticket = shown(laptop)
            with httpx.Client(base_url=ticket["addresses"][0]["url"], timeout=90) as phone:
                film = begun(phone)["id"]
                agree(laptop, film)
                put(phone, film, 0, FILM[:100])
                assert list(live.data.rglob("*.film"))
                live.kill()
                live.start()
                until(lambda: not list((live.data / "temporary").iterdir()))
                with pytest.raises(httpx.ConnectError):
                    phone.get("film")
        with closing(live.visitor()) as again:
            assert again.get("vig/arriving").json()["arrivals"] == []
            assert again.get("vig/phone").json()["ticket"] is None
    finally:
        live.kill()
