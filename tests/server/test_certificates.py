"""Certificates: refused when they are none, made anew when they have to be, and all that goes by is encrypted."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from tornado.httpclient import HTTPClientError

from tests.live_workbook import PATIENCE_MS, LiveWorkbook
from tests.server.room_pages import RoomPage, in_rooms, phone_in, screen_of
from vigwidgets.cli import main
from vigwidgets.core.errors import BadRequest
from vigwidgets.server import certificates
from vigwidgets.server.certificates import OWN_DAYS, RENEW_DAYS, Encrypting, Own
from vigwidgets.server.networks import SETTING
from vigwidgets.workbook.folder.data_folder import DataFolder

NAMES = frozenset({"localhost", "127.0.0.1", "[::1]", "laptop.local"})


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data").make()


@pytest.fixture
def pair(data: DataFolder, tmp_path: Path) -> tuple[Path, Path]:
    """A certificate and its key in two files, as an office gives them."""
    Own(data, NAMES).context_for()
    key, _, certificate = data.certificate.read_text("ascii").partition("-----BEGIN CERTIFICATE-----")
    files = tmp_path / "cert.pem", tmp_path / "key.pem"
    files[0].write_text(f"-----BEGIN CERTIFICATE-----{certificate}", "ascii")
    files[1].write_text(key, "ascii")
    return files


def read(data: DataFolder) -> x509.Certificate:
    return x509.load_pem_x509_certificate(data.certificate.read_bytes())


def test_one_of_its_own_names_the_machine_and_is_this_persons_alone(data: DataFolder) -> None:
    own = Own(data, NAMES)
    own.context_for(["192.168.1.20"])
    made = read(data)
    named = made.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert set(named.get_values_for_type(x509.DNSName)) == {"localhost", "laptop.local"}
    assert {str(one) for one in named.get_values_for_type(x509.IPAddress)} == {"127.0.0.1", "::1", "192.168.1.20"}
    assert timedelta(days=OWN_DAYS) <= made.not_valid_after_utc - made.not_valid_before_utc < timedelta(days=31)
    assert stat.S_IMODE(data.certificate.stat().st_mode) == 0o600
    from cryptography.hazmat.primitives import hashes

    assert own.fingerprint.replace(":", "") == made.fingerprint(hashes.SHA256()).hex().upper()


def test_it_is_made_anew_when_it_has_to_be_and_else_stays(data: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Own(data, NAMES).fingerprint
    assert Own(data, NAMES).fingerprint == first
    assert Own(data, NAMES - {"laptop.local"}).fingerprint == first
    own = Own(data, NAMES)
    assert own.fingerprint == first
    context = own.context_for(["192.168.1.20"])
    second = own.fingerprint
    assert second != first
    assert own.context_for() is context, "listeners that are open show the new one"
    data.certificate.write_text("no certificate", "ascii")
    third = Own(data, NAMES).fingerprint
    assert third not in (first, second)

    class Later(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            assert tz is UTC
            return datetime.now(UTC) + timedelta(days=OWN_DAYS - RENEW_DAYS, hours=1)

    monkeypatch.setattr(certificates, "datetime", Later)
    assert Own(data, NAMES).fingerprint != third


def test_two_files_that_belong_together_are_taken(pair: tuple[Path, Path], data: DataFolder) -> None:
    given = Encrypting(*pair).given()
    assert given is not None
    assert given.fingerprint == Own(data, NAMES).fingerprint
    assert given.context_for(["192.168.1.20"]) is given.context_for([])
    assert Encrypting().given() is None


def test_what_is_no_certificate_with_its_key_is_refused(pair: tuple[Path, Path], tmp_path: Path) -> None:
    certificate, key = pair
    another = ec.generate_private_key(ec.SECP256R1())
    foreign, locked, broken = (tmp_path / name for name in ("foreign.pem", "locked.pem", "broken.pem"))
    forms = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    foreign.write_bytes(another.private_bytes(*forms, serialization.NoEncryption()))
    locked.write_bytes(another.private_bytes(*forms, serialization.BestAvailableEncryption(b"secret")))
    broken.write_bytes(b"\x00\xff not PEM")
    for files, said in {
        (certificate, None): "go together",
        (None, key): "go together",
        (tmp_path / "none.pem", key): "none.pem cannot be read",
        (certificate, tmp_path): "cannot be read",
        (certificate, foreign): "is not the certificate's",
        (certificate, locked): "locked by a pass phrase",
        (broken, key): "no certificate with its key",
        (certificate, broken): "no certificate with its key",
        (key, key): "no certificate with its key",
    }.items():
        with pytest.raises(BadRequest, match=said):
            Encrypting(*files).given()
    with pytest.raises(BadRequest, match="can be one certificate"):
        Encrypting(*pair, own=True).given()


def test_a_refused_certificate_leaves_no_trace(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "none"
    given = ["--certfile", str(tmp_path / "c.pem"), "--keyfile", str(tmp_path / "k.pem")]
    assert main(["serve", "--no-browser", "--data", str(root), *given]) == 2
    assert "c.pem cannot be read" in capsys.readouterr().err
    assert not root.exists()


def test_the_same_is_said_where_the_server_begins_again(pair: tuple[Path, Path]) -> None:
    assert Encrypting().words() == []
    assert Encrypting(own=True).words() == ["--own-certificate"]
    assert Encrypting(*pair).words() == ["--certfile", str(pair[0]), "--keyfile", str(pair[1])]


@pytest.fixture
def live(tmp_path: Path) -> Iterator[LiveWorkbook]:
    """A shared workbook with a certificate of its own, whose rooms are reached at this machine alone."""
    more = ("--share", "--own-certificate")
    workbook = LiveWorkbook(tmp_path / "data", environment={SETTING: "127.0.0.1"}, more=more, warm=True).start()
    yield workbook
    workbook.end()


def test_room_and_chapters_are_reached_encrypted_and_not_otherwise(live: LiveWorkbook) -> None:
    trusted = live.data / "certificate.pem"

    async def story() -> None:
        with contextlib.closing(live.visitor()) as owner:
            screen = await screen_of(live, owner).open()
            await screen.ask("room.open")
            await screen.until(lambda: screen.state["room"])
            room = screen.state["room"]
            assert room["fingerprint"] == Own(DataFolder(live.data), []).fingerprint
            way_in = room["codes"][0]["address"]
            assert way_in.startswith("https://127.0.0.1:")
            phone = await phone_in(screen, "Ada", trusted=trusted)
            url = (await phone.ask("workbook"))["result"]["url"]
            await asyncio.to_thread(look, way_in, url)
            await comes_without_a_cookie(url)

    def look(way_in: str, url: str) -> None:
        context = ssl.create_default_context(cafile=trusted)
        with httpx.Client(verify=context, timeout=PATIENCE_MS / 1000) as browser:
            page = browser.get(way_in)
            assert f"wss://{way_in.split('/')[2]}" in page.headers["Content-Security-Policy"]
            assert '"overheard": false' in page.text
            from_room = {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
            for other in ({"Sec-Fetch-Mode": "no-cors"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": way_in[:-1]}):
                assert browser.get(url, headers={**from_room, **other}).status_code == 403
            assert browser.post(url, headers=from_room).status_code == 403
            arrived = browser.get(url, headers=from_room)
            assert arrived.status_code == 302
            assert "Secure" in arrived.headers["Set-Cookie"]
            assert browser.get(f"{url.partition('?')[0]}chapter/welcome").status_code == 200
        with httpx.Client(timeout=PATIENCE_MS / 1000) as browser:
            for address in (way_in, url):
                with pytest.raises(httpx.TransportError):
                    browser.get(address.replace("https", "http"))
                with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
                    browser.get(address)

    async def comes_without_a_cookie(url: str) -> None:
        """The gate behind the certificate is the same."""
        stranger = RoomPage(f"{url.partition('?')[0]}room/socket", {}, trusted=trusted)
        with pytest.raises(HTTPClientError, match="403"):
            await stranger.open()

    asyncio.run(in_rooms(story))
    live.stop()
    logs = "".join(path.read_text("utf-8") for path in live.data.joinpath("logs").iterdir())
    assert "SSL" not in logs, "it would tell addresses of phones"
    assert "token" not in logs, "one that was refused may still be good"


def test_a_second_start_finds_one_that_is_encrypted_everywhere(tmp_path: Path) -> None:
    live = LiveWorkbook(
        tmp_path / "data", host="0.0.0.0", environment={SETTING: "127.0.0.1"}, more=("--own-certificate",), warm=True
    ).start()  # fmt: skip
    try:
        assert live.base.startswith("https://127.0.0.1:")
        command = [sys.executable, "-m", "vigwidgets.cli", "serve", "--no-browser", "--data", str(live.data)]
        again = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        assert again.startswith(f"Workbook: {live.base}?token=")
    finally:
        live.end()
