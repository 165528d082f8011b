"""Slips that fit any exercise are recognised by what they do to the result, and an error by its operands."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.exercises import NotYet, agree


def said(answer, truth, cases, **options):
    with pytest.raises(NotYet) as hint:
        agree(answer, cases, truth, [], "right.", **options)
    return str(hint.value)


def columns(X, t):
    """A row of three numbers for each column of X."""
    return np.stack([X.mean(axis=0), t * X.max(axis=0), 2 - X[0]], axis=1)


def numbered(change, seed):
    rng = np.random.default_rng(seed)
    cases = [(rng.normal(size=(n, 4)), rng.normal()) for n in (3, 5, 2)]
    return said(lambda X, t: change(columns(X, t), X, t), columns, cases)


SLIPS = [
    (lambda a, X, t: -a, "everywhere the negative of what it should be."),
    (lambda a, X, t: a.T, "this is the transpose of what it should be."),
    (lambda a, X, t: 1 / a, "everywhere the reciprocal of what it should be."),
    (lambda a, X, t: a**2, "everywhere the square of what it should be."),
    (lambda a, X, t: np.exp(a), "everywhere the exponential of what it should be."),
    (lambda a, X, t: 1 - a, "everywhere one minus what it should be."),
    (lambda a, X, t: abs(a), "the numbers are right but for their sign: none is negative."),
    (lambda a, X, t: a[::-1, ::-1], "the numbers are right, in the opposite order."),
    (lambda a, X, t: a.sum(), "this is the sum of the numbers wanted: keep them apart."),
    (lambda a, X, t: a.mean(), "this is the mean of the numbers wanted: keep them apart."),
    (lambda a, X, t: len(X) * a, "as many times too large as there are rows: a sum stands where a mean belongs."),
    (lambda a, X, t: a / len(X), "as many times too small as there are rows: a mean stands where a sum belongs."),
    (lambda a, X, t: a / X.size, "as many times too small as there are entries: a mean stands where a sum belongs."),
    (lambda a, X, t: a / t, "the factor t is missing."),
    (lambda a, X, t: a * t, "the factor t is one too many."),
    (lambda a, X, t: a + t, "everywhere too large by t."),
    (lambda a, X, t: a - t, "everywhere too small by t."),
    (lambda a, X, t: 3 * a, "everywhere 3 times what it should be."),
    (lambda a, X, t: -a / 3, "everywhere -1/3 times what it should be."),
    (lambda a, X, t: 0.123 * a, "everywhere 0.123 times what it should be."),
    (lambda a, X, t: a + 1, "everywhere 1 more than it should be."),
    (lambda a, X, t: a - 2.5, "everywhere 5/2 less than it should be."),
    (lambda a, X, t: 0 * a + 4, "it gives 4 whatever it is given."),
    (lambda a, X, t: a * [1, 1, -1], "right but for column 2. There: everywhere the negative of what it should be."),
    (lambda a, X, t: a * [[1], [1], [2], [2]], "right but for row 2, 3. There: everywhere 2 times what it should be."),
    (lambda a, X, t: a.ravel(), "the numbers are right, but in the shape (12,), expected (4, 3)."),
    (lambda a, X, t: a[:, :2], "the result has shape (4, 2), expected (4, 3)."),
]


@pytest.mark.parametrize("change, hint", SLIPS)
def test_a_slip_is_named(change, hint):
    assert numbered(change, 1) == hint


@pytest.mark.parametrize("change, hint", [(lambda x: x, "add them."), (lambda x: x * len(x), "take their mean.")])
def test_parts_in_place_of_their_sum_are_named(change, hint):
    cases = [(np.arange(float(n)),) for n in (2, 4, 5)]
    words = said(lambda x: change(x**2), lambda x: np.sum(x**2), cases)
    assert words == f"these are the parts of what is wanted: {hint}"


@given(st.integers(0, 2**32 - 1))
def test_a_result_of_chance_is_no_slip(seed):
    words = numbered(lambda a, X, t: np.random.default_rng([seed, len(X)]).normal(size=a.shape), seed)
    assert words.startswith("at X of the shape (3, 4), t = ") and " entry [0, 0] is " in words


@pytest.mark.parametrize(
    "ours, theirs, digits",
    [
        (0.99812, 0.99813, "0.99812, expected about 0.99813"),
        (1.5, 2.2, "1.5, expected about 2.2"),
        (0.31331234567, 0.31331434567, "0.313312, expected about 0.313314"),
    ],
)
def test_numbers_are_shown_apart(ours, theirs, digits):
    assert said(lambda x: ours, lambda x: theirs, [(1,)]) == f"at x = 1 it gives {digits}."


def test_the_cases_that_are_right_are_counted_and_no_function_is_shown():
    cases = [(np.sin, {"a": 1}, k) for k in range(4)]
    words = said(lambda f, d, k: k % 3, lambda f, d, k: k, cases)
    assert words == "right in 3 of 4 cases, but at d = {'a': 1}, k = 3 it gives 0, expected about 3."


def test_a_long_result_shows_the_first_entry_that_differs():
    x = np.linspace(0, 1, 50)
    words = said(lambda k: k * x**2 + (x == x[7]), lambda k: k * x**2, [(k,) for k in (1.0, 2.0)])
    assert words == "at k = 1 entry [7] is 1.02, expected about 0.02041."


def test_an_entry_may_have_words_of_its_own():
    def place(index, k):
        return f"for k = {k} the place {index[0]} has"

    words = said(lambda k: k * np.array([1, 2, 4.5]), lambda k: k * np.arange(1, 4), [(1,), (2,)], place=place)
    assert words == "at k = 1 for k = 1 the place 2 has 4.5, expected about 3."


def test_long_arguments_are_shown_by_their_shapes():
    cases = [(np.ones((5, 3)), 0.5, np.ones((3, 4)))]
    words = said(lambda X, t, W: [1, 3], lambda X, t, W: [1, 2], cases)
    assert words == "at X of the shape (5, 3), t = 0.5, W of the shape (3, 4) it gives [1, 3], expected about [1, 2]."


def test_nearly_right_is_no_factor_of_one():
    words = said(lambda x: x * (1 + 2e-6), lambda x: x, [(x,) for x in (1.0, 2.0, 3.0, 4.0)])
    assert words == "at x = 1 it gives 1.000002, expected about 1."


def centred(X):
    X -= X.mean(axis=0)
    return X


row, table, whole = np.ones(3), np.ones((2, 3)), np.arange(6).reshape(3, 2)
FAILURES = [
    (lambda W, x: W @ x, [table, table], "`W @ x`, where W has the shape (2, 3) and x has the shape (2, 3). A matrix"),
    (lambda a, b: a * b + 1, [row, table.T], "`a * b`, where a has the shape (3,) and b has the shape (3, 2). These"),
    (lambda w, k: w - k, ([1, 2], 0.5), "`w - k`, where w is a list of length 2 and k is 0.5. Make numbers or arrays"),
    (lambda q: 1 if q > 0 else 0, [row], "`q > 0`, where q has the shape (3,). An array is neither true nor false"),
    (centred, [whole], "`X -= X.mean(axis=0)`, where X has the shape (3, 2) and holds integers. An array of integers"),
    (lambda q: 1 + math.log(q), [row], "`math.log(q)`, where q has the shape (3,). This function takes one number"),
    (lambda a: np.hstack([a, a.T]), [table], "`np.hstack([a, a.T])`, where a has the shape (2, 3). Pieces must have"),
    (lambda w: w + 1, [None], "`w + 1`, where w is None. None is no number."),
]


@pytest.mark.parametrize("answer, arguments, words", FAILURES)
def test_a_failure_is_told_with_its_operands_and_its_meaning(answer, arguments, words):
    assert said(answer, None, [arguments]).startswith(f"{answer.__name__} fails at {words}")


@pytest.mark.parametrize(
    "answer, arguments, words",
    [
        (lambda a: (a, a[1:]), [row], "<lambda> returns tuple of arrays of the shapes (3,), (2,), expected numbers."),
        (lambda w: w["a"], [{}], "<lambda> raises KeyError: 'a'. In `w[\"a\"]` w is a dict of length 0."),
        (lambda: 1.0, [1, 2], "<lambda>: it is called with 2 arguments, which it does not take."),
        (np.linalg.inv, [np.ones((2, 2))], "inv raises LinAlgError: Singular matrix."),
    ],
)
def test_what_cannot_be_judged_is_told(answer, arguments, words):
    assert said(answer, None, [arguments]) == words


def test_an_answer_gets_arguments_of_its_own():
    X, nested = np.ones((2, 2)), {"a": [np.ones(2)]}

    def answer(X, nested):
        X[:] = 0
        nested["a"][0] += 1
        return nested["a"].pop().sum()

    assert agree(answer, [(X, nested)] * 2, lambda X, nested: 2 + X.sum() / 2, [], "right.") == "right."
    assert X.sum() == 4 and nested["a"][0].sum() == 2
