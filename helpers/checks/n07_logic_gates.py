"""Judges of the exercises of notebook 07."""

from functools import cache
from itertools import product

import numpy as np

from helpers.activations import sigmoid, tanh
from helpers.checks.parts import agree_by_parts, wrong_factors
from helpers.costs import binary_cross_entropy
from helpers.exercises import NotYet, Unforeseen, agree, call, exercise
from helpers.network import Network
from helpers.optimizers import GradientDescent
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
    values = [call(nand, int(x0), int(x1)) for x0, x1 in X]
    if any(z.shape for z in values):
        raise NotYet(f"expected a number for each input, got the shape {max(z.shape for z in values)}.")
    z = np.array(values)
    b = z[0]
    parameters = np.array([z[2] - b, z[1] - b, b])
    elsewhere = np.array([[0.3, 0.4], [-1.7, 2.2], [1.0, 1.0], [0.6, -0.9]])
    straight = np.allclose([call(nand, *x) for x in elsewhere], _neuron(elsewhere, parameters))
    if not straight and np.all((0 <= z) & (z <= 1)):
        raise NotYet("this is an answer, from 0 to 1. Return z, from which the step makes the answer.")
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


class _Gate(list):
    """A list of four answers that also equals the tuple of them: a student may compare with either."""

    def __eq__(self, other):
        return list(self) == list(other) if isinstance(other, (list, tuple)) else NotImplemented

    def __ne__(self, other):
        return not self == other

    def __hash__(self):  # type: ignore[override]  # a list has none
        return hash(tuple(self))


def _line(gate):
    """Return (w_0, w_1, b) of a line that makes a gate, in small numbers, or None."""
    lines = sorted(product(range(-2, 3), range(-2, 3), np.arange(-4.5, 5)), key=np.linalg.norm)
    return next((line for line in lines if _is(gate, _neuron(X, np.array(line)) > 0)), None)


@exercise("7.2")
def separable_gates(separable):
    gates = list(map(_Gate, product([0, 1], repeat=4)))
    got = [call(separable, gate) for gate in gates]
    try:
        return agree(
            separable,
            [(gate,) for gate in gates],
            lambda gate: _line(gate) is not None,
            [
                ("only XOR is excluded. Which other gate marks a diagonal?", lambda gate: gate != (0, 1, 1, 0)),
                ("only XNOR is excluded. Which other gate marks a diagonal?", lambda gate: gate != (1, 0, 0, 1)),
                ("true and false are exchanged.", lambda gate: _line(gate) is None),
                ("a line can part two rows from two others when they are neighbours.", lambda gate: sum(gate) != 2),
                (
                    "a gate that always gives the same answer has a line as well: one that passes by the square.",
                    lambda gate: _line(gate) is not None and 0 < sum(gate) < 4,
                ),
                (
                    "the sums over the two diagonals may be equal: then some gates have a line and some do not. "
                    "Which do?",
                    lambda gate: gate[0] + gate[3] != gate[1] + gate[2],
                ),
            ],
            "it agrees with a search on all 16 gates.",
        )
    except Unforeseen:
        if any(answer.shape for answer in got):
            raise
        if bad := [answer for answer in got if answer not in (0, 1)]:
            raise NotYet(f"return true or false, not {bad[0]:g}.") from None
        gate, line = next(
            (gate, _line(gate)) for gate, answer in zip(gates, got, strict=True) if answer != (_line(gate) is not None)
        )
        raise NotYet(
            f"no line makes {gate}: its two ones are on a diagonal."
            if line is None
            else f"a line makes {gate}: with w_0 = {line[0]}, w_1 = {line[1]} and b = {line[2]:g} the step gives "
            "these answers."
        ) from None


def _network(parameters, step):
    """Return the hidden activations and the answers of a 2-2-1 network whose neurons are the three columns."""
    hidden = np.stack([step(_neuron(X, parameters[:, j])) for j in (0, 1)], axis=1)
    return hidden, step(_neuron(hidden, parameters[:, 2]))


@exercise("7.3")
def xnor_network(xnor):
    parameters, large = call(xnor, 1.0), call(xnor, 1000.0)
    for scale, array in [(1, parameters), (1000, large)]:
        if array.shape != (3, 3):
            raise NotYet(f"expected numbers in the shape (3, 3), got {array.shape} at the scale {scale}.")
    if not np.allclose(large, 1000 * parameters):
        raise NotYet("the scale must multiply every one of the nine numbers.")
    hidden, answers = _network(parameters, lambda z: z > 0)
    soft = _network(large, sigmoid)[1]
    if _is(XNOR, answers):
        if np.allclose(soft, XNOR, atol=0.4):
            return "all four rows are right, and the scale multiplies every parameter."
        k = np.argmax(abs(soft - XNOR))
        z = np.column_stack([_neuron(X, parameters[:, 0]), _neuron(X, parameters[:, 1])])
        z = np.column_stack([z, _neuron(hidden, parameters[:, 2])])
        if np.any(z == 0):
            i, j = np.argwhere(z == 0)[0]
            raise NotYet(
                f"right with steps, but the z of {('h_0', 'h_1', 'the output')[j]} is 0 at the input "
                f"({X[i, 0]}, {X[i, 1]}), and a sigmoid makes one half of it whatever the scale is. Move the bias a "
                "little."
            )
        raise NotYet(
            f"right with steps, but a z is too near 0: at the scale 1000 the input ({X[k, 0]}, {X[k, 1]}) gets "
            f"{soft[k]:.2f}, wanted {XNOR[k]}."
        )
    if _is(XNOR, ~answers):
        raise NotYet("this is XOR. What does the opposite sign do to the output neuron?")
    if _is(XNOR, _network(parameters, lambda z: z >= 0)[1]):
        raise NotYet("right if z = 0 counted as 1, but it counts as 0. Move the biases a little.")
    if _is(XNOR, _network(parameters.T, lambda z: z > 0)[1]):
        raise NotYet("this is the transpose: a column belongs to each neuron.")
    for i, j in [(0, 1), (0, 2), (3, 1), (3, 2)]:  # rows with different answers
        if _is(hidden[i], hidden[j]):
            raise NotYet(
                f"the hidden layer sends the inputs ({X[i, 0]}, {X[i, 1]}) and ({X[j, 0]}, {X[j, 1]}) to one "
                "point, so the output cannot tell them apart."
            )
    raise _first_wrong_row(XNOR, answers)


@exercise("7.4")
def mean_gradient(cost_gradient):
    rng = np.random.default_rng(7)
    points = [(rng.normal(size=(n, 1)) * 2, rng.integers(2, size=(n, 1)).astype(float)) for n in (4, 1, 7, 3)]

    def truth(Z, Y):
        return central_difference(lambda Z: binary_cross_entropy(Z, Y), Z)

    def parts(gradient, right):
        Z, Y = points[0]
        yield "a − y is a factor: where the target y is a the slope is 0, but here it is not.", right(Z, sigmoid(Z))
        yield "wrong even for a single row, where it is a − y alone.", right(Z[:1], Y[:1])
        yield "right for a single row. What does the mean do to each of several?", False

    valve = sigmoid.derivative
    return agree_by_parts(
        parts,
        cost_gradient,
        points,
        truth,
        [
            *wrong_factors(
                truth,
                [
                    ("the sign is that of target minus output", lambda Z, Y: -1),
                    ("a sum stands for a mean", lambda Z, Y: len(Z)),
                    ("the factor a (1 − a) of the squared error is too many", lambda Z, Y: valve(Z)),
                ],
            ),
            (
                "this multiplies by the number of rows, where the mean divides by it.",
                lambda Z, Y: truth(Z, Y) * len(Z) ** 2,
            ),
            ("this is the derivative with respect to a. How does a follow z?", lambda Z, Y: truth(Z, Y) / valve(Z)),
            ("Z is a pre-activation: what does the sigmoid make of it?", lambda Z, Y: (Z - Y) / len(Z)),
            (
                "the mean over all rows is already taken: each row is to keep its own slope.",
                lambda Z, Y: np.sum(truth(Z, Y)),
            ),
        ],
        "it agrees with finite differences for 4 sets of rows.",
    )


# Starts of exercise 7.5: for each hidden node its two weights, its bias, and its weight to the output. The text rules
# out what makes more kinds. Input weights of zero in both nodes: the rows then stay together, or nearly. Output weights
# of zero in both, and z odd about the centre of the square: all answers tend to one half. A constant node that undoes
# the output bias: a start must be hopeless for every output bias.
NODE, OTHER, ZEROS = [0.7, -0.4, 0.3, 0.9], [-0.2, 0.8, 0.5, -0.6], [0.0] * 4
NUMBERS = "weight from x_0", "weight from x_1", "bias", "weight to the output"


def _starts():
    """Return pairs of words and a start: hopeless ones, the same but for one number, and one that is like none."""
    kinds = {
        "equal nodes": (NODE, NODE),
        "mirrored nodes": (NODE, [-p for p in NODE]),
        "a second node of zeros": (NODE, ZEROS),
        "a first node of zeros": (ZEROS, NODE),
    }
    others = {
        "two different nodes": OTHER,
        "nodes that exchange x_0 and x_1": [NODE[1], NODE[0], *NODE[2:]],
        "one node twice the other": [2 * p for p in NODE],
    }
    found = [(words, np.array([NODE, other]).T) for words, other in others.items()]
    for k, number in enumerate(NUMBERS):  # two different nodes that share one number
        found.append((f"two different nodes with the same {number}", start := np.array([NODE, OTHER]).T))
        start[k] = NODE[k]
        found.append((f"two different nodes with no {number}", start := np.array([NODE, OTHER]).T))
        start[k, int(number == NUMBERS[3]) :] = 0  # not both weights to the output
    found[-1] = "two different nodes, of which one has no weight to the output", found[-1][1]
    for k, number in enumerate(NUMBERS):
        for words, sign in [("equal nodes", 1), ("mirrored nodes", -1)]:
            found.append((f"{words}, but for the sign of one {number}", start := np.array([NODE, NODE]).T))
            start[:, 1] *= sign
            start[k, 1] *= -1
    found.append(("two nodes whose weights from x_0 and x_1 are equal", start := np.array([NODE, OTHER]).T))
    start[1] = start[0]
    for words, pair in kinds.items():
        found.append((words, np.array(pair).T))
        for k, number in enumerate(NUMBERS):
            start = np.array(pair).T
            start[k, int(pair[1] is ZEROS)] += 0.5  # in the node of zeros, if there is one
            found.append((f"{words}, but for one {number}", start))
    return found


def _hidden(start):
    return np.tanh(X @ start[:2] + start[2])


def _on_a_line(H):
    """Return whether the four rows lie on one line through the plane of h_0 and h_1."""
    return np.linalg.matrix_rank(H - H.mean(axis=0), tol=1e-6) < 2


@cache
def _stays_on_a_line(start):
    """Return whether the rows are on a line before and after 100 steps of descent from a start, a tuple of tuples."""
    start, network = np.array(start), Network((2, 2, 1), tanh, binary_cross_entropy)
    network.W[1][...], network.b[1][...], network.W[2][...] = start[:2], start[2], start[3:].T
    network.b[2][...] = 0.2
    network.fit(X, np.reshape([0, 1, 1, 0], (4, 1)), GradientDescent(1.0), 100, batch_size=4, seed=0, verbose=False)
    return _on_a_line(_hidden(start)) and _on_a_line(network.forward(X)[1][1])


@exercise("7.5")
def hopeless_starts(hopeless):
    def truth(nodes):
        return _stays_on_a_line(tuple(map(tuple, nodes.tolist())))

    def equal(nodes):
        return _is(nodes[:, 0], nodes[:, 1])

    def mirrored(nodes):
        return _is(nodes[:, 0], -nodes[:, 1])

    def half_mirrored(nodes):
        return _is(nodes[:3, 0], -nodes[:3, 1]) and nodes[3, 0] == nodes[3, 1]

    def silent(nodes):
        return not nodes.any(axis=0).all()

    starts = _starts()
    got = [call(hopeless, start) for _, start in starts]
    another = "and another kind of start is missing."
    try:
        return agree(
            hopeless,
            [(start,) for _, start in starts],
            truth,
            [
                (f"equal nodes are found. tanh(−z) is −tanh(z): which other pair stays on a line, {another}", equal),
                (
                    "a node can also be silent: what are h, and all slopes of the node, if its four numbers are 0?",
                    lambda nodes: equal(nodes) or mirrored(nodes),
                ),
                (
                    "tanh(−z) is −tanh(z): which other pair of nodes stays on a line?",
                    lambda nodes: equal(nodes) or silent(nodes),
                ),
                ("two equal nodes are hopeless as well.", lambda nodes: mirrored(nodes) or silent(nodes)),
                *[
                    (
                        "mirrored inputs are not enough: which weight to the output mirrors its gradient too?",
                        lambda nodes, pair=pair: equal(nodes) or pair(nodes) or silent(nodes),
                    )
                    for pair in (half_mirrored, lambda nodes: mirrored(nodes[:3]))
                ],
                *[
                    (
                        "equal sizes are not enough: look at the signs of all four numbers, one after the other.",
                        lambda nodes, more=more: _is(*abs(nodes).T) or more(nodes),
                    )
                    for more in (silent, lambda nodes: False)
                ],
                ("true and false are exchanged.", lambda nodes: not truth(nodes)),
                (
                    "the rows may begin on one line and leave it: look at the weights to the output as well.",
                    lambda nodes: _on_a_line(_hidden(nodes)),
                ),
                (
                    "weights and biases that are equal are not enough: nodes with different weights to the output "
                    f"get different gradients, {another}",
                    lambda nodes: equal(nodes[:3]),
                ),
            ],
            f"it foretells what 100 steps of descent do from {len(starts)} starts.",
        )
    except Unforeseen:
        if any(answer.shape for answer in got):
            raise
        if bad := [answer for answer in got if answer not in (0, 1)]:
            raise NotYet(f"return true or false, not {bad[0]:g}.") from None
        words, start = next(pair for pair, answer in zip(starts, got, strict=True) if answer != truth(pair[1]))
        stays = "never leave" if truth(start) else "leave"
        raise NotYet(f"a start with {words}: after 100 steps the rows {stays} their line.") from None
