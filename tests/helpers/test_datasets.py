"""Data sets: the digits are the documented ones; a split loses, repeats and unpairs nothing."""

import numpy as np
import pytest

from helpers.datasets import breast_cancer, digits, one_hot, split, two_two_one


def test_digits():
    X, y = digits()
    assert X.shape == (1797, 64) and y.shape == (1797,)
    assert X.min() == 0 and X.max() == 16 and (X == np.round(X)).all()
    np.testing.assert_array_equal(np.bincount(y), [178, 182, 177, 183, 181, 182, 181, 179, 174, 180])


# Every sample carries its own number, so that it can be found again.
NUMBERS = np.arange(200)
X = NUMBERS[:, None] * [1.0, 10.0]
Y = np.repeat([0, 1, 2], [100, 60, 40])


@pytest.mark.parametrize("seed", range(3))
def test_split_shares_out_every_sample_once_and_with_its_label(seed):
    parts = split(X, Y, validation=30, test=60, seed=seed)
    numbers = [part[:, 0].astype(int) for part in parts[::2]]
    assert list(map(len, numbers)) == [110, 30, 60]
    np.testing.assert_array_equal(np.sort(np.concatenate(numbers)), NUMBERS)
    for part, y in zip(numbers, parts[1::2], strict=True):
        np.testing.assert_array_equal(y, Y[part])


@pytest.mark.parametrize("seed", range(3))
def test_split_keeps_the_share_of_each_class(seed):
    X, y = digits()
    for part in split(X, y, validation=300, test=360, seed=seed)[1::2]:
        assert np.abs(np.bincount(part) - np.bincount(y) / 1797 * len(part)).max() < 2


def test_three_samples_of_a_class_are_one_for_each_part():
    parts = split(X[:9], [0, 1, 2] * 3, validation=3, test=3, seed=0)
    assert all(sorted(y.tolist()) == [0, 1, 2] for y in parts[1::2])


@pytest.mark.parametrize("given, kept", [("f4", "f4"), ("f8", "f8"), ("i8", "f8")])
def test_split_keeps_single_precision_and_makes_others_double(given, kept):
    parts = split(X.astype(given), Y, 30, 50, seed=0)
    assert {part.dtype for part in parts[::2]} == {np.dtype(kept)}


def test_the_seed_decides_the_split():
    first, same, other = (split(X, Y, 30, 50, seed) for seed in (4, 4, 5))
    for a, b in zip(first, same, strict=True):
        np.testing.assert_array_equal(a, b)
    assert not np.array_equal(first.X_test, other.X_test)


@pytest.mark.filterwarnings("error")
def test_one_hot():
    np.testing.assert_array_equal(one_hot([2, 0, 2], 4), [[0, 0, 1, 0], [1, 0, 0, 0], [0, 0, 1, 0]])
    np.testing.assert_array_equal(one_hot(np.array([1.0]), 2), [[0, 1]])


def test_two_two_one_has_nine_numbers_and_a_sample():
    shapes = {"X": (1, 2), "Y": (1, 1), "W1": (2, 2), "b1": (1, 2), "W2": (2, 1), "b2": (1, 1)}
    assert {name: array.shape for name, array in two_two_one().items()} == shapes


def test_breast_cancer_has_malignant_as_zero():
    X, y = breast_cancer()
    assert X.shape == (569, 30) and np.bincount(y).tolist() == [212, 357]
    assert X[y == 0, 0].mean() > X[y == 1, 0].mean()  # the nuclei of malignant cells are larger
