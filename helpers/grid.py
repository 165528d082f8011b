"""Grid search over learning rates and penalties, whose networks train as stacks, side by side. Built in notebook 15."""

from concurrent.futures import CancelledError, ThreadPoolExecutor, wait
from dataclasses import dataclass
from threading import Event

import numpy as np
from threadpoolctl import threadpool_limits

from helpers.costs import cross_entropy
from helpers.datasets import one_hot
from helpers.network import Network
from helpers.support import validation
from helpers.support.progress import progress
from helpers.support.reductions import drop_tiny
from helpers.support.validation import check_count, check_labels, check_matrix, quiet

SLICE = 25  # networks trained as one stack, at most: larger ones leave the caches, smaller ones wait for Python
BLOCK = 1000  # samples read at once where accuracies are measured


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
        rows = check_count("rows", rows, least=0)
        lines = ["    eta   lambda   training   validation"]
        order = np.argsort(-self.validation_accuracy, axis=None, kind="stable")
        for i, j in zip(*np.unravel_index(order[:rows], self.diverged.shape), strict=True):
            seen, unseen = self.train_accuracy[i, j], self.validation_accuracy[i, j]
            lines.append(f"{self.eta[i]:7.0e}  {self.lmbda[j]:7.0e}   {seen:8.3f}   {unseen:10.3f}")
        return "\n".join(lines)


def grid_search(network, X, y, X_validation, y_validation, eta, lmbda, epochs, batch_size, seed=None):
    """Train a copy of `network` for every pair of a rate and a penalty, and measure its accuracies.

    network: a single `Network` with cross_entropy; all copies start from its parameters and see the same batches.
    X, y: training inputs, shape (n, p), and labels, shape (n,). X_validation, y_validation: likewise.
    eta, lmbda: the rates and the penalties, shapes (I,) and (J,).
    seed: seeds the order of the samples. Returns a `Grid`.

    The cells are trained in slices, each a stack, on as many threads as NumPy's BLAS may use; the result depends on
    neither. A network that has diverged leaves its stack at the end of its epoch.
    """
    if validation.check_class("network", network, Network).stack or network.cost is not cross_entropy:
        raise ValueError(f"network must be a single one with cross_entropy, got {network.stack}, {network.cost}")
    p, classes, dtype = network.widths[0], network.widths[-1], network.dtype
    X, X_validation = check_matrix("X", X, p, dtype=dtype), check_matrix("X_validation", X_validation, p, dtype=dtype)
    y = check_labels("y", y, classes, rows=len(X))
    y_validation = check_labels("y_validation", y_validation, classes, rows=len(X_validation))
    eta = np.ravel(validation.check_positive("eta", eta))
    lmbda = np.ravel(validation.check_not_negative("lmbda", lmbda))
    epochs, batch_size = check_count("epochs", epochs), check_count("batch_size", batch_size)
    rng, shape = validation.check_generator("seed", seed), (len(eta), len(lmbda))
    # Both of shape (cells, 1, 1).
    rates, penalties = (a.reshape(-1, 1, 1).astype(dtype) for a in np.meshgrid(eta, lmbda, indexing="ij"))
    orders = [rng.permutation(len(X)) for _ in range(epochs)]  # the same for every cell
    Y = one_hot(y, classes).astype(dtype)

    networks = network.copies(rates.shape[:1])
    train_accuracy, validation_accuracy = np.full((2, len(rates)), np.nan)

    @quiet
    def train(cells, stop):
        """Train these cells, an array of their numbers, and enter what came of them."""
        training = networks[cells]
        for order in orders:
            _descend(training, X, Y, _parts(order, batch_size, stop), rates[cells], penalties[cells])
            drop_tiny(training.W[1:])
            sound = ~training.diverged()
            if not sound.all() or order is orders[-1]:
                for parameter, trained in zip(networks.parameters(), training.parameters(), strict=True):
                    parameter[cells] = trained
                if not sound.any():
                    return
                cells, training = cells[sound], training[sound]
        train_accuracy[cells] = _accuracy(training, X, y, stop)
        validation_accuracy[cells] = _accuracy(training, X_validation, y_validation, stop)

    _in_parallel(train, len(rates))
    found: list = [networks, networks.diverged(), train_accuracy, validation_accuracy]
    return Grid(eta, lmbda, *(part.reshape(shape) for part in found))


def _parts(places, size, stop):
    """Yield these places of samples in parts of at most `size`; raise CancelledError once `stop` is set."""
    for start in range(0, len(places), size):  # the last part may be short
        if stop.is_set():
            raise CancelledError
        yield places[start : start + size]


def _descend(networks, X, Y, batches, eta, lmbda):
    """Descend for an epoch by equation (15.2): W ← (1 − ηλ) W − η ∂C₀/∂W, which takes fewer passes over the arrays."""
    kept = 1 - eta * lmbda
    for batch in batches:
        A = networks._forward(X[batch])[1]  # no name for Z: its memory is free for the next arrays
        # The gradient is proportional to the weights of the samples: with weights η it comes out as η ∂C₀.
        dW, db = networks.backward(A, Y[batch], sample_weight=eta)
        for l in range(1, networks.L + 1):
            networks.W[l] *= kept
            networks.W[l] -= dW[l]
            networks.b[l] -= db[l]


def _accuracy(networks, X, y, stop):
    """Return the share of right answers of each network, shape (cells,)."""
    right = sum((networks.predict(X[part]) == y[part]).sum(axis=-1) for part in _parts(np.arange(len(X)), BLOCK, stop))
    return right / len(X)


def _in_parallel(train, cells):
    """Call train(slice, stop) for slices of this many cells, on as many threads as the BLAS may use, which has one."""
    with threadpool_limits(1, "blas") as limits:
        threads = limits.get_original_num_threads()["blas"] or 1
        number = min(cells, threads * -(-cells // (threads * SLICE)))
        pool, stop = ThreadPoolExecutor(threads), Event()
        try:
            futures = [pool.submit(train, np.arange(k, cells, number), stop) for k in range(number)]
            for future in progress(futures, "grid search"):
                while not wait([future], timeout=0.1).done:  # on Windows an interrupt does not end a wait
                    pass
                future.result()
        finally:
            stop.set()  # ends the slices where an interrupt or an error has ended the search
            pool.shutdown(cancel_futures=True)
