"""Judges of the exercises of notebook 13."""

import numpy as np

from helpers.costs import cross_entropy
from helpers.exercises import NotYet, agree, call, exercise
from helpers.verify import central_difference


@exercise("13.1")
def rows_of_targets(targets):
    points = [(np.array([2, 0, 3, 3]), 4), (np.array([1, 1, 2]), 5), (np.array([0, 1]), 2), (np.array([9, 5]), 10)]

    def truth(y, classes):
        return np.arange(classes) == y[:, None]

    return agree(targets, points, truth,
                 [("this is the transpose: a row for each sample and a column for each class.",
                   lambda y, classes: truth(y, classes).T),
                  ("the one stands a column too far to the left: the classes begin with 0.",
                   lambda y, classes: truth(y - 1, classes)),
                  ("a column for each class that occurs here; others may occur in other data.",
                   lambda y, classes: truth(y, classes)[:, np.unique(y)]),
                  ("as many columns as the largest label asks for. How many classes are there?",
                   lambda y, classes: truth(y, y.max() + 1)),
                  ("in the right places, but the label itself; the entry should be one.",
                   lambda y, classes: y[:, None] * truth(y, classes)),
                  ("zeros and ones are exchanged.", lambda y, classes: ~truth(y, classes))],
                 "a single one in the column of the label, for 4 lists of labels.")


@exercise("13.2")
def one_order_for_both(shuffle):
    X = np.arange(24.0).reshape(12, 2)
    y = np.arange(12) + 100

    def shuffled(seed):
        """Return the answer as one array: the columns of X, then y."""
        if not callable(shuffle):
            return call(shuffle)

        def both(*arguments):
            value = shuffle(*arguments)
            return np.column_stack(value) if isinstance(value, (tuple, list)) and len(value) == 2 else value

        both.__name__ = getattr(shuffle, "__name__", "the function")
        ours, theirs = X.copy(), y.copy()
        got = call(both, ours, theirs, np.random.default_rng(seed))
        if got.shape != (12, 3):
            raise NotYet("expected two arrays, X and y, of the shapes that came in.")
        if not (np.array_equal(ours, X) and np.array_equal(theirs, y)):
            raise NotYet("the arrays that came in have been changed. Index them with an order: that makes new ones.")
        return got

    got, other = shuffled(1), shuffled(2)
    rows = np.sort(got[:, 0])
    if len(np.unique(rows)) < 12:
        raise NotYet("some samples came twice, and others not at all: drawn with replacement.")
    if not np.array_equal(rows, X[:, 0]):
        raise NotYet("X no longer holds the samples that came in.")
    if np.array_equal(got[:, :2], X) and np.array_equal(got[:, 2], y):
        raise NotYet("nothing has been shuffled.")
    if not np.array_equal(got[:, 0] / 2 + 100, got[:, 2]):
        raise NotYet("X and y are in different orders, so that the labels belong to other samples. "
                     "Draw one permutation, for both.")
    if np.array_equal(got, other):
        raise NotYet("the same order for every generator: draw it from rng.")
    return "every sample once, each with its own label, in an order that rng decides."


@exercise("13.3")
def gradient_of_the_output_weights(output_gradient):
    rng = np.random.default_rng(134)
    points = [(rng.uniform(size=(n, hidden)), rng.dirichlet(np.ones(classes), size=n),
               np.eye(classes)[rng.integers(classes, size=n)])
              for n, hidden, classes in [(6, 3, 3), (4, 5, 2), (3, 2, 7)]]

    def with_errors(change):
        """Return a gradient of the cost in the weights V, where change(Z, A2) has been done to the outputs."""
        def gradient(A1, A2, Y):
            return np.einsum("ij,ik->jk", A1, change(central_difference(
                lambda Z: cross_entropy(Z, Y), np.log(A2)), A2))
        return gradient

    def truth(A1, A2, Y):
        # The logarithms of the probabilities may stand for Z, since softmax gives the probabilities back.
        return central_difference(lambda V: cross_entropy(np.log(A2) + A1 @ V, Y), np.zeros((A1.shape[1], A2.shape[1])))

    return agree(output_gradient, points, truth,
                 [("target minus answer: this is the negative of the gradient, and descent would climb.",
                   lambda A1, A2, Y: -truth(A1, A2, Y)),
                  ("a sum over the samples, where the cost is their mean.",
                   lambda A1, A2, Y: len(Y) * truth(A1, A2, Y)),
                  ("a sum over the samples, and target minus answer.",
                   lambda A1, A2, Y: -len(Y) * truth(A1, A2, Y)),
                  ("this divides by the number of all entries of Y; n counts the samples, the rows.",
                   lambda A1, A2, Y: truth(A1, A2, Y) / Y.shape[1]),
                  ("this divides by the number of classes; the mean is over the samples.",
                   lambda A1, A2, Y: truth(A1, A2, Y) * len(Y) / Y.shape[1]),
                  ("a factor a (1 − a) too many: with softmax and cross-entropy it has cancelled.",
                   with_errors(lambda delta, A2: delta * A2 * (1 - A2))),
                  ("this is the transpose: the rows of W2 belong to the hidden nodes.",
                   lambda A1, A2, Y: truth(A1, A2, Y).T)],
                 "it agrees with finite differences for 3 output layers.")


@exercise("13.4")
def the_rate_for_mean_and_scaled_pixels(same_rate):
    def truth(eta, n, s):
        # How far one step moves Z: as a sum on X, and with rate one as a mean on X / s.
        rng = np.random.default_rng(n)
        X, delta = rng.uniform(0, s, size=(n, 3)), rng.normal(size=(n, 2))
        sum_raw = X @ (X.T @ (eta * delta))
        mean_scaled = X / s @ ((X / s).T @ (delta / n))
        return np.linalg.norm(sum_raw) / np.linalg.norm(mean_scaled)

    return agree(same_rate, [(0.01, 1077, 16), (0.5, 7, 3), (2.0, 10, 255)], truth,
                 [("right for pixels as they come. What do they do to the rate, by (13.10)?",
                   lambda eta, n, s: truth(eta, n, s) / s**2),
                  ("right for the scale of the pixels; the sum counts too, by (13.8).",
                   lambda eta, n, s: truth(eta, n, s) / n),
                  ("the scale acts twice: in the gradient, and where the weights meet the pixels again.",
                   lambda eta, n, s: truth(eta, n, s) / s),
                  ("the scale acts the other way: small pixels make small gradients, and need a larger rate.",
                   lambda eta, n, s: truth(eta, n, s) / s**4),
                  ("the sum acts the other way: it is n times the mean.", lambda eta, n, s: truth(eta, n, s) / n**2),
                  ("the other way round: from mean and scaled pixels to sum and raw ones.",
                   lambda eta, n, s: truth(eta, n, s) / (n**2 * s**4))],
                 "both take steps of the same length, for 3 sets of numbers.", tolerance=1e-9)
