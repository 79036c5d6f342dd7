"""A chapter from elsewhere: not a line of it runs before its owner has looked at its code."""

from __future__ import annotations

import asyncio
import html
import json
import os
import re
import shutil
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.live_workbook import LiveWorkbook, until
from tests.own_workbooks import list_chapter, served_from, write_notebook
from vigwidgets import frameworks
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.journal import Journal
from vigwidgets.server.doors import Doors, Visitor, names_for
from vigwidgets.server.provisioner import Template, TemplateFailed, TemplateSource
from vigwidgets.server.sessions import Sessions, lock_seconds
from vigwidgets.workbook.chapter_code import ChapterCode
from vigwidgets.workbook.folder.data_folder import DataFolder
from vigwidgets.workbook.looked_at import LookedAt, NotLookedAt

CHAPTER, NAME = "from_elsewhere", "90_from_elsewhere.ipynb"
OPENING = f'from vigwidgets import open_workbook\n\nbook = open_workbook("{CHAPTER}")'
PLACES = f'book.reflect("{CHAPTER}.a", "What did you see?")'
PATIENCE_SECONDS = 120
NEW, CHANGED = "A chapter from elsewhere", "The code of this chapter has changed"


@dataclass(frozen=True)
class Elsewhere:
    """A workbook whose last chapter a colleague wrote, and the file in which its code leaves a line when it runs."""

    live: LiveWorkbook
    notebook: Path
    trace: Path

    def leaves(self, what: str) -> str:
        return f"# <b>{what}</b> & more\nwith open({str(self.trace)!r}, 'a') as trace:\n    trace.write('{what}\\n')"

    def write(self, *code: str, text: str = "# Ours") -> None:
        write_notebook(self.notebook, text, OPENING, PLACES, *code)

    def ran(self) -> list[str]:
        return self.trace.read_text("utf-8").split() if self.trace.exists() else []

    def log(self) -> str:
        file = self.live.data / "logs" / "server.log"
        return file.read_text("utf-8") if file.exists() else ""

    def vig(self, *command: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "VIG_DATA": str(self.live.data)}
        line = [*self.live.prefix, sys.executable, "-m", "vigwidgets.cli", *command]
        return subprocess.run(line, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def elsewhere(root: Path, tmp_path: Path) -> Iterator[Callable[..., Elsewhere]]:
    """Return a workbook that is not started yet, on a copy of the chapters with one more, which every page links to."""
    begun: list[LiveWorkbook] = []

    def one(**how: object) -> Elsewhere:
        folder = shutil.copytree(root / "workbooks", tmp_path / "workbooks")
        list_chapter(folder, CHAPTER, NAME, at_hand="true")
        begun.append(LiveWorkbook(tmp_path / "data", prefix=served_from(folder, place=tmp_path), **how))
        return Elsewhere(begun[-1], folder / NAME, tmp_path / "trace.txt")

    yield one
    for live in begun:
        live.kill()
        for log in sorted(live.data.glob("logs/*.log")):  # shown when the test failed
            sys.stderr.write(f"{log.name}\n{log.read_text('utf-8')[-6000:]}\n")


def asked(client: httpx.Client, chapter: str = CHAPTER) -> str:
    """Return the page that asks, and fail where there is another."""
    reply = client.get(f"chapter/{chapter}")
    assert (reply.status_code, reply.headers["Cache-Control"]) == (200, "no-store")
    assert "vig-config" not in reply.text, "a page with a kernel behind it"
    return reply.text


def seen_of(page: str) -> str:
    """Return what the form of the page that asks would send."""
    found = re.search(r'name="seen" value="([0-9a-f]{64})"', page)
    assert found, page
    return found[1]


def answer(client: httpx.Client, seen: str, chapter: str = CHAPTER) -> httpx.Response:
    return client.post(f"chapter/{chapter}", data={"seen": seen})


def opens(client: httpx.Client) -> None:
    """Fail unless the chapter opens with a kernel behind it."""
    reply = client.get(f"chapter/{CHAPTER}")
    assert reply.status_code == 200, reply.text
    assert '"kernelId": "' in reply.text, reply.text


def owner_of(one: Elsewhere) -> httpx.Client:
    """Return a client of the person to whom the workbook belongs."""
    client = one.live.visitor()
    client.timeout = PATIENCE_SECONDS
    return client


def second_browser(one: Elsewhere) -> httpx.Client:
    """Return a client of the same person in another session."""
    link = one.vig("serve", "--no-browser", "--data", str(one.live.data)).stdout.removeprefix("Workbook: ").strip()
    client = httpx.Client(base_url=one.live.base, timeout=PATIENCE_SECONDS)
    assert client.get(link).status_code == 302
    return client


def accept(client: httpx.Client) -> None:
    """Look at the chapter's code, and say so."""
    reply = answer(client, seen_of(asked(client)))
    assert (reply.status_code, reply.headers["Location"]) == (303, f"/chapter/{CHAPTER}")
    opens(client)


@pytest.mark.parametrize("kernels", ["fork", "pool"])
def test_nothing_runs_before_the_owner_has_looked_and_then_it_opens(elsewhere, kernels: str) -> None:
    one = elsewhere(environment={"VIG_KERNELS": kernels})
    one.write(one.leaves("first"))
    one.live.start()
    with closing(owner_of(one)) as client:
        # All that is placed at the start has been, then.
        until(lambda: f"chapter {CHAPTER} waits" in one.log(), seconds=PATIENCE_SECONDS)
        assert '"kernelId": "' in client.get("chapter/watch").text  # the one before it
        page = asked(client)
        assert NEW in page
        assert html.escape(one.leaves("first")).replace("&#x27;", "&#39;") in page
        assert "<b>first" not in page
        assert "One of 3 cells has lines of its own" in page
        assert page.count("data-own") == 1
        assert one.ran() == []
        assert "defect" not in one.log()
        accept(client)
        assert one.ran()
        assert asked_again(one, client) == []


def asked_again(one: Elsewhere, client: httpx.Client) -> list[str]:
    """Return what was asked on a second visit and after a restart."""
    again = []
    for _ in range(2):
        again += [NEW] if NEW in client.get(f"chapter/{CHAPTER}").text else []
        one.live.kill()
        one.live.start()
    return again


def test_even_a_plain_one_is_asked_about_once_and_never_again_while_it_is_plain(elsewhere) -> None:
    one = elsewhere()
    one.write()
    one.live.start()
    with closing(owner_of(one)) as client:
        assert "Each cell only places something of the workbook" in asked(client)
        accept(client)
        one.write('book.reflect("from_elsewhere.b", "And then?")')
        opens(client)
        one.write(one.leaves("later"))
        assert CHANGED in asked(client)
        assert one.ran() == []


def test_other_code_is_asked_about_again_other_text_and_earlier_code_are_not(elsewhere) -> None:
    one = elsewhere()
    one.write(one.leaves("first"))
    one.live.start()
    with closing(owner_of(one)) as client:
        accept(client)
        one.write(one.leaves("first"), text="# Ours\n\nOther words")
        opens(client)
        assert "Other words" in client.get(f"chapter/{CHAPTER}").text
        one.write(one.leaves("second"))
        assert CHANGED in asked(client)
        assert set(one.ran()) == {"first"}
        one.write(one.leaves("first"))
        opens(client)
        one.write(one.leaves("second"))
        accept(client)
        assert set(one.ran()) == {"first", "second"}


def test_a_page_that_is_open_is_told_and_its_kernel_does_not_come_back_with_other_code(elsewhere) -> None:
    one = elsewhere()
    one.write(one.leaves("first"))
    one.live.start()
    with closing(owner_of(one)) as client:
        accept(client)
        text = client.get(f"chapter/{CHAPTER}").text
        ticket = re.search(r'"ticket": "([^"]+)"', text)[1]
        one.write(one.leaves("second"))
        for kernel in one.live.kernels():
            kernel.kill()
        assert client.post("vig/wake", content=ticket).json() == {"state": "changed"}
        assert set(one.ran()) == {"first"}


def test_code_that_changed_while_somebody_looked_is_shown_anew(elsewhere) -> None:
    one = elsewhere()
    one.write(one.leaves("harmless"))
    one.live.start()
    with closing(owner_of(one)) as client:
        seen = seen_of(asked(client))
        one.write(one.leaves("harmful"))
        reply = answer(client, seen)
        assert reply.status_code == 200
        assert "The code has changed while you looked at it." in reply.text
        assert "harmful" in reply.text
        assert one.ran() == []
        assert answer(client, seen_of(reply.text)).status_code == 303
        opens(client)
        assert set(one.ran()) == {"harmful"}


def test_no_other_answer_opens_it(elsewhere) -> None:
    one = elsewhere()
    one.write(one.leaves("first"))
    one.live.start()
    with closing(owner_of(one)) as client, closing(second_browser(one)) as other:
        seen = seen_of(asked(client))
        digest = ChapterCode.read(one.notebook.read_bytes()).digest
        theirs = seen_of(asked(other))
        assert theirs != seen
        for forged in ("", digest, seen[:-1], seen.upper(), seen[::-1], theirs, "é"):
            assert NEW in answer(client, forged).text
        assert NEW in client.post(f"chapter/{CHAPTER}", json={"seen": seen}).text
        assert NEW in client.post(f"chapter/{CHAPTER}?seen={seen}").text
        for headers in ({"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
            assert client.post(f"chapter/{CHAPTER}", data={"seen": seen}, headers=headers).status_code == 403
        assert httpx.post(f"{one.live.base}chapter/{CHAPTER}", data={"seen": seen}).status_code == 403
        assert answer(client, seen, "no_such_chapter").status_code == 404
        assert answer(client, seen, "welcome").status_code == 303  # it may run anyway
        assert NEW in asked(client)
        assert one.ran() == []
        assert not (one.live.data / "looked-at.json").exists()


def test_somebody_else_is_told_in_a_sentence_and_cannot_open_it(elsewhere) -> None:
    one = elsewhere()
    one.write(one.leaves("first"))
    data = DataFolder(one.live.data).make()
    doors, anna = Doors(data.secret(), names_for("127.0.0.1")), Person(uuid.uuid4().hex)
    with Journal.open(data.journal_location(), person=Person(LOCAL_OWNER), framework=frameworks.load()) as journal:
        room = journal.open_room(uuid.uuid4().hex, "abcdef")  # somebody else is whoever is in the owner's room
        journal.join_room(room.id, anna.id, "Anna", "0" * 64)
    sessions = Sessions(data.root / "sessions.json", lock_after_seconds=lock_seconds())
    cookie = doors.sign_in(Visitor(anna, sessions.begin(doors.person_key(anna)))).decode()
    one.live.start()
    jar = {doors.cookie_name: cookie}
    with (
        closing(owner_of(one)) as owner,
        httpx.Client(base_url=one.live.base, cookies=jar, timeout=PATIENCE_SECONDS) as annas,
    ):
        until(lambda: annas.get("chapter/welcome").status_code == 200)
        refused = annas.get(f"chapter/{CHAPTER}")
        assert refused.status_code == 503
        assert "has not looked at the code of this chapter yet" in refused.text
        assert "trace" not in refused.text
        for seen in ("", seen_of(asked(owner))):
            denied = answer(annas, seen)
            assert denied.status_code == 403
            assert "Only the person to whom this workbook belongs" in denied.text
        assert one.ran() == []
        accept(owner)
        opens(annas)


def test_a_kill_at_any_moment_leaves_it_asked_or_answered(elsewhere) -> None:
    one = elsewhere()
    one.write(one.leaves("first"))
    one.live.start()
    with closing(owner_of(one)) as client:
        seen = seen_of(asked(client))
        one.live.kill()
        one.live.start()
        assert NEW in asked(client)
        assert one.ran() == []
        assert answer(client, seen).status_code == 303
        one.live.kill()
        assert one.ran() == []
        one.live.start()
        opens(client)
        one.live.kill()
        kept = (one.live.data / "looked-at.json").read_bytes()
        (one.live.data / "looked-at.json").write_bytes(kept[: len(kept) // 2])
        one.live.start()
        assert NEW in asked(client)


def test_a_chapter_of_ours_with_lines_of_its_own_is_asked_about(elsewhere) -> None:
    one = elsewhere()
    one.write()
    ours = one.notebook.with_name("03_being_attentive.ipynb")
    book = json.loads(ours.read_text("utf-8"))
    book["cells"].append({"cell_type": "code", "source": one.leaves("ours"), "metadata": {}, "outputs": []})
    ours.write_text(json.dumps(book), "utf-8")
    one.live.start()
    with closing(owner_of(one)) as client:
        page = asked(client, "being_attentive")
        assert CHANGED in page
        assert "is not what came with it" in page
        assert one.ran() == []
        assert answer(client, seen_of(page), "being_attentive").status_code == 303
        assert '"kernelId": "' in client.get("chapter/being_attentive").text
        assert set(one.ran()) == {"ours"}


def test_vig_check_runs_nothing_that_nobody_has_looked_at_and_says_so(elsewhere) -> None:
    one = elsewhere()
    one.write(one.leaves("first"), text="# Ours\n\n[gone](gone.ipynb)")
    told = one.vig("check", "--json")
    assert told.returncode == 2
    first, second = json.loads(told.stdout)["problems"]
    assert first.startswith(f"{NAME} was not run, because nobody has looked at its code yet. Open the chapter")
    assert second.startswith(f"{NAME}, cell 1: Nothing is at 'gone.ipynb'.")
    assert one.ran() == []
    LookedAt(DataFolder(one.live.data).make()).remember(CHAPTER, ChapterCode.read(one.notebook.read_bytes()))
    (left,) = json.loads(one.vig("check", "--json").stdout)["problems"]
    assert left == second
    assert one.ran() == ["first"]


def test_code_that_cannot_be_seen_is_shown_by_its_number(elsewhere) -> None:
    one = elsewhere()
    one.write("a = 'x\u202e\u2066y' # \u200b\u3164\xa0</code>\r\nb = '\ud800'")
    one.live.start()
    with closing(owner_of(one)) as client:
        page = asked(client)
        assert "a = &#39;x<mark>\\u202e\\u2066</mark>y&#39; # <mark>\\u200b\\u3164\\xa0</mark>&lt;/code&gt;\nb" in page
        assert "<mark>\\ud800</mark>" in page


def test_a_file_that_is_no_notebook_says_that_it_cannot_be_shown(elsewhere) -> None:
    one = elsewhere()
    one.notebook.write_text("{ half a note", "utf-8")
    one.live.start()
    with closing(owner_of(one)) as client:
        answered = answer(client, "0" * 64)
        assert (answered.status_code, answered.headers["Location"]) == (303, f"/chapter/{CHAPTER}")
        for reply in (client.get(f"chapter/{CHAPTER}"), client.get(answered.headers["Location"])):
            assert reply.status_code == 500
            assert f"{NAME} cannot be read. Put the file back, or mend it" in reply.text


def test_the_text_which_nobody_is_asked_about_can_do_nothing(elsewhere) -> None:
    one = elsewhere()
    one.write()
    one.live.start()
    with closing(owner_of(one)) as client:
        accept(client)
        harm = '<meta http-equiv="refresh" content="0; url=http://evil.example"><form action="lock" method="post">'
        one.write(text=f"# Ours\n\n{harm}\n\nIn a line: {harm} [here](javascript:alert(1))")
        page = client.get(f"chapter/{CHAPTER}").text
        shown = page.partition("<main")[2].partition("</main>")[0]
        assert shown.count("&lt;meta http-equiv") == 2
        assert "<meta" not in shown
        assert "<form" not in shown
        assert 'href="javascript' not in shown


# ---- between looking and running


def test_a_process_runs_only_the_code_that_it_was_told_of(tmp_path: Path) -> None:
    notebook, trace = tmp_path / "one.ipynb", tmp_path / "trace.txt"
    write_notebook(notebook, "# One", f"open({str(trace)!r}, 'w').close()")
    program = (
        "import sys; from pathlib import Path; from vigwidgets.server import placing; placing.warm()\n"
        "placing.place(Path(sys.argv[1]), 'one', digest=sys.argv[2])"
    )
    for digest, status in (("0" * 64, 1), (ChapterCode.read(notebook.read_bytes()).digest, 0)):
        command = [sys.executable, "-c", program, str(notebook), digest]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == status, done.stderr
        assert ("was changed while it was being opened" in done.stderr) is bool(status)
        assert trace.exists() is not bool(status)


@pytest.mark.anyio
async def test_a_notebook_saved_while_it_is_placed_is_judged_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TemplateSource, "current", None, raising=False)  # of the server that other tests visit
    notebook = tmp_path / "one.ipynb"
    looked_at = LookedAt(DataFolder(tmp_path / "data").make())
    ran: list[str] = []

    class Slow(TemplateSource):
        async def place(self, notebook: Path, chapter: str, *, version: str, digest: str) -> Template:
            await asyncio.sleep(0)
            if ChapterCode.read(notebook.read_bytes()).digest != digest:  # noqa: ASYNC240 - a small file
                raise TemplateFailed("changed")
            ran.append(digest)
            raise TemplateFailed("it does not run")

        async def close(self) -> None: ...

    write_notebook(notebook, "# One", "1")
    looked_at.remember("one", ChapterCode.read(notebook.read_bytes()))
    source = Slow(looked_at)
    asking = asyncio.ensure_future(source.template(notebook, "one"))
    await asyncio.sleep(0)
    write_notebook(notebook, "# One", "2")
    with pytest.raises(NotLookedAt, match="has not looked at the code"):
        await asking
    assert ran == []
    looked_at.remember("one", ChapterCode.read(notebook.read_bytes()))
    with pytest.raises(TemplateFailed, match="it does not run"):
        await source.template(notebook, "one")
    assert ran == [ChapterCode.read(notebook.read_bytes()).digest]
