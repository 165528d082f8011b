"""Judges of the exercises of notebook 04."""

from collections.abc import Callable
from itertools import permutations, product

import numpy as np

from helpers.activations import sigmoid
from helpers.checks.failures import parameters
from helpers.checks.neuron import SIGMOID, SLIPS, TANH, neuron_error, neuron_slips
from helpers.checks.results import shown
from helpers.exercises import NotYet, Unforeseen, agree, call, exercise
from helpers.verify import central_difference

GATES = [(0, 0, 0, 1), (0, 1, 1, 1), (1, 1, 1, 0)]  # AND, OR and NAND, of the inputs 00, 01, 10, 11


def _error(numbers, example, fires=np.greater_equal):
    """Return what the rule (4.3) adds to the bias at an example: 0 after a right answer, else 1 or −1."""
    (w1, w2, b), (x1, x2, y) = numbers, example
    return y - int(fires(w1 * x1 + w2 * x2 + b, 0))


def _moved(numbers, example, error):
    return tuple(number + error * x for number, x in zip(numbers, (*example[:2], 1), strict=True))


def _longest(*p, best=max, fires=np.greater_equal):
    """Return the most mistakes from these weights and bias on these examples, or by `best` of what can follow."""
    *start, examples = p
    known: dict = {}

    def count(numbers):
        if numbers not in known:
            errors = [(example, _error(numbers, example, fires)) for example in examples]
            known[numbers] = best([1 + count(_moved(numbers, e, error)) for e, error in errors if error] or [0])
        return known[numbers]

    return count(tuple(start))


def _in_turn(*p, turns=60):
    """Return the number of mistakes with the examples in the order given, turn after turn."""
    *numbers, examples = p
    made = 0
    for example in list(examples) * turns:
        error = _error(numbers, example)
        numbers, made = _moved(numbers, example, error), made + abs(error)
    return made


def _of_orders(*p, turns):
    return max(_in_turn(*p[:3], order, turns=turns) for order in permutations(p[3]))


@exercise("4.1")
def worst_order(worst):
    gates = [[(x1, x2, y) for (x1, x2), y in zip(product((0, 1), repeat=2), gate, strict=True)] for gate in GATES]
    starts = [(0, 0, 0), (2, -1, 0), (-1, 0, 1), (1, 1, -1)]
    try:
        return agree(
            worst,
            [(*start, gate) for start in starts for gate in gates],
            _longest,
            [
                (
                    "this is the order given, turn after turn. Any example may come next. Does every example in your "
                    "loop begin from the same w1, w2, b?",
                    _in_turn,
                ),
                ("these are the mistakes of the first turn. Examples come again.", lambda *p: _in_turn(*p, turns=1)),
                (
                    "the examples come more than once, and each turn may have another order.",
                    lambda *p: _of_orders(*p, turns=1),
                ),
                ("the order may change from turn to turn.", lambda *p: _of_orders(*p, turns=60)),
                ("this is the best order. The worst makes the most mistakes.", lambda *p: _longest(*p, best=min)),
                (
                    "the mistakes of different orders are added up. Only one of them happens: take the largest.",
                    lambda *p: _longest(*p, best=sum),
                ),
                (
                    "only the last of the wrong examples counts. Take the largest number of all.",
                    lambda *p: _longest(*p, best=lambda found: found[-1]),
                ),
                (
                    "only the first of the wrong examples counts. Take the largest number of all.",
                    lambda *p: _longest(*p, best=lambda found: found[0]),
                ),
                ("one too many: a neuron that makes no mistake has 0 before it.", lambda *p: 1 + _longest(*p)),
                ("begin with the numbers that you are given, not with zeros.", lambda *p: _longest(0, 0, 0, p[3])),
                ("at the sum 0 the neuron fires.", lambda *p: _longest(*p, fires=np.greater)),
            ],
            "the worst order costs AND 15 mistakes from zeros, and 11 other counts are right too.",
        )
    except Unforeseen as hint:
        if "RecursionError" in str(hint):
            raise NotYet(
                "the mistakes never end. Do both weights and the bias move, in the direction of (4.3), and only at a "
                "mistake?"
            ) from None
        raise


def _settles(w, b, x, eta, steps=2000):
    """Return whether descent from beside the minimum (w, b), in ten directions, comes closer to it."""
    angles = np.linspace(0, np.pi, 10, endpoint=False)
    start = 1e-4 * np.array([np.cos(angles), np.sin(angles)])
    away, y = start, sigmoid(w * x + b)
    for _ in range(steps):
        a = sigmoid(np.outer(x, w + away[0]) + b + away[1])  # (samples, directions)
        delta = (a - y[:, None]) * a * (1 - a) / len(x)
        away = away - eta * np.array([x @ delta, delta.sum(axis=0)])
        if np.hypot(*away).max() > 1e-2:
            return False
    return bool((np.hypot(*away) < np.hypot(*start)).all())


@exercise("4.2")
def fate_of_descent(largest_rate):
    rng = np.random.default_rng(42)
    cases = [(2.0, -1.0, rng.uniform(-3, 3, 5).round(1)), (0.5, 0.0, rng.uniform(2, 5, 4).round(1))]
    cases += [(-1.5, 1.0, rng.uniform(-1, 1, 6).round(1)), (1.0, -2.0, np.array([0.4, 3.0, -0.7]))]

    def hessian(w, b, x, valve=lambda z: sigmoid.derivative(z) ** 2):
        return (valve(w * x + b) * np.array([[x * x, x], [x, x**0]])).mean(axis=-1)

    def largest(*p, **valve):
        return np.linalg.eigvalsh(hessian(*p, **valve))[-1]

    def truth(*p):
        return 2 / largest(*p)

    finding = f"for {len(cases)} sets of samples descent settles with 1 % less, and leaves with 1 % more."
    found = [call(largest_rate, *case) for case in cases]
    if all(rate.shape == () and np.isclose(rate, truth(*p), rtol=2e-3) for rate, p in zip(found, cases, strict=True)):
        assert all(_settles(*p, 0.99 * r) > _settles(*p, 1.01 * r) for r, p in zip(found, cases, strict=True))
        return finding
    try:
        return agree(
            largest_rate,
            cases,
            truth,
            [
                ("with this rate no step jumps across. Which jumps still land nearer?", lambda *p: 1 / largest(*p)),
                ("this is the largest curvature. Which rate is safe for it?", largest),
                (
                    "this is half the curvature. The rate is its inverse, 2 over the curvature.",
                    lambda *p: largest(*p) / 2,
                ),
                ("twice too large: at 2/h each step lands as far off as it began.", lambda *p: 4 / largest(*p)),
                (
                    "this rate suits the smallest curvature. Along other lines the steps lead away.",
                    lambda *p: 2 / np.linalg.eigvalsh(hessian(*p))[0],
                ),
                (
                    "safe, but not the largest: the curvatures of two directions are added up.",
                    lambda *p: 2 / np.trace(hessian(*p)),
                ),
                ("this moves the weight alone. The bias moves too.", lambda *p: 2 / hessian(*p)[0, 0]),
                ("this moves the bias alone. The weight moves too.", lambda *p: 2 / hessian(*p)[1, 1]),
                (
                    "two directions are not enough: along a line between them the cost may bend more.",
                    lambda *p: 2 / np.diag(hessian(*p)).max(),
                ),
                (
                    "n times too small: the curvature of a sum over the samples. The cost is their mean.",
                    lambda *p: truth(*p) / len(p[2]),
                ),
                (
                    "safe, but not the largest: this takes every valve for open. How far is each?",
                    lambda w, b, x: 32 / np.mean(x * x + 1),
                ),
                (
                    "safe, but not the largest: this takes every valve for open. How far is each?",
                    lambda *p: 2 / largest(*p, valve=lambda z: 1 / 16 + 0 * z),
                ),
                (
                    "the valve enters twice: the slope of a has it, and the curvature has its square.",
                    lambda *p: 2 / largest(*p, valve=sigmoid.derivative),
                ),
                (
                    "the valve is missing. How fast does a change with z?",
                    lambda *p: 2 / largest(*p, valve=lambda z: 1 + 0 * z),
                ),
                (
                    "this is the limit of our seven samples. These are others.",
                    lambda *p: truth(2.0, -1.0, np.linspace(-1.5, 1.5, 7)),
                ),
            ],
            finding,
            tolerance=2e-3,
        )
    except Unforeseen:  # which must not tell the rate
        for rate, p in zip(found, cases, strict=True):
            if rate.shape != () or not np.isclose(rate, truth(*p), rtol=2e-3):
                break
        where = shown(p, parameters(largest_rate, 3))
        if rate.shape != () or not 0 < rate < np.inf:
            raise Unforeseen(f"for {where} the result should be one positive number, got {rate}.") from None
        does = "settles, and would with larger rates too" if rate < truth(*p) else "does not settle"
        raise Unforeseen(f"for {where} descent with your rate {rate:.4g} {does}.") from None


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
            (
                "the weight's derivative has the factor w in place of x. How fast does w x + b grow with w?",
                lambda *p: np.array(p[:2]) - p[4] * slopes(*p)[1] * np.array([p[0], 1]),
            ),
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
    cases = [(-1.0, 2.0, 1.7, 0.3), (0.5, -1.5, -0.6, 0.9), (2.0, 1.0, 3.0, 0.6), (0.0, 0.0, 0.4, 0.2)]

    def beside(change, wanted=lambda y: np.log(y / (1 - y))):  # change: by what z lacks at the start, and x
        return lambda w, b, x, y: np.array([w, b]) + change(wanted(y) - w * x - b, x)

    def least(z, x):
        return z / (1 + x * x) * np.array([x, 1])

    end = beside(least)
    mistakes: list[tuple[str, Callable]] = [
        ("this is the start, and its cost is not zero.", beside(lambda z, x: 0)),
        ("the two are exchanged: the weight comes first.", lambda *p: end(*p)[::-1]),
        (
            "in the valley, but only the weight has moved. The bias has a derivative too.",
            beside(lambda z, x: [z / x, 0]),
        ),
        ("in the valley, but only the bias has moved. The weight has a derivative too.", beside(lambda z, x: [0, z])),
        (
            "the direction is right, but the cost there is not zero. By how much does z change when the "
            "parameters move by (x, 1)?",
            beside(lambda z, x: [z * x, z]),
        ),
        *(
            ("you walk away from the valley. Which sign has the step?", beside(change))
            for change in (lambda z, x: -least(z, x), lambda z, x: [-z * x, -z])
        ),
        ("z has become y there. It is σ(z) that should be y.", beside(least, lambda y: y)),
        ("this is the way from the start to the end. Add it to the start.", lambda *p: end(*p) - p[:2]),
    ]
    found = [call(end_of_descent, *case) for case in cases]
    if shapes := [pair.shape for pair in found if pair.shape != (2,)]:
        raise NotYet(f"the result has shape {shapes[0]}, expected the two numbers w and b.")
    off = np.array([pair - end(*case) for pair, case in zip(found, cases, strict=True)])
    if np.allclose(off, 0, atol=1e-7):
        return "for 4 samples the end has cost zero and lies where the steps lead."
    for hint, wrong in mistakes:
        if np.allclose(found, [wrong(*case) for case in cases]):
            raise NotYet(hint)
    if np.allclose(off, 0, atol=1e-2):
        raise NotYet("close to the end, but not there. Take more steps, or find a formula.")
    k = np.argmax(abs(off).max(axis=1) > 1e-7)
    (*start, x, y), pair = cases[k], found[k]
    moved_w, moved_b = pair - start
    where = shown(cases[k], parameters(end_of_descent, 4))
    if abs(sigmoid(pair @ [x, 1]) - y) < 1e-7:
        raise NotYet(
            f"in the valley, but for {where} descent does not get there: each of its steps is a multiple of (x, 1)."
        )
    if abs(moved_w - x * moved_b) < 1e-7:
        raise NotYet(f"on the right line, but for {where} z does not become ln(y / (1 − y)).")
    raise Unforeseen(
        f"for {where} the cost there is not zero. The end lies in the valley, in the direction (x, 1) from the start."
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
