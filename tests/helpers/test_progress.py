"""Bars of progress are for people who ask for them, while they wait, and leave nothing behind."""

import io
import sys
from contextlib import redirect_stderr

import numpy as np
import pytest

import helpers.support.progress
from helpers.estimators import NetworkClassifier
from helpers.support.progress import progress


class Terminal(io.StringIO):
    people = True

    def isatty(self):
        return self.people


def watched(work=lambda: list(progress(range(3), "epochs"))):
    """What people at a terminal see of some work."""
    with redirect_stderr(Terminal()) as terminal:
        work()
    return terminal.getvalue()


@pytest.fixture(autouse=True)
def _impatience(monkeypatch):
    """Bars appear at once, if anybody is there."""
    monkeypatch.setattr(helpers.support.progress, "DELAY", 0)
    monkeypatch.delenv("COURSE_QUIET", raising=False)
    monkeypatch.delitem(sys.modules, "ipykernel", raising=False)


@pytest.mark.parametrize("verbose", [False, True])
@pytest.mark.parametrize("early", [False, True])
def test_a_training_shows_one_bar_if_asked(verbose, early):
    model = NetworkClassifier((2,), epochs=3, verbose=verbose, early_stopping=early, validation_fraction=0.5)
    assert watched(lambda: model.fit(np.eye(4), [0, 1, 0, 1])).count("training:   0%") == verbose


@pytest.mark.parametrize(
    "people, kernel, quiet, shown",
    [(True, False, False, True), (False, True, False, True), (False, False, False, False), (True, True, True, False)],
)
def test_a_bar_is_for_a_terminal_or_a_notebook_that_is_not_quiet(people, kernel, quiet, shown, monkeypatch):
    monkeypatch.setattr(Terminal, "people", people)
    if kernel:
        monkeypatch.setitem(sys.modules, "ipykernel", sys)
    if quiet:
        monkeypatch.setenv("COURSE_QUIET", "1")
    assert ("epochs" in watched()) is shown


def test_a_bar_is_gone_at_the_end():
    *_, last, rest = watched().split("\r")
    assert last.isspace() and "\n" not in last and rest == ""


def test_short_work_shows_no_bar(monkeypatch):
    monkeypatch.setattr(helpers.support.progress, "DELAY", 60)
    assert watched() == ""
