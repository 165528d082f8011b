"""Judges of the exercises of notebook 18. They need NumPy alone."""

import numpy as np

from helpers.exercises import agree, exercise
from helpers.verify import central_difference


@exercise("18.1")
def jacobian_from_directions(jacobian):
    rng = np.random.default_rng(181)
    points = []
    for m, n in [(3, 3), (2, 2), (4, 2), (1, 5), (6, 1)]:
        M = rng.normal(size=(m, n))
        points.append((lambda v, M=M: M @ np.asarray(v, float), n))

    def truth(jvp, n):
        m = len(jvp(np.zeros(n)))
        return central_difference(jvp, np.zeros(n)).reshape(m, n)

    return agree(jacobian, points, truth,
                 [("this is the sum of the columns: one direction at a time, with a single 1 in it.",
                   lambda jvp, n: jvp(np.ones(n))),
                  ("this is one column. There are n.", lambda jvp, n: jvp(np.eye(n)[0])),
                  ("jvp(v) with v = e_j is column j of the Jacobian, not row j: this is the transpose.",
                   lambda jvp, n: truth(jvp, n).T)],
                 "it is right for 5 linear maps of different shapes.")


@exercise("18.2")
def direction_through_a_layer(layer_jvp):
    rng = np.random.default_rng(182)

    def arguments(n, p, nodes):
        shapes = [(n, p), (p, nodes), (1, nodes)]
        return *(rng.normal(size=s) for s in shapes), *(rng.normal(size=s) for s in shapes)

    def slope(X, W, b):
        return 1 - np.tanh(X @ W + b)**2

    def truth(X, W, b, dX, dW, db, *, moves=(1, 1, 1)):
        x, w, c = moves
        return central_difference(
            lambda t: np.tanh((X + x * t * dX) @ (W + w * t * dW) + b + c * t * db), 0.0, step=1e-5)

    def without(*moves):
        return lambda *arrays: truth(*arrays, moves=moves)

    return agree(layer_jvp, [arguments(4, 3, 2), arguments(1, 2, 5), arguments(3, 3, 3)], truth,
                 [("the movement of X is missing: it reaches the layer through W.", without(0, 1, 1)),
                  ("the movement of W is missing: it reaches the layer through X.", without(1, 0, 1)),
                  ("the movement of b is missing.", without(1, 1, 0)),
                  ("X and W both move: only the movement of b is there.", without(0, 0, 1)),
                  ("the slope of tanh is missing: this is the direction of the pre-activations.",
                   lambda *a: truth(*a) / slope(*a[:3])),
                  ("this multiplies by tanh(Z), not by its slope.",
                   lambda *a: truth(*a) / slope(*a[:3]) * np.tanh(a[0] @ a[1] + a[2])),
                  ("the slope of tanh is 1 − a² with a = tanh(z), not 1 − z².",
                   lambda *a: truth(*a) / slope(*a[:3]) * (1 - (a[0] @ a[1] + a[2])**2)),
                  ("a product has two terms, X dW and dX W. Here stands the product of the movements.",
                   lambda X, W, b, dX, dW, db: (dX @ dW + db) * slope(X, W, b)),
                  ("this is how far the layer moves in a whole step, not how fast: no term may hold two movements.",
                   lambda X, W, b, dX, dW, db: (dX @ W + X @ dW + dX @ dW + db) * slope(X, W, b)),
                  ("this is the layer's new value, not its direction.",
                   lambda X, W, b, dX, dW, db: np.tanh((X + dX) @ (W + dW) + b + db))],
                 "it agrees with small steps along 3 random directions.")


@exercise("18.3")
def gradients_of_samples(per_sample):
    rng = np.random.default_rng(183)
    points = [(rng.normal(size=(n, p)), rng.normal(size=(n, nodes))) for n, p, nodes in
              [(3, 3, 3), (5, 4, 2), (2, 1, 6), (1, 3, 2)]]

    def truth(A, delta):
        return np.stack([central_difference(lambda W: a @ W @ d, np.zeros((len(a), len(d))), step=1.0)
                         for a, d in zip(A, delta, strict=True)])

    return agree(per_sample, points, truth,
                 [("this is summed over the samples, as back-propagation does it. Keep them apart.",
                   lambda A, delta: A.T @ delta),
                  ("this is the mean over the samples. Keep them apart.", lambda A, delta: A.T @ delta / len(A)),
                  ("divided by n: each sample's own loss has no 1/n.", lambda A, delta: truth(A, delta) / len(A)),
                  ("each sample's gradient is transposed: a row for a tail, a column for a head.",
                   lambda A, delta: truth(A, delta).swapaxes(1, 2)),
                  ("every sample is paired with every other: the sample's index stands once in the result.",
                   lambda A, delta: A[:, None, :, None] * delta[None, :, None, :])],
                 "it agrees with finite differences for 11 samples, each by itself.")


@exercise("18.4")
def loop_with_a_carry(scan):
    def sums(carry, x):
        return carry + x, carry * x

    def pairs(carry, x):
        return (carry[1], carry[0] + x), np.array([carry[0], x])

    def linear(carry, x):
        return 0.5 * carry - x, carry + 2 * x

    rng = np.random.default_rng(184)
    points = [(sums, 1.0, rng.normal(size=4)), (linear, rng.normal(size=3), rng.normal(size=(5, 3))),
              (pairs, (2.0, 3.0), rng.normal(size=3))]

    def run(step, carry, xs):
        """Return the carries before and after each step, and the outputs."""
        before, after, outputs = [], [], []
        for x in xs:
            before.append(carry)
            carry, output = step(carry, x)
            after.append(carry)
            outputs.append(output)
        return before, after, outputs

    def truth(step, carry, xs):
        return run(step, carry, xs)[2]

    return agree(scan, points, truth,
                 [("the carry never changes: each step starts from what the last one returned.",
                   lambda step, carry, xs: [step(carry, x)[1] for x in xs]),
                  ("these are the carries. The outputs are the second of the two that step returns.",
                   lambda step, carry, xs: run(step, carry, xs)[1]),
                  ("these are the carries as they were before each step; the outputs are asked for.",
                   lambda step, carry, xs: run(step, carry, xs)[0]),
                  ("this is the last output alone.", lambda step, carry, xs: truth(step, carry, xs)[-1]),
                  ("this is the last carry. The outputs of all steps are asked for.",
                   lambda step, carry, xs: run(step, carry, xs)[1][-1]),
                  ("the last step is missing.", lambda step, carry, xs: truth(step, carry, xs[:-1])),
                  ("the outputs are in reverse order.", lambda step, carry, xs: truth(step, carry, xs)[::-1]),
                  ("this goes through xs from its end.", lambda step, carry, xs: truth(step, carry, xs[::-1]))],
                 "it is right for 3 loops, with numbers, arrays and pairs as the carry.")
