"""What a page is asked, whatever is on it: whose words these are, what is cut off, what sticks out, what moves."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from vigwidgets.workbook.contents import chapters

TEXTS = """() => {
    const found = [], seen = (node) => node.checkVisibility({visibilityProperty: true});
    const told = ['aria-label', 'title', 'placeholder', 'alt', 'aria-description', 'aria-valuetext', 'label'];
    const note = (node, text) => text.trim() && found.push([node.closest('[class]')?.className || node.tagName, text]);
    const walk = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
    for (let text = walk.nextNode(); text; text = walk.nextNode()) {
        const node = text.parentElement.closest('text') ?? text.parentElement;
        if (node !== text.parentElement && text.parentElement !== node.firstChild) continue; // lines of one text
        if (!['SCRIPT', 'STYLE', 'TEXTAREA'].includes(node.tagName) && (node.tagName === 'TITLE' || seen(node)))
            note(node, node.localName === 'text' ? node.textContent : text.data);
    }
    for (const node of document.querySelectorAll('*')) {
        if (!seen(node)) continue;
        for (const name of told) note(node, node.getAttribute(name) ?? '');
        for (const side of ['::before', '::after']) {
            const content = getComputedStyle(node, side).content;
            if (/^"/.test(content)) note(node, content);
        }
    }
    const language = document.documentElement.lang, days = [];
    for (let month = 0; month < 12; month++)
        for (const look of ['long', 'short'])
            days.push(new Intl.DateTimeFormat(language, {month: look}).format(new Date(2026, month, 3)));
    return {found, days};
}"""
"""Every text that is seen or read aloud, with the class it stands under, and the months as this browser writes them."""

CUT = """() => [...document.querySelectorAll('*')].filter((node) => {
    if (!node.checkVisibility({visibilityProperty: true})) return false;
    if (node.closest('.vig-hidden, .vig-skip, .vig-rows, svg, pre')) return false;
    const text = [...node.childNodes].some((one) => one.nodeType === 3 && one.data.trim());
    if (!text && !node.matches('button, label')) return false;
    const look = getComputedStyle(node);
    if (look.display === 'inline' || ['auto', 'scroll'].includes(look.overflowX)) return false;
    const hides = look.overflowY !== 'visible' && !['auto', 'scroll'].includes(look.overflowY);
    return node.scrollWidth > node.clientWidth + 1 || (hides && node.scrollHeight > node.clientHeight + 1);
}).map((node) => `${node.tagName} ${node.className}: ${node.textContent.slice(0, 60)}`)"""
"""Texts with too little room: of buttons, labels, paragraphs. A moment's place on the line may be as short as it is."""

OUT = """() => [...document.querySelectorAll('body *')].filter((node) => {
    if (!node.checkVisibility({visibilityProperty: true})) return false;
    if (node.closest('.vig-hidden, .vig-skip, svg, option')) return false;
    for (let one = node.parentElement; one; one = one.parentElement)
        if (one !== document.documentElement && getComputedStyle(one).overflowX !== 'visible') return false;
    const box = node.getBoundingClientRect();
    return box.width > 0 && (box.right > innerWidth + 1 || box.left < -1);
}).map((node) => `${node.tagName} ${node.className}: ${node.textContent.slice(0, 60)}`)"""
"""What sticks out of the page at either side."""

MOVES = """() => {
    const seconds = (one) => parseFloat(one) * (one.trim().endsWith('ms') ? 0.001 : 1);
    const long = (list) => list.split(',').some((one) => seconds(one) > 0.01);
    return [...document.querySelectorAll('*')].flatMap((node) => [null, '::before', '::after'].map((side) => {
        const look = getComputedStyle(node, side);
        const moves = long(look.transitionDuration) || (look.animationName !== 'none' && long(look.animationDuration));
        return moves || look.scrollBehavior === 'smooth' ? `${node.tagName} ${node.className} ${side ?? ''}` : '';
    })).filter(Boolean);
}"""
"""What would take its time to change, or scroll softly."""

STUCK = """() => [...document.querySelectorAll('body *')].filter((node) => {
    const held = getComputedStyle(node).position;
    if (!node.checkVisibility() || node.matches('dialog') || !['fixed', 'sticky'].includes(held)) return false;
    const box = node.getBoundingClientRect();
    return box.bottom > 0 && box.top < innerHeight && box.width > innerWidth / 2;
}).reduce((all, node) => all + node.getBoundingClientRect().height, 0)"""
"""How much of the height is held by what does not scroll away, in CSS pixels."""

OUT_OF_REACH = """() => [...document.querySelectorAll('dialog:modal :is(button, input, a, p, li)')].filter((node) => {
    if (!node.checkVisibility()) return false;
    node.scrollIntoView({block: 'nearest'});
    const box = node.getBoundingClientRect();
    return box.height && (box.bottom < 1 || box.top > innerHeight - 1 || box.top < -box.height);
}).map((node) => node.outerHTML.slice(0, 90))"""
"""What of an open window cannot be brought into view."""

UNSEEN_FOCUS = """() => {
    const at = document.activeElement, ring = at.matches('[type=file]') ? at.closest('label') : at;
    const look = getComputedStyle(ring), box = ring.getBoundingClientRect();
    const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
    const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
    const top = document.elementFromPoint(x, y);
    if (at === document.body) return 'nowhere';
    const ringed = look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2;
    if (!ringed) return `no ring: ${at.outerHTML.slice(0, 160)}`;
    const seen = top && (ring.contains(top) || top.contains(ring) || top.closest('label')?.contains(at));
    return seen ? '' : `covered: ${at.outerHTML.slice(0, 90)} by ${top?.outerHTML.slice(0, 90)}`;
}"""
"""What is wrong with the focus: nothing has it, it has no ring, it is out of view or beneath something."""

STOPS = """() => {
    const radios = new Set(), stops = 'a[href], button, input, select, textarea, summary, [tabindex]';
    return [...document.querySelectorAll(stops)].filter((node) => {
        if (node.tabIndex < 0 || node.disabled || !node.checkVisibility({visibilityProperty: true})) return false;
        if (node.type !== 'radio') return true;
        return !radios.has(node.name) && radios.add(node.name);
    }).reduce((all, node) => all + (node.type === "date" ? 4 : 1), 0);
}"""
"""How many stops the Tab key has to make; a date has its day, month, year and calendar."""

AT_THE_BEGINNING = """() => {
    const first = document.createElement("span");
    first.tabIndex = -1;
    document.body.prepend(first);
    first.focus();
    first.remove();
}"""
"""Let the Tab key begin at the top, whatever has the focus."""

LARGE = """(percent) => { document.documentElement.style.fontSize = percent; }"""
"""Let the letters be so large."""

WATCH_PAPER = """() => addEventListener('beforeprint', () => {
    const written = [...document.querySelectorAll('.vig-reflection-paper')].map((one) => one.textContent);
    window.paper = [written.join(' '), []];
    matchMedia('print').addEventListener('change', () => {
        const tools = document.querySelectorAll('button, select, input, .vig-player, .vig-banner, nav');
        const printed = [...tools].filter((one) => one.checkVisibility() && !one.closest('.vig-marks'));
        window.paper[1] = printed.map((one) => one.outerHTML.slice(0, 90));
    }, {once: true});
}, {once: true})"""
"""Remember what the reflections are on paper, and which tools are printed with it."""

UNITS = re.compile(r"\b\d[\d.,:]*\s*(?:[kMGT]?B|byte|secs?|seconds?|mins?|minutes?|ms|am|pm)\b", re.IGNORECASE)
WORKBOOKS = chapters()[0].notebook.parent


def clean(page: Page, state: str) -> None:
    """Fail with what axe finds wrong with the page as it is now."""
    found = Axe().run(page).response["violations"]
    told = [(one["id"], node["target"], node.get("failureSummary")) for one in found for node in one["nodes"]]
    assert told == [], (state, told)


def keyboard_comes_past_everything(page: Page, state: str) -> None:
    """Press Tab from the page's beginning to its end; fail where a stop cannot be seen, or one is missing."""
    page.evaluate(AT_THE_BEGINNING)
    for number in range(page.evaluate(STOPS)):
        page.keyboard.press("Tab")
        assert page.evaluate(UNSEEN_FOCUS) == "", (state, number)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement === document.body"), state


def fits_with_large_letters(page: Page, state: str) -> None:
    """Fail where anything sticks out of the page, 360 px wide, with letters of double size."""
    size = page.viewport_size
    assert size
    page.set_viewport_size({"width": 360, "height": 740})
    page.evaluate(LARGE, "200%")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360, (state, page.evaluate(OUT))
    page.evaluate(LARGE, "")
    page.set_viewport_size(size)


@cache
def not_of_the_interface() -> tuple[str, ...]:
    """Return all texts of notebooks and frameworks, the longest first: they are translated in their own files."""
    texts = {one.title for one in chapters()}
    for one in chapters():
        for cell in json.loads(one.notebook.read_text("utf-8"))["cells"]:
            source = "".join(cell["source"])
            texts |= (
                set(re.findall(r'"([^"]+)"', source))
                if cell["cell_type"] == "code"
                else set(re.findall(r"^#+ (.+)$", source, re.MULTILINE))
            )
    packs = [one for one in files("vigwidgets.frameworks").iterdir() if one.name.endswith(".toml")]
    clips = WORKBOOKS.parent / "sample_clips"
    for pack in [*packs, *clips.glob("*/clip.toml"), *clips.glob("*/marks.json")]:
        texts |= set(re.findall(r'"([^"]+)"', pack.read_text("utf-8")))
    texts |= set(_sentences_of_errors())
    return tuple(sorted((t for t in texts if re.search("[A-Za-z]{2}", t)), key=len, reverse=True))


def _sentences_of_errors() -> Iterator[str]:
    """Yield what is said where something is refused: that is written at the place which refuses it."""
    for module in Path(str(files("vigwidgets"))).rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                constants = (one.value for one in ast.walk(node.exc) if isinstance(one, ast.Constant))
                yield from (text for text in constants if isinstance(text, str) and " " in text)


def english_left(page: Page, own: tuple[str, ...]) -> list[str]:
    """Return what is on a page in the made language that is in none of the tables of `words/`.

    Args:
        page: As it stands.
        own: What the person wrote themselves, and names of files.
    """
    told = page.evaluate(TEXTS)
    known = sorted([*not_of_the_interface(), *own, *told["days"]], key=len, reverse=True)
    return [f"{place}: {text}" for place, text in told["found"] if _is_english(place, text, known)]


def _is_english(place: str, text: str, known: list[str]) -> bool:
    if "vig-text" in place.split():
        return False
    for words in known:
        text = text.replace(words, "")
    text = " ".join(text.split())
    while (less := re.sub(r"⟦[^⟦⟧]*⟧", "", text)) != text:  # one may stand within another
        text = less
    text = re.sub(r"⟦[^⟦⟧]*$|^[^⟦⟧]*⟧", "", text)  # a sentence with a link in it comes in pieces
    return re.search(r"[^\W\d_]{2}", UNITS.sub("", text)) is not None
