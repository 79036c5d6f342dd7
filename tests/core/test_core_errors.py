"""The tree of errors."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from vigwidgets.core import errors

ROOT = Path(__file__).parents[2]
TREE = [one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, errors.VigError)]


def test_each_error_has_a_code_of_its_own():
    codes = [one.code for one in TREE]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("error", TREE)
def test_a_code_is_in_snake_case(error):
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", error.code)


@pytest.mark.parametrize("error", TREE)
def test_an_error_says_its_sentence(error):
    assert str(error("It is wrong. Do this.")) == error("It is wrong. Do this.").sentence == "It is wrong. Do this."


def test_the_core_imports_the_standard_library_only():
    script = (
        "import sys, pkgutil, importlib, vigwidgets.core as core\n"
        "[importlib.import_module(f'vigwidgets.core.{m.name}') for m in pkgutil.iter_modules(core.__path__)]\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules} - sys.stdlib_module_names - {'__main__'}))"
    )
    told = subprocess.run([sys.executable, "-S", "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert told.stdout.strip() == "['vigwidgets']"
