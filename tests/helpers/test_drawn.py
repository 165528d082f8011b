"""Drawings are what their descriptions in `drawn` say; RENEW_DRAWN=1 in the environment writes these anew."""

import os
from pathlib import Path

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
from artists import describe

import helpers.plotting  # noqa: F401 -- the look of the course
from helpers.autodiff import Value
from helpers.drawings import draw_digits, draw_graph, draw_network, draw_value
from helpers.plotting import confusion_matrix, heatmap, learning_curves

matplotlib.use("Agg")
pytestmark = pytest.mark.usefixtures("no_figures")

FOLDER = Path(__file__).parent / "drawn"


def left():
    """The first of two axes; the second are the current ones."""
    return plt.subplots(1, 2, figsize=(9, 4))[1][0]


def value():
    """A sum of x and −3x that x also reaches by a longer way; two links lead to 2y, and one to a constant."""
    x, y = Value(2.0), Value(0.5)
    end = x * -3 + x * (y + y)
    end.backward()
    return end


# The graph's edges lead up, to the right, down, to the left, and obliquely.
DRAWINGS = {
    "graph": lambda: draw_graph(
        {"x": (1, 1), "u": (1, 3), r"\sigma": (3, 3), 4: (3, 1), "E": (4.5, 2)},
        {
            ("x", "u"): "up",
            ("u", r"\sigma"): "right",
            (r"\sigma", 4): "down",
            (4, "x"): "left",
            (r"\sigma", "E"): "$2u$",
            ("E", 4): "back",
        },
        left(),
        {"x": "0.5", 4: "none"},
    ),
    "graph_of_one_node": lambda: draw_graph({"x": (0, 0)}, {}),
    "value": lambda: draw_value(value(), left()),
    "value_of_one_node": lambda: draw_value(Value(3)),
    "network": lambda: draw_network(
        [["x_1", "x_2", "x_3"], ["h_1", "h_2"], ["y"]],
        left(),
        [[["u_1", "u_2"], ["v_1", "v_2"], ["w_1", 7]], [["s"], ["t"]]],
    ),
    "network_without_weights": lambda: draw_network([["x_1", "x_2"], ["y"]]),
    "digits": lambda: draw_digits(np.arange(11)[:, None]),
    "digits_with_titles": lambda: draw_digits([[-3, -1, 0, 2], [0, 1, 1, 0], [1, 2, 1, 2]], ["a", 1, ""], columns=2),
    "digits_in_a_column": lambda: draw_digits([[0], [5]], columns=1),
    "digits_one": lambda: draw_digits([[0, 1, 2, 3]], columns=1),
    "learning_curves": lambda: learning_curves(
        {"training": [2, 1, 0.5], "validation": [2.1, 1.3], "test": [2.2, 1.9, np.nan, 1], "all": [1, 0.9]},
        {"validation": [0.4, 0.9]},
        ["It falls", "It rises"],
    ),
    "learning_curves_of_one_epoch": lambda: learning_curves({"training": [2]}, {"training": [0.4]}, ["E", "A"]),
    "confusion_matrix": lambda: confusion_matrix([[5, 2, 0], [0, 0, 11], [1, 0, 7]], "Two is read as one"),
    "confusion_matrix_with_one_error": lambda: confusion_matrix([[3, 1], [0, 2]], "One is wrong"),
    "heatmap": lambda: heatmap([[0.1, np.nan, 0.333], [0.978, 0.9, 0.5]], [0.03, 1], [0, 1e-5, 10], "Accuracy", left()),
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_as_described(name):
    DRAWINGS[name]()
    found = describe(plt.gcf())
    path = FOLDER / f"{name}.txt"
    if "RENEW_DRAWN" in os.environ:
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text("utf-8")


def test_every_description_belongs_to_a_drawing():
    assert {path.stem for path in FOLDER.iterdir()} == set(DRAWINGS)
