"""What scripts depend on whatever the command: exit status, one line, the JSON of an error."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Said, command, environment_of, tree
from vigwidgets import cli
from vigwidgets.cli import film as film_commands
from vigwidgets.cli import refusing


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("nonsense",),
        ("film",),
        ("film", "nonsense"),
        ("film", "add"),
        ("film", "show"),
        ("film", "list", "--nonsense"),
        ("film", "list", "too", "much"),
        ("film", "add", "x.mp4", "--tit", "T"),
        ("marks", "add", "c01", "--start", "0"),
        ("marks", "add", "c01", "--start", "0.5", "--end", "9"),
        ("marks", "add", "c01", "--start", "", "--end", "9"),
        ("marks", "add", "c01", "--start", "1_000", "--end", "2000"),
        ("marks", "add", "c01", "--start", "0", "--end", "1" + "0" * 30),
        ("marks", "export", "c01"),
        ("serve", "--port", "70000"),
        ("serve", "--port", "-1"),
        ("serve", "--port", "http"),
    ],
)
def test_a_command_of_the_wrong_form_is_refused_in_one_line(vig, data, arguments):
    vig(*arguments, "--json").refused("bad_request")
    assert not data.exists()


def test_without_json_a_refusal_leaves_standard_output_empty(vig):
    said = vig("film", "show", "nobody")
    assert (said.status, said.out) == (2, "")


def test_json_may_also_stand_before_the_command(vig):
    assert vig("--json", "film", "list").json == []


def test_a_process_of_its_own_keeps_the_same_contract(vig_process):
    vig_process("film", "show", "nobody", "--json").refused("not_found")


def test_the_package_itself_can_be_run(data):
    done = subprocess.run(
        [sys.executable, "-m", "vigwidgets", "film", "list", "--json"],
        capture_output=True, text=True, env=environment_of(), check=True,
    )  # fmt: skip
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    "arguments", [("--help",), ("film", "add", "--help"), ("marks", "export", "--help"), ("--version",)]
)
def test_help_and_version_are_no_refusals(vig, arguments):
    said = vig(*arguments)
    assert (said.status, said.err) == (0, "")
    assert said.out.strip()


def test_a_line_end_in_what_was_typed_cannot_forge_a_second_line(vig):
    vig("film", "add", "x.mp4", "--until", "2027\nvig: all is well.", "--json").refused("invalid_value")


class TestADefectOfOurs:
    @pytest.fixture
    def said(self, vig, monkeypatch) -> Said:
        def break_down(*_arguments, **_options):
            raise RuntimeError("Ada's first film")

        monkeypatch.setattr(film_commands, "find_film", break_down)
        return vig("film", "show", "f1", "--json")

    def test_it_exits_with_1_and_one_line(self, said):
        assert said.status == 1
        assert len(said.err.splitlines()) == 1
        assert said.json["error"]["code"] == "defect"

    def test_its_reference_leads_to_the_place_in_the_log(self, said, data):
        log = (data / "logs" / refusing.LOG_NAME).read_text()
        reference = log.split()[1]
        assert f"reference {reference} " in said.err
        assert "vigwidgets.cli.film:" in log
        assert "builtins.RuntimeError" in log

    @pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
    def test_its_log_is_for_this_person_only(self, said, data):
        assert (data / "logs" / refusing.LOG_NAME).stat().st_mode & 0o077 == 0

    def test_neither_line_nor_log_holds_what_the_error_said(self, said, data):
        assert "Ada" not in said.err + said.out + (data / "logs" / refusing.LOG_NAME).read_text()

    def test_a_log_that_cannot_be_written_is_said_too(self, vig, data, monkeypatch):
        data.write_text("a file in the way")
        monkeypatch.setattr(film_commands, "find_film", lambda *_: 1 / 0)
        said = vig("film", "show", "f1")
        assert said.status == 1
        assert "ZeroDivisionError" in said.err


class TestCtrlC:
    def test_it_exits_with_130_and_leaves_nothing(self, vig, data, friday, monkeypatch):
        def stop(*_arguments):
            raise KeyboardInterrupt

        monkeypatch.setattr(film_commands, "is_watched", lambda: True)
        monkeypatch.setattr(film_commands, "tell_watcher", stop)
        said = vig("film", "add", friday, "--json")
        assert said.status == 130
        assert said.json["error"]["code"] == "cancelled"
        assert said.err == f"vig: {said.json['error']['message']}\n"
        assert not data.exists()

    @pytest.mark.skipif(os.name == "nt", reason="Windows has no signal that reaches one process alone")
    def test_a_real_interrupt_while_copying_leaves_nothing(self, data, friday, tmp_path):
        if data.exists():
            pytest.fail("the data folder has to be new")
        script = (
            "import os, signal, sys\n"
            "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
            "from vigwidgets.films import shelf\n"
            "copy = shelf.copy_hashed\n"
            "def slow(*a, **k):\n"
            "    print('copying', flush=True); sys.stdin.readline(); return copy(*a, **k)\n"
            "shelf.copy_hashed = slow\n"
            "from vigwidgets.cli import main\n"
            f"sys.exit(main(['film', 'add', {str(friday)!r}]))\n"
        )
        process = subprocess.Popen(
            [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True, env=environment_of(),
        )  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == "copying\n"
        assert any(data.rglob("film.mp4"))
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=90)
        assert process.returncode == 130
        assert len(err.splitlines()) == 1
        assert not data.exists()


def test_a_reader_who_leaves_early_is_no_defect(data, vig, film):
    process = subprocess.Popen(
        command("film", "list", "--json"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment_of()
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    err = process.stderr.read()
    process.stderr.close()
    assert (process.wait(timeout=90), err) == (0, b"")


def test_a_console_without_the_letters_still_gets_the_line(vig_process, friday, tmp_path):
    film = tmp_path / "Ōtautahi 😀.mp4"
    film.write_bytes(friday.read_bytes())
    said = vig_process("film", "add", film, PYTHONIOENCODING="ascii")
    assert said.status == 0
    assert "?tautahi" in said.out


def test_json_is_plain_ascii_whatever_the_title(vig, friday):
    said = vig("film", "add", friday, "--title", "Zoë 😀", "--json")
    assert said.out.isascii()
    assert said.json["title"] == "Zoë 😀"


def test_small_commands_import_neither_database_nor_decoder():
    heavy = "print([name for name in ('av', 'sqlalchemy') if name in sys.modules])"
    code = f"import sys; from vigwidgets.cli import main; main(['data']); {heavy}"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment_of(), check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_everything_is_for_this_person_only(vig, data, film):
    wide = [path for path in [data, *data.rglob("*")] if path.stat().st_mode & 0o077]
    assert wide == []


def test_the_process_gets_its_file_mode_mask_back(vig):
    before = os.umask(0o022)
    try:
        vig("data")
        assert os.umask(0o022) == 0o022
    finally:
        os.umask(before)


def test_serve_hands_over_what_was_asked_for(data, monkeypatch):
    import vigwidgets.server

    seen = {}
    monkeypatch.setattr(vigwidgets.server, "serve", lambda **asked: seen.update(asked) or 7)
    status = cli.main(["serve", "--port", "0", "--host", "0.0.0.0", "--no-browser", "--data", str(data / "elsewhere")])
    assert status == 7
    assert (seen["host"], seen["port"], seen["open_browser"]) == ("0.0.0.0", 0, False)
    assert seen["data"].root == data / "elsewhere"


def test_serve_is_for_this_machine_only_unless_said_otherwise(data, monkeypatch):
    import vigwidgets.server

    seen = {}
    monkeypatch.setattr(vigwidgets.server, "serve", lambda **asked: seen.update(asked) or 0)
    cli.main(["serve"])
    assert (seen["host"], seen["open_browser"], seen["data"].root) == ("127.0.0.1", True, data)


def test_a_refused_command_changes_nothing_in_a_folder_in_use(vig, data, film):
    before = tree(data)
    vig("film", "show", "nobody", "--json").refused("not_found")
    vig("marks", "add", film, "--start", "5", "--end", "1", "--json").refused("invalid_value")
    assert tree(data) == before


def test_an_error_object_has_code_and_message_alone():
    assert json.loads(json.dumps(refusing.error_object("a", "b"))) == {"error": {"code": "a", "message": "b"}}


def test_a_data_folder_that_is_a_file_is_refused(vig, data, friday):
    Path(data).write_text("in the way")
    said = vig("film", "add", friday, "--json").refused("journal_unavailable")
    assert "VIG_DATA" in said
    assert data.read_text() == "in the way"
