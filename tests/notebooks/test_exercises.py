"""A wrong answer gets the hint that fits its mistake, and `check` never raises."""

import functools
import sys

import numpy as np
import pytest
from notebooks import PATHS, calls, chapter, code_cells, read, tags

from helpers.checks.n02_counting_operations import Counted
from helpers.exercises import JUDGES, NotYet, agree, check

WRONG = {number: cases for path in PATHS for number, cases in chapter(path.stem).WRONG.items()}
RIGHT = {number: answers for path in PATHS for number, answers in getattr(chapter(path.stem), "RIGHT", {}).items()}


@pytest.mark.parametrize("number, answer, hint", [(n, a, h) for n, cases in WRONG.items() for a, h in cases])
def test_a_wrong_answer_gets_its_hint(number, answer, hint, capsys):
    check(number, answer)
    said = capsys.readouterr().out
    assert said.startswith(f"{number} not yet: ") and hint in said
    assert said.endswith((".\n", "?\n"))


@pytest.mark.parametrize("number, answer", [(n, a) for n, answers in RIGHT.items() for a in answers])
def test_a_right_answer_in_another_style_is_right(number, answer, capsys):
    check(number, answer)
    assert capsys.readouterr().out.startswith(f"{number} correct: ")


def test_the_same_answer_gets_the_same_words(capsys):
    for _ in range(2):
        check("6.3", lambda X, Y, W1, *rest: W1)
    first, second = capsys.readouterr().out.splitlines()
    assert first == second


def exercises():
    return [
        calls(cell.source, "check")[0] for path in PATHS for cell in code_cells(read(path)) if "exercise" in tags(cell)
    ]


def test_every_exercise_has_wrong_answers():
    where = "WRONG, in the notebook's module of tests/notebooks/chapters, holds at least two for each exercise"
    assert set(exercises()) == set(WRONG), where
    assert all(len(cases) >= 2 for cases in WRONG.values()), where


def broken(*arguments):
    raise ZeroDivisionError("oh")


@pytest.mark.parametrize(
    "answer, hint",
    [
        (None, "expected a function, got NoneType"),
        (3.0, "expected a function, got float"),
        (lambda *a: None, "returns None"),
        (lambda *a: "text", "returns str, expected numbers"),
        (lambda *a: np.nan, "not finite"),
        (lambda: 1.0, "which it does not take"),
        (broken, "broken raises ZeroDivisionError: oh"),
    ],
)
@pytest.mark.parametrize("number", exercises())
def test_an_answer_of_the_wrong_kind_is_told_so(number, answer, hint, capsys):
    check(number, answer)
    assert hint in capsys.readouterr().out


@pytest.mark.parametrize("number", ["1.99", "77.1", "one", ""])
def test_a_number_without_exercise_raises_nothing(number, capsys):
    check(number, broken)
    assert capsys.readouterr().out == f"{number} not yet: there is no exercise of this number.\n"


@pytest.mark.parametrize("number", [9.3, None, ["1.1"], broken])
def test_a_number_without_quotation_marks_is_told_so(number, capsys):
    check(number, broken)
    said = capsys.readouterr().out
    assert said == f'{number} not yet: the number comes first, in quotation marks, as in check("5.1", answer).\n'


def test_a_fault_of_the_judge_raises_nothing(monkeypatch, capsys):
    monkeypatch.setitem(JUDGES, "1.1", broken)
    check("1.1", lambda: 0)
    assert capsys.readouterr().out == "1.1 not yet: ZeroDivisionError: oh\n"


def test_the_judge_is_looked_up_when_it_is_first_asked_for(monkeypatch, capsys):
    check("6.1", broken)
    monkeypatch.delitem(sys.modules, "helpers.checks.n06_two_two_one_network")
    monkeypatch.delitem(JUDGES, "6.1")
    check("6.1", functools.partial(broken))
    assert capsys.readouterr().out == (
        "6.1 not yet: broken raises ZeroDivisionError: oh.\n6.1 not yet: the function raises ZeroDivisionError: oh.\n"
    )


@pytest.mark.parametrize(
    "number, answer, finding",
    [
        ("2.3", lambda s: s - s * s, "it agrees with finite differences at 5 points, and takes 2 operations."),
        ("6.1", lambda p, h: (p + 2) * h + 1, "it agrees with what 6 networks hold."),
    ],
)
def test_a_right_answer_that_is_written_in_another_way_is_right(number, answer, finding, capsys):
    check(number, answer)
    assert capsys.readouterr().out == f"{number} correct: {finding}\n"


def judged(answer, points, truth, mistakes=()):
    """Return what a judge of this truth says to an answer."""
    try:
        return agree(answer, points, truth, mistakes, "right.")
    except NotYet as hint:
        return str(hint)


@pytest.mark.parametrize(
    "truth, answer, verdict",
    [
        (1e3, 1e3 + 5e-4, "right."),
        (1e3, 1e3 + 5e-3, "at x = 1 it gives 1000.005, expected about 1000."),
        (0.0, 5e-7, "right."),
        (0.0, 5e-6, "at x = 1 it gives 5e-06, expected about 0."),
    ],
)
def test_a_millionth_of_the_number_or_of_one_is_allowed(truth, answer, verdict):
    assert judged(lambda x: answer, [(1,)], lambda x: truth) == verdict


@pytest.mark.parametrize(
    "answer, verdict",
    [
        (lambda f, X: [[1, 2], [3, 4]], "right."),
        (lambda f, X: [[-1, -2], [-3, -4]], "everywhere the negative of what it should be."),
        (lambda f, X: [[1, 3], [2, 4]], "this is the transpose of what it should be."),
        (lambda f, X: [[2, 4], [6, 8]], "twice."),
        (lambda f, X: [1, 2], "the result has shape (2,), expected (2, 2)."),
        (
            lambda f, X: [[1, 2], [3, 1 / 3]],
            "at x = 0.25, v = [5, 6] it gives [[1, 2], [3, 0.3333]], expected about [[1, 2], [3, 4]].",
        ),
    ],
)
def test_the_hint_for_a_matrix(answer, verdict):
    X = np.array([[1, 2], [3, 4]])
    said = judged(
        lambda f, x, v: answer(f, X),
        [(np.sin, 0.25, np.array([5, 6]))],
        lambda f, x, v: X,
        [("twice.", lambda f, x, v: 2 * X)],
    )
    assert said == verdict


FORMULAS = [
    lambda v: v + 2,
    lambda v: 2 + v,
    lambda v: v - 2,
    lambda v: 2 - v,
    lambda v: v * 3,
    lambda v: 3 * v,
    lambda v: v / 2,
    lambda v: 2 / v,
    lambda v: v**3,
    lambda v: -v,
    np.exp,
    np.log,
    np.sqrt,
]


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_counted_number_gives_the_right_result(formula):
    tape = []
    assert formula(Counted(0.7, tape)).data == pytest.approx(formula(0.7), rel=1e-15)
    assert len(tape) == 1
