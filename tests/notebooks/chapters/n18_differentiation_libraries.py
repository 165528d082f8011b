"""What the tests know of notebook 18."""

from itertools import accumulate

import numpy as np


def slope(X, W, b):
    return 1 - np.tanh(X @ W + b) ** 2


def run(step, carry, xs):
    """Return the carries after each step, and the outputs."""
    carries, outputs = [], []
    for x in xs:
        carry, output = step(carry, x)
        carries.append(carry)
        outputs.append(output)
    return np.array(carries), np.array(outputs)


def stuck(step, carry, xs):
    return np.array([step(carry, x)[1] for x in xs])


def before(step, carry, xs):
    return np.array([carry, *run(step, carry, xs)[0][:-1]])


# Wrong answers to the exercises, each with words of the hint that it must get.
WRONG = {
    "18.1": [
        (lambda jvp, n: np.stack([jvp(v) for v in np.eye(n)]), "column j of the Jacobian, not row j"),
        (lambda jvp, n: jvp(np.ones(n)), "sum of the columns"),
        (lambda jvp, n: jvp(np.eye(n)[0]), "this is one column"),
        (lambda jvp, n: -np.stack([jvp(v) for v in np.eye(n)], axis=1), "the negative"),
        (lambda jvp, n: jvp(np.eye(n)), "one direction at a time, of the shape (3,). It was given the shape (3, 3)"),
        (lambda jvp, n: np.array([jvp(v) for v in np.eye(n)]).reshape(-1, n), "reshape keeps"),
        (lambda jvp, n: np.concatenate([jvp(v) for v in np.eye(n)]), "side by side"),
        (lambda jvp, n: np.eye(n), "What does jvp make of each"),
    ],
    "18.2": [
        (lambda X, W, b, dX, dW, db: (X @ dW + db) * slope(X, W, b), "movement of X is missing"),
        (lambda X, W, b, dX, dW, db: (dX @ W + db) * slope(X, W, b), "movement of W is missing"),
        (lambda X, W, b, dX, dW, db: (dX @ W + X @ dW) * slope(X, W, b), "movement of b is missing"),
        (lambda X, W, b, dX, dW, db: np.ones((len(X), 1)) @ db * slope(X, W, b), "only the movement of b"),
        (lambda X, W, b, dX, dW, db: dX @ W + X @ dW + db, "slope of tanh is missing"),
        (lambda X, W, b, dX, dW, db: (dX @ W + X @ dW + db) * np.tanh(X @ W + b), "not by its slope"),
        (lambda X, W, b, dX, dW, db: (dX @ W + X @ dW + db) * (1 - (X @ W + b) ** 2), "not 1 − z²"),
        (lambda X, W, b, dX, dW, db: (dX @ dW + db) * slope(X, W, b), "product of the movements"),
        (lambda X, W, b, dX, dW, db: (dX @ W + X @ dW + dX @ dW + db) * slope(X, W, b), "two movements"),
        (lambda X, W, b, dX, dW, db: np.tanh((X + dX) @ (W + dW) + b + db), "new value"),
        (lambda X, W, b, dX, dW, db: np.tanh((X + dX) @ (W + dW) + b + db) - np.tanh(X @ W + b), "a whole step"),
        (lambda X, W, b, dX, dW, db: (dX @ W - X @ dW + db) * slope(X, W, b), "movement of W has the wrong sign"),
        (lambda X, W, b, dX, dW, db: (dX @ W + X @ dW + db) * (1 - np.tanh(X @ W + b)), "not 1 − a."),
        (
            lambda X, W, b, dX, dW, db: (dX @ W + X @ dW + db) * np.tanh(X @ W + b) * (1 - np.tanh(X @ W + b)),
            "the sigmoid's",
        ),
        (lambda X, W, b, dX, dW, db: (dX @ W + X @ dW + db) / slope(X, W, b), "the chain rule multiplies"),
        (lambda X, W, b, dX, dW, db: (dX @ W + X @ dW + db) * slope(X, W, 0), "Where is b"),
        (lambda X, W, b, dX, dW, db: slope(X, W, b), "the slope of tanh alone"),
        (lambda X, W, b, dX, dW, db: np.tanh(dX @ W + X @ dW + db), "tanh of the direction"),
        (lambda X, W, b, dX, dW, db: (dX @ W + X @ dW + db) * slope(dX, W, b), "entry [0, 0] is"),
    ],
    "18.3": [
        (lambda A, delta: A.T @ delta, "summed over the samples"),
        (lambda A, delta: A.T @ delta / len(A), "the mean over the samples"),
        (lambda A, delta: np.einsum("si,sj->sij", A, delta) / len(A), "has no 1/n"),
        (lambda A, delta: np.einsum("si,sj->sji", A, delta), "is transposed"),
        (lambda A, delta: np.einsum("si,tj->stij", A, delta), "paired with every other"),
        (lambda A, delta: -np.einsum("si,sj->sij", A, delta), "the negative"),
        (lambda A, delta: np.einsum("si,sj->ijs", A, delta), "the sample comes first"),
        (lambda A, delta: np.einsum("si,sj->isj", A, delta), "the sample comes first"),
        (lambda A, delta: np.einsum("si,sj->sij", A, delta).reshape(len(A), -1), "laid out in a row"),
        (lambda A, delta: A[:, :, None] + delta[:, None, :], "not their sum"),
    ],
    "18.4": [
        (stuck, "never changes"),
        (lambda *a: run(*a)[0], "these are the carries."),
        (before, "before each step"),
        (lambda *a: run(*a)[1][-1], "last output alone"),
        (lambda *a: run(*a)[0][-1], "this is the last carry"),
        (lambda *a: run(*a)[1][:-1], "last step is missing"),
        (lambda *a: list(run(*a)[1][:-1]), "last step is missing"),
        (lambda *a: run(*a)[1][::-1], "reverse order"),
        (lambda step, carry, xs: run(step, carry, xs[::-1])[1], "from its end"),
        (lambda *a: (run(*a)[0][-1], run(*a)[1]), "this returns a pair"),
        (lambda *a: [run(*a)[0][-1], run(*a)[1]], "this returns a pair"),
        (lambda *a: run(*a)[1][:1], "Does the loop go on"),
        (lambda *a: [a[1], *run(*a)[1]], "is no output"),
        (lambda step, *a: run(lambda *b: step(*b)[::-1], *a)[1], "here the output goes on as the carry"),
        (lambda step, *a: run(lambda *b: step(*b)[::-1], *a)[0], "the output goes on as the carry."),
        (lambda *a: [], "nothing is collected"),
    ],
}


def column_by_column(jvp, n):
    direction, columns = np.zeros(n), []
    for j in range(n):
        direction[:] = 0
        direction[j] = 1
        columns.append(jvp(direction))
    return list(zip(*columns))


def in_place(X, W, b, dX, dW, db):
    layers = []
    for step in (1e-5, -2e-5):
        X += step * dX
        W += step * dW
        b += step * db
        layers.append(np.tanh(X @ W + b))
    return (layers[0] - layers[1]) / 2e-5


def recursive(step, carry, xs):
    if len(xs) == 0:
        return []
    carry, output = step(carry, xs[0])
    return [output, *recursive(step, carry, xs[1:])]


def in_parts(step, carry, xs):
    xs, outputs = list(xs), []
    while xs:
        carry, output = step(carry, xs.pop(0))
        outputs += [output]
    return tuple(outputs)


# Right answers in other styles.
RIGHT = {
    "18.1": [
        column_by_column,
        lambda jvp, n: np.apply_along_axis(jvp, 0, np.eye(n)),
        lambda jvp, n: np.column_stack([jvp([i == j for i in range(n)]) for j in range(n)]),
    ],
    "18.2": [
        in_place,
        lambda X, W, b, dX, dW, db: np.tanh((X + 1e-20j * dX) @ (W + 1e-20j * dW) + b + 1e-20j * db).imag / 1e-20,
    ],
    "18.3": [
        lambda A, delta: [[[a * d for d in heads] for a in tails] for tails, heads in zip(A, delta)],
        lambda A, delta: A[..., None] @ delta[:, None],
        lambda A, delta: np.array(list(map(np.outer, A, delta))),
    ],
    "18.4": [
        recursive,
        in_parts,
        lambda step, carry, xs: [
            output for _, output in list(accumulate(xs, lambda s, x: step(s[0], x), initial=(carry, 0)))[1:]
        ],
    ],
}
