"""Judges of the exercises of notebook 05."""

import operator
from collections.abc import Callable
from unittest.mock import patch

import numpy as np

from helpers.activations import identity, sigmoid
from helpers.autodiff import Value
from helpers.checks.neuron import SIGMOID, SLIPS, neuron_slips
from helpers.checks.parts import agree_by_parts
from helpers.checks.results import equal
from helpers.exercises import NotYet, agree, call, exercise
from helpers.verify import central_difference


@exercise("5.1")
def chain(gradients):
    points = [
        ([2.0, -3.0], [-0.8, 1.2], 0.7, 0.1),
        ([3.0, 2.5, -4.0], [-1.2, -1.0, 1.6], 0.4, 0.9),
        ([1.3], [0.2], 2.0, 0.1),
        ([-3.5, 4.0, 3.0, -5.0], [1.5, -1.8, -1.4, 2.4], 0.6, 0.2),
    ]

    def forward(w, b, x, z=np.add, activation=sigmoid):
        activations = [x]
        for weight, bias in zip(w, b, strict=True):
            activations.append(activation(z(weight * activations[-1], bias)))
        return np.array(activations)

    def truth(w, b, x, y):
        return central_difference(lambda theta: (forward(theta[0], theta[1], x)[-1] - y) ** 2 / 2, [w, b])

    def built(
        error=np.subtract,
        valve=sigmoid.slope,
        last=None,
        inputs=lambda a: a[:-1],
        message=lambda d, k, w, a, slope: d[0] * w[k] * slope,
        **slip,
    ):
        """Gradients of a chain with parts to be changed; message: the error of a node from those behind it, d."""

        def wrong(w, b, x, y):
            a = forward(w, b, x, **slip)
            errors = [error(a[-1], y) * (last or valve)(a[-1])]
            for k in reversed(range(1, len(w))):
                errors.insert(0, message(errors, k, w, a, valve(a[k])))
            return np.array([np.array(errors) * inputs(a), errors])

        return wrong

    def parts(answer, right):
        found, wanted = answer(*points[1]), truth(*points[1])
        yield (
            "the numbers are right, but not in the order of the nodes, from the first to the last.",
            np.allclose(found, wanted) or not np.allclose(np.sort(found), np.sort(wanted)),
        )
        yield (
            "the biases are right. Look at what comes into each weight.",
            not all(np.allclose(answer(*p)[1], truth(*p)[1]) for p in points),
        )
        yield (
            (
                "wrong already for a chain of one node, the neuron of notebook 04: its bias has the gradient δ, and "
                "its weight δ times the input."
            ),
            right(*points[2]),
        )
        yield (
            (
                "right for a chain of one node, but not of two. What does the message meet on its way from the last "
                "node to the hidden one?"
            ),
            right(*points[0]),
        )
        yield (
            "right for chains of one and two nodes, but not of three. From which node does each of them hear?",
            right(*points[1]),
        )

    def engine(*_):
        raise NotYet("the engine of notebook 03 has found these. Write the backward pass without it.")

    messages: list[tuple[str, Callable]] = [
        ("the weights between the nodes are missing from the errors.", lambda d, k, w, a, slope: d[0] * slope),
        (
            "the weights are off by one. The message to node l crosses the weight of node l + 1.",
            lambda d, k, w, a, slope: d[0] * w[k - 1] * slope,
        ),
        (
            "an activation stands where the weight between two nodes belongs.",
            lambda d, k, w, a, slope: d[0] * a[k] * slope,
        ),
        ("the slopes of the hidden nodes are missing from the errors.", lambda d, k, w, a, slope: d[0] * w[k]),
        (
            "the slopes are off by one. The error of a node has the slope of that node.",
            lambda d, k, w, a, slope: d[0] * w[k] * sigmoid.slope(a[k + 1]),
        ),
        (
            "all nodes have the error of the last. What happens to the message on its way back?",
            lambda d, k, w, a, slope: d[0],
        ),
        ("the error of the next node is missing from that of a hidden node.", lambda d, k, w, a, slope: w[k] * slope),
        (
            "each hidden node hears from the last node. It hears from the next one only.",
            lambda d, k, w, a, slope: d[-1] * w[k] * slope,
        ),
        *(
            (
                "the message crosses a weight that has been updated already. It crosses the one that went forward.",
                lambda d, k, w, a, slope, rate=rate: d[0] * (w[k] - rate * d[0] * a[k]) * slope,
            )
            for rate in (1, 0.1)
        ),
    ]
    slips: list[tuple[str, dict]] = [
        *((hint, {"message": message}) for hint, message in messages),
        ("the slope of the last node is missing.", {"last": np.ones_like}),
        ("all slopes are missing.", {"valve": np.ones_like}),
        (
            "the biases are right. A weight's gradient has the activation that came in, not the one that goes out.",
            {"inputs": lambda a: a[1:]},
        ),
        ("the biases are right. What came into each node is missing from the weights.", {"inputs": lambda a: 1}),
        ("the biases are right. Only the first node has x as its input.", {"inputs": lambda a: a[0]}),
        (
            "the biases are right. A weight's gradient has the activation that came in, not the pre-activation z.",
            {"inputs": lambda a: np.append(a[0], np.log(a[1:-1] / (1 - a[1:-1])))},
        ),
        *neuron_slips(SLIPS, SIGMOID),
    ]
    with patch.object(Value, "backward", engine):
        found = agree_by_parts(
            parts,
            gradients,
            points,
            truth,
            [
                *((hint, built(**slip)) for hint, slip in slips),
                (
                    "right numbers, from the last node to the first. Turn the lists round.",
                    lambda *p: truth(*p)[:, ::-1],
                ),
                *(
                    (f"these are the gradients of the {name} alone. Return both lists.", lambda *p, k=k: truth(*p)[k])
                    for k, name in enumerate(("weights", "biases"))
                ),
                ("the two lists are exchanged: first the weights, then the biases.", lambda *p: truth(*p)[::-1]),
                ("a row for the weights and one for the biases: this is the transpose.", lambda *p: truth(*p).T),
            ],
            "it agrees with finite differences for chains of 1 to 4 nodes.",
        )
        if not equal([call(gradients, *p) for p in points], [built()(*p) for p in points], 1e-12):
            raise NotYet("right, but only to some nine digits, as differences are. Write the backward pass.")
    return found


@exercise("5.2")
def penalised(gradient):
    rng = np.random.default_rng(7)
    points = [
        (np.array(theta), *rng.normal(size=(2, n)).round(1), lmbda)
        for theta, n, lmbda in [
            ([0.7, -0.2, -1.4, 0.3], 3, 0.2),
            ([-1.8, 0.5, 0.9, -0.6], 6, 0.7),
            ([2.2, 0.8, 1.7, 0.4], 9, 0.05),
        ]
    ]
    names, weights = ("w1", "b1", "w2", "b2"), np.array([1, 0, 1, 0])

    def data_cost(theta, x, y, output=identity):
        w1, b1, w2, b2 = theta
        return ((output(w2 * sigmoid(w1 * x + b1) + b2) - y) ** 2 / 2).mean()

    def data(theta, x, y, output=identity):
        return central_difference(lambda theta: data_cost(theta, x, y, output), theta)

    def truth(theta, x, y, lmbda):
        return central_difference(lambda t: data_cost(t, x, y) + lmbda * np.abs(t[[0, 2]]).sum(), theta)

    pulls: list[tuple[str, Callable]] = [  # wrong gradients of the penalty, of theta, λ, its right one, and n
        ("the penalty is missing.", lambda t, lmbda, right, n: 0),
        ("the biases are penalised as well. They are free.", lambda t, lmbda, right, n: lmbda * np.sign(t)),
        ("the biases are penalised as well, and this is ℓ2.", lambda t, lmbda, right, n: lmbda * t),
        *(
            (
                "this is the pull of ℓ2. That of ℓ1 does not depend on the size of the weight.",
                lambda t, lmbda, right, n, k=k: k * lmbda * t * weights,
            )
            for k in (1, 2, 0.5)
        ),
        (
            "the biases are penalised in place of the weights.",
            lambda t, lmbda, right, n: lmbda * np.sign(t) * (1 - weights),
        ),
        (
            "the penalty pulls twice too strongly. Which of the two penalties has a square?",
            lambda t, lmbda, right, n: 2 * right,
        ),
        ("the penalty pulls half as strongly as it should. Only ℓ2 has the ½.", lambda t, lmbda, right, n: right / 2),
        (
            "the penalty pushes the weights away from zero. Which sign has its gradient?",
            lambda t, lmbda, right, n: -right,
        ),
        ("the penalty itself is added, not its gradient.", lambda t, lmbda, right, n: right * t),
        ("the penalty itself is added, not its gradient.", lambda t, lmbda, right, n: sum(right * t)),
        *(
            ("λ is added whatever the sign of a weight.", lambda t, lmbda, right, n, where=where: lmbda * where)
            for where in (weights, 1)
        ),
        (
            "the first two entries of theta are w1 and b1. The weights are the first and the third.",
            lambda t, lmbda, right, n: lmbda * np.sign(t) * [1, 1, 0, 0],
        ),
        ("the factor λ is missing from the penalty.", lambda t, lmbda, right, n: np.sign(t) * weights),
        ("the factor λ is missing from the penalty, and the biases are free.", lambda t, lmbda, right, n: np.sign(t)),
        (
            "the penalty is divided by the number of samples. It stands outside the mean.",
            lambda t, lmbda, right, n: right / n,
        ),
    ]
    for k, name in enumerate(names):
        pulls.append(
            (
                f"{name} is not penalised. It is a weight."
                if weights[k]
                else f"{name} is penalised. It is a bias, and free.",
                lambda t, lmbda, right, n, k=k: lmbda * np.sign(t) * (weights ^ (np.arange(4) == k)),
            )
        )

    def penalty(t, lmbda):
        return lmbda * np.sign(t) * weights

    return agree(
        gradient,
        points,
        truth,
        [
            *(
                (hint, lambda t, x, y, lmbda, pull=pull: data(t, x, y) + pull(t, lmbda, penalty(t, lmbda), len(x)))
                for hint, pull in pulls
            ),
            *(
                (
                    "there is a sigmoid at the output. Here the output is linear: a2 = z2, and its slope is one.",
                    lambda t, x, y, lmbda, k=k: data(t, x, y, sigmoid) + k * penalty(t, lmbda),
                )
                for k in (1, 0)
            ),
            (
                "a sum over the samples where the mean belongs.",
                lambda t, x, y, lmbda: len(x) * data(t, x, y) + penalty(t, lmbda),
            ),
            ("this is the penalty's gradient alone.", lambda t, x, y, lmbda: penalty(t, lmbda)),
        ],
        "it agrees with finite differences for 3 sets of parameters and samples.",
        place=lambda index, *_: f"the derivative with respect to {names[index[0]]} is",
    )


@exercise("5.3")
def depth(layers_until):
    known = {
        (1e-6, 1.0): 10,
        (1e-6, 2.0): 20,
        (1e-3, 1.0): 5,
        (0.3, 1.0): 1,
        (1e-6, -3.0): 49,
        (1e-12, 0.5): 14,
        (0.01, 3.9): 182,
        (1 / 16, 1.0): 3,
    }

    def layers(limit, factor, stays=operator.ge):
        message, number = 1.0, 0
        while stays(message, limit):
            message, number = message * factor, number + 1
        return number

    def ratio(limit, w):
        return np.log(limit) / np.log(abs(w) / 4)

    return agree(
        layers_until,
        list(known),
        lambda *p: known[p],
        [
            (
                "a message that equals the limit has not fallen below it.",
                lambda limit, w: layers(limit, abs(w) / 4, operator.gt),
            ),
            *(
                (hint, lambda limit, w, form=form, stays=stays: form(limit, w, stays))
                for hint, form in [
                    (
                        "one layer too few: is the message really below the limit there?",
                        lambda limit, w, stays: layers(limit, abs(w) / 4, stays) - 1,
                    ),
                    (
                        "one layer too many: the one before has done it already.",
                        lambda limit, w, stays: layers(limit, abs(w) / 4, stays) + 1,
                    ),
                    (
                        "right for w = 1 only. Each layer multiplies by |w| as well as by a quarter.",
                        lambda limit, w, stays: layers(limit, 1 / 4, stays),
                    ),
                    (
                        "the weight enters once in every layer, not once in all.",
                        lambda limit, w, stays: layers(limit / abs(w), 1 / 4, stays),
                    ),
                    (
                        "right for positive weights only. Only the size of a message counts, not its sign.",
                        lambda limit, w, stays: layers(limit, w / 4, stays),
                    ),
                ]
                for stays in (operator.ge, operator.gt)
            ),
            *(
                (
                    "this is not a whole number. A layer cannot be passed in part.",
                    lambda *p, more=more: ratio(*p) + more,
                )
                for more in (0, 1)
            ),
            *(
                (
                    "each layer multiplies by |w|/4. The quotient log(limit) / log(|w|/4) counts how often.",
                    lambda *p, form=form: form(1 / ratio(*p)),
                )
                for form in (float, lambda r: int(r) + 1)
            ),
        ],
        "it gives the known number for 8 pairs of a limit and a weight.",
    )


@exercise("5.4")
def prediction(rises):
    def cost(theta, x, y):
        w1, b1, w2, b2 = theta
        return ((w2 * sigmoid(w1 * x + b1) + b2 - y) ** 2 / 2).mean()

    def both(w2, g):
        """Return the right gradients, and the wrong ones."""
        return g, g / [w2, w2, 1, 1]

    def parts(w2, g):
        """Return w2, and the squares of the gradients of the hidden node and of the output node, added up."""
        return w2, (g[:2] ** 2).sum(), (g[2:] ** 2).sum()

    points, happened = [], {}
    for theta, x, y in POINTS:
        w2 = theta[2]
        g = central_difference(lambda theta, x=x, y=y: cost(theta, x, y), theta).round(8) + 0.0
        points.append((w2, g))
        happened[w2] = cost(theta - 1e-6 * both(w2, g)[1], x, y) > cost(theta, x, y)

    if any(set(np.unique(call(rises, *p))) - {0, 1} for p in points):
        raise NotYet("answer with True or False: does the cost rise?")
    sums: list[tuple[str, Callable]] = [
        *(
            (
                "the gradients are added as they are. A move changes the cost by the move times the right gradient, "
                "so each wrong gradient is multiplied by the right one first.",
                lambda right, wrong, sign=sign: sign * wrong.sum() < 0,
            )
            for sign in (1, -1)
        ),
        *(
            (
                f"only the {name} are counted. All four parameters move.",
                lambda right, wrong, k=k: (right * wrong)[k::2].sum() < 0,
            )
            for k, name in enumerate(("weights", "biases"))
        ),
    ]
    mistakes: list[tuple[str, Callable]] = [
        (
            "where w2 is negative the hidden node is sent uphill, but the output node still goes downhill. Which of "
            "the two weighs more?",
            lambda w2, hidden, output: w2 < 0,
        ),
        ("with the right gradients the cost never rises. The step is taken with the wrong ones.", lambda *_: False),
        ("a step that goes the right way in both nodes does not raise the cost.", lambda *_: True),
        ("the other way round: True is for a cost that rises.", lambda w2, hidden, output: hidden / w2 + output > 0),
        (
            "where the network is right already, nothing moves, and nothing rises.",
            lambda w2, hidden, output: hidden / w2 + output <= 0,
        ),
        (
            "the wrong gradients of the hidden node are the right ones divided by w2, not multiplied by it.",
            lambda w2, hidden, output: hidden * w2 + output < 0,
        ),
        (
            "a wrong gradient is not the right one with its sign turned. By what are the two of the hidden node "
            "divided?",
            lambda w2, hidden, output: hidden * np.sign(w2) + output < 0,
        ),
        (
            "one right gradient times one wrong one: w2 divides once, not twice.",
            lambda w2, hidden, output: np.sign(w2) * hidden / w2**2 + output < 0,
        ),
        (
            "the hidden node does not decide alone where it is sent uphill: the output node moves as well.",
            lambda w2, hidden, output: hidden / w2 < 0,
        ),
    ]
    return agree(
        rises,
        points,
        lambda w2, g: happened[w2],
        [
            *((hint, lambda *p, rule=rule: rule(*both(*p))) for hint, rule in sums),
            *((hint, lambda *p, wrong=wrong: wrong(*parts(*p))) for hint, wrong in mistakes),
        ],
        f"so it happens, at {len(POINTS)} parameters and samples.",
    )


# Parameters and samples for 5.4; no two have the same w2. At the first of them the network is right, and nothing moves.
POINTS = [
    (np.array(theta), np.array(x), np.array(y))
    for theta, x, y in [
        ([0.0, 0.0, -2.0, 3.0], [-1.0, 2.0], [2.0, 2.0]),
        ([1.0, 0.0, 1.0, 0.0], [-1.0, 0.0, 1.0], [-1.0, 1.0, 3.0]),
        ([1.0, 1.6, -2.8, 4.0], [-0.7, -1.3, 1.6, 2.1], [-1.4, -1.2, 6.2, 0.2]),
        ([2.2, -2.6, -2.6, -0.4], [-0.1, 1.5, -0.4], [-0.2, -0.7, -3.1]),
        ([-0.2, 0.2, -5.6, -1.8], [2.1, -0.4, 0.5], [1.5, -3.6, -0.9]),
        ([0.4, 0.2, -3.2, -0.2], [1.3, -0.3], [-1.0, 1.2]),
        ([0.0, -0.4, -1.0, 0.8], [2.0, -0.8, -0.5, -0.3], [-2.0, 2.1, -0.3, 1.2]),
        ([-1.2, -2.6, -0.8, -0.2], [-0.6, 1.3, -2.0], [-0.5, -1.7, 2.0]),
        ([-2.2, 0.5, -1.7, 3.4], [0.1, 1.6], [0.0, 5.7]),
        ([-1.0, -2.1, -3.5, -0.2], [-0.3, 1.1, -2.2], [-3.1, 1.1, 0.7]),
        ([1.2, 1.9, -0.6, 2.0], [-1.0, 3.5], [-2.7, 4.3]),
    ]
]
