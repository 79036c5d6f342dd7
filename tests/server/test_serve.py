"""`vig serve` from its first line to its end, however that comes."""

from __future__ import annotations

import asyncio
import http.server
import json
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from tests.live_workbook import LiveWorkbook, free_port, until
from vigwidgets.core.access import LOCAL_OWNER
from vigwidgets.core.errors import InvalidValue
from vigwidgets.server import presence
from vigwidgets.server.app import address_of
from vigwidgets.server.doors import Doors, names_for
from vigwidgets.server.presence import Presence
from vigwidgets.workbook.folder.data_folder import DataFolder

Start = Callable[..., LiveWorkbook]
ComeIn = Callable[[LiveWorkbook], httpx.Client]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start workbooks that are killed in the end."""
    begun: list[LiveWorkbook] = []

    def one(folder: str = "data", **how: object) -> LiveWorkbook:
        begun.append(LiveWorkbook(tmp_path / folder, **how))
        return begun[-1].start()

    yield one
    for live in begun:
        live.kill()


@pytest.fixture
def come_in() -> Iterator[Callable[[LiveWorkbook], httpx.Client]]:
    """Come in by a workbook's link."""
    clients: list[httpx.Client] = []

    def one(live: LiveWorkbook) -> httpx.Client:
        clients.append(live.visitor())
        return clients[-1]

    yield one
    for client in clients:
        client.close()


def serve(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `vig serve` to its end."""
    command = [sys.executable, "-m", "vigwidgets.cli", "serve", "--no-browser", "--data", str(data), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=90, check=False)


def left_of(data: Path) -> list[psutil.Process]:
    """Return all processes that were started to be kernels of this data folder, or what those come from."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get("TMPDIR") == str(data / "temporary") and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except psutil.Error:
            continue
    return found


def page_of(client: httpx.Client, chapter: str = "being_attentive") -> tuple[str, str]:
    """Return kernel id and ticket of a page opened by this client."""
    text = client.get(f"chapter/{chapter}").text
    found = re.search(r'"kernelId": "([0-9a-f-]+)", "ticket": "([^"]+)"', text)
    assert found, text[:300]
    return found[1], found[2]


def test_the_first_line_is_the_link(start: Start) -> None:
    live = start()
    assert re.fullmatch(rf"http://127\.0\.0\.1:{live.port}/\?token=[\w-]{{32}}", live.link)


def test_a_second_start_opens_the_running_one_wherever_it_listens(start: Start) -> None:
    first = start(host="room.test")
    second = serve(first.data, "--port", str(free_port()))
    assert (second.returncode, second.stderr) == (0, "")
    link = second.stdout.removeprefix("Workbook: ").strip()
    assert link.startswith(f"http://room.test:{first.port}/?token=")
    near = link.replace("room.test", "127.0.0.1")
    assert httpx.get(near, headers={"Host": f"room.test:{first.port}"}).status_code == 302
    assert httpx.get(near, headers={"Host": f"room.test:{first.port}"}).status_code == 403


@pytest.mark.long
def test_two_starts_at_once_serve_once(tmp_path: Path) -> None:
    one, two = LiveWorkbook(tmp_path / "data"), LiveWorkbook(tmp_path / "data")
    starting = threading.Thread(target=one.start)
    starting.start()
    two.start()
    starting.join()
    try:
        assert one.base == two.base
        until(lambda: sum(live.process.poll() is None for live in (one, two)) == 1)
        assert all(httpx.get(live.link).status_code == 302 for live in (one, two))
    finally:
        one.kill()
        two.kill()


class Impostor:
    """Another program that listens where the workbook did, and would like to learn something."""

    def __init__(self, port: int = 0) -> None:
        heard = self.heard = []

        class Answer(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                heard.append(dict(self.headers))
                body = json.dumps({"token": "of-the-impostor", "proof": "none"}).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None: ...

        self.server = http.server.HTTPServer(("127.0.0.1", port), Answer)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def test_word_of_a_killed_server_misleads_nobody_even_with_another_program_on_its_port(
    start: Start, come_in: ComeIn
) -> None:
    live = start()
    live.kill()
    assert (live.data / "runtime" / "server.json").exists()
    impostor = Impostor(live.port)
    try:
        live.start()
    finally:
        impostor.close()
    assert impostor.heard == []
    assert f":{live.port}/" not in live.link
    assert come_in(live).get("chapter/being_attentive").status_code == 200


def test_whoever_answers_a_second_start_has_to_prove_itself_and_learns_nothing_of_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presence, "PATIENCE_SECONDS", 0.3)
    data = DataFolder.find(tmp_path / "data").make()
    ours, other = (Doors(data.secret(), names_for("127.0.0.1")) for _ in range(2))
    impostor = Impostor()

    async def meet() -> str | None:
        first = Presence(data, ours)
        assert await first.claim() is None
        at = f"http://127.0.0.1:{impostor.port}/"
        first.tell(address=at, url=at, connections=str(data.runtime / "k-none"))
        try:
            return await Presence(data, other).claim()
        finally:
            first.leave()

    link = asyncio.run(meet())
    impostor.close()
    assert link is None
    assert impostor.heard
    assert {heard["X-Vig-Proof"] for heard in impostor.heard} == {ours.proof("invite")}
    assert other.proof("invite") != ours.proof("invite")  # nothing that the server of another run would take


def test_a_taken_port_is_passed_over(tmp_path: Path, come_in: ComeIn) -> None:
    live = LiveWorkbook(tmp_path / "data")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", live.port))
        taken.listen()
        live.start()
    try:
        assert live.port < int(live.base.split(":")[2].strip("/")) < live.port + 50
        assert come_in(live).get("chapter/being_attentive").status_code == 200
    finally:
        live.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("when", ["at once", "with a page"])
def test_a_signal_ends_it_cleanly(tmp_path: Path, come_in: ComeIn, number: signal.Signals, when: str) -> None:
    live = LiveWorkbook(tmp_path / "data")
    command = [sys.executable, "-m", "vigwidgets.cli", "serve", "--no-browser", "--data", str(live.data), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, process_group=0)
    live.link = process.stdout.readline().removeprefix("Workbook: ").strip()
    if when == "with a page":
        page_of(come_in(live))
    psutil.Process(process.pid).send_signal(number)
    out, err = process.communicate(timeout=90)
    assert (process.returncode, out, err) == (0, "", "")
    until(lambda: left_of(live.data) == [])
    assert {path.name for path in (live.data / "runtime").iterdir()} == {"server.lock"}
    assert list((live.data / "temporary").iterdir()) == []


@pytest.mark.parametrize("module", ["tornado.web", "jupyter_server.serverapp", "voila.app"])
def test_ctrl_c_before_the_first_line_is_no_failure_either(tmp_path: Path, module: str) -> None:
    process = subprocess.Popen(
        [sys.executable, "-X", "importtime", "-m", "vigwidgets.cli", "serve", "--no-browser",
         "--data", str(tmp_path / "d"),
         "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    for line in process.stderr:
        if line.endswith(f" {module}\n"):
            break
    try:
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=90)
    finally:
        process.kill()
        process.wait()
    assert (process.returncode, out) == (0, "")


def test_a_killed_server_leaves_no_process_behind(start: Start, come_in: ComeIn) -> None:
    live = start()
    page_of(come_in(live))
    assert len(left_of(live.data)) >= 3
    live.process.kill()
    live.process.wait()
    until(lambda: left_of(live.data) == [])


def test_the_cookie_and_the_page_outlive_a_killed_server(start: Start, come_in: ComeIn) -> None:
    live = start()
    visitor = come_in(live)
    kernel, ticket = page_of(visitor)
    live.kill()
    folders = {path.name for path in (live.data / "runtime").glob("k-*")}
    live.start()
    assert not folders & {path.name for path in (live.data / "runtime").glob("k-*")}
    assert visitor.post("vig/wake", content=ticket).status_code == 204
    assert visitor.post(f"vig/goodbye/{kernel}").status_code == 204


@pytest.mark.long
def test_a_cookie_of_another_data_folder_opens_nothing_and_is_not_overwritten(start: Start) -> None:
    one, two = start("one"), start("two")
    with httpx.Client() as client:
        for link in (one.link, two.link):
            assert client.get(link).status_code == 302
        for base in (one.base, two.base):
            assert client.get(f"{base}chapter/being_attentive").status_code == 200
        first, second = client.cookies.jar
    for cookie, forged in (
        (first.name, second.value),
        (second.name, first.value),
        (first.name, first.value[:-1] + "x"),
    ):
        assert httpx.get(f"{one.base}chapter/being_attentive", cookies={cookie: forged}).status_code == 403


@pytest.mark.long
def test_it_answers_to_names_that_are_given_and_to_no_other(start: Start) -> None:
    live = start(host="0.0.0.0", environment={"VIG_HOST_NAMES": "workbook.example, other.example"})
    assert live.base == f"http://127.0.0.1:{live.port}/"
    for name, status in (
        ("workbook.example", 302),
        ("OTHER.example", 302),
        (socket.gethostname(), 302),
        ("evil.example", 403),
    ):
        link = serve(live.data).stdout.removeprefix("Workbook: ").strip()
        assert httpx.get(link, headers={"Host": f"{name}:{live.port}"}).status_code == status, name


@pytest.mark.long
def test_the_link_of_an_address_of_version_6_is_written_as_the_web_writes_it(start: Start, come_in: ComeIn) -> None:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        pytest.skip("this machine has no IPv6")
    for host in ("::1", "::"):
        live = start(f"of-{len(host)}", host=host)
        assert live.base == f"http://[::1]:{live.port}/"
        assert come_in(live).get("chapter/being_attentive").status_code == 200
        assert serve(live.data).stdout.startswith(f"Workbook: http://[::1]:{live.port}/?token=")


def test_a_host_that_cannot_be_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    done = serve(tmp_path / "data", "--host", "192.0.2.7")  # an address kept for examples
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "vig: This machine has no such address or name. Choose another one with --host.\n"
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("host", ["", "http://room.test", "room.test:80", "a b", "*", "-room"])
def test_what_is_neither_a_name_nor_an_address_is_no_host(host: str) -> None:
    with pytest.raises(InvalidValue, match="no such address or name"):
        address_of(host)


def test_what_killed_commands_left_is_cleared_away_at_the_start(tmp_path: Path, start: Start) -> None:
    data = DataFolder.find(tmp_path / "data").make()
    half = data.films / "half"
    half.mkdir()
    (half / "film.mp4").write_bytes(b"half a film")
    (data.runtime / "moving-half").write_text(LOCAL_OWNER)
    whole = data.films / "unknown"
    whole.mkdir()
    (whole / "film.mp4").write_bytes(b"of a journal that was lost")
    (data.temporary / "upload").write_bytes(b"half an upload")
    start()
    until(lambda: not half.exists())
    assert list(whole.iterdir())
    assert not (data.temporary / "upload").exists()


@pytest.mark.long
def test_no_programs_in_the_folder_we_are_started_in_are_run(tmp_path: Path) -> None:
    downloads = tmp_path / "downloads"
    downloads.mkdir()
    for name in ("voila", "jupyter_config", "jupyter_server_config", "jupyter_voila_config"):
        (downloads / f"{name}.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n")
    command = [sys.executable, "-P", "-m", "vigwidgets.cli", "serve", "--no-browser", "--data", str(tmp_path / "data"),
               "--port", "0"]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=downloads)
    assert process.stdout.readline().startswith("Workbook: ")
    process.terminate()
    process.communicate(timeout=90)
    assert not (tmp_path / "ran").exists()
