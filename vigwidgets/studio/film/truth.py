"""What a clip says of itself, all from the script: captions, descriptions, marks, and its card."""

from __future__ import annotations

import json
from collections.abc import Sequence

from vigwidgets.studio.script.scene import Scene, Way
from vigwidgets.studio.sound.voice import Line


def captions(scene: Scene, said: Sequence[tuple[int, Line]], *, speakers: Sequence[str]) -> str:
    """Return WebVTT with one cue a line, from its first to its last sound; `said` is in film time."""
    cues = [
        (start_ms + line.spans_ms[0][0], start_ms + line.length_ms, f"<v {scene.label(who)}>{_plain(line.text)}")
        for (start_ms, line), who in zip(said, speakers, strict=True)
    ]
    return _vtt(cues)


def descriptions(scene: Scene) -> str:
    """Return WebVTT of what is to be seen, for those who listen."""
    return _vtt(
        [(scene.film_ms(one.start_ms), scene.film_ms(one.end_ms), _plain(one.text)) for one in scene.descriptions]
    )


def marks(scene: Scene) -> list[dict[str, object]]:
    """Return the entries of marks.json in film time, by start."""
    entries: list[dict[str, object]] = []
    for mark in sorted(scene.marks, key=lambda one: (one.start_ms, one.end_ms, one.id)):
        entry: dict[str, object] = {
            "id": mark.id,
            "start_ms": scene.film_ms(mark.start_ms),
            "end_ms": scene.film_ms(mark.end_ms),
            "kind": mark.kind,
            "who": scene.label(mark.who),
            "principles": list(mark.principles),
            "answers": mark.answers or None,
            "reading": mark.reading,
            "note": mark.note,
        }
        if mark.also:
            entry["also"] = list(mark.also)
        entries.append(entry)
    return entries


def marks_json(scene: Scene) -> str:
    """Return marks.json as text."""
    return json.dumps(marks(scene), ensure_ascii=False, indent=1) + "\n"


def card(scene: Scene, *, sha256: str) -> str:
    """Return clip.toml: what the clip is, and the sha256 of its film."""
    tiers = ", ".join(str(tier) for tier in scene.tiers)
    rows = (
        f"id = {json.dumps(scene.id)}",
        f"title = {json.dumps(scene.title, ensure_ascii=False)}",
        f"tiers = [{tiers}]",
        f"licence = {json.dumps(scene.licence)}",
        f'sha256 = "{sha256}"',
        f"duration_ms = {scene.duration_ms}",
        'source = "drawn"',
        f"who = [{', '.join(_quoted(name) for _, name in scene.labels)}]",
        *(() if scene.says else ("no_speech = true",)),
        *(f"{name} = {_quoted(said)}" for name in ("notice", "ask", "pair") if (said := getattr(scene, name))),
        *_choice_rows(scene),
    )
    return "\n".join(rows) + "\n"


def _choice_rows(scene: Scene) -> tuple[str, ...]:
    """Return the card's table of ways on, its time in film time; it comes last, as tables in TOML do."""
    if scene.choice is None:
        return ()
    return (
        "",
        "[choice]",
        f"at_ms = {scene.film_ms(scene.choice.at_ms)}",
        f"question = {_quoted(scene.choice.question)}",
        "ways = [",
        *(f"  {_way_row(way)}," for way in scene.choice.ways),
        "]",
    )


def _way_row(way: Way) -> str:
    feels = f", feels = {_quoted(way.feels)}" if way.feels else ""
    return f"{{ clip = {_quoted(way.clip)}, text = {_quoted(way.text)}{feels} }}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", " ")


def _vtt(cues: Sequence[tuple[int, int, str]]) -> str:
    parts = ["WEBVTT\n"]
    parts += [f"{_clock(start)} --> {_clock(end)}\n{text}\n" for start, end, text in sorted(cues)]
    return "\n".join(parts)


def _clock(time_ms: int) -> str:
    minutes, rest = divmod(time_ms, 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{rest // 1000:02d}.{rest % 1000:03d}"
