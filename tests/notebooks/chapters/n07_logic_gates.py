"""What the tests know of notebook 07."""

import math

import numpy as np

from helpers.activations import sigmoid
from helpers.costs import binary_cross_entropy

# Names in the TeX that are not the notebook's variable of that name.
SYMBOLS = {}

# Misprints of the lecture: the fault's number in site/ext/corrections, our equation, what we print, what it prints.
MISPRINTS = []

# Wrong answers to the exercises, each with words of the hint that it must get.
WRONG = {
    "7.1": [
        (lambda x0, x1: 1 - x0 - x1, "a row lies on the line"),
        (lambda x0, x1: x0 + x1 - 1.5, "this is AND"),
        (lambda x0, x1: -x0 - x1 - 1.5, "wrong side of (0, 0)"),
        (lambda x0, x1: x0 + x1 - 0.5, "the input (0, 0) gets the answer 0, wanted 1"),
        (lambda x0, x1: 0.5 - x1, "the input (0, 1) gets the answer 0, wanted 1"),
        (lambda x0, x1: 2.5 - x0 - x1, "the input (1, 1) gets the answer 1, wanted 0"),
        (lambda x0, x1: int(1.5 - x0 - x1 > 0), "this is an answer, from 0 to 1"),
        (lambda x0, x1: sigmoid(-x0 - x1 + 1.5), "this is an answer, from 0 to 1"),
        (lambda x0, x1: 0.5 - x0 * x1, "not the z of a neuron"),
        (lambda x0, x1: (-1, -1, 1.5), "expected a number for each input, got the shape (3,)"),
    ],
    "7.2": [
        (lambda gate: gate != (0, 1, 1, 0), "only XOR is excluded"),
        (lambda gate: gate != (1, 0, 0, 1), "only XNOR is excluded"),
        (lambda gate: gate in [(0, 1, 1, 0), (1, 0, 0, 1)], "true and false are exchanged"),
        (lambda gate: sum(gate) != 2, "when they are neighbours"),
        (lambda gate: gate not in [(0, 1, 1, 0), (1, 0, 0, 1), (0, 0, 0, 0), (1, 1, 1, 1)], "passes by the square"),
        (lambda gate: gate[0] + gate[3] != gate[1] + gate[2], "the two diagonals may be equal"),
        (lambda gate: gate != [0, 1, 1, 0], "only XOR is excluded"),
        (lambda gate: gate[0] == 0, "no line makes [0, 1, 1, 0]: its two ones are on a diagonal."),
        (lambda gate: gate[1] == gate[2], "a line makes [0, 0, 1, 0]: with w_0 = 1, w_1 = -1 and b = -0.5"),
        (lambda gate: 2 * (gate not in [(0, 1, 1, 0), (1, 0, 0, 1)]), "return true or false, not 2."),
        (lambda gate: gate, "has shape (4,), expected ()"),
    ],
    "7.3": [
        (lambda s: s * np.array([[1, 1, 1], [1, 1, -1], [-0.5, -1.5, -0.5]]), "this is XOR"),
        (lambda s: s * np.array([[1, 1, -1], [1, 1, 1], [-0.5, -1.5, 0]]), "right if z = 0 counted as 1"),
        (lambda s: s * np.array([[1, 1, -0.5], [1, 1, -1.5], [-1, 1, 0.5]]), "this is the transpose"),
        (lambda s: s * np.array([[1, 1, -1], [1, 1, 1], [-0.5, -0.5, 0.5]]), "(1, 1) and (0, 1) to one point"),
        (
            lambda s: s * np.array([[1, 1, 1], [1, 1, 1], [-0.5, -1.5, -0.5]]),
            "the input (0, 0) gets the answer 0, wanted",
        ),
        (lambda s: s * np.array([1, 1, -0.5, 1, 1, -1.5, -1, 1, 0.5]), "in the shape (3, 3), got (9,)"),
        (lambda s: [[1, 1, -1], [1, 1, 1], [-0.5, -1.5, 0.5]], "multiply every one"),
        (lambda s: [[1, 1, -1], [1, 1, 1], [-0.5, -1.5, 0.5]] * int(s), "got (3000, 3) at the scale 1000"),
        (
            lambda s: s * np.array([[1, 1, -1], [1, 1, 1], [-0.5, -1.5, 1]]),
            "the z of the output is 0 at the input (0, 1)",
        ),
        (lambda s: s * np.array([[1, 1, -1], [1, 1, 1], [0, -1, 0.5]]), "the z of h_0 is 0 at the input (0, 0)"),
        (lambda s: s * np.array([[1, 1, -1], [1, 1, 1], [-0.001, -1.001, 0.001]]), "a z is too near 0: at the scale"),
        (lambda s: s / 1000 * np.array([[1, 1, -1], [1, 1, 1], [-0.5, -1.5, 0.5]]), "a z is too near 0: at the scale"),
    ],
    "7.4": [
        (lambda Z, Y: sigmoid(Z) - Y, "a sum stands for a mean"),
        (lambda Z, Y: (Y - sigmoid(Z)) / len(Y), "the sign is that of target minus output"),
        (lambda Z, Y: Y - sigmoid(Z), "target minus output and a sum stands for a mean"),
        (lambda Z, Y: (sigmoid(Z) - Y) * sigmoid(Z) * (1 - sigmoid(Z)) / len(Y), "of the squared error is too many"),
        (lambda Z, Y: (sigmoid(Z) - Y) * sigmoid(Z) * (1 - sigmoid(Z)), "a mean and the factor a (1 − a)"),
        (lambda Z, Y: (sigmoid(Z) - Y) * len(Y), "where the mean divides by it"),
        (lambda Z, Y: sigmoid(Z) / len(Y), "where the target y is a the slope is 0"),
        (lambda Z, Y: (sigmoid(Z) - Y) ** 2 / len(Y), "wrong even for a single row"),
        (lambda Z, Y: (sigmoid(Z) - Y) / (2 * len(Y) - 1), "right for a single row"),
        (lambda Z, Y: (-Y / sigmoid(Z) + (1 - Y) / (1 - sigmoid(Z))) / len(Y), "with respect to a"),
        (lambda Z, Y: (Z - Y) / len(Y), "what does the sigmoid make of it"),
        (lambda Z, Y: np.mean(sigmoid(Z) - Y), "each row is to keep its own slope"),
        (lambda Z, Y: np.sum(sigmoid(Z) - Y), "has shape ()"),
    ],
    "7.5": [
        (lambda nodes: np.array_equal(nodes[:, 0], nodes[:, 1]), "equal nodes are found"),
        (lambda nodes: np.array_equal(abs(nodes[:, 0]), abs(nodes[:, 1])), "equal sizes are not enough"),
        (lambda nodes: np.array_equal(*abs(nodes).T) or not nodes.any(axis=0).all(), "equal sizes are not enough"),
        (lambda nodes: np.allclose(*nodes.T) or np.allclose(nodes[:, 0], -nodes[:, 1]), "a node can also be silent"),
        (
            lambda nodes: (
                np.allclose(*nodes.T)
                or np.allclose(nodes[:, 0] * [-1, -1, -1, 1], nodes[:, 1])
                or not nodes.any(axis=0).all()
            ),
            "mirrored inputs are not enough",
        ),
        (
            lambda nodes: (
                np.allclose(*nodes.T) or np.allclose(nodes[:3, 0], -nodes[:3, 1]) or not nodes.any(axis=0).all()
            ),
            "mirrored inputs are not enough",
        ),
        (lambda nodes: np.allclose(*nodes.T) or not nodes.any(axis=0).all(), "which other pair of nodes"),
        (lambda nodes: np.allclose(nodes[:, 0], -nodes[:, 1]) or not nodes.any(axis=0).all(), "two equal nodes are"),
        (lambda nodes: not hopeless(nodes), "true and false are exchanged"),
        (lambda nodes: np.allclose(nodes[:3, 0], nodes[:3, 1]), "with different weights to the output"),
        (lambda nodes: on_a_line(np.tanh(X @ nodes[:2] + nodes[2])), "may begin on one line and leave it"),
        (
            lambda nodes: np.linalg.matrix_rank(nodes) < 2,
            "one node twice the other: after 100 steps the rows leave their line",
        ),
        (lambda nodes: sorted(nodes[:, 0]) == sorted(nodes[:, 1]), "nodes that exchange x_0 and x_1"),
        (lambda nodes: hopeless(nodes) or not nodes[3].all(), "of which one has no weight to the output"),
        (lambda nodes: hopeless(nodes) or not nodes[0].any(), "two different nodes with no weight from x_0"),
        (lambda nodes: hopeless(nodes) or (nodes[2] == 0).all(), "two different nodes with no bias"),
        (lambda nodes: hopeless(nodes) or (nodes[0] == nodes[1]).all(), "weights from x_0 and x_1 are equal"),
        (lambda nodes: hopeless(nodes) or nodes[3, 0] == nodes[3, 1], "nodes that exchange x_0 and x_1"),
        (lambda nodes: 2 * hopeless(nodes), "return true or false, not 2."),
        (lambda nodes: nodes[:, 0] == nodes[:, 1], "has shape (4,), expected ()"),
    ],
}


def on_a_line(H):
    return np.linalg.matrix_rank(H - H.mean(axis=0), tol=1e-6) < 2


def hopeless(nodes):
    return bool(
        np.all(nodes[:, 0] == nodes[:, 1]) or np.all(nodes[:, 0] == -nodes[:, 1]) or 0 in abs(nodes).sum(axis=0)
    )


def row_by_row(Z, Y):
    for k in range(len(Z)):
        Z[k, 0] = (1 / (1 + math.exp(-Z[k, 0])) - Y[k, 0]) / len(Y)
    return Z


def in_place(Z, Y):
    Y -= sigmoid(Z)
    Y /= -len(Y)
    return Y


X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
XOR, XNOR = [0, 1, 1, 0], [1, 0, 0, 1]

# Right answers in other styles.
RIGHT = {
    "7.1": [
        lambda x0, x1: np.dot([-10, -10], [x0, x1]) + 15,
        lambda x0, x1: 3 - 2 * x0 - 2 * x1,
        lambda x0, x1: 2 - x0 - x1,
    ],
    "7.2": [
        lambda gate: gate not in [XOR, XNOR],
        lambda gate: gate != XOR and gate != XNOR,
        lambda gate: gate not in {(0, 1, 1, 0), (1, 0, 0, 1)},
        lambda gate: tuple(gate) != tuple(XOR) and gate != XNOR,
        lambda gate: int(not np.array_equal(gate, XOR) and not np.array_equal(gate, XNOR)),
        lambda gate: "".join(map(str, gate)) not in ("0110", "1001"),
    ],
    "7.3": [
        lambda s: [[s, s, -s], [s, s, s], [-s / 2, -3 * s / 2, s / 2]],
        lambda s: s * np.array([[-1, 1, 1], [-1, 1, 1], [0.5, -1.5, -0.5]]),
    ],  # NOR or AND
    "7.4": [row_by_row, in_place, lambda Z, Y: binary_cross_entropy.gradient(sigmoid(Z), Y).tolist()],
    "7.5": [
        hopeless,
        lambda nodes: int(hopeless(nodes)),
        lambda nodes: (
            np.allclose(nodes[:, 0], nodes[:, 1])
            or np.allclose(nodes.sum(axis=1), 0)
            or not np.any(nodes[:, 0])
            or not np.any(nodes[:, 1])
        ),
    ],
}
