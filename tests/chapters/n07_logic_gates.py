"""What the tests know of notebook 07."""

import numpy as np

from helpers.activations import sigmoid

# Names in the TeX that are not the notebook's variable of that name.
SYMBOLS = {}

# Misprints of the lecture: the fault's number in CORRECTIONS, our equation, what we print, what it prints.
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
        (lambda x0, x1: int(1.5 - x0 - x1 > 0), "this is an answer, 0 or 1"),
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
        (lambda gate: gate[0] == 0, "at 0, 1, 1, 0 it gives 1, expected about 0."),
    ],
    "7.3": [
        (lambda s: s * np.array([[1, 1, 1], [1, 1, -1], [-0.5, -1.5, -0.5]]), "this is XOR"),
        (lambda s: s * np.array([[1, 1, -1], [1, 1, 1], [-0.5, -1.5, 0]]), "right if z = 0 counted as 1"),
        (lambda s: s * np.array([[1, 1, -0.5], [1, 1, -1.5], [-1, 1, 0.5]]), "this is the transpose"),
        (lambda s: s * np.array([[1, 1, -1], [1, 1, 1], [-0.5, -0.5, 0.5]]), "(1, 1) and (0, 1) to one point"),
        (lambda s: s * np.array([[1, 1, 1], [1, 1, 1], [-0.5, -1.5, -0.5]]),
         "the input (0, 0) gets the answer 0, wanted"),
        (lambda s: s * np.array([1, 1, -0.5, 1, 1, -1.5, -1, 1, 0.5]), "in the shape (3, 3), got (9,)"),
        (lambda s: [[1, 1, -1], [1, 1, 1], [-0.5, -1.5, 0.5]], "multiply every one"),
    ],
    "7.4": [
        (lambda Z, Y: sigmoid(Z) - Y, "a sum for a mean"),
        (lambda Z, Y: (Y - sigmoid(Z)) / len(Y), "Descent would climb"),
        (lambda Z, Y: Y - sigmoid(Z), "target minus output, and a sum"),
        (lambda Z, Y: (sigmoid(Z) - Y) * sigmoid(Z) * (1 - sigmoid(Z)) / len(Y), "belongs to the squared error"),
        (lambda Z, Y: (sigmoid(Z) - Y) * sigmoid(Z) * (1 - sigmoid(Z)), "too many, and a sum"),
        (lambda Z, Y: (-Y / sigmoid(Z) + (1 - Y) / (1 - sigmoid(Z))) / len(Y), "with respect to a"),
        (lambda Z, Y: (Z - Y) / len(Y), "what does the sigmoid make of it"),
        (lambda Z, Y: np.mean(sigmoid(Z) - Y), "has shape ()"),
    ],
}
