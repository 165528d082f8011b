"""Judges of the exercises of notebook 04."""

from collections.abc import Callable

import numpy as np

from helpers.activations import sigmoid
from helpers.checks.failures import parameters
from helpers.checks.neuron import SIGMOID, SLIPS, TANH, neuron_error, neuron_slips
from helpers.checks.results import shown
from helpers.exercises import NotYet, Unforeseen, agree, call, exercise
from helpers.verify import central_difference


def _pairs(answer, cases, measure, mistakes, halves, neither, finding):
    """Judge pairs of a weight and a bias by two properties, or raise NotYet with a hint.

    measure: whether each property holds, of a pair and its case. halves: what to say where the first always holds, and
    where the second does. neither: where none does. These have a place for a case.
    """
    pairs = [call(answer, *case) for case in cases]
    if shapes := [pair.shape for pair in pairs if pair.shape != (2,)]:
        raise NotYet(f"the result has shape {shapes[0]}, expected the two numbers w and b.")
    holds = np.array([measure(pair, *case) for pair, case in zip(pairs, cases, strict=True)])  # (cases, 2)
    if holds.all():
        return finding
    for hint, wrong in mistakes:
        if np.allclose(pairs, [wrong(*case) for case in cases]):
            raise NotYet(hint)
    case = cases[np.argmin(holds.all(axis=1))]
    where = shown(case, parameters(answer, len(case)))
    for j, half in enumerate(halves):
        if holds[:, j].all():
            raise NotYet(half.format(where))
    raise Unforeseen(neither.format(where))


@exercise("4.1")
def centre_and_slope(neuron):
    def measure(pair, t, s):
        w, b = pair
        return np.isclose(sigmoid(w * t + b), 0.5), np.isclose(w * sigmoid.derivative(0.0), s)

    return _pairs(
        neuron,
        [(0.7, 1.3), (-2.0, 0.4), (3.0, -0.6), (-0.5, 2.0)],
        measure,
        [
            (
                "the slope is a quarter of what it should be. How steep is the sigmoid itself at z = 0?",
                lambda t, s: (s, -s * t),
            ),
            ("the slope has the wrong sign.", lambda t, s: (-4 * s, 4 * s * t)),
            ("the two are exchanged: the weight comes first.", lambda t, s: (-4 * s * t, 4 * s)),
            *(
                (hint, lambda t, s, k=k, bias=bias: (k * s, bias(k * s, t)))
                for k in (4, 1)
                for hint, bias in [
                    (
                        "the output is one half at −t. Which sign has the bias where the threshold is positive?",
                        lambda w, t: w * t,
                    ),
                    ("the bias is minus the threshold of the sum w x, not of x.", lambda w, t: -t),
                    ("z should be 0 at t, not one half.", lambda w, t: 0.5 - w * t),
                ]
            ),
        ],
        [
            "the output at t is one half, but for {} the slope there is not s.",
            "the weight gives the slope s, but for {} the output at t is not one half. What must z be there?",
        ],
        "for {} the output at t is not one half, and the weight does not give the slope s.",
        "for 4 neurons the output at t is one half and the slope there is s.",
    )


@exercise("4.2")
def fate_of_descent(fate):
    def truth(eta, h):  # what descent does from 1, on the parabola h w²/2
        path = [1.0]
        for _ in range(40):
            path.append(path[-1] - eta * h * path[-1])
        if abs(path[-1]) >= 1:
            return 3
        return 2 if min(path) < 0 else 1

    def limits(one, two, of=lambda eta, h: eta * h):  # one, two: whether this product brings the first fate, the second
        return lambda eta, h: 1 if one(of(eta, h)) else 2 if two(of(eta, h)) else 3

    return agree(
        fate,
        [
            *((eta, 0.5) for eta in (0.2, 1.2, 2.0, 3.0, 4.0, 5.0)),
            *((eta, 0.03) for eta in (20.0, 60.0, 66.0, 70.0)),
            *((eta, 8.0) for eta in (0.1, 0.2, 0.3)),
        ],
        truth,
        [
            (
                "at the rate 1/h the first step lands on the lowest point, and stays there.",
                limits(lambda k: k < 1, lambda k: k < 2),
            ),
            (
                "at the rate 2/h every step lands as far off as it began, on the other side.",
                limits(lambda k: k <= 1, lambda k: k <= 2),
            ),
            (
                "between 1/h and 2/h a step jumps across, but where does it land?",
                limits(lambda k: k <= 1, lambda k: False),
            ),
            (
                "the path comes closer wherever you say so, but not always on one side. Which sign has 1 − eta h?",
                limits(lambda k: k < 2, lambda k: False),
            ),
            (
                "the rate alone does not decide. What does the curvature do to a step?",
                limits(lambda k: k <= 1, lambda k: k < 2, lambda eta, h: eta),
            ),
            ("the slope of h w²/2 is h w. You seem to have twice that.", limits(lambda k: k <= 0.5, lambda k: k < 1)),
            ("the slope of h w²/2 is h w. You seem to have half of that.", limits(lambda k: k <= 2, lambda k: k < 4)),
            ("2 and 3 are exchanged.", lambda *p: {1: 1, 2: 3, 3: 2}[truth(*p)]),
            ("1 and 3 are exchanged.", lambda *p: 4 - truth(*p)),
            ("these are the right kinds, numbered from 0. Begin with 1.", lambda *p: truth(*p) - 1),
        ],
        "it says what 13 descents do.",
        place=lambda *_: "your prediction is",
    )


@exercise("4.3")
def one_update(update):
    rng = np.random.default_rng(43)

    def slopes(w, b, x, y, eta=None):
        return central_difference(lambda p: 0.5 * (np.tanh(p[0] * x + p[1]) - y) ** 2, [w, b])

    def moved(change):  # of the two derivatives and the rate
        return lambda *p: np.array(p[:2]) - change(slopes(*p), p[4])

    def built(**slip):
        def wrong(w, b, x, y, eta):
            delta = neuron_error(w * x, b, y, **{"activation": np.tanh, "valve": lambda a: 1 - a * a} | slip)
            return w - eta * delta * x, b - eta * delta

        return wrong

    def in_turn(w, b, x, y, eta):
        w = w - eta * slopes(w, b, x, y)[0]
        return w, b - eta * slopes(w, b, x, y)[1]

    truth = moved(lambda g, eta: eta * g)
    changes: list[tuple[str, Callable]] = [
        ("the step climbs. Which sign has it?", lambda g, eta: -eta * g),
        ("twice the step. What does the ½ in the cost do?", lambda g, eta: 2 * eta * g),
        ("the learning rate is missing.", lambda g, eta: g),
        ("the factor x is missing from the derivative with respect to the weight.", lambda g, eta: eta * g[1]),
        ("the factor x belongs to the weight's derivative, not to that of the bias.", lambda g, eta: eta * g[0]),
    ]
    for name, own in (("weight", np.array([1, 0])), ("bias", np.array([0, 1]))):
        changes += [
            (f"the {name} climbs. Which sign has its step?", lambda g, eta, own=own: eta * g * (1 - 2 * own)),
            (f"the {name} does not move. Its derivative is not zero.", lambda g, eta, own=own: eta * g * (1 - own)),
            (f"the step of the {name} lacks the learning rate.", lambda g, eta, own=own: eta ** (1 - own) * g),
        ]
    return agree(
        update,
        [(*rng.uniform(-1.5, 1.5, 4).round(1), eta) for eta in (0.1, 0.5, 1.0, 2.0, 0.3)],
        truth,
        [
            ("the bias is updated with the new weight. Compute both derivatives first.", in_turn),
            ("this is the new weight alone. Return the new bias as well.", lambda *p: truth(*p)[0]),
            ("this is the gradient, not the new parameters.", slopes),
            ("this is the step, not the new parameters.", lambda *p: -p[4] * slopes(*p)),
            ("the two are exchanged: the weight comes first.", lambda *p: truth(*p)[::-1]),
            *((hint, moved(change)) for hint, change in changes),
            *(
                ("the sigmoid stands where tanh belongs.", built(activation=sigmoid, valve=valve))
                for valve in (lambda a: a * (1 - a), lambda a: 1 - a * a)
            ),
            *((hint, built(**slip)) for hint, slip in neuron_slips(SLIPS, TANH)),
        ],
        "it agrees with finite differences for 5 samples and rates.",
        place=lambda index, *_: f"the new {('weight', 'bias')[index[0]]} is",
    )


@exercise("4.4")
def end_in_the_valley(end_of_descent):
    def measure(end, w, b, x, y):
        moved = end - [w, b]
        return abs(sigmoid(end @ [x, 1]) - y) < 1e-8, abs(moved[0] - x * moved[1]) < 1e-8

    def beside(change, wanted=lambda y: np.log(y / (1 - y))):  # change: by what z lacks at the start, and x
        return lambda w, b, x, y: np.array([w, b]) + change(wanted(y) - w * x - b, x)

    def least(z, x):
        return z / (1 + x * x) * np.array([x, 1])

    end = beside(least)
    return _pairs(
        end_of_descent,
        [(-1.0, 2.0, 1.7, 0.3), (0.5, -1.5, -0.6, 0.9), (2.0, 1.0, 3.0, 0.6), (0.0, 0.0, 0.4, 0.2)],
        measure,
        [
            ("this is the start, and its cost is not zero.", beside(lambda z, x: 0)),
            ("the two are exchanged: the weight comes first.", lambda *p: end(*p)[::-1]),
            (
                "in the valley, but only the weight has moved. The bias has a derivative too.",
                beside(lambda z, x: [z / x, 0]),
            ),
            (
                "in the valley, but only the bias has moved. The weight has a derivative too.",
                beside(lambda z, x: [0, z]),
            ),
            (
                "the direction is right, but the cost there is not zero. By how much does z change when the "
                "parameters move by (x, 1)?",
                beside(lambda z, x: [z * x, z]),
            ),
            ("z has become y there. It is σ(z) that should be y.", beside(least, lambda y: y)),
            ("this is the way from the start to the end. Add it to the start.", lambda *p: end(*p) - p[:2]),
        ],
        [
            "in the valley, but for {} descent does not get there: each of its steps is a multiple of (x, 1).",
            "the direction is right, but for {} z does not become ln(y / (1 − y)).",
        ],
        "for {} the cost there is not zero. The end lies in the valley, in the direction (x, 1) from the start.",
        "for 4 samples the end has cost zero and lies where the steps lead.",
    )


@exercise("4.5")
def several_inputs(weight_gradient):
    rng = np.random.default_rng(45)
    points = [
        (*(rng.normal(size=size).round(1) for size in [(p, 1), (1, 1), (n, p)]), rng.uniform(size=(n, 1)).round(1))
        for n, p in [(3, 2), (7, 3), (4, 1), (3, 6)]
    ]

    def truth(W, b, X, Y):
        return central_difference(lambda W: 0.5 * np.mean((sigmoid(X @ W + b) - Y) ** 2), W)

    def each(W, b, X, Y):  # the error of every sample
        return neuron_error(X @ W, b, Y)

    return agree(
        weight_gradient,
        points,
        truth,
        [
            ("n times too large: a sum over the samples. The cost is their mean.", lambda *p: len(p[2]) * truth(*p)),
            (
                "n² times too large: the sum over the samples is to be divided by n.",
                lambda *p: len(p[2]) ** 2 * truth(*p),
            ),
            ("the mean is over samples only, and not over inputs as well.", lambda *p: truth(*p) / len(p[0])),
            ("these are the errors of the samples. Each is to be multiplied by the inputs of its sample.", each),
            ("these are the gradients of the samples. Take their mean.", lambda *p: p[2] * each(*p)),
            *(
                (
                    "this is the gradient of the bias. Where do the inputs enter?",
                    lambda *p, same=same: each(*p).mean(keepdims=same),
                )
                for same in (True, False)
            ),
            (
                "this is the product of two means. Error and input belong to the same sample.",
                lambda *p: each(*p).mean() * p[2].mean(axis=0)[:, None],
            ),
            *(
                (hint, lambda W, b, X, Y, slip=slip: X.T @ neuron_error(X @ W, b, Y, **slip) / len(X))
                for hint, slip in neuron_slips(SLIPS, SIGMOID)
            ),
        ],
        "it agrees with finite differences for 4 sets of samples.",
        place=lambda index, *_: f"the derivative with respect to weight {index[0]} is",
    )
