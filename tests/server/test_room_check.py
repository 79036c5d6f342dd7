"""The evening before: a phone that comes through is told of, and what is in the way is named by what was seen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from itertools import product

import httpx
import pytest

from vigwidgets.server.near_machine import addresses_in, heard_from, tunnels
from vigwidgets.server.networks import SETTING
from vigwidgets.server.room_check import Seen, likely_causes

COMMAND = [sys.executable, "-m", "vigwidgets.cli", "check", "--room", "--json"]


def checking(tmp_path, *more: str, address: str = "127.0.0.1") -> subprocess.Popen[str]:
    """Begin a check on this machine alone, with somebody to watch it."""
    environment = {**os.environ, SETTING: address, "VIG_DATA": str(tmp_path / "data")}
    return subprocess.Popen(
        [*COMMAND, *more], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def asked_of(port: int, *, source: str) -> httpx.Response:
    """Ask as a phone at another address of this machine's would."""
    with httpx.Client(transport=httpx.HTTPTransport(local_address=source), timeout=60) as client:
        return client.get(f"http://127.0.0.1:{port}/")


def listening_port(process: subprocess.Popen[str]) -> int:
    """Return the port at which a check listens, once it does."""
    import psutil

    checker = psutil.Process(process.pid)
    while process.poll() is None:
        found = [one.laddr.port for one in checker.net_connections("tcp") if one.status == psutil.CONN_LISTEN]
        if found:
            return found[0]
        threading.Event().wait(0.05)
    raise AssertionError(process.communicate())


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux has a second loopback address without being told.")
def test_a_phone_that_comes_through_ends_the_check_and_this_machine_itself_does_not(tmp_path) -> None:
    process = checking(tmp_path, "--wait", "120")
    port = listening_port(process)
    assert "You have reached the laptop" in asked_of(port, source="127.0.0.1").text
    assert process.poll() is None, "this machine proves nothing"
    assert asked_of(port, source="127.0.0.2").status_code == 200
    out, _ = process.communicate(timeout=60)
    told = json.loads(out)
    assert (process.returncode, told["ok"], told["problems"]) == (0, True, [])
    assert told["room"]["reached_by"] == ["127.0.0.2"]
    assert told["room"]["addresses"] == [f"http://127.0.0.1:{port}/"]
    assert not (tmp_path / "data").exists(), "a check leaves nothing behind"


def test_where_no_phone_comes_the_likely_causes_are_named_with_what_to_do(tmp_path) -> None:
    process = checking(tmp_path, "--wait", "0")
    out, err = process.communicate(timeout=60)
    told = json.loads(out)
    assert (process.returncode, told["ok"], told["error"]["code"]) == (2, False, "no_phone")
    assert err.startswith("vig: No phone has reached this machine here. ")
    assert {"isolation", "firewall"} <= set(told["room"]["causes"])
    assert len(told["problems"]) == len(told["room"]["causes"])


def test_a_setting_that_is_no_port_is_refused(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("VIG_ROOM_PORT", "eighteen")
    out, err = checking(tmp_path).communicate(timeout=60)
    assert (json.loads(out)["error"]["code"], err.count("VIG_ROOM_PORT is no port.")) == ("invalid_value", 1)


def test_without_a_network_there_is_nothing_to_wait_for(tmp_path) -> None:
    process = checking(tmp_path, address="none")
    out, _ = process.communicate(timeout=60)
    assert (process.returncode, json.loads(out)["error"]["code"]) == (2, "no_network")


@pytest.mark.parametrize(
    ("seen", "first"),
    [
        (Seen(1, (), None, newcomers=False), "isolation"),
        (Seen(1, (), True, newcomers=False), "firewall"),
        (Seen(1, (), False, newcomers=True), "firewall"),
        (Seen(2, (), True, newcomers=False), "two_networks"),
        (Seen(2, ("wg0",), True, newcomers=True), "vpn"),
    ],
)
def test_the_likeliest_cause_comes_first(seen: Seen, first: str) -> None:
    assert likely_causes(seen)[0] == first


def test_some_cause_is_always_named_and_none_twice() -> None:
    for count, through, firewall, newcomers in product((1, 3), ((), ("utun3",)), (None, True, False), (True, False)):
        causes = likely_causes(Seen(count, through, firewall, newcomers))
        assert causes
        assert len(set(causes)) == len(causes)
        assert ("vpn" in causes) == bool(through)
        assert ("two_networks" in causes) == (count > 1)
        assert not (newcomers and "isolation" in causes), "somebody who was heard is not kept apart"


WINDOWS = """
Interface: 192.168.1.7 --- 0x5
  Internet Address      Physical Address      Type
  192.168.1.1           a4-91-b1-00-11-22     dynamic
  192.168.1.255         ff-ff-ff-ff-ff-ff     static
  224.0.0.22            01-00-5e-00-00-16     static
"""
MACOS = """? (192.168.1.1) at a4:91:b1:0:11:22 on en0 ifscope [ethernet]
? (192.168.1.9) at (incomplete) on en0 ifscope [ethernet]
? (224.0.0.251) at 1:0:5e:0:0:fb on en0 ifscope permanent [ethernet]
"""
LINUX = "192.168.1.1 a4:91:b1:00:11:22\n192.168.1.9 00:00:00:00:00:00"


@pytest.mark.parametrize("table", [WINDOWS, MACOS, LINUX])
def test_neighbours_are_read_from_the_tables_of_all_systems(table: str) -> None:
    assert addresses_in(table) == ["192.168.1.1"]


def test_what_this_machine_says_of_itself_can_be_asked() -> None:
    assert all(isinstance(one, str) for one in [*heard_from(), *tunnels()])
