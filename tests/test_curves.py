"""Learning curves and the confusion matrix show the numbers that they are given, at their places."""

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

import helpers.plotting  # noqa: F401 -- the look of the course
from helpers.curves import confusion_matrix, learning_curves

matplotlib.use("Agg")


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def test_learning_curves_count_epochs_from_one():
    cost = {"training": [2.0, 1.0, 0.5], "validation": [2.1, 1.3]}
    accuracy = {"validation": [0.4, 0.9]}
    axes = learning_curves(cost, accuracy, ["It falls", "It rises"])
    for ax, what, curves, title in zip(axes, ("cost", "accuracy"), (cost, accuracy), ("It falls", "It rises"),
                                       strict=True):
        assert [line.get_label() for line in ax.lines] == list(curves)
        for line, values in zip(ax.lines, curves.values(), strict=True):
            np.testing.assert_array_equal(line.get_xdata(), range(1, len(values) + 1))
            np.testing.assert_array_equal(line.get_ydata(), values)
        assert (ax.get_xlabel(), ax.get_ylabel(), ax.get_title(loc="left")) == ("epoch", what, title)
    assert len({line.get_linestyle() for line in axes[0].lines}) == 2       # told apart without colour


def test_confusion_matrix_has_rows_of_what_is_and_columns_of_what_was_read():
    counts = np.array([[5, 2, 0], [0, 4, 1], [0, 0, 7]])
    _, ax = plt.subplots()
    confusion_matrix(counts, "Two zeros are read as one")
    shown = {(int(text.get_position()[1]), int(text.get_position()[0])): text.get_text() for text in ax.texts}
    assert shown == {(0, 0): "5", (0, 1): "2", (1, 1): "4", (1, 2): "1", (2, 2): "7"}
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("read as", "is")
    assert [label.get_text() for label in ax.get_yticklabels()] == ["0", "1", "2"]
    coloured = np.isfinite(ax.images[0].get_array().filled(np.nan))
    np.testing.assert_array_equal(coloured, counts * (1 - np.eye(3)) > 0)               # the errors and nothing else


@pytest.mark.parametrize("call, words", [
    (lambda: learning_curves({}, {"a": [1]}, "ab"), ["cost", "1 to 4", "0"]),
    (lambda: learning_curves({"a": [1]}, {name: [1] for name in "abcde"}, "ab"), ["accuracy", "1 to 4", "5"]),
    (lambda: learning_curves({"training": [[1, 2]]}, {"a": [1]}, "ab"), ["training", "list", "(1, 2)"]),
    (lambda: confusion_matrix(np.ones((2, 3)), "no square"), ["counts", "square", "(2, 3)"]),
    (lambda: confusion_matrix([[1, np.nan], [0, 1]], "not a number"), ["counts", "finite"]),
])
def test_bad_input_is_named(call, words):
    with pytest.raises(ValueError, match=words[0]) as raised:
        call()
    assert all(word in str(raised.value) for word in words)


def test_without_errors_nothing_is_marked():
    confusion_matrix(np.diag([3, 4]), "All are right")
    assert sorted(text.get_text() for text in plt.gca().texts) == ["3", "4"]
