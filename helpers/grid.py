"""Grid search over learning rates and penalties: all networks of the grid trained as one stack."""

from dataclasses import dataclass

import numpy as np

from helpers.costs import cross_entropy
from helpers.datasets import one_hot
from helpers.network import Network
from helpers.progress import progress
from helpers.schedulers import Constant
from helpers.validation import count, generator, labels, matrix, not_negative, one_of, positive, vector


@dataclass(frozen=True)
class Grid:
    """What a grid search found: row i has the rate eta[i], column j the penalty lmbda[j].

    The accuracies have shape (rates, penalties) and are NaN where the network diverged.
    """

    eta: np.ndarray
    lmbda: np.ndarray
    networks: Network
    diverged: np.ndarray
    train_accuracy: np.ndarray
    validation_accuracy: np.ndarray

    def best(self):
        """Return the index (i, j) of the best validation accuracy.

        Among equals the stronger penalty wins, then the smaller rate: the simplest network that does as well.
        """
        if self.diverged.all():
            raise ValueError("every network of the grid diverged: none is best")
        i, j = np.nonzero(self.validation_accuracy == np.nanmax(self.validation_accuracy))
        k = np.lexsort((self.eta[i], -self.lmbda[j]))[0]
        return int(i[k]), int(j[k])

    def table(self, rows=5):
        """Return the best `rows` cells as text, a line each."""
        lines = ["    eta   lambda   training   validation"]
        order = np.argsort(-self.validation_accuracy, axis=None, kind="stable")
        for i, j in zip(*np.unravel_index(order[:rows], self.diverged.shape)):
            lines.append(f"{self.eta[i]:7.0e}  {self.lmbda[j]:7.0e}   {self.train_accuracy[i, j]:8.3f}"
                         f"   {self.validation_accuracy[i, j]:10.3f}")
        return "\n".join(lines)


def grid_search(network, X, y, X_validation, y_validation, eta, lmbda, epochs, batch_size, seed=None):
    """Train a copy of `network` for every pair of a rate and a penalty, and measure its accuracies.

    network: a single `Network` with cross_entropy; all copies start from its parameters and see the same batches.
    X, y: training inputs, shape (n, p), and labels, shape (n,). X_validation, y_validation: likewise.
    eta, lmbda: the rates and the penalties, shapes (I,) and (J,).
    seed: seeds the order of the samples. Returns a `Grid`.

    A network that has diverged leaves the stack at the end of its epoch.
    """
    if one_of("network", network, Network).stack or network.cost is not cross_entropy:
        raise ValueError(f"network must be a single one with cross_entropy, got a stack of shape {network.stack} "
                         f"with {network.cost}")
    classes = network.widths[-1]
    X, X_validation = matrix("X", X, network.widths[0]), matrix("X_validation", X_validation, network.widths[0])
    y = labels("y", y, classes, rows=len(X))
    y_validation = labels("y_validation", y_validation, classes, rows=len(X_validation))
    eta, lmbda = vector("eta", positive("eta", eta)), vector("lmbda", not_negative("lmbda", lmbda))
    shape = (len(eta), len(lmbda))
    rates = np.repeat(eta, len(lmbda))[:, None, None].astype(network.dtype)         # (cells, 1, 1)
    penalties = np.tile(lmbda, len(eta))[:, None, None].astype(network.dtype)
    networks, Y = network.copies(rates.shape[:1]), one_hot(y, classes)
    rng = generator("seed", seed)

    alive = np.arange(len(rates))
    training = networks[alive]
    for _ in progress(range(count("epochs", epochs)), "grid search"):
        training.fit(X, Y, Constant(rates[alive]), 1, batch_size, penalties[alive], seed=rng)
        gone = training.diverged()
        if gone.any():
            networks[alive] = training
            alive = alive[~gone]
            training = training[~gone]
        if len(alive) == 0:
            break
    networks[alive] = training

    diverged = np.ones(len(rates), bool)
    diverged[alive] = False

    def accuracy(X, y):
        result = np.full(len(rates), np.nan)
        result[alive] = (training.predict(X) == y).mean(axis=-1)
        return result.reshape(shape)

    return Grid(eta, lmbda, networks.reshape(shape), diverged.reshape(shape),
                accuracy(X, y), accuracy(X_validation, y_validation))
