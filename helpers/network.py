"""A feed-forward network, or a whole stack of them trained at once by the same lines. Built in notebook 12."""

from copy import copy
from dataclasses import dataclass, field
from itertools import pairwise
from math import prod

import numpy as np

from helpers.activations import Activation, elu, identity, leaky_relu, relu, selu, sigmoid, softplus, tanh
from helpers.costs import Cost, binary_cross_entropy, cross_entropy, half_squared_error
from helpers.support import storage, validation
from helpers.support.progress import progress
from helpers.support.reductions import column_sum, drop_tiny
from helpers.support.validation import check_class, check_counts, check_fitting, check_matrix, quiet

DIVERGED = 1e6  # data of size one do not explain a parameter beyond this
# What a file may name: activations and costs, or functions of α that return an activation.
FIXED = identity, sigmoid, tanh, relu, softplus, selu, half_squared_error, binary_cross_entropy, cross_entropy
NAMED = {"leaky_relu": leaky_relu, "elu": elu, **{piece.name: piece for piece in FIXED}}


@dataclass
class History:
    """What happened in a training.

    cost: for each epoch the mean cost of its batches, as they were met, without the penalty; of the stack's shape.
    stopped: why the training ended early, "diverged in epoch 3" for example; "" if it did not.
    """

    cost: list = field(default_factory=list)
    stopped: str = ""


class Network:
    """A fully connected network with layers l = 0 (the input) to L (the output).

    widths: nodes of each layer, for example (64, 50, 10).
    hidden: activation of the hidden layers.
    cost: the cost; it brings the activation of the output layer with it.
    seed: seeds the weights; an int or a numpy Generator.
    dtype: precision of the parameters, and so of all that is computed: float64 or float32.
    stack: shape of a stack of networks, each with random weights of its own; () for one network.

    `W[l]`, shape (nodes of l−1, nodes of l), and `b[l]`, shape (1, nodes of l), lead into layer l; `W[0]` and `b[0]`
    are None. Weights start uniform in ±√(6 / (nodes of l−1 + nodes of l)) (Glorot and Bengio 2010), biases at zero.
    With leading axes, (7, 7, 64, 50) say, these are 49 networks: see `copies` and indexing, `network[2, 3]`.
    """

    def __init__(self, widths, hidden=sigmoid, cost=cross_entropy, seed=None, dtype=np.float64, stack=()):
        self.widths = check_counts("widths", widths, least=2)
        self.hidden, self.cost = check_class("hidden", hidden, Activation), check_class("cost", cost, Cost)
        self.L, self.dtype, self.history = len(self.widths) - 1, np.dtype(dtype), History()
        self.W: list = [None]
        self.b: list = [None]
        rng, stack = validation.check_generator("seed", seed), check_counts("stack", stack)
        for nodes_in, nodes_out in pairwise(self.widths):
            limit = np.sqrt(6 / (nodes_in + nodes_out))
            self.W.append(rng.uniform(-limit, limit, (*stack, nodes_in, nodes_out)).astype(dtype))
            self.b.append(np.zeros((*stack, 1, nodes_out), dtype))

    @quiet
    def forward(self, X):
        """Return the pre-activations Z and the activations A of all layers, as lists; Z[0] is None, A[0] is X.

        X: inputs, shape (n, p). Z[l] and A[l] have shape (..., n, nodes of l).
        """
        return self._forward(check_matrix("X", X, self.widths[0], dtype=self.dtype))

    def _forward(self, X):  # the batches of inputs that `fit` has checked
        Z: list = [None]
        A = [X]
        for l in range(1, self.L + 1):
            Z.append(A[l - 1] @ self.W[l])
            Z[l] += self.b[l]
            A.append((self.hidden if l < self.L else self.cost.output).value(Z[l]))
        return Z, A

    @quiet
    def backward(self, A, Y, lmbda=0.0, sample_weight=1.0):
        """Return the gradients of the cost, dW and db: lists of the shapes of W and b, their first entries None.

        A: the activations that `forward` returned. Y: targets, shape (n, outputs).
        lmbda: the penalty λ of (λ/2) Σ W², of weights only; a number, or an array of shape (..., 1, 1).
        sample_weight: how much each sample counts; a number, or an array of shape (n, 1), or (..., 1, 1) for a stack.
        """
        dW, db = [None] * (self.L + 1), [None] * (self.L + 1)
        delta = self.cost.gradient(A[self.L], Y, sample_weight)  # (..., n, nodes of L)
        for l in range(self.L, 0, -1):
            dW[l] = A[l - 1].swapaxes(-1, -2) @ delta
            if np.any(lmbda):
                dW[l] += lmbda * self.W[l]
            db[l] = column_sum(delta)
            if l > 1:
                delta = delta @ self.W[l].swapaxes(-1, -2)  # (..., n, nodes of l−1)
                delta *= self.hidden.slope(A[l - 1])
        return dW, db

    @quiet
    def fit(self, X, Y, optimizer, epochs, batch_size, lmbda=0.0, seed=None, sample_weight=None, verbose=True):
        """Train on mini-batches, in a new random order each epoch; return self.

        X: inputs, shape (n, p). Y: targets, shape (n, outputs); one-hot for classes.
        optimizer: one of `helpers.optimizers`. lmbda: as in `backward`.
        seed: seeds the order of the samples; an int or a numpy Generator.
        sample_weight: how much each sample counts, shape (n,), relative to the others.
        verbose: whether a long training shows its progress.

        `history` records the training. A network that diverges stops at the end of its epoch, without a warning.
        Source: Robbins and Monro 1951 for the noisy gradient; Goodfellow, Bengio and Courville 2016, chapter 8.
        """
        X, Y, lmbda = self._checked(X, Y, lmbda)
        weights = validation.check_sample_weight(sample_weight, X)  # (n, 1), with mean 1
        epochs, batch_size = validation.check_count("epochs", epochs), validation.check_count("batch_size", batch_size)
        if isinstance(optimizer, type) or not hasattr(optimizer, "step"):
            raise TypeError(f"optimizer must be from helpers.optimizers, as in Adam(0.01), got {optimizer!r}")
        eta = getattr(optimizer, "eta", 1.0)
        check_fitting("eta", eta(1) if callable(eta) else eta, (*self.stack, 1, 1))
        rng, self.history = validation.check_generator("seed", seed), History()
        for epoch in progress(range(epochs), "training", verbose):
            total, order = np.zeros(1, self.dtype), rng.permutation(len(X))  # total: (..., 1)
            for start in range(0, len(X), batch_size):  # the last batch may be short
                batch = order[start : start + batch_size]
                Z, A = self._forward(X[batch])
                total = total + self.cost.loss(Z[self.L], Y[batch]) @ weights[batch]
                dW, db = self.backward(A, Y[batch], lmbda, weights[batch])
                optimizer.step(self.parameters(), dW[1:] + db[1:])
            drop_tiny(self.W[1:])
            self.history.cost.append(total[..., 0] / len(X))
            if self.diverged().all():
                self.history.stopped = f"diverged in epoch {epoch + 1}"
                break
        return self

    @quiet
    def cost_of(self, X, Y, lmbda=0.0):
        """Return the cost with its penalty: a number, or an array of the stack's shape."""
        X, Y, lmbda = self._checked(X, Y, lmbda)
        penalty = sum((lmbda / 2 * W * W).sum(axis=(-2, -1)) for W in self.W[1:])
        return self.cost.loss(self.forward(X)[0][self.L], Y).mean(axis=-1) + penalty

    def output(self, X):
        """Return the activations of the output layer, shape (..., n, outputs): probabilities of classes, say."""
        return self.forward(X)[1][self.L]

    def predict(self, X):
        """Return the answers: classes, shape (..., n), or numbers, shape (..., n, outputs)."""
        return self.cost.decide(self.output(X))

    def _checked(self, X, Y, lmbda):
        X = check_matrix("X", X, self.widths[0], dtype=self.dtype)
        Y = self.cost.targets(Y, self.widths[-1], len(X), self.dtype)
        lmbda = check_fitting("lmbda", validation.check_not_negative("lmbda", lmbda), (*self.stack, 1, 1))
        return X, Y, np.asarray(lmbda, self.dtype)

    def parameters(self):
        """Return all arrays of parameters: W[1] … W[L], b[1] … b[L]."""
        return self.W[1:] + self.b[1:]

    def diverged(self):
        """Return, for each network of the stack, whether a parameter is not finite or larger than 10⁶."""
        if all(np.abs(p).max() <= DIVERGED for p in self.parameters()):  # quicker, and the usual case
            return np.zeros(self.stack, bool)[()]
        largest = [np.abs(p).max(axis=(-2, -1)) for p in self.parameters()]
        return ~(np.max(largest, axis=0) <= DIVERGED)  # a comparison with NaN is False

    @property
    def stack(self):
        """Shape of the stack: () for one network, (7, 7) for a grid of 49."""
        return self.W[1].shape[:-2]

    def copies(self, shape):
        """Return a stack of this shape of copies of this network, each free to go its own way."""
        shape = check_counts("shape", shape)
        return self._with(lambda p: np.broadcast_to(p, shape + p.shape).copy())

    def reshape(self, shape):
        """Return the same networks as a stack of another shape, which shares their parameters."""
        return self._with(lambda p: p.reshape(shape + p.shape[-2:]))

    def __getitem__(self, index):
        """Return a copy of the network, or the networks, at this place of the stack; IndexError where there is none."""
        # Found in the axes of the stack alone, so that an index cannot reach into the weights.
        places = np.unravel_index(np.arange(prod(self.stack)).reshape(self.stack)[index], self.stack)
        return self._with(lambda p: p[places].copy())

    def _with(self, change):
        other = copy(self)
        other.history = History()
        other.W, other.b = [None, *map(change, self.W[1:])], [None, *map(change, self.b[1:])]
        return other

    def save(self, path):
        """Write the network and its history to a file, `.npz` by custom; ValueError if hidden or cost is your own."""
        storage.save(path, self, NAMED)

    @classmethod
    def load(cls, path):
        """Return the network in a file that `save` has written; a ValueError names a file that is anything else."""
        return storage.load(path, cls, NAMED)
