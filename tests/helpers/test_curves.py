"""Learning curves and the confusion matrix show the numbers that they are given, at their places."""

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

import helpers.plotting  # noqa: F401 -- the look of the course
from helpers.plotting import confusion_matrix, learning_curves

matplotlib.use("Agg")
pytestmark = pytest.mark.usefixtures("no_figures")


def test_learning_curves_count_epochs_from_one():
    cost = {"training": [2.0, 1.0, 0.5], "validation": [2.1, 1.3]}
    accuracy = {"validation": [0.4, 0.9]}
    axes = learning_curves(cost, accuracy, ["It falls", "It rises"])
    for ax, what, curves, title in zip(
        axes, ("cost", "accuracy"), (cost, accuracy), ("It falls", "It rises"), strict=True
    ):
        assert [line.get_label() for line in ax.lines] == list(curves)
        for line, values in zip(ax.lines, curves.values(), strict=True):
            np.testing.assert_array_equal(line.get_xdata(), range(1, len(values) + 1))
            np.testing.assert_array_equal(line.get_ydata(), values)
        assert (ax.get_xlabel(), ax.get_ylabel(), ax.get_title(loc="left")) == ("epoch", what, title)
    assert len({line.get_linestyle() for line in axes[0].lines}) == 2  # told apart without colour


def test_confusion_matrix_has_rows_of_what_is_and_columns_of_what_was_read():
    counts = np.array([[5, 2, 0], [0, 4, 1], [0, 0, 7]])
    _, ax = plt.subplots()
    confusion_matrix(counts, "Two zeros are read as one")
    shown = {(int(text.get_position()[1]), int(text.get_position()[0])): text.get_text() for text in ax.texts}
    assert shown == {(0, 0): "5", (0, 1): "2", (1, 1): "4", (1, 2): "1", (2, 2): "7"}
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("read as", "is")
    assert [label.get_text() for label in ax.get_yticklabels()] == ["0", "1", "2"]
    coloured = np.isfinite(ax.images[0].get_array().filled(np.nan))
    np.testing.assert_array_equal(coloured, counts * (1 - np.eye(3)) > 0)  # the errors and nothing else


A, SQUARE = {"a": [1]}, "counts must be a square table of whole numbers, zero or more, got "
BAD = [
    (learning_curves, ({}, A, "ab"), TypeError, "titles must be a list of strings, got 'ab'"),
    (learning_curves, ({}, A, ["a", "b"]), ValueError, "cost must hold 1 to 4 curves, got 0"),
    (
        learning_curves,
        (A, {name: [1] for name in "abcde"}, ["a", "b"]),
        ValueError,
        "accuracy must hold 1 to 4 curves, got 5",
    ),
    (learning_curves, ([1], A, ["a", "b"]), TypeError, "cost must be of the class dict, got [1]"),
    (learning_curves, (A, A, ["a", "b", "c"]), ValueError, "titles must be two, got ['a', 'b', 'c']"),
    (confusion_matrix, (np.ones((1, 2)), "no square"), ValueError, SQUARE + "[[1. 1.]]"),
    (confusion_matrix, ([[1, np.nan], [0, 1]], ""), ValueError, "counts must be finite, but holds NaN or infinity"),
    (confusion_matrix, ([[0.5]], "a half"), ValueError, SQUARE + "[[0.5]]"),
    (confusion_matrix, ([[-1]], "less than nothing"), ValueError, SQUARE + "[[-1.]]"),
]


@pytest.mark.parametrize("call, arguments, error, message", BAD, ids=[call.__name__ for call, *_ in BAD])
def test_the_message_says_what_cannot_be_drawn(call, arguments, error, message):
    with pytest.raises(error) as raised:
        call(*arguments)
    assert str(raised.value) == message
    assert plt.get_fignums() == []


def test_confusion_matrix_has_no_grid_where_there_was_none():
    _, ax = plt.subplots()
    ax.grid(False)
    confusion_matrix(np.eye(2), "All are right")
    assert not any(line.get_visible() for line in ax.get_xgridlines() + ax.get_ygridlines())


def test_without_errors_nothing_is_marked():
    confusion_matrix(np.diag([3, 4]), "All are right")
    assert sorted(text.get_text() for text in plt.gca().texts) == ["3", "4"]
