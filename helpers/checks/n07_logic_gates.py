"""Judges of the exercises of notebook 07."""

from itertools import product

import numpy as np

from helpers.activations import sigmoid
from helpers.costs import binary_cross_entropy
from helpers.exercises import NotYet, agree, call, exercise
from helpers.verify import central_difference

X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
NAND, XNOR = [1, 1, 1, 0], [1, 0, 0, 1]


def _neuron(inputs, parameters):
    """Return the pre-activations of a neuron with the weights and the bias (w_0, w_1, b)."""
    return inputs @ parameters[:2] + parameters[2]


def _is(gate, answers):
    return np.array_equal(gate, answers)


def _first_wrong_row(gate, answers):
    k = np.flatnonzero(answers != gate)[0]
    return NotYet(f"the input ({X[k, 0]}, {X[k, 1]}) gets the answer {int(answers[k])}, wanted {gate[k]}.")


@exercise("7.1")
def nand_neuron(nand):
    z = np.array([call(nand, int(x0), int(x1)) for x0, x1 in X])
    if z.shape != (4,):
        raise NotYet(f"expected a number for each input, got the shape {z.shape[1:]}.")
    b = z[0]
    parameters = np.array([z[2] - b, z[1] - b, b])
    elsewhere = np.array([[0.3, 0.4], [-1.7, 2.2], [1.0, 1.0], [0.6, -0.9]])
    straight = np.allclose([call(nand, *x) for x in elsewhere], _neuron(elsewhere, parameters))
    if not straight and set(z) <= {0, 1}:
        raise NotYet("this is an answer, 0 or 1. Return z, from which the step makes the answer.")
    if not straight:
        raise NotYet("this is not the z of a neuron, w_0 x_0 + w_1 x_1 + b with three fixed numbers.")
    if _is(NAND, z > 0):
        return "all four rows are right."
    if _is(NAND, z >= 0):
        raise NotYet("a row lies on the line: z is 0 there, which counts as 0. Move the bias a little.")
    if _is(NAND, z <= 0):
        raise NotYet("this is AND. What does the opposite sign of all three numbers do?")
    if _is(NAND, _neuron(X, parameters * [1, 1, -1]) > 0):
        raise NotYet("the line is on the wrong side of (0, 0). Which sign has the bias?")
    raise _first_wrong_row(NAND, z > 0)


def _has_a_line(gate):
    lines = product(range(-2, 3), range(-2, 3), np.arange(-4.5, 5))
    return any(_is(gate, X @ [w0, w1] + b > 0) for w0, w1, b in lines)


@exercise("7.2")
def separable_gates(separable):
    points = [(gate,) for gate in product([0, 1], repeat=4)]
    return agree(separable, points, _has_a_line,
                 [("only XOR is excluded. Which other gate marks a diagonal?", lambda gate: gate != (0, 1, 1, 0)),
                  ("only XNOR is excluded. Which other gate marks a diagonal?", lambda gate: gate != (1, 0, 0, 1)),
                  ("true and false are exchanged.", lambda gate: not _has_a_line(gate)),
                  ("a line can part two rows from two others when they are neighbours.",
                   lambda gate: sum(gate) != 2),
                  ("a gate that always gives the same answer has a line as well: one that passes by the square.",
                   lambda gate: _has_a_line(gate) and 0 < sum(gate) < 4),
                  ("the sums over the two diagonals may be equal: then some gates have a line and some do not. Which "
                   "do?", lambda gate: gate[0] + gate[3] != gate[1] + gate[2])],
                 "it agrees with a search on all 16 gates.")


def _network(parameters, above=np.greater):
    """Return the hidden activations and the answers of a 2-2-1 network whose neurons are the three columns."""
    hidden = np.stack([above(_neuron(X, parameters[:, j]), 0) for j in (0, 1)], axis=1)
    return hidden, above(_neuron(hidden, parameters[:, 2]), 0)


@exercise("7.3")
def xnor_network(xnor):
    parameters, large = call(xnor, 1.0), call(xnor, 1000.0)
    if parameters.shape != (3, 3):
        raise NotYet(f"expected numbers in the shape (3, 3), got {parameters.shape}.")
    if not np.allclose(large, 1000 * parameters):
        raise NotYet("the scale must multiply every one of the nine numbers.")
    hidden, answers = _network(parameters)
    if _is(XNOR, answers):
        return "all four rows are right, and the scale multiplies every parameter."
    if _is(XNOR, ~answers):
        raise NotYet("this is XOR. What does the opposite sign do to the output neuron?")
    if _is(XNOR, _network(parameters, np.greater_equal)[1]):
        raise NotYet("right if z = 0 counted as 1, but it counts as 0. Move the biases a little.")
    if _is(XNOR, _network(parameters.T)[1]):
        raise NotYet("this is the transpose: a column belongs to each neuron.")
    for i, j in [(0, 1), (0, 2), (3, 1), (3, 2)]:           # rows with different answers
        if _is(hidden[i], hidden[j]):
            raise NotYet(f"the hidden layer sends the inputs ({X[i, 0]}, {X[i, 1]}) and ({X[j, 0]}, {X[j, 1]}) to one "
                         "point, so the output cannot tell them apart.")
    raise _first_wrong_row(XNOR, answers)


@exercise("7.4")
def mean_gradient(cost_gradient):
    rng = np.random.default_rng(7)
    points = [(rng.normal(size=(n, 1)) * 2, rng.integers(2, size=(n, 1))) for n in (4, 1, 7, 3)]

    def truth(Z, Y):
        return central_difference(lambda Z: binary_cross_entropy(Z, Y), Z)

    def valve(Z):
        return sigmoid(Z) * (1 - sigmoid(Z))

    return agree(cost_gradient, points, truth,
                 [("a sum for a mean: each row counts for one n-th.", lambda Z, Y: truth(Z, Y) * len(Z)),
                  ("target minus output: everywhere the negative of the slope. Descent would climb.",
                   lambda Z, Y: -truth(Z, Y)),
                  ("target minus output, and a sum for a mean.", lambda Z, Y: -truth(Z, Y) * len(Z)),
                  ("the factor a (1 − a) is too many. It belongs to the squared error.",
                   lambda Z, Y: truth(Z, Y) * valve(Z)),
                  ("the factor a (1 − a) is too many, and a sum stands for a mean.",
                   lambda Z, Y: truth(Z, Y) * valve(Z) * len(Z)),
                  ("this is the derivative with respect to a. How does a follow z?",
                   lambda Z, Y: truth(Z, Y) / valve(Z)),
                  ("Z is a pre-activation: what does the sigmoid make of it?", lambda Z, Y: (Z - Y) / len(Z))],
                 "it agrees with finite differences for 4 sets of rows.")
