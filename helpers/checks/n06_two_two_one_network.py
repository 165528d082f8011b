"""Judges of the exercises of notebook 06."""

from functools import partial

import numpy as np

from helpers.activations import sigmoid
from helpers.checks.parts import agree_by_parts, wrong_factors
from helpers.exercises import agree, exercise
from helpers.network import Network
from helpers.verify import central_difference


@exercise("6.1")
def count(parameters):
    points = [(2, 2), (1, 1), (2, 16), (64, 50), (3, 1), (1, 7)]
    return agree(
        parameters,
        points,
        lambda p, h: sum(array.size for array in Network((p, h, 1)).parameters()),
        [
            ("the biases are missing.", lambda p, h: p * h + h),
            ("the bias of the output is missing.", lambda p, h: p * h + 2 * h),
            (
                "h terms are missing: the biases of the hidden nodes, or the weights into the output.",
                lambda p, h: p * h + h + 1,
            ),
            ("the inputs compute nothing: they have no biases.", lambda p, h: p + p * h + 2 * h + 1),
            ("one bias for the whole hidden layer: each node has its own.", lambda p, h: p * h + h + 2),
            ("the output is joined to the h hidden nodes, not to the p inputs.", lambda p, h: p * h + h + p + 1),
            *[
                (
                    "the weights into the hidden layer are miscounted: each input is joined to each hidden node.",
                    lambda p, h, weights=weights: weights(p, h) + 2 * h + 1,
                )
                for weights in (lambda p, h: p + h, lambda p, h: p, lambda p, h: h, lambda p, h: h * h)
            ],
        ],
        "it agrees with what 6 networks hold.",
    )


@exercise("6.2")
def sigmoid_output(hidden_errors):
    rng = np.random.default_rng(62)
    points = [(rng.normal(size=2), 2 * rng.normal(size=2), rng.normal(), rng.uniform()) for _ in range(6)]
    slope = sigmoid.derivative

    def output(z1, w2, b2):
        return w2 @ sigmoid(z1) + b2

    def truth(z1, w2, b2, y):
        return central_difference(lambda z: 0.5 * (sigmoid(output(z, w2, b2)) - y) ** 2, z1)

    def linear(z1, w2, b2, y):
        return central_difference(lambda z: 0.5 * (output(z, w2, b2) - y) ** 2, z1)

    def of_z1(z1, w2, b2, y):
        return central_difference(lambda z: 0.5 * (sigmoid(w2 @ z + b2) - y) ** 2, z1) * slope(z1)

    def parts(errors, right):
        def in_ratio(*case):
            return np.isclose(np.linalg.det([errors(*case), truth(*case)]), 0, atol=1e-9)

        z1, w2, b2, y = points[0]
        yield (
            "a2 − y is a factor of both errors: where the target y is the output a2 they are 0, but here they are not.",
            right(z1, w2, b2, sigmoid(output(z1, w2, b2))),
        )
        yield "the slope of the hidden activation is not right: it is a1 (1 − a1).", in_ratio(z1, np.ones(2), b2, y)
        yield "what comes back to a hidden node crosses its weight, w2: here, something else.", in_ratio(*points[0])
        yield "both errors are wrong by one factor. Look at the slope of the sigmoid at the output, a2 (1 − a2).", False

    return agree_by_parts(
        parts,
        hidden_errors,
        points,
        truth,
        [
            ("this is for a linear output. What is the answer of this network, and what is its slope?", linear),
            *wrong_factors(
                truth,
                [
                    (
                        "the slope of the sigmoid at the output is missing",
                        lambda z1, w2, b2, y: 1 / slope(output(z1, w2, b2)),
                    ),
                    ("the slope of the hidden activation is missing", lambda z1, *rest: 1 / slope(z1)),
                    ("the output weights are missing", lambda z1, w2, *rest: 1 / w2),
                    ("the sign is that of target minus output", lambda *case: -1),
                ],
            ),
            (
                "the way back crosses the weight, not the activation: w2 in place of a1.",
                lambda z1, w2, *rest: truth(z1, w2, *rest) / w2 * sigmoid(z1),
            ),
            ("the weights of the two nodes are exchanged.", lambda z1, w2, *rest: truth(z1, w2, *rest) / w2 * w2[::-1]),
            ("the output is made of z1 here, without the sigmoid of the hidden nodes.", of_z1),
            (
                "this is the error of the output. Send it back to the two hidden nodes.",
                lambda z1, w2, *rest: truth(z1, w2, *rest)[0] / slope(z1[0]) / w2[0],
            ),
        ],
        "it agrees with finite differences at 6 random points.",
    )


def samples(shapes, seed):
    """Return arguments X, Y, W1, b1, W2, b2 for each shape (n, p, h)."""
    rng = np.random.default_rng(seed)
    return [tuple(map(rng.standard_normal, [(n, p), (n, 1), (p, h), (1, h), (h, 1), (1, 1)])) for n, p, h in shapes]


def output(X, W1, b1, W2, b2, *, activation=np.tanh):
    return activation(X @ W1 + b1) @ W2 + b2


def slopes(X, Y, theta, activation=np.tanh):
    """Return the gradients of the mean cost with respect to W1, b1, W2 and b2, by finite differences."""

    def cost(*theta):
        return np.mean((output(X, *theta, activation=activation) - Y) ** 2) / 2

    return [central_difference(lambda p, k=k: cost(*theta[:k], p, *theta[k + 1 :]), theta[k]) for k in range(4)]


def sent_back(X, Y, theta, W2, activation=np.tanh):
    """Return the gradients if the right error goes back over other weights, or through another activation."""
    other = [*theta[:2], W2, theta[3]]
    return slopes(X, output(X, *other, activation=activation) - (output(X, *theta) - Y), other, activation)


@exercise("6.3")
def batch_gradient(hidden_weight_gradient):
    points = samples([(5, 2, 2), (7, 2, 2), (4, 3, 5), (1, 2, 4), (6, 1, 3)], 63)

    def truth(X, Y, *theta):
        return slopes(X, Y, theta)[0]

    def hidden_for_input(X, Y, W1, b1, W2, b2):
        Z = X @ W1 + b1
        return np.tanh(Z).T @ central_difference(lambda Z: np.mean((np.tanh(Z) @ W2 + b2 - Y) ** 2) / 2, Z)

    def parts(gradient, right):
        X, Y, W1, b1, W2, b2 = points[0]
        yield (
            "the error A2 − Y is in every term: where Y is the output of the network the gradient is 0, but here it "
            "is not.",
            right(X, output(X, W1, b1, W2, b2), W1, b1, W2, b2),
        )
        yield (
            "wrong even where W1 and b1 are zero: there A1 is 0, the slope of tanh is 1, and only X, the error and "
            "W2 are left.",
            right(X, Y, 0 * W1, 0 * b1, W2, b2),
        )
        yield "right where W1 and b1 are zero, and the slope of tanh is 1. What is it elsewhere?", False

    return agree_by_parts(
        parts,
        hidden_weight_gradient,
        points,
        truth,
        [
            (
                "right but for a factor: the sum over the samples, where the cost is their mean.",
                lambda X, *rest: len(X) * truth(X, *rest),
            ),
            (
                "this multiplies by the number of samples, where the mean divides by it.",
                lambda X, *rest: len(X) ** 2 * truth(X, *rest),
            ),
            (
                "this divides by the number of all entries of X. The mean is over its rows.",
                lambda X, *rest: truth(X, *rest) / X.shape[1],
            ),
            (
                "a (1 − a) is the slope of the sigmoid. What is that of tanh?",
                lambda X, Y, *theta: sent_back(X, Y, theta, theta[2], lambda z: np.log(np.cosh(z)) - z + np.tanh(z))[0],
            ),
            ("the slope of tanh is missing.", lambda X, Y, *theta: sent_back(X, Y, theta, theta[2], lambda z: z)[0]),
            (
                "the weights W2 are missing: the error crosses them on its way back.",
                lambda X, Y, *theta: sent_back(X, Y, theta, np.ones_like(theta[2]))[0],
            ),
            (
                "in this exercise the hidden nodes have tanh, not a sigmoid.",
                lambda X, Y, *theta: slopes(X, Y, theta, sigmoid)[0],
            ),
            ("the tail of these arrows is an input: X, not A1.", hidden_for_input),
        ],
        "it agrees with finite differences for 5 batches of 1 to 7 samples.",
    )


@exercise("6.4")
def descent(fit):
    points = [
        (*arguments, eta, steps)
        for arguments, eta, steps in zip(
            samples([(5, 2, 2), (6, 2, 4), (4, 3, 2)], 65), (0.1, 0.2, 0.05), (1, 3, 2), strict=True
        )
    ]

    def trained(gradients, activation=np.tanh):
        def fitted(X, Y, *rest):
            *theta, eta, steps = rest
            for _ in range(steps):
                theta = [p - eta * g for p, g in zip(theta, gradients(X, Y, theta, eta), strict=True)]
            return output(X, *theta, activation=activation)

        return fitted

    def times(factor):
        """Return a descent whose gradients are too large by a factor that depends on the samples and the array."""
        return trained(lambda X, Y, theta, eta: [factor(len(X), k) * g for k, g in enumerate(slopes(X, Y, theta))])

    def output_first(X, Y, theta, eta):
        gradients = slopes(X, Y, theta)
        return sent_back(X, Y, theta, theta[2] - eta * gradients[2])[:2] + gradients[2:]

    def hidden_first(X, Y, theta, eta, anew):
        """Return the gradients if A1 is made anew after W1 and b1 have moved, and the error too, or not."""
        gradients = slopes(X, Y, theta)
        moved = [p - eta * g for p, g in zip(theta[:2], gradients[:2], strict=True)]
        if anew:
            return gradients[:2] + slopes(X, Y, [*moved, *theta[2:]])[2:]
        error = (output(X, *theta) - Y) / len(X)
        return [*gradients[:2], np.tanh(X @ moved[0] + moved[1]).T @ error, gradients[3]]

    def old_activations(*case):
        """Return the output of the last step's W2 and b2 on the hidden activations from before this step."""
        *rest, steps = case
        X, Y, *theta, eta = rest
        for _ in range(steps):
            before, theta = theta, [p - eta * g for p, g in zip(theta, slopes(X, Y, theta), strict=True)]
        return output(X, *before[:2], *theta[2:])

    def parts(fitted, right):
        X, Y, W1, b1, W2, b2, eta, _ = points[0]
        yield (
            "wrong even for eta = 0, where nothing moves. The output is then that of the arrays that are given.",
            right(X, Y, W1, b1, W2, b2, 0.0, 1),
        )
        yield (
            "wrong even where X, b1 and W2 are zero, and only b2 moves. Look at the error, and at the step of b2.",
            right(0 * X, Y, W1, 0 * b1, 0 * W2, b2, eta, 1),
        )
        yield (
            "right where only b2 moves, but not where W2 is zero: there no error comes back to the hidden layer, "
            "and only W2 and b2 move.",
            right(X, Y, W1, b1, 0 * W2, b2, eta, 1),
        )
        yield (
            "right where only W2 and b2 move, but not where X is zero and W1 stays. Look at the error that comes "
            "back, and at the step of b1.",
            right(0 * X, Y, W1, b1, W2, b2, eta, 1),
        )
        yield "right where X is zero and W1 stays. Look at the step of W1.", right(X, Y, W1, b1, W2, b2, eta, 1)
        yield "one step is right, several are not: each starts from the four arrays that the last one left.", False

    truth = times(lambda n, k: 1)
    return agree_by_parts(
        parts,
        fit,
        points,
        truth,
        [
            ("the cost rises: a step goes against the gradient.", times(lambda n, k: -1)),
            ("the gradient is a sum over the samples, where the cost is their mean.", times(lambda n, k: n)),
            ("the mean is taken twice: the error is already divided by n.", times(lambda n, k: 1 / n)),
            (
                "the biases take a mean of errors that are already divided by n. Add them.",
                times(lambda n, k: 1 / n if k % 2 else 1),
            ),
            *[
                (words, lambda *rest, made=made: truth(*rest[:-1], made(rest[-1])))
                for words, made in [
                    ("nothing has changed: this is the output before the first step.", lambda steps: 0),
                    ("this is the output before the last step.", lambda steps: steps - 1),
                    ("only one step was made.", lambda steps: 1),
                    ("a step too many was made.", lambda steps: steps + 1),
                ]
            ],
            *[
                (f"{words} they were.", times(lambda n, k, moving=moving: k in moving))
                for words, moving in [
                    ("the biases stay what", (0, 2)),
                    ("W1 and b1 stay what", (2, 3)),
                    ("W2 and b2 stay what", (0, 1)),
                ]
            ],
            (
                "in this exercise the hidden nodes have tanh, not a sigmoid.",
                trained(lambda X, Y, theta, eta: slopes(X, Y, theta, sigmoid), sigmoid),
            ),
            (
                "W2 has already moved when the error is sent back over it. Take all gradients first, then step.",
                trained(output_first),
            ),
            *[
                (
                    "W1 has already moved when the activations for the step of W2 are taken. Take all gradients first, "
                    "then step.",
                    trained(partial(hidden_first, anew=anew)),
                )
                for anew in (False, True)
            ],
            (
                "the output is made of hidden activations from before the last step: go forward once more after it.",
                old_activations,
            ),
        ],
        "after 1 to 3 steps it is where finite differences lead, on 3 sets of data.",
    )


def equal_numbers(W1, b1, W2):
    """Return of which arrays the two hidden nodes have the same numbers: W1, b1, W2."""
    return [bool(np.ptp(array, axis=1).max() == 0) for array in (W1, b1, W2.T)]


@exercise("6.5")
def symmetry(stay_equal):
    X = np.random.default_rng(66).uniform(-1, 1, (20, 2))
    Y = (X**2).sum(axis=1, keepdims=True) + 3 * X[:, :1] * X[:, 1:] + 5
    halves = {
        "W1": np.full((2, 2), 0.5),
        "b1": np.full((1, 2), 0.5),
        "W2": np.full((2, 1), 0.5),
        "b2": np.array([[0.25]]),
    }
    zeros = {name: 0 * array for name, array in halves.items()}
    rows, other = [[0.3, 0.3], [-0.8, -0.8]], {"W1": [[0.1, 0.9], [-0.3, 0.2]], "b1": [[0.3, -0.2]]}
    starts: list[dict] = [
        {},
        zeros,
        {"W1": rows, "b1": [[0.1, 0.1]], "W2": [[-0.4], [-0.4]]},
        {"W2": zeros["W2"]},
        {"W1": [[0.6, 0.5], [0.5, 0.5]]},
        {"W1": [[0.5, 0.5], [0.5, 0.4]]},
        {"b1": [[0.5, 0.2]]},
        {"W2": [[0.5], [0.7]]},
        {"W1": rows, "W2": [[0.5], [-0.5]]},
        {**zeros, "b1": [[0.1, 0.0]]},
        other,
        {**other, "W2": [[0.8], [0.4]]},
        {"W1": [[0.1, 0.9], [0.9, 0.1]]},
        {"W1": [[0.2, 0.4], [0.4, 0.8]]},
        {"W1": [[0.5, -0.5], [0.5, 0.5]]},
        {"W1": [[0.51, 0.5], [0.5, 0.5]]},
        {"b1": [[0.5, 0.51]]},
        {"W2": [[0.49], [0.5]]},
        {"W2": [[0.0], [0.5]]},
    ]
    points = [tuple(map(np.array, (halves | start).values())) for start in starts]

    def truth(W1, b1, W2, b2):
        for _ in range(200):
            A1 = sigmoid(X @ W1 + b1)
            delta2 = (A1 @ W2 + b2 - Y) / len(X)
            delta1 = delta2 * W2.T * A1 * (1 - A1)
            W1, b1 = W1 - 0.3 * X.T @ delta1, b1 - 0.3 * delta1.sum(axis=0)
            W2, b2 = W2 - 0.3 * A1.T @ delta2, b2 - 0.3 * delta2.sum()
        return np.ptp(np.vstack([W1, b1, W2.T]), axis=1).max() < 1e-9

    def where(*counts):
        """Return the prediction of someone who compares the numbers of some arrays only."""
        return lambda W1, b1, W2, b2: all(np.array(equal_numbers(W1, b1, W2))[list(counts)])

    def if_alike(quantity):
        """Return the prediction of someone who compares a quantity of the columns of W1, and b1 and W2 rightly."""
        return lambda W1, b1, W2, b2: np.ptp(quantity(W1)) < 1e-9 and all(equal_numbers(W1, b1, W2)[1:])

    return agree(
        stay_equal,
        points,
        truth,
        [
            ("this expects that nodes never part. A start with one number that differs is enough.", lambda *p: True),
            (
                "this expects that nodes always part. What has a node that gets the same slopes as another?",
                lambda *p: False,
            ),
            (
                "right but for starts where only the output weights differ: over them the errors come back, and these "
                "are then different.",
                where(0, 1),
            ),
            ("right but for starts where only the biases differ: the activations are then different.", where(0, 2)),
            ("right but for starts where only the weights W1 differ: z is then different.", where(1, 2)),
            ("the weights W1 are not all of a node: it has a bias and an output weight as well.", where(0)),
            ("the biases are not all of a node: it has weights as well.", where(1)),
            ("the output weights are not all of a node: it has weights W1 and a bias as well.", where(2)),
            (
                "one equal number is not enough: the nodes stay equal only if all their numbers are.",
                lambda W1, b1, W2, b2: any(equal_numbers(W1, b1, W2)),
            ),
            (
                "the numbers of one node may differ from each other. Compare them with those of the other node.",
                lambda W1, b1, W2, b2: np.ptp(W1) == np.ptp(b1) == np.ptp(W2) == 0,
            ),
            (
                "weights of equal sum, or equal but exchanged, come from different inputs. Compare the two weights of "
                "each input.",
                if_alike(lambda W1: W1.sum(axis=0)),
            ),
            (
                "columns of W1 in proportion, where its determinant is 0, need not be equal.",
                if_alike(lambda W1: [np.linalg.det(W1), 0]),
            ),
            *[
                (
                    "two numbers of opposite signs are not equal: this lets the signs go.",
                    lambda W1, *rest, size=size: all(equal_numbers(abs(W1), *map(size, rest[:2]))),
                )
                for size in (abs, np.positive)
            ],
            (
                "numbers that differ by 0.01 are not equal, and get different slopes: this lets small gaps go.",
                lambda W1, b1, W2, b2: np.ptp(np.vstack([W1, b1, W2.T]), axis=1).max() < 0.05,
            ),
            (
                "an output weight of zero sends no error back in the first step only: then it has moved.",
                lambda W1, b1, W2, b2: (
                    all(equal_numbers(W1, b1, W2)[:2]) and (W2.min() == 0 or equal_numbers(W1, b1, W2)[2])
                ),
            ),
            (
                "columns of W1 of equal length, or sum of sizes, need not be equal.",
                if_alike(lambda W1: np.linalg.norm(W1, axis=0)),
            ),
        ],
        f"it predicts what 200 steps from {len(starts)} starts do.",
    )
