"""Nobody without the key gets in: every rule of the running application, walked from its own routing table."""

from __future__ import annotations

import http.client
import json
import re
import uuid
from collections.abc import Callable

import httpx
import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from tests.live_workbook import until
from vigwidgets.server.app import MOST_BODY_BYTES, Serving

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
KERNEL = "0b5e4a52-6d0e-4f0e-9a55-0c35b1a6a7c1"
EXPECTED = {
    r"/": "",
    r"/chapter/([a-z0-9_]+)": "chapter/being_attentive",
    r"/sign-in": "sign-in",
    r"/paper/": "paper/",
    r"/paper/([a-z0-9-]+)": "paper/ladder",
    r"/api/kernels/KERNEL/channels": f"api/kernels/{KERNEL}/channels",
    r"/vig/wake": "vig/wake",
    r"/vig/goodbye/KERNEL": f"vig/goodbye/{KERNEL}",
    r"/vig/film/ID": "vig/film/some-film",
    r"/vig/film/ID/lanes/([a-z]+-[0-9]+\.[a-z0-9]+)": "vig/film/some-film/lanes/strip-0.jpg",
    r"/vig/film/ID/growing": "vig/film/some-film/growing",
    r"/vig/film/ID/(frames|growing\.mp4|captions\.vtt|descriptions\.vtt|poster\.jpg|sounds\.m4a)": (
        "vig/film/some-film/frames"
    ),
    r"/vig/film/ID/reel\.(mp4|vtt)": "vig/film/some-film/reel.mp4",
    r"/vig/film/ID/still-([0-9]{1,10})\.png": "vig/film/some-film/still-0.png",
    r"/vig/film/ID/marks\.(csv|json|vtt|losslesscut|webanno)": "vig/film/some-film/marks.csv",
    r"/vig/arriving": "vig/arriving",
    r"/vig/arriving/([0-9a-f]{32})": f"vig/arriving/{'0a' * 16}",
    r"/vig/arriving/([0-9a-f]{32})/done": f"vig/arriving/{'0a' * 16}/done",
    r"/vig/arriving/([0-9a-f]{32})/agreed": f"vig/arriving/{'0a' * 16}/agreed",
    r"/vig/phone": "vig/phone",
    r"/vig/phone/([0-9a-f]{32})": f"vig/phone/{'0a' * 16}",
    r"/vig/bringing": "vig/bringing",
    r"/vig/bringing/([0-9a-f]{32})": f"vig/bringing/{'0a' * 16}",
    r"/vig/bringing/([0-9a-f]{32})/done": f"vig/bringing/{'0a' * 16}/done",
    r"/vig/elsewhere": "vig/elsewhere",
    r"/vig/account/ID\.(md|html|pdf)": "vig/account/some.prompt.md",
    r"/vig/record/ID\.(html|pdf)": "vig/record/some.prompt.pdf",
    r"/vig/takeaway": "vig/takeaway",
    r"/vig/takeaway/file": "vig/takeaway/file",
    r"/vig/clip/([0-9a-f]+)/ID/NAMES": "vig/clip/0a/c01/film.mp4",
    r"/vig/clip/([0-9a-f]+)/ID/frames": "vig/clip/0a/c01/frames",
    r"/vig/ui/([0-9a-f]+)/([A-Za-z0-9_./\-]+)": "vig/ui/0a/theme.css",
    r"/vig/landscape": "vig/landscape",
    r"/vig/landscape/([a-z\-]+)\.js": "vig/landscape/three.js",
    r"/room/": "room/",
    r"/room/room_screen\.(css|mjs)": "room/room_screen.css",
    r"/room/socket": "room/socket",
    r"/room/report\.(html|pdf)": "room/report.html",
    r"/room/presses\.csv": "room/presses.csv",
    r"/room/reel/ID": "room/reel/some-reel",
    r"/room/reel/ID/(captions\.vtt)": "room/reel/some-reel/captions.vtt",
    r"/room/desk/": "room/desk/",
    r"/room/desk/room_desk\.(css|mjs)": "room/desk/room_desk.css",
    r"/room/desk/socket": "room/desk/socket",
    r"/vig/invite": "vig/invite",
    r"/vig/here": "vig/here",
    r"/vig/lock": "vig/lock",
    r"/vig/idle": "vig/idle",
    r"/vig/quit": "vig/quit",
    r"/vig/place": "vig/place",
    r"/vig/locked": "vig/locked",
}
"""A sample address for each rule. A new rule without a row here fails."""

Visit = Callable[[str], httpx.Client]


def rules_of(serving: Serving) -> set[str]:
    """Return the patterns of the application's own routing table, shortened as in `EXPECTED`."""
    found = set()
    for group in serving.app.default_router.rules:
        for rule in getattr(group.target, "rules", []):
            pattern = rule.matcher.regex.pattern.removesuffix("$")
            pattern = re.sub(r"\(\[0-9a-f\]\{8\}.*?\{12\}\)", "KERNEL", pattern)
            pattern = pattern.replace(r"([A-Za-z0-9][A-Za-z0-9_.\-]{0,63})", "ID")
            found.add(re.sub(r"\(film\\.mp4.*?\)", "NAMES", pattern))
    return found


def test_every_rule_of_the_application_has_a_row_of_expectations(serving: Serving) -> None:
    assert rules_of(serving) == set(EXPECTED)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("path", [*EXPECTED.values(), "no/such/rule", "lab", "api/contents", "voila/static/x.js"])
def test_without_the_cookie_everything_answers_403(serving: Serving, path: str, method: str) -> None:
    reply = httpx.request(method, serving.url + path, headers={"Cookie": "vig=2|1:0|10:1|3:vig|4:bm8=|00"})
    assert reply.status_code == 403


@pytest.mark.parametrize("method", METHODS)
def test_a_foreign_host_name_is_refused_even_with_the_cookie(serving: Serving, visit: Visit, method: str) -> None:
    reply = visit("anna").request(method, "chapter/being_attentive", headers={"Host": "rebound.example"})
    assert reply.status_code == 403


@pytest.mark.parametrize("path", EXPECTED.values())
def test_a_request_from_another_website_is_refused_even_with_the_cookie(visit: Visit, path: str) -> None:
    client = visit("anna")
    # A refused upload ends its connection, so each asks on one of its own.
    assert client.get(path, headers={"Origin": "http://evil.example", "Connection": "close"}).status_code == 403
    assert client.post(path, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


OUTWARD = (
    "chapter/../../../etc/passwd",
    "vig/ui/0a/../../pyproject.toml",
    "vig/ui/0a/..%2f..%2fcli.py",
    "vig/film/..%2f..%2fjournal.db",
    "vig/clip/0a/c01/..%2fclip.toml",
)


@pytest.mark.parametrize("path", OUTWARD)
def test_no_address_leaves_its_folder(visit: Visit, path: str) -> None:
    assert visit("anna").get(path).status_code == 404


def test_a_body_that_no_page_sends_is_cut_off_before_it_is_read(serving: Serving) -> None:
    door = http.client.HTTPConnection("127.0.0.1", serving.port, timeout=60)
    try:
        door.putrequest("POST", "/vig/lock")
        door.putheader("Content-Length", str(MOST_BODY_BYTES + 1))
        door.endheaders()
        assert door.getresponse().status == 400
    finally:
        door.close()


def test_the_link_lets_in_once_and_leaves_no_token_behind(serving: Serving) -> None:
    link = serving.link()
    with httpx.Client() as first, httpx.Client() as second:
        arrived = first.get(link)
        assert (arrived.status_code, arrived.headers["Location"]) == (302, "/")
        cookie = arrived.headers["Set-Cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie
        assert second.get(link).status_code == 403


def test_every_answer_carries_the_protecting_headers(serving: Serving, visit: Visit) -> None:
    for reply in (httpx.get(serving.url), visit("anna").get("chapter/being_attentive")):
        assert reply.headers["Referrer-Policy"] == "no-referrer"
        assert reply.headers["X-Content-Type-Options"] == "nosniff"
        assert "frame-ancestors 'none'" in reply.headers["Content-Security-Policy"]
        assert "Server" not in reply.headers


def page_of(client: httpx.Client) -> dict[str, str]:
    """Return kernel id and ticket of a page opened by this client."""
    text = client.get("chapter/being_attentive").text
    found = re.search(r'"kernelId": "([0-9a-f-]+)", "ticket": "([^"]+)"', text)
    assert found, text[:300]
    return {"kernel": found[1], "ticket": found[2]}


def test_another_persons_kernel_cannot_be_woken_or_ended(visit: Visit) -> None:
    annas, ben = page_of(visit("anna")), visit("ben")
    assert ben.post("vig/wake", content=annas["ticket"]).status_code == 403
    assert ben.post(f"vig/goodbye/{annas['kernel']}").status_code == 403


def test_ones_own_kernel_is_ended_and_woken(visit: Visit, serving: Serving) -> None:
    anna = visit("anna")
    mine = page_of(anna)
    assert anna.post(f"vig/goodbye/{mine['kernel']}").status_code == 204
    until(lambda: mine["kernel"] not in serving.app.settings["kernel_manager"])
    assert anna.post("vig/wake", content=mine["ticket"]).status_code == 204
    assert mine["kernel"] in serving.app.settings["kernel_manager"]


def test_a_forged_ticket_is_refused(visit: Visit) -> None:
    anna = visit("anna")
    ticket = page_of(anna)["ticket"]
    forged = ticket[:-1] + ("1" if ticket.endswith("0") else "0")
    assert anna.post("vig/wake", content=forged).status_code == 403
    assert anna.post("vig/wake", content="").status_code == 403


async def socket_status(serving: Serving, kernel: str, client: httpx.Client | None, **headers: str) -> int:
    """Return the HTTP status that opening a kernel's socket is answered with."""
    cookies = "; ".join(f"{k}={v}" for k, v in client.cookies.items()) if client else ""
    url = f"{serving.url.replace('http', 'ws')}api/kernels/{kernel}/channels?session_id={uuid.uuid4().hex}"
    try:
        socket = await websocket_connect(HTTPRequest(url, headers={"Cookie": cookies, **headers}))
    except HTTPClientError as error:
        return error.code
    await closed(socket)
    return 101


async def closed(socket: WebSocketClientConnection) -> None:
    """Close the socket and wait until it is."""
    socket.close()
    while await socket.read_message() is not None:
        pass


@pytest.mark.anyio
async def test_a_kernels_socket_opens_for_its_owner_only(serving: Serving, visit: Visit) -> None:
    anna, ben = visit("anna"), visit("ben")
    kernel = page_of(anna)["kernel"]
    assert await socket_status(serving, kernel, None) == 403
    assert await socket_status(serving, kernel, ben) == 403
    assert await socket_status(serving, kernel, anna, Origin="http://evil.example") == 403
    assert await socket_status(serving, kernel, anna, Host="rebound.example") == 403
    assert await socket_status(serving, kernel, anna) == 101


@pytest.mark.anyio
async def test_a_page_may_open_no_foreign_comm_and_run_no_code(
    serving: Serving, visit: Visit, caplog: pytest.LogCaptureFixture
) -> None:
    anna = visit("anna")
    kernel = page_of(anna)["kernel"]
    cookies = "; ".join(f"{k}={v}" for k, v in anna.cookies.items())
    url = f"{serving.url.replace('http', 'ws')}api/kernels/{kernel}/channels?session_id={uuid.uuid4().hex}"
    socket = await websocket_connect(HTTPRequest(url, headers={"Cookie": cookies}))
    state = {"_model_module": "@jupyter-widgets/controls", "_model_name": "IntSliderModel"}
    opening = {"comm_id": "x", "target_name": "jupyter.widget", "data": {"state": state}}
    for kind, channel, content in (
        ("comm_open", "shell", opening),
        ("execute_request", "shell", {"code": "raise SystemExit"}),
        ("execute_request", "control", {"code": "raise SystemExit"}),
        ("shutdown_request", "shell", {"restart": False}),
        ("input_reply", "stdin", {"value": ""}),
    ):
        await socket.write_message(json.dumps(message(kind, content, channel=channel)))
    await socket.write_message("no json at all")
    await socket.write_message(json.dumps({"header": "wrong"}))
    asking = message("kernel_info_request", {})
    await socket.write_message(json.dumps(asking))
    answered = []
    while "kernel_info_reply" not in answered:
        heard = json.loads(await socket.read_message())
        if heard["parent_header"].get("session") == asking["header"]["session"]:
            answered.append(heard["header"]["msg_type"])
    await closed(socket)
    assert set(answered) - {"status"} == {"kernel_info_reply"}
    refusals = [r.getMessage() for r in caplog.records if r.getMessage().startswith("refused")]
    assert sum("foreign comm" in text for text in refusals) == 1
    assert sum("foreign message" in text for text in refusals) == 4
    assert sum("no known form" in text for text in refusals) == 2


def message(kind: str, content: dict[str, object], *, channel: str = "shell") -> dict[str, object]:
    """Return a Jupyter message as a browser sends it."""
    header = {"msg_id": uuid.uuid4().hex, "username": "", "session": "s", "msg_type": kind, "version": "5.3"}
    return {
        "header": header,
        "parent_header": {},
        "metadata": {},
        "content": content,
        "channel": channel,
        "buffers": [],
    }
