"""Judges of the exercises of notebook 18. They need NumPy alone."""

from functools import wraps

import numpy as np

from helpers.exercises import NotYet, agree, exercise
from helpers.verify import central_difference


@exercise("18.1")
def jacobian_from_directions(jacobian):
    rng = np.random.default_rng(181)

    def linear(m, n):
        M = rng.normal(size=(m, n))

        def jvp(v):
            if np.shape(v) != (n,):
                raise NotYet(
                    f"jvp takes one direction at a time, of the shape ({n},). It was given the shape {np.shape(v)}."
                )
            return M @ np.asarray(v, float)

        return jvp

    points = [(linear(m, n), n) for m, n in [(3, 3), (2, 2), (4, 2), (1, 5), (6, 1)]]

    def truth(jvp, n):
        return central_difference(jvp, np.zeros(n))

    return agree(
        jacobian,
        points,
        truth,
        [
            (
                "this is the sum of the columns: one direction at a time, with a single 1 in it.",
                lambda jvp, n: jvp(np.ones(n)),
            ),
            ("this is one column. There are n.", lambda jvp, n: jvp(np.eye(n)[0])),
            (
                "jvp(v) with v = e_j is column j of the Jacobian, not row j: this is the transpose.",
                lambda jvp, n: truth(jvp, n).T,
            ),
            (
                "reshape keeps the numbers in their order, column after column here. This needs a transpose.",
                lambda jvp, n: truth(jvp, n).T.reshape(-1, n),
            ),
            (
                "these are the columns, one after the other. They should stand side by side.",
                lambda jvp, n: truth(jvp, n).T.ravel(),
            ),
            ("these are the directions. What does jvp make of each?", lambda jvp, n: np.eye(n)),
        ],
        "it is right for 5 linear maps of different shapes.",
    )


@exercise("18.2")
def direction_through_a_layer(layer_jvp):
    rng = np.random.default_rng(182)

    def arguments(n, p, nodes):
        shapes = [(n, p), (p, nodes), (1, nodes)]
        return *(rng.normal(size=s) for s in shapes), *(rng.normal(size=s) for s in shapes)

    def truth(X, W, b, dX, dW, db, *, moves=(1, 1, 1)):
        x, w, c = moves
        return central_difference(
            lambda t: np.tanh((X + x * t * dX) @ (W + w * t * dW) + b + c * t * db), 0.0, step=1e-5
        )

    def moving(*moves):
        return lambda *arrays: truth(*arrays, moves=moves)

    def with_slope(slope):
        """Return the answer with another slope of tanh, a function of the pre-activations Z and of b."""

        def wrong(X, W, b, *directions):
            Z = X @ W + b
            return truth(X, W, b, *directions) / (1 - np.tanh(Z) ** 2) * slope(Z, b)

        return wrong

    def with_products(products):
        return lambda X, W, b, dX, dW, db: (products(X, W, dX, dW) + db) * (1 - np.tanh(X @ W + b) ** 2)

    return agree(
        layer_jvp,
        [arguments(5, 3, 2), arguments(1, 2, 5), arguments(3, 3, 3)],
        truth,
        [
            ("the movement of X is missing: it reaches the layer through W.", moving(0, 1, 1)),
            ("the movement of W is missing: it reaches the layer through X.", moving(1, 0, 1)),
            ("the movement of b is missing.", moving(1, 1, 0)),
            ("X and W both move: only the movement of b is there.", moving(0, 0, 1)),
            *(
                (f"the movement of {name} has the wrong sign.", moving(*signs))
                for name, signs in [("X", (-1, 1, 1)), ("W", (1, -1, 1)), ("b", (1, 1, -1))]
            ),
            ("the slope of tanh is missing: this is the direction of the pre-activations.", with_slope(lambda Z, b: 1)),
            ("this multiplies by tanh(Z), not by its slope.", with_slope(lambda Z, b: np.tanh(Z))),
            *(
                (f"the slope of tanh is 1 − a² with a = tanh(z), not {words}.", with_slope(slope))
                for words, slope in [
                    ("1 − z²", lambda Z, b: 1 - Z**2),
                    ("1 − a", lambda Z, b: 1 - np.tanh(Z)),
                    ("1 − 2a", lambda Z, b: 1 - 2 * np.tanh(Z)),
                    ("1 + a²", lambda Z, b: 1 + np.tanh(Z) ** 2),
                    ("a²", lambda Z, b: np.tanh(Z) ** 2),
                    ("a (1 − a), the sigmoid's", lambda Z, b: np.tanh(Z) * (1 - np.tanh(Z))),
                ]
            ),
            (
                "divided by the slope of tanh: the chain rule multiplies.",
                with_slope(lambda Z, b: 1 / (1 - np.tanh(Z) ** 2)),
            ),
            ("the slope is taken at XW. Where is b?", with_slope(lambda Z, b: 1 - np.tanh(Z - b) ** 2)),
            (
                "this is the slope of tanh alone. What moves the pre-activations, and by how much?",
                lambda X, W, b, *directions: 1 - np.tanh(X @ W + b) ** 2,
            ),
            (
                "a product has two terms, X dW and dX W. Here stands the product of the movements.",
                with_products(lambda X, W, dX, dW: dX @ dW),
            ),
            (
                "this is how far the layer moves in a whole step, not how fast: no term may hold two movements.",
                with_products(lambda X, W, dX, dW: dX @ W + X @ dW + dX @ dW),
            ),
            (
                "this is the layer's new value, not its direction.",
                lambda X, W, b, dX, dW, db: np.tanh((X + dX) @ (W + dW) + b + db),
            ),
            (
                "this is tanh of the direction of the pre-activations, which should be multiplied by its slope.",
                lambda X, W, b, dX, dW, db: np.tanh(dX @ W + X @ dW + db),
            ),
            (
                "this is how far the layer moves in a whole step, not how fast.",
                lambda X, W, b, dX, dW, db: np.tanh((X + dX) @ (W + dW) + b + db) - np.tanh(X @ W + b),
            ),
        ],
        "it agrees with small steps along 3 random directions.",
    )


@exercise("18.3")
def gradients_of_samples(per_sample):
    rng = np.random.default_rng(183)
    points = [
        (rng.normal(size=(n, p)), rng.normal(size=(n, nodes)))
        for n, p, nodes in [(3, 3, 3), (5, 4, 2), (2, 1, 6), (1, 3, 2)]
    ]

    def truth(A, delta):
        return np.stack(
            [
                central_difference(lambda W: a @ W @ d, np.zeros((len(a), len(d))), step=1.0)
                for a, d in zip(A, delta, strict=True)
            ]
        )

    return agree(
        per_sample,
        points,
        truth,
        [
            (
                "this is summed over the samples, as back-propagation does it. Keep them apart.",
                lambda A, delta: A.T @ delta,
            ),
            ("this is the mean over the samples. Keep them apart.", lambda A, delta: A.T @ delta / len(A)),
            ("divided by n: each sample's own loss has no 1/n.", lambda A, delta: truth(A, delta) / len(A)),
            (
                "each sample's gradient is transposed: a row for a tail, a column for a head.",
                lambda A, delta: truth(A, delta).swapaxes(1, 2),
            ),
            (
                "the sample comes first: the shape should be (n, p, nodes).",
                lambda A, delta: truth(A, delta).swapaxes(0, 1),
            ),
            (
                "the sample comes first: the shape should be (n, p, nodes).",
                lambda A, delta: np.moveaxis(truth(A, delta), 0, 2),
            ),
            (
                "each sample's gradient is laid out in a row. Its shape is that of the weights, (p, nodes).",
                lambda A, delta: truth(A, delta).reshape(len(A), -1),
            ),
            (
                "a weight's gradient is the product of its tail's activation and its head's delta, not their sum.",
                lambda A, delta: A[:, :, None] + delta[:, None, :],
            ),
            (
                "every sample is paired with every other: the sample's index stands once in the result.",
                lambda A, delta: A[:, None, :, None] * delta[None, :, None, :],
            ),
        ],
        "it agrees with finite differences for 11 samples, each by itself.",
    )


@exercise("18.4")
def loop_with_a_carry(scan):
    def sums(carry, x):
        return carry + x, carry * x

    def pairs(carry, x):
        return (carry[1], carry[0] + x), np.array([carry[0], x])

    def linear(carry, x):
        return 0.5 * carry - x, carry + 2 * x

    rng = np.random.default_rng(184)
    points = [
        (sums, 1.0, rng.normal(size=4)),
        (linear, rng.normal(size=3), rng.normal(size=(5, 3))),
        (pairs, (2.0, 3.0), rng.normal(size=6)),
    ]

    def run(step, carry, xs, feed=0):
        """Return the carries before and after each step, and the outputs. feed: which of the two goes on."""
        before, after, outputs = [], [], []
        for x in xs:
            before.append(carry)
            result = step(carry, x)
            carry = result[feed]
            after.append(result[0])
            outputs.append(result[1])
        return before, after, outputs

    def truth(step, carry, xs):
        return run(step, carry, xs)[2]

    @wraps(scan)
    def answer(step, carry, xs):
        result = scan(step, carry, xs)
        if isinstance(result, (tuple, list)) and len(result) == 2:
            raise NotYet("this returns a pair, carry and outputs, as jax.lax.scan does. Return the outputs alone.")
        return result

    return agree(
        answer if callable(scan) else scan,
        points,
        truth,
        [
            (
                "the carry never changes: each step starts from what the last one returned.",
                lambda step, carry, xs: [step(carry, x)[1] for x in xs],
            ),
            (
                "these are the carries. The outputs are the second of the two that step returns.",
                lambda step, carry, xs: run(step, carry, xs)[1],
            ),
            (
                "these are the carries as they were before each step; the outputs are asked for.",
                lambda step, carry, xs: run(step, carry, xs)[0],
            ),
            ("this is the last output alone.", lambda step, carry, xs: truth(step, carry, xs)[-1]),
            (
                "this is the last carry. The outputs of all steps are asked for.",
                lambda step, carry, xs: run(step, carry, xs)[1][-1],
            ),
            ("the last step is missing.", lambda step, carry, xs: truth(step, carry, xs[:-1])),
            ("the outputs are in reverse order.", lambda step, carry, xs: truth(step, carry, xs)[::-1]),
            ("this goes through xs from its end.", lambda step, carry, xs: truth(step, carry, xs[::-1])),
            (
                "this is the first output alone. Does the loop go on to its end?",
                lambda step, carry, xs: truth(step, carry, xs)[:1],
            ),
            ("the carry at the beginning is no output.", lambda *a: [a[1], *truth(*a)]),
            (
                "step returns the carry first and the output second: here the output goes on as the carry.",
                lambda step, carry, xs: run(step, carry, xs, feed=1)[1],
            ),
            (
                "the output goes on as the carry. What goes on is the first of the two that step returns.",
                lambda step, carry, xs: run(step, carry, xs, feed=1)[2],
            ),
            ("nothing is collected: append each output.", lambda step, carry, xs: []),
        ],
        "it is right for 3 loops, with numbers, arrays and pairs as the carry.",
    )
