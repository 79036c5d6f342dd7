"""What can be typed after `vig`."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, NoReturn

from vigwidgets import words
from vigwidgets.cli import clips, film, keeping, marks, places, practice, reel, trainer
from vigwidgets.cli.saying import tell_lines
from vigwidgets.core.errors import BadRequest
from vigwidgets.core.reel import PAD_AFTER_MS, PAD_BEFORE_MS

DEFAULT_PORT: Final = 8866
DEFAULT_HOST: Final = "127.0.0.1"
_HIGHEST_PORT: Final = 65_535
_WHOLE: Final = re.compile(r"[+-]?[0-9]{1,18}")

Run = Callable[[argparse.Namespace], int]


class _Parser(argparse.ArgumentParser):
    """Refuses as every other command of ours does: by a `BadRequest`, said in one line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"allow_abbrev": False, **options})

    def error(self, message: str) -> NoReturn:
        """Raise what argparse would have printed."""
        said = message[:1].upper() + message[1:].rstrip(".")
        raise BadRequest(f"{said}. Type {self.prog} --help to see what can be given.")


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_rest: Any) -> NoReturn:
        from importlib.metadata import PackageNotFoundError, version  # as slow to import as all of a small command

        try:
            number = version("vigwidgets")
        except PackageNotFoundError:  # run from a clone that was never installed
            number = "0"
        tell_lines([f"{parser.prog} {number}"])
        parser.exit()


def parse(given: Sequence[str]) -> argparse.Namespace:
    """Return the command with its `run` and its options; `json` is always there.

    Raises:
        BadRequest: there is no such command, or its options are wrong.
        SystemExit: help or version was asked for and has been printed.
    """
    return _parser().parse_args(given, argparse.Namespace(json=False))


def _parser() -> _Parser:
    said = words.load()["cli"]
    json = argparse.ArgumentParser(add_help=False)
    json.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=said["json"])
    top = _Parser(prog="vig", description=said["vig"], parents=[json])
    top.add_argument("--version", action=_Version, nargs=0, help=said["version"])
    nouns = top.add_subparsers(required=True, metavar=said["command"], dest="command")

    def command(where: Any, path: str, run: Run) -> _Parser:
        name = path.rpartition("_")[2]
        parser: _Parser = where.add_parser(name, help=said[path], description=said[path], parents=[json])
        parser.set_defaults(run=run)
        return parser

    def noun(name: str) -> Any:
        parser = nouns.add_parser(name, help=said[name], description=said[name])
        return parser.add_subparsers(required=True, metavar=said["verb"], dest="verb")

    _add_serve(command(nouns, "serve", places.serve), said)
    _add_film(noun("film"), command, said)
    _add_marks(noun("marks"), command, said)
    _add_reel(noun("reel"), command, said)
    _add_clip(noun("clip"), command, said)
    _add_practice(noun("practice"), command, said)
    _add_trainer(noun("trainer"), command, said)
    _add_keeping(nouns, command, said)
    command(nouns, "data", places.data)
    check = command(nouns, "check", places.check)
    check.add_argument("--bundle", type=Path, metavar="FILE", help=said["bundle"])
    check.add_argument("--yes", action="store_true", help=said["bundle_yes"])
    check.add_argument("--room", action="store_true", help=said["check_room"])
    check.add_argument("--wait", type=_number, default=180, metavar="S", help=said["check_wait"])
    return top


def _add_serve(serve: _Parser, said: dict[str, str]) -> None:
    serve.add_argument("--port", type=_port, default=DEFAULT_PORT, metavar="N", help=said["port"])
    serve.add_argument("--host", default=DEFAULT_HOST, metavar="H", help=said["host"])
    serve.add_argument("--share", action="store_true", help=said["share"])
    serve.add_argument("--certfile", type=Path, metavar="FILE", help=said["certfile"])
    serve.add_argument("--keyfile", type=Path, metavar="FILE", help=said["keyfile"])
    serve.add_argument("--own-certificate", action="store_true", help=said["own_certificate"])
    serve.add_argument("--no-browser", action="store_true", help=said["no_browser"])
    serve.add_argument("--data", type=Path, metavar="DIR", help=said["data_dir"])


def _add_film(verbs: Any, command: Callable[..., _Parser], said: dict[str, str]) -> None:
    add = command(verbs, "film_add", film.add)
    add.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=said["path"])
    add.add_argument("--title", metavar="T", help=said["title"])
    add.add_argument("--good-part", action="store_true", help=said["good_part"])
    _add_agreed(add, said)
    command(verbs, "film_list", film.show_all)
    for name, run in (("film_show", film.show), ("film_frames", film.frames), ("film_places", film.places)):
        command(verbs, name, run).add_argument("id", metavar="ID", help=said["film_id"])
    still = command(verbs, "film_still", film.still)
    still.add_argument("id", metavar="ID", help=said["film_id"])
    still.add_argument("--at", type=_ms, required=True, metavar="MS", help=said["still_at"])
    still.add_argument("--out", type=Path, required=True, metavar="FILE", help=said["still_out"])
    remove = command(verbs, "film_remove", film.remove)
    remove.add_argument("id", metavar="ID", help=said["film_id"])
    remove.add_argument("--yes", action="store_true", help=said["yes"])


def _add_agreed(add: _Parser, said: dict[str, str]) -> None:
    add.add_argument("--permission", metavar="USES", help=said["permission"])
    add.add_argument("--until", metavar="DATE", help=said["until"])
    add.add_argument("--people", metavar="LABELS", help=said["people"])
    add.add_argument("--given-by", metavar="WORDS", help=said["given_by"])


def _add_clip(verbs: Any, command: Callable[..., _Parser], said: dict[str, str]) -> None:
    draw = command(verbs, "clip_draw", clips.draw)
    draw.add_argument("scene", type=Path, metavar="SCENE.toml", help=said["scene"])
    draw.add_argument("--to", type=Path, metavar="FOLDER", help=said["draw_to"])
    draw.add_argument("--fine", action="store_true", help=said["draw_fine"])
    add = command(verbs, "clip_add", clips.add)
    add.add_argument("pack", type=Path, metavar="PACK", help=said["pack"])
    _add_agreed(add, said)
    command(verbs, "clip_list", clips.show_all)
    remove = command(verbs, "clip_remove", clips.remove)
    remove.add_argument("id", metavar="ID", help=said["clip_id"])
    remove.add_argument("--yes", action="store_true", help=said["yes"])


def _add_practice(verbs: Any, command: Callable[..., _Parser], said: dict[str, str]) -> None:
    new = command(verbs, "practice_new", practice.new)
    new.add_argument("--seed", type=_number, required=True, metavar="N", help=said["seed"])
    new.add_argument("--tier", type=_number, metavar="T", help=said["tier"])
    new.add_argument("--seconds", type=_number, default=30, metavar="S", help=said["seconds"])
    new.add_argument("--level", type=_number, default=3, metavar="L", help=said["level"])
    command(verbs, "practice_list", practice.show_all)


def _add_marks(verbs: Any, command: Callable[..., _Parser], said: dict[str, str]) -> None:
    command(verbs, "marks_list", marks.show_all).add_argument("id", metavar="ID", help=said["film_id"])
    add = command(verbs, "marks_add", marks.add)
    add.add_argument("id", metavar="ID", help=said["film_id"])
    add.add_argument("--start", type=_ms, required=True, metavar="MS", help=said["start"])
    add.add_argument("--end", type=_ms, required=True, metavar="MS", help=said["end"])
    add.add_argument("--principle", action="append", default=[], metavar="KEY", help=said["principle"])
    add.add_argument("--kind", default="moment", metavar="K", help=said["kind"])
    add.add_argument("--who", default="", metavar="LABEL", help=said["who"])
    add.add_argument("--answers", metavar="MARK", help=said["answers"])
    add.add_argument("--note", default="", metavar="T", help=said["note"])
    export = command(verbs, "marks_export", marks.export)
    export.add_argument("id", metavar="ID", help=said["film_id"])
    export.add_argument("--format", required=True, metavar="F", help=said["format"])
    export.add_argument("--out", type=Path, metavar="FILE", help=said["out"])


def _add_reel(verbs: Any, command: Callable[..., _Parser], said: dict[str, str]) -> None:
    make = command(verbs, "reel_make", reel.make)
    make.add_argument("id", metavar="ID", help=said["film_id"])
    make.add_argument("--mark", action="append", default=[], metavar="MARK", help=said["reel_mark"])
    make.add_argument("--out", type=Path, required=True, metavar="FILE", help=said["reel_out"])
    make.add_argument("--pad-before", type=_ms, default=PAD_BEFORE_MS, metavar="MS", help=said["pad_before"])
    make.add_argument("--pad-after", type=_ms, default=PAD_AFTER_MS, metavar="MS", help=said["pad_after"])
    make.add_argument("--titles", action="store_true", help=said["titles"])
    make.add_argument("--captions", default="none", metavar="WAY", help=said["reel_captions"])
    make.add_argument("--use", default="work", metavar="USE", help=said["reel_use"])


def _add_trainer(verbs: Any, command: Callable[..., _Parser], said: dict[str, str]) -> None:
    command(verbs, "trainer_add", trainer.add).add_argument("name", metavar="NAME", help=said["trainer_name"])
    command(verbs, "trainer_list", trainer.show_all)
    remove = command(verbs, "trainer_remove", trainer.remove)
    remove.add_argument("name", metavar="NAME", help=said["trainer_name"])
    remove.add_argument("--yes", action="store_true", help=said["yes"])
    command(verbs, "trainer_owner", trainer.owner)


def _add_keeping(nouns: Any, command: Callable[..., _Parser], said: dict[str, str]) -> None:
    backup = command(nouns, "backup", keeping.backup)
    backup.add_argument("file", type=Path, metavar="FILE", help=said["backup_file"])
    backup.add_argument("--without-films", action="store_true", help=said["without_films"])
    command(nouns, "restore", keeping.restore).add_argument(
        "file", type=Path, metavar="FILE", help=said["restore_file"]
    )
    erase = command(nouns, "erase", keeping.erase)
    which = erase.add_mutually_exclusive_group(required=True)
    which.add_argument("id", metavar="ID", nargs="?", help=said["film_id"])
    which.add_argument("--all", action="store_true", help=said["erase_all"])
    erase.add_argument("--yes", action="store_true", help=said["yes"])


def _ms(text: str) -> int:
    if not _WHOLE.fullmatch(text):
        message = f"{text!r} is not a whole number of milliseconds"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _number(text: str) -> int:
    if not _WHOLE.fullmatch(text):
        message = f"{text!r} is not a whole number"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _port(text: str) -> int:
    if not _WHOLE.fullmatch(text) or not 0 <= int(text) <= _HIGHEST_PORT:
        message = f"{text!r} is no port: a port is a number from 0 to {_HIGHEST_PORT}"
        raise argparse.ArgumentTypeError(message)
    return int(text)
