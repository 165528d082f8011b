"""A feed-forward network, or a whole stack of them trained at once by the same lines."""

from itertools import pairwise
from math import prod

import numpy as np

from helpers.activations import Activation, sigmoid
from helpers.costs import Cost, cross_entropy
from helpers.history import History
from helpers.stack import Stack
from helpers.support import storage
from helpers.support.arrays import fitting, quiet, spreading
from helpers.support.progress import progress
from helpers.support.validation import (
    affordable,
    count,
    counts,
    flag,
    generator,
    matrix,
    no_gaps,
    not_negative,
    one_of,
    per_network,
    precision,
    sample_weights,
    stepper,
)


class Network(Stack):
    """A fully connected network with layers l = 0 (the input) to L (the output).

    widths: nodes of each layer, for example (64, 50, 10).
    hidden: activation of the hidden layers.
    cost: the cost; it brings the activation of the output layer with it.
    seed: seeds the weights; an int or a numpy Generator.
    dtype: precision of the parameters, and so of all that is computed: float64 or float32.
    stack: shape of a stack of networks, each with random weights of its own; () for one network.

    `W[l]`, of shape (nodes of l−1, nodes of l), and `b[l]`, of shape (1, nodes of l), lead into layer l;
    `W[0]` and `b[0]` are None. With leading axes, (7, 7, 64, 50) say, they are the layers of 49 networks. All
    methods then carry these axes along: see `copies` and indexing, `network[2, 3]`.

    Weights start uniform in ±√(6 / (nodes of l−1 + nodes of l)) (Glorot and Bengio 2010), biases at zero.
    """

    def __init__(self, widths, hidden=sigmoid, cost=cross_entropy, seed=None, dtype=np.float64, stack=()):
        self.widths = counts("widths", widths)
        if len(self.widths) < 2:
            raise ValueError(f"widths must name an input and an output layer at least, got {widths!r}")
        self.history = History()
        self.hidden, self.cost = one_of("hidden", hidden, Activation), one_of("cost", cost, Cost)
        dtype, rng, stack = precision("dtype", dtype), generator("seed", seed), counts("stack", stack)
        affordable("widths and stack", prod(stack) * sum((n + 1) * m for n, m in pairwise(self.widths)))
        self.W, self.b = [None], [None]
        for nodes_in, nodes_out in pairwise(self.widths):
            limit = np.sqrt(6 / (nodes_in + nodes_out))
            self.W.append(rng.uniform(-limit, limit, (*stack, nodes_in, nodes_out)).astype(dtype))
            self.b.append(np.zeros((*stack, 1, nodes_out), dtype))

    @quiet
    def forward(self, X):
        """Return the pre-activations Z and the activations A of all layers, as lists; Z[0] is None, A[0] is X.

        X: inputs, shape (n, p). Z[l] and A[l] have shape (..., n, nodes of l).
        """
        Z, A = self._forward(self._inputs(X))
        self._check_range("the output", Z[1:] + A[1:], "X")
        return Z, A

    @quiet
    def backward(self, A, Y, lmbda=0.0, weights=1.0):
        """Return the gradients of the cost, dW and db: lists of the shapes of W and b, their first entries None.

        A: the activations that `forward` returned. Y: targets, shape (n, outputs).
        lmbda: the penalty λ of (λ/2) Σ W², of weights only; a number, or an array of shape (..., 1, 1).
        weights: as in `Cost.gradient`.
        """
        Y = self.cost.targets(Y, self.widths[-1], dtype=self.dtype)
        A = self._activations(A, len(Y))
        lmbda = self._penalty(lmbda)
        weights = spreading("weights", weights, (*self.stack, len(Y), 1)).astype(self.dtype)
        dW, db = self._backward(A, Y, weights, lmbda)
        self._check_range("the gradient", dW[1:] + db[1:], "A, Y, lmbda and weights")
        return dW, db

    def _inputs(self, X):
        return matrix("X", X, columns=self.widths[0], dtype=self.dtype)

    def _penalty(self, lmbda):
        lmbda = per_network("lmbda", not_negative("lmbda", lmbda), self.stack)
        return no_gaps("lmbda", np.asarray(lmbda, self.dtype))

    def _checked(self, X, Y, lmbda):
        X = self._inputs(X)
        Y = self.cost.targets(Y, self.widths[-1], len(X), self.dtype)
        return X, Y, self._penalty(lmbda)

    def _activations(self, A, n):
        if not isinstance(A, (list, tuple)) or len(A) != self.L + 1:
            raise TypeError(f"A must be the list of {self.L + 1} activations that `forward` returns, got {A!r}")
        shapes = [(n, self.widths[0])] + [(*self.stack, n, nodes) for nodes in self.widths[1:]]
        return [fitting("A", a, shape).astype(self.dtype, copy=False) for a, shape in zip(A, shapes, strict=True)]

    def _check_range(self, what, arrays, arguments):
        """Raise ValueError if a result is not finite, unless the parameters have diverged, which explains it."""
        if not (all(np.isfinite(array).all() for array in arrays) or self.diverged().any()):
            raise ValueError(f"{arguments} must be smaller: {what} overflows in {self.dtype}")

    @quiet
    def cost_of(self, X, Y, lmbda=0.0):
        """Return the cost with its penalty: a number, or an array of the stack's shape."""
        X, Y, lmbda = self._checked(X, Y, lmbda)
        Z, _ = self._forward(X)
        squares = sum((W * W).sum(axis=(-2, -1)) for W in self.W[1:])
        cost = self.cost.loss(Z[self.L], Y).mean(axis=-1) + lmbda.reshape(lmbda.shape[:-2]) / 2 * squares
        self._check_range("the cost", [cost], "X, Y and lmbda")
        return cost

    @quiet
    def fit(self, X, Y, scheduler, epochs, batch_size, lmbda=0.0, seed=None, sample_weight=None,
            verbose=True):
        """Train on mini-batches, in a new random order each epoch; return self.

        X: inputs, shape (n, p). Y: targets, shape (n, outputs); one-hot for classes.
        scheduler: one of `helpers.schedulers`. lmbda: as in `backward`.
        seed: seeds the order of the samples; an int or a numpy Generator.
        sample_weight: how much each sample counts, shape (n,), relative to the others.
        verbose: whether a long training shows its progress.

        `history` records the training: see `History`. Overflow raises no warning: a network that diverges stops at
        the end of its epoch and says so there. An interrupt is recorded and raised again; the network is usable.
        Source: Robbins and Monro 1951 for the noisy gradient; Goodfellow, Bengio and Courville 2016, chapter 8.
        """
        X, Y, lmbda = self._checked(X, Y, lmbda)
        per_network("eta", getattr(stepper("scheduler", scheduler), "eta", 1.0), self.stack)
        epochs, batch_size, rng = count("epochs", epochs), count("batch_size", batch_size), generator("seed", seed)
        weights = sample_weights(np.ones(len(X)) if sample_weight is None else sample_weight, len(X), self.dtype)
        verbose = flag("verbose", verbose)
        self.history = History()
        try:
            for epoch in progress(range(epochs), "training", verbose):
                total = np.zeros(1, self.dtype)                         # (..., 1)
                order = rng.permutation(len(X))
                for start in range(0, len(X), batch_size):              # the last batch may be short
                    batch = order[start:start + batch_size]
                    Z, A = self._forward(X[batch])
                    total = total + self.cost.loss(Z[self.L], Y[batch]) @ weights[batch]
                    dW, db = self._backward(A, Y[batch], weights[batch], lmbda)
                    scheduler.step(self.parameters(), dW[1:] + db[1:])
                self._forget()
                self.history.cost.append(total[..., 0] / len(X))
                if self.diverged().all():
                    self.history.stopped = f"diverged in epoch {epoch + 1}"
                    break
        except KeyboardInterrupt:
            self.history.stopped = f"interrupted in epoch {len(self.history.cost) + 1}"
            raise
        return self

    @quiet
    def output(self, X):
        """Return the activations of the output layer, shape (..., n, outputs): probabilities of classes, say."""
        A = self._forward(self._inputs(X))[1][self.L]
        self._check_range("the output", [A], "X")
        return A

    def predict(self, X):
        """Return the answers: classes, shape (..., n), or numbers, shape (..., n, outputs)."""
        return self.cost.decide(self.output(X))

    def save(self, path):
        """Write the network and its history to a file, `.npz` by custom.

        A crash meanwhile leaves an older file of that name whole. Raises ValueError if the activation or the cost is
        not from helpers, since the file holds its name only.
        """
        storage.save(self, path)

    @classmethod
    def load(cls, path):
        """Return the network in a file that `save` has written; a ValueError names a file that is anything else."""
        widths, hidden, cost, W, b, history = storage.load(path)
        network = cls(widths, hidden, cost)
        network.W[1:], network.b[1:], network.history = W, b, history
        return network
