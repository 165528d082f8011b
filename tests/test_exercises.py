"""A wrong answer gets the hint that fits its mistake, and `check` never raises."""

import numpy as np
import pytest
from notebooks import PATHS, calls, chapter, code_cells, read, tags

from helpers.exercises import check

WRONG = {number: cases for path in PATHS for number, cases in chapter(path.stem).WRONG.items()}


@pytest.mark.parametrize("number, answer, hint", [(n, a, h) for n, cases in WRONG.items() for a, h in cases])
def test_a_wrong_answer_gets_its_hint(number, answer, hint, capsys):
    check(number, answer)
    said = capsys.readouterr().out
    assert said.startswith(f"{number} not yet: ") and hint in said


def exercises():
    return [calls(cell.source, "check")[0] for path in PATHS for cell in code_cells(read(path))
            if "exercise" in tags(cell)]


def test_every_exercise_has_wrong_answers():
    assert set(exercises()) == set(WRONG)
    assert all(len(cases) >= 2 for cases in WRONG.values())


def broken(*arguments):
    raise ZeroDivisionError("oh")


@pytest.mark.parametrize("answer, hint", [
    (None, "expected a function, got NoneType"),
    (3.0, "expected a function, got float"),
    (lambda *a: None, "returns None"),
    (lambda *a: "text", "returns str, expected numbers"),
    (lambda *a: np.nan, "not finite"),
    (lambda: 1.0, "raises TypeError"),
    (broken, "broken raises ZeroDivisionError: oh"),
])
@pytest.mark.parametrize("number", exercises())
def test_an_answer_of_the_wrong_kind_is_told_so(number, answer, hint, capsys):
    check(number, answer)
    assert hint in capsys.readouterr().out


@pytest.mark.parametrize("number", ["1.99", "77.1", "one", "", None, 5])
def test_a_number_without_exercise_raises_nothing(number, capsys):
    check(number, broken)
    assert "not yet" in capsys.readouterr().out
