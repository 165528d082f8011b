"""Reductions: what NumPy's own sum and max say, in any stack and both precisions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.support.reductions import column_sum, row_max, row_sum

SHAPES = st.lists(st.integers(1, 4), min_size=2, max_size=4).map(tuple)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@given(shape=SHAPES, seed=st.integers(0, 10**6))
def test_they_are_numpys_own(shape, dtype, seed):
    a = np.random.default_rng(seed).normal(size=shape).astype(dtype)
    tolerance = {"rtol": 0, "atol": 10 * np.finfo(dtype).eps}
    np.testing.assert_array_equal(row_max(a), a.max(axis=-1, keepdims=True))
    np.testing.assert_allclose(row_sum(a), a.sum(axis=-1, keepdims=True), **tolerance)
    np.testing.assert_allclose(column_sum(a), a.sum(axis=-2, keepdims=True), **tolerance)
    assert {f(a).dtype for f in (row_max, row_sum, column_sum)} == {np.dtype(dtype)}


def test_one_row_alone_has_a_maximum_and_a_sum():
    row = np.array([1.0, 5.0, -2.0])
    assert row_max(row).tolist() == [5] and row_sum(row).tolist() == [4]


def test_nan_and_infinity_stay_in_their_row():
    a = np.array([[1.0, np.nan], [2.0, 3.0], [np.inf, 1.0]])
    np.testing.assert_array_equal(row_max(a), [[np.nan], [3], [np.inf]])
    np.testing.assert_array_equal(row_sum(a), [[np.nan], [5], [np.inf]])
