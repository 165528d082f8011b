"""A wrong answer gets the hint that fits its mistake, and `check` never raises."""

import numpy as np
import pytest
from notebooks import PATHS, calls, code_cells, read, tags

from helpers.exercises import check

# Wrong answers, each with words of the hint that it must get.
WRONG = {
    "1.1": [
        (lambda df, g, dg, x: df(x) * dg(x), "outer derivative is taken at x"),
        (lambda df, g, dg, x: df(g(x)), "inner function is missing"),
        (lambda df, g, dg, x: df(dg(x)), "taken at dg(x)"),
        (lambda df, g, dg, x: df(g(x)) + dg(x), "multiply; they do not add"),
        (lambda df, g, dg, x: -df(g(x)) * dg(x), "the negative"),
        (lambda df, g, dg, x: 2 * df(g(x)) * dg(x), "expected about"),
    ],
    "1.2": [
        (lambda t: np.exp(-t) * np.cos(t), "way through y is missing"),
        (lambda t: -np.exp(-t) * (2 + np.sin(t)), "way through x is missing"),
        (lambda t: -np.exp(-t) * np.cos(t), "product of the two rates"),
        (lambda t: np.cos(t) - np.exp(-t), "sum of the two rates"),
        (lambda t: np.exp(-t) * (np.cos(t) + 2 + np.sin(t)), "added, not subtracted"),
        (lambda t: (2 + np.sin(t)) * np.cos(t) - np.exp(-2 * t), "its own side"),
    ],
    "1.3": [
        (lambda s, t: np.array([[np.cos(t), np.sin(t), 0], [-s * np.sin(t), s * np.cos(t), 1]]), "transpose"),
        (lambda s, t: np.array([[-s * np.sin(t), np.cos(t)], [s * np.cos(t), np.sin(t)], [1, 0]]), "exchanged"),
        (lambda s, t: np.array([[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)], [0, 1]]), "factor s"),
        (lambda s, t: np.array([[np.cos(t), s * np.sin(t)], [np.sin(t), s * np.cos(t)], [0, 1]]), "other sign"),
        (lambda s, t: np.array([[np.cos(t), -s * np.sin(t)], [np.sin(t), s * np.cos(t)]]), "row of z"),
        (lambda s, t: np.eye(3), "has shape (3, 3), expected (3, 2)"),
    ],
    "1.4": [
        (lambda w: sum(w[0] * n * m for n, m in zip(w[1:], w[2:])), "count of forward mode"),
        (lambda w: sum(w[-1] * n * m for n, m in zip(w, w[1:])), "one product too many"),
        (lambda w: sum(n * m for n, m in zip(w[:-2], w[1:-1])), "right for one output only"),
        (lambda w: sum(n * m for n, m in zip(w, w[1:])), "weights of all layers"),
    ],
    "15.1": [
        (lambda p, n: p * (1 - p) / n, "this is the variance"),
        (lambda p, n: np.sqrt(p * (1 - p)), "spread of a single reading"),
        (lambda p, n: np.sqrt(p * (1 - p)) / n, "root of n, not with n"),
        (lambda p, n: np.sqrt(p / n), "factor for wrong readings"),
    ],
    "15.2": [
        (lambda e, m: np.outer(e, m) > 1, "is it large"),
        (lambda e, m: np.outer(m, e) > 2, "transpose"),
        (lambda e, m: np.outer(e, m) <= 2, "opposite"),
        (lambda e, m: 1 - np.outer(e, m) > 1, "below −1"),
    ],
    "15.3": [
        (lambda d: d.sum(axis=1), "axis of the samples is gone"),
        (lambda d: d.mean(axis=1, keepdims=True), "divides by n a second time"),
        (lambda d: d.sum(axis=0, keepdims=True), "over the networks"),
        (lambda d: d.sum(axis=-1, keepdims=True), "over the nodes"),
    ],
    "15.4": [
        (lambda a: np.unravel_index(np.argmax(a), a.shape), "chooses a NaN"),
        (lambda a: np.nanargmax(a), "unravel_index"),
        (lambda a: np.unravel_index(np.nanargmax(a), a.shape)[::-1], "exchanged"),
        (lambda a: np.unravel_index(np.nanargmin(a), a.shape), "smallest"),
        (lambda a: (0, 1), "not the largest"),
    ],
}


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
