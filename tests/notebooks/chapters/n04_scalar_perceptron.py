"""What the tests know of notebook 04."""

from collections import deque
from functools import cache

import numpy as np

from helpers.activations import sigmoid

# Names in the TeX that are not the notebook's variable of that name.
SYMBOLS = {r"\Delta C": "dC"}

# Misprints of the lecture: the fault's number in site/ext/corrections, our equation, what we print, what it prints.
MISPRINTS = [
    ("34", "4.2", "w_1 x_1 + w_2 x_2 + b", "w_1 x_1 + w_2 x_2"),
    ("23", "4.8", r"\frac{\partial z}{\partial b}", r"\frac{\partial b}{\partial z}"),
    ("25", "4.9", r"\sigma'(z)", r"\sigma_1'(z)"),
    ("25", "4.10", r"\sigma'(z)\,x", r"\sigma'_1 x"),
    ("25", "4.11", r"\sigma'(z)", r"\sigma'_1"),
    ("17", "4.15", r"\frac{1}{n}\sum", r"\sum"),
    ("17", "4.15", r"\frac{1}{n}\sum", r"\frac{2}{n}\sum"),
    ("20", "4.18", "b_j", "b_k"),
]


def delta(W, b, X, Y):
    A = sigmoid(X @ W + b)
    return (A - Y) * A * (1 - A)


def tanh_update(w, b, x, y, eta, slope=lambda a: 1 - a**2, sign=-1, activation=np.tanh):
    a = activation(w * x + b)
    delta = (a - y) * slope(a)
    return w + sign * eta * delta * x, b + sign * eta * delta


def sequential(w, b, x, y, eta):
    w = tanh_update(w, b, x, y, eta)[0]
    return w, tanh_update(w, b, x, y, eta)[1]


def bends(w, b, x):
    """Return the matrix of second derivatives of the mean cost at its minimum."""
    slopes = sigmoid.derivative(w * x + b) * np.array([x, x**0])
    return slopes @ slopes.T / len(x)


def by_steps(w, b, x, cost=lambda w, b, x, y: np.mean((sigmoid(w * x + b) - y) ** 2) / 2):
    """The largest rate, by differences of the cost in 180 directions."""
    y, way = sigmoid(w * x + b), 1e-3
    sides = [(way * np.cos(t), way * np.sin(t)) for t in np.radians(range(180))]
    return 2 * way**2 / max(cost(w + p, b + q, x, y) + cost(w - p, b - q, x, y) for p, q in sides)


def missing(w, b, x, y):
    return np.log(y / (1 - y)) - (w * x + b)


def end_of_descent(*p):
    far = missing(*p) / (1 + p[2] ** 2)
    return p[0] + far * p[2], p[1] + far


def after_mistakes(w1, w2, b, examples, fires=lambda z: z >= 0):
    """Return the numbers that a mistake can lead to."""
    errors = [(x1, x2, y - fires(w1 * x1 + w2 * x2 + b)) for x1, x2, y in examples]
    return [(w1 + error * x1, w2 + error * x2, b + error) for x1, x2, error in errors if error]


def longest(w1, w2, b, examples, best=max, **rule):
    return best([1 + longest(*p, examples, best, **rule) for p in after_mistakes(w1, w2, b, examples, **rule)] or [0])


def without_bias(w1, w2, b, examples):
    return max((1 + without_bias(*p[:2], b, examples) for p in after_mistakes(w1, w2, b, examples)), default=0)


def remembered(w1, w2, b, examples):
    examples = tuple(map(tuple, examples))

    @cache
    def most(w1, w2, b):
        return max((1 + most(*p) for p in after_mistakes(w1, w2, b, examples)), default=0)

    return most(w1, w2, b)


def level_by_level(w1, w2, b, examples):
    reached, level = {(w1, w2, b)}, 0
    while reached := {p for numbers in reached for p in after_mistakes(*numbers, examples)}:
        level += 1
    return np.int64(level)


def by_queue(w1, w2, b, examples):
    queue, most = deque([((w1, w2, b), 0)]), 0.0
    while queue:
        numbers, made = queue.pop()
        most = max(most, made)
        queue.extend((p, made + 1) for p in after_mistakes(*numbers, np.array(examples).tolist()))
    return most


def turn_after_turn(w1, w2, b, examples, turns=100):
    made = 0
    for _ in range(turns):
        for example in examples:
            if moved := after_mistakes(w1, w2, b, [example]):
                (w1, w2, b), made = moved[0], made + 1
    return made


def moved_on(w1, w2, b, examples, sign=1):
    """Recurse, but with later examples from the numbers that an earlier one has moved."""
    most = 0
    for x1, x2, y in examples:
        error = sign * (y - int(w1 * x1 + w2 * x2 + b >= 0))
        if error:
            w1, w2, b = w1 + error * x1, w2 + error * x2, b + error
            most = max(most, 1 + moved_on(w1, w2, b, examples, sign))
    return most


def short_walk(w, b, x, y):
    for _ in range(20_000):
        delta = (sigmoid(w * x + b) - y) * sigmoid.derivative(w * x + b)
        w, b = w - 0.05 * delta * x, b - 0.05 * delta
    return w, b


def walked_down(w, b, x, y):
    for _ in range(20_000):
        delta = (sigmoid(w * x + b) - y) * sigmoid.derivative(w * x + b)
        w -= delta * x
        b -= delta
    return w, b


def in_place(W, b, X, Y):
    A = X @ W
    A += b
    A = sigmoid(A)
    Y -= A
    Y *= A * (A - 1)
    X *= Y
    return X.mean(axis=0, keepdims=True).T


# Wrong answers to the exercises, each with words of the hint that it must get.
WRONG = {
    "4.1": [
        (turn_after_turn, "Does every example in your loop begin from the same w1, w2, b?"),
        (lambda *p: turn_after_turn(*p, turns=1), "the mistakes of the first turn"),
        (lambda *p: longest(*p, best=min), "the best order"),
        (lambda *p: longest(*p, best=sum), "added up"),
        (lambda *p: longest(*p, best=lambda found: found[-1]), "only the last of the wrong examples"),
        (lambda *p: 1 + longest(*p), "one too many"),
        (lambda w1, w2, b, examples: longest(0, 0, 0, examples), "begin with the numbers that you are given"),
        (lambda *p: longest(*p, fires=lambda z: z > 0), "at the sum 0 the neuron fires"),
        (
            lambda w1, w2, b, examples: len(after_mistakes(w1, w2, b, examples)),
            "right in 1 of 12 cases, but at w1 = 0, w2 = 0, b = 0",
        ),
        (lambda w1, w2, b, examples: 51, "it gives 51 whatever it is given"),
        (without_bias, "the mistakes never end"),
        (moved_on, "Does every example in your loop begin from the same w1, w2, b?"),
        (lambda *p: moved_on(*p, sign=-1), "in the direction of (4.3)"),
        (after_mistakes, "the result has shape (3, 3)"),
    ],
    "4.2": [
        (lambda *p: 1 / np.linalg.eigvalsh(bends(*p))[1], "no step jumps across"),
        (lambda *p: np.linalg.eigvalsh(bends(*p))[1], "this is the largest curvature"),
        (lambda *p: np.linalg.eigvalsh(bends(*p))[1] / 2, "The rate is its inverse"),
        (lambda *p: 2 * by_steps(*p), "at 2/h each step lands as far off"),
        (lambda *p: 2 / np.linalg.eigvalsh(bends(*p))[0], "suits the smallest curvature"),
        (lambda *p: 2 / np.trace(bends(*p)), "of two directions are added up"),
        (lambda *p: 2 / bends(*p)[0, 0], "The bias moves too"),
        (lambda *p: 2 / bends(*p)[1, 1], "The weight moves too"),
        (lambda *p: 2 / max(np.diag(bends(*p))), "two directions are not enough"),
        (lambda *p: by_steps(*p) / len(p[2]), "the curvature of a sum over the samples"),
        (lambda w, b, x: 2 / (np.mean(x**2 + 1) / 16), "takes every valve for open"),
        (
            lambda w, b, x: 32 / np.linalg.eigvalsh(np.cov([x, x**0], bias=True) + np.outer(*2 * [[x.mean(), 1]]))[1],
            "takes every valve for open",
        ),
        (
            lambda *p: by_steps(*p, cost=lambda w, b, x, y: np.mean((w * x + b - np.log(y / (1 - y))) ** 2) / 2),
            "the valve is missing",
        ),
        (lambda *p: 65.9897, "the limit of our seven samples"),
        (lambda w, b, x: 16.0 + 0 * x, "the result should be one positive number"),
        (lambda w, b, x: 8.0 + abs(w), "descent with your rate 10 settles, and would with larger rates too"),
        (lambda w, b, x: 5000.0 + w, "descent with your rate 5002 does not settle"),
    ],
    "4.3": [
        (sequential, "Compute both derivatives first"),
        (lambda *p: tanh_update(*p, sign=1), "the step climbs"),
        (lambda *p: tanh_update(*p, slope=lambda a: a * (1 - a)), "the slope of the sigmoid"),
        (lambda *p: tanh_update(*p, slope=lambda a: 1), "slope of tanh is missing"),
        (lambda *p: tanh_update(*p, slope=lambda a: 1 - np.tanh(a) ** 2), "taken at its value a"),
        (lambda w, b, x, y, eta: tanh_update(w, b, x, y, 1), "learning rate is missing"),
        (lambda w, b, x, y, eta: tanh_update(0, 0, x, y, eta), "the new weight is"),
        (lambda *p: (tanh_update(*p)[1] - p[1] + p[0], tanh_update(*p)[1]), "factor x is missing"),
        (lambda *p: (tanh_update(*p)[0], tanh_update(*p)[0] - p[0] + p[1]), "factor x belongs to the weight"),
        (lambda *p: (tanh_update(*p)[0], p[1]), "the bias does not move"),
        (lambda *p: (p[0], tanh_update(*p)[1]), "the weight does not move"),
        (lambda *p: tanh_update(*p)[::-1], "the weight comes first"),
        (
            lambda w, b, x, y, eta: (w + (tanh_update(w, b, x, y, eta)[1] - b) * w, tanh_update(w, b, x, y, eta)[1]),
            "has the factor w in place of x",
        ),
        (lambda *p: tanh_update(*p, sign=-2), "twice the step"),
        (lambda *p: (tanh_update(*p)[0], tanh_update(*p, sign=1)[1]), "the bias climbs"),
        (lambda *p: (tanh_update(*p, sign=-1 / p[4])[0], tanh_update(*p)[1]), "step of the weight lacks the learning"),
        (lambda *p: tanh_update(*p)[0], "Return the new bias as well"),
        (lambda *p: np.array(tanh_update(*p)) - p[:2], "the step, not the new parameters"),
        (lambda *p: (np.array(tanh_update(*p)) - p[:2]) / -p[4], "the gradient, not the new parameters"),
        (lambda *p: tanh_update(*p, slope=lambda a: a * (1 - a), activation=sigmoid), "the sigmoid stands where"),
        (lambda *p: tanh_update(*p, slope=lambda a: 1 + a**2), "all is right but for the slope of tanh"),
        (lambda *p: tanh_update(*p, activation=lambda z: z), "not z itself"),
    ],
    "4.4": [
        (lambda w, b, x, y: (w, b), "this is the start"),
        (
            lambda *p: (p[0] + missing(*p) * p[2], p[1] + missing(*p)),
            "not zero. By how much does z change when the parameters move by (x, 1)?",
        ),
        (lambda *p: (p[0] + missing(*p) / p[2], p[1]), "only the weight has moved. The bias has a derivative too."),
        (lambda *p: (p[0], p[1] + missing(*p)), "only the bias has moved. The weight has a derivative too."),
        (lambda *p: (p[0] + missing(*p) / p[2] / 2, p[1] + missing(*p) / 2), "does not get there"),
        (lambda w, b, x, y: (2.0, -1.0), "The end lies in the valley"),
        (
            lambda w, b, x, y: (w + (y - w * x - b) / (1 + x**2) * x, b + (y - w * x - b) / (1 + x**2)),
            "z has become y there",
        ),
        (lambda w, b, x, y: (w + y * x, b + y), "on the right line, but for w = -1, b = 2, x = 1.7, y = 0.3"),
        (lambda *p: end_of_descent(*p)[::-1], "the weight comes first"),
        (lambda *p: 2 * np.array(p[:2]) - end_of_descent(*p), "you walk away from the valley"),
        (lambda *p: (p[0] - missing(*p) * p[2], p[1] - missing(*p)), "you walk away from the valley"),
        (short_walk, "Take more steps, or find a formula"),
        (lambda *p: np.array(end_of_descent(*p)) - p[:2], "Add it to the start"),
        (lambda w, b, x, y: w, "expected the two numbers"),
    ],
    "4.5": [
        (lambda W, b, X, Y: X.T @ delta(W, b, X, Y), "n times too large"),
        (lambda W, b, X, Y: X.T @ delta(W, b, X, Y) / X.size, "not over inputs"),
        (lambda W, b, X, Y: X.T @ (sigmoid(X @ W + b) - Y) / len(X), "right only for a linear neuron"),
        (lambda W, b, X, Y: (X.T @ delta(W, b, X, Y) / len(X)).T, "transpose"),
        (lambda W, b, X, Y: delta(W, b, X, Y).mean() * X.mean(axis=0)[:, None], "product of two means"),
        (lambda W, b, X, Y: X.T @ (-delta(W, b, X, Y)) / len(X), "negative"),
        (lambda W, b, X, Y: X.T @ delta(W, b, X, Y) * len(X), "n² times too large"),
        (delta, "the errors of the samples"),
        (lambda W, b, X, Y: X * delta(W, b, X, Y), "the gradients of the samples"),
        (lambda W, b, X, Y: delta(W, b, X, Y).mean(), "the gradient of the bias"),
        (lambda W, b, X, Y: np.mean(X * delta(W, b, X, Y), axis=0), "in the shape (2,), expected (2, 1)"),
        (lambda W, b, X, Y: X.T @ delta(W, 0, X, Y) / len(X), "the bias is missing from z"),
        (lambda W, b, X, Y: X.T @ ((sigmoid(X @ W + b) - Y) * sigmoid.slope(X @ W + b)) / len(X), "is taken at z"),
        (lambda W, b, X, Y: X.T @ delta(W, b, X, Y) * W, "the derivative with respect to weight 0 is"),
        (lambda W, b, X, Y: X @ delta(W, b, X, Y), "fails at `X @ delta(W, b, X, Y)`, where X has the shape (3, 2)"),
    ],
}

# Right answers in another style.
RIGHT = {
    "4.1": [longest, remembered, level_by_level, by_queue],
    "4.2": [by_steps, lambda *p: 2 / np.linalg.norm(bends(*p), 2)],
    "4.3": [
        lambda w, b, x, y, eta: (
            np.array((w, b)) - eta * (np.tanh(w * x + b) - y) / np.cosh(w * x + b) ** 2 * np.array((x, 1))
        )
    ],
    "4.4": [walked_down, lambda w, b, x, y: np.linalg.solve([[x, 1], [1, -x]], [np.log(y / (1 - y)), w - x * b])],
    "4.5": [
        in_place,
        lambda W, b, X, Y: np.einsum("ni,nj->ij", X, delta(W, b, X, Y)) / len(X),
        lambda W, b, X, Y: [[np.mean(X[:, j] * delta(W, b, X, Y)[:, 0])] for j in range(X.shape[1])],
    ],
}
