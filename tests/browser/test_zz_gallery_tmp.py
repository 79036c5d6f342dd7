from pathlib import Path
import pytest
from tests.browser.conftest import *
from tests.browser import page_checks
from tests.browser.page_visits import Room, at_the_clips, work_in
from tests.browser.test_everyone import FILM, own, enter, Enter
from axe_playwright_python.sync_playwright import Axe
from tests.live_workbook import LiveWorkbook
@pytest.fixture
def workbook(tmp_path, request):
    l=getattr(request,'param','')
    live = LiveWorkbook(tmp_path / "data", environment={"VIG_LANGUAGE": l} if l else None).start()
    yield live
    live.kill()
ROOT=Path('/work/main')
@pytest.mark.parametrize("workbook", ["pseudo","pseudo-rtl"], indirect=True)
def test_words(workbook, enter):
    page=enter(Room(width=390,height=844)); work_in(workbook, ROOT.parent/'shared/testdata'/FILM)
    for state in at_the_clips(page, workbook.base):
        if page.evaluate("getComputedStyle(document.body).direction") != "rtl":
            assert page_checks.english_left(page, own(workbook)) == [], state
        assert page.evaluate(page_checks.CUT)==[], state
        assert page.evaluate(page_checks.OUT)==[], state
def test_small(workbook, enter):
    page=enter(Room(width=320, height=256, scale=4)); work_in(workbook, ROOT.parent/'shared/testdata'/FILM)
    for state in at_the_clips(page, workbook.base):
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, state
        assert page.evaluate(page_checks.OUT) == [], state
        assert page.evaluate(page_checks.STUCK) <= 128, state
@pytest.mark.parametrize("room",[Room(), Room(width=320, height=256, scale=4)],ids=str)
def test_keys(workbook, enter, room):
    page=enter(room); work_in(workbook, ROOT.parent/'shared/testdata'/FILM)
    for state in at_the_clips(page, workbook.base):
        if room.width>1000:
            found = Axe().run(page).response["violations"]
            assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == [], state
        if 'writer' in state: break
        for number in range(page.evaluate(page_checks.STOPS)):
            page.keyboard.press("Tab")
            assert page.evaluate(page_checks.UNSEEN_FOCUS) == "", (state, number)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body"), state
