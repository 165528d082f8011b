"""What the tests know of notebook 18."""

import numpy as np


def slope(X, W, b):
    return 1 - np.tanh(X @ W + b)**2


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
    ],
    "18.2": [
        (lambda X, W, b, dX, dW, db: (X @ dW + db) * slope(X, W, b), "movement of X is missing"),
        (lambda X, W, b, dX, dW, db: (dX @ W + db) * slope(X, W, b), "movement of W is missing"),
        (lambda X, W, b, dX, dW, db: (dX @ W + X @ dW) * slope(X, W, b), "movement of b is missing"),
        (lambda X, W, b, dX, dW, db: np.ones((len(X), 1)) @ db * slope(X, W, b), "only the movement of b"),
        (lambda X, W, b, dX, dW, db: dX @ W + X @ dW + db, "slope of tanh is missing"),
        (lambda X, W, b, dX, dW, db: (dX @ W + X @ dW + db) * np.tanh(X @ W + b), "not by its slope"),
        (lambda X, W, b, dX, dW, db: (dX @ W + X @ dW + db) * (1 - (X @ W + b)**2), "not 1 − z²"),
        (lambda X, W, b, dX, dW, db: (dX @ dW + db) * slope(X, W, b), "product of the movements"),
        (lambda X, W, b, dX, dW, db: (dX @ W + X @ dW + dX @ dW + db) * slope(X, W, b), "two movements"),
        (lambda X, W, b, dX, dW, db: np.tanh((X + dX) @ (W + dW) + b + db), "new value"),
    ],
    "18.3": [
        (lambda A, delta: A.T @ delta, "summed over the samples"),
        (lambda A, delta: A.T @ delta / len(A), "the mean over the samples"),
        (lambda A, delta: np.einsum("si,sj->sij", A, delta) / len(A), "has no 1/n"),
        (lambda A, delta: np.einsum("si,sj->sji", A, delta), "is transposed"),
        (lambda A, delta: np.einsum("si,tj->stij", A, delta), "paired with every other"),
        (lambda A, delta: -np.einsum("si,sj->sij", A, delta), "the negative"),
    ],
    "18.4": [
        (stuck, "never changes"),
        (lambda *a: run(*a)[0], "these are the carries."),
        (before, "before each step"),
        (lambda *a: run(*a)[1][-1], "last output alone"),
        (lambda *a: run(*a)[0][-1], "this is the last carry"),
        (lambda *a: run(*a)[1][:-1], "last step is missing"),
        (lambda *a: run(*a)[1][::-1], "reverse order"),
        (lambda step, carry, xs: run(step, carry, xs[::-1])[1], "from its end"),
    ],
}
