"""A feed-forward network, or a whole stack of them trained at once by the same lines."""

from itertools import pairwise

import numpy as np

from helpers import storage
from helpers.activations import Activation, sigmoid
from helpers.costs import Cost, cross_entropy
from helpers.history import History
from helpers.progress import progress
from helpers.reductions import column_sum
from helpers.stack import Stack
from helpers.validation import (
    count,
    counts,
    generator,
    matrix,
    not_negative,
    one_of,
    per_network,
    precision,
    sample_weights,
    stepper,
)

# The overflow of a network that diverges is no news: `diverged` tells it.
quiet = np.errstate(over="ignore", invalid="ignore")


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
        self.W, self.b = [None], [None]
        for nodes_in, nodes_out in pairwise(self.widths):
            limit = np.sqrt(6 / (nodes_in + nodes_out))
            self.W.append(rng.uniform(-limit, limit, (*stack, nodes_in, nodes_out)).astype(dtype))
            self.b.append(np.zeros((*stack, 1, nodes_out), dtype))

    def forward(self, X):
        """Return the pre-activations Z and the activations A of all layers, as lists; Z[0] is None, A[0] is X.

        X: inputs, shape (n, p). Z[l] and A[l] have shape (..., n, nodes of l).
        """
        Z: list = [None]
        A = [X]
        for l in range(1, self.L + 1):
            Z.append(A[l - 1] @ self.W[l])
            Z[l] += self.b[l]
            A.append(self.hidden(Z[l]) if l < self.L else self.cost.output(Z[l]))
        return Z, A

    def backward(self, A, Y, lmbda=0.0, weights=1.0):
        """Return the gradients of the cost, dW and db: lists of the shapes of W and b, their first entries None.

        A: the activations that `forward` returned. Y: targets, shape (n, outputs).
        lmbda: the penalty λ of (λ/2) Σ W², of weights only; a number, or an array of shape (..., 1, 1).
        weights: as in `Cost.gradient`.
        """
        dW: list = [None] * (self.L + 1)
        db: list = [None] * (self.L + 1)
        delta = self.cost.gradient(A[self.L], Y, weights)               # (..., n, nodes of L)
        for l in range(self.L, 0, -1):
            dW[l] = A[l - 1].swapaxes(-1, -2) @ delta
            if np.any(lmbda):
                dW[l] += lmbda * self.W[l]
            db[l] = column_sum(delta)
            if l > 1:
                delta = delta @ self.W[l].swapaxes(-1, -2)              # (..., n, nodes of l−1)
                delta *= self.hidden.slope(A[l - 1])
        return dW, db

    def _checked(self, X, Y, lmbda):
        X = matrix("X", X, columns=self.widths[0], dtype=self.dtype)
        Y = matrix("Y", Y, columns=self.widths[-1], rows=len(X), dtype=self.dtype)
        return X, Y, np.asarray(per_network("lmbda", not_negative("lmbda", lmbda), self.stack), self.dtype)

    @quiet
    def cost_of(self, X, Y, lmbda=0.0):
        """Return the cost with its penalty: a number, or an array of the stack's shape."""
        X, Y, lmbda = self._checked(X, Y, lmbda)
        Z, _ = self.forward(X)
        squares = sum((W * W).sum(axis=(-2, -1)) for W in self.W[1:])
        return self.cost(Z[self.L], Y) + lmbda.reshape(lmbda.shape[:-2]) / 2 * squares

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
        self.history = History()
        try:
            for epoch in progress(range(epochs), "training", verbose):
                total = np.zeros(1, self.dtype)                         # (..., 1)
                order = rng.permutation(len(X))
                for start in range(0, len(X), batch_size):              # the last batch may be short
                    batch = order[start:start + batch_size]
                    Z, A = self.forward(X[batch])
                    total = total + self.cost.loss(Z[self.L], Y[batch]) @ weights[batch]
                    dW, db = self.backward(A, Y[batch], lmbda, weights[batch])
                    scheduler.step(self.parameters(), dW[1:] + db[1:])
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
        _, A = self.forward(matrix("X", X, columns=self.widths[0], dtype=self.dtype))
        return A[self.L]

    def predict(self, X):
        """Return the answers: classes, shape (..., n), or numbers, shape (..., n, outputs)."""
        return self.cost.decide(self.output(X))

    def save(self, path):
        """Write the network to a file, `.npz` by custom; a crash meanwhile leaves an older file of that name whole."""
        storage.save(self, path)

    @classmethod
    def load(cls, path):
        """Return the network in a file that `save` has written; a ValueError names a file that is anything else."""
        widths, hidden, cost, W, b = storage.load(path)
        network = cls(widths, hidden, cost, seed=0, dtype=W[0].dtype, stack=W[0].shape[:-2])
        network.W[1:], network.b[1:] = W, b
        return network
