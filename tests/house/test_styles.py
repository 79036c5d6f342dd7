"""All widgets' styles lie on every page, so each class has one home."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

STYLES = Path(__file__).resolve().parents[2] / "vigwidgets" / "widgets"
EVERYBODYS = "theme.css"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SELECTORS = re.compile(r"([^{}]+)\{")
APART = re.compile(r",(?![^(]*\))")
OUTERMOST = re.compile(r"(?:\.vig\s+)?\.(vig-[\w-]+)")


def outermost_classes(style: str) -> set[str]:
    """Return the classes that rules begin with: what lies inside a widget's own class is nobody else's."""
    selectors = [one.strip() for group in SELECTORS.findall(COMMENT.sub("", style)) for one in APART.split(group)]
    return {found.group(1) for one in selectors if (found := OUTERMOST.match(one))}


def test_no_class_is_styled_by_two_widgets() -> None:
    homes: dict[str, set[str]] = defaultdict(set)
    for path in STYLES.glob("*.css"):
        if path.name != EVERYBODYS:
            for name in outermost_classes(path.read_text("utf-8")):
                homes[name].add(path.name)
    assert len(homes) > 100
    assert {name: sorted(files) for name, files in homes.items() if len(files) > 1} == {}


def test_a_rule_inside_a_widgets_own_class_belongs_to_that_widget() -> None:
    style = ".vig .vig-a .vig-b, .vig-c :is(.vig-d, .vig-e) {x: y} @media (x) { .vig-f:hover {x: y} }"
    assert outermost_classes(style) == {"vig-a", "vig-c", "vig-f"}
