"""Bars of progress are for people who ask for them, while they wait, and leave nothing behind."""

import io
import sys
from contextlib import redirect_stderr

import numpy as np
import pytest

import helpers.support.progress
from helpers.estimators import NetworkRegressor
from helpers.support.progress import progress


class Terminal(io.StringIO):
    people = True

    def isatty(self):
        return self.people


def watched(items, *arguments, **options):
    """What people at a terminal see while it goes through the items."""
    with redirect_stderr(Terminal()) as terminal:
        assert list(progress(items, *arguments, **options)) == [0, 1, 2]
    return terminal.getvalue()


@pytest.fixture(autouse=True)
def _impatience(monkeypatch):
    """Bars appear at once, if anybody is there."""
    monkeypatch.setattr(helpers.support.progress, "DELAY", 0)
    monkeypatch.delenv("COURSE_QUIET", raising=False)
    monkeypatch.delitem(sys.modules, "ipykernel", raising=False)


@pytest.mark.parametrize("quiet, verbose, shown", [(False, True, True), (True, True, False), (False, False, False)])
def test_a_bar_is_for_people_who_ask(quiet, verbose, shown, monkeypatch):
    if quiet:
        monkeypatch.setenv("COURSE_QUIET", "1")
    assert ("epochs" in watched(range(3), "epochs", verbose)) is shown
    X = np.arange(40.0).reshape(20, 2)
    with redirect_stderr(Terminal()) as terminal:
        NetworkRegressor((2,), epochs=3, verbose=verbose).fit(X, X[:, 0])
    assert ("training" in terminal.getvalue()) is shown


@pytest.mark.parametrize("people, kernel, shown", [(True, False, True), (False, True, True), (False, False, False)])
def test_a_bar_is_for_a_terminal_or_a_notebook(people, kernel, shown, monkeypatch):
    monkeypatch.setattr(Terminal, "people", people)
    if kernel:
        monkeypatch.setitem(sys.modules, "ipykernel", sys)
    assert ("epochs" in watched(range(3), "epochs")) is shown


def test_a_bar_is_gone_at_the_end():
    *_, last, rest = watched(range(3), "epochs").split("\r")
    assert last.isspace() and "\n" not in last and rest == ""


def test_short_work_shows_no_bar(monkeypatch):
    monkeypatch.setattr(helpers.support.progress, "DELAY", 60)
    assert "epochs" not in watched(range(3), "epochs")
