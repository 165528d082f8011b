"""A feed-forward network, or a whole stack of them trained at once by the same lines."""

import numpy as np

from helpers.activations import Activation, sigmoid
from helpers.costs import Cost, cross_entropy
from helpers.validation import (count, counts, generator, matrix, not_negative, one_of, per_network, precision,
                                stepper)

# Parameters beyond this size have left every scale that data of size one can explain.
DIVERGED = 1e6
# Their overflow is no news: `diverged` tells it.
quiet = np.errstate(over="ignore", invalid="ignore")


class Network:
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
        self.hidden, self.cost = one_of("hidden", hidden, Activation), one_of("cost", cost, Cost)
        dtype, rng, stack = precision("dtype", dtype), generator("seed", seed), counts("stack", stack)
        self.W, self.b = [None], [None]
        for nodes_in, nodes_out in zip(self.widths, self.widths[1:]):
            limit = np.sqrt(6 / (nodes_in + nodes_out))
            self.W.append(rng.uniform(-limit, limit, (*stack, nodes_in, nodes_out)).astype(dtype))
            self.b.append(np.zeros((*stack, 1, nodes_out), dtype))

    @property
    def L(self):
        """Number of layers that compute; the output layer's index."""
        return len(self.widths) - 1

    @property
    def stack(self):
        """Shape of the stack: () for one network, (7, 7) for a grid of 49."""
        return self.W[1].shape[:-2]

    @property
    def dtype(self):
        """Precision of the parameters."""
        return self.W[1].dtype

    def copies(self, shape):
        """Return a stack of this shape of copies of this network, each free to go its own way."""
        shape = counts("shape", shape)
        return self._with(lambda p: np.broadcast_to(p, shape + p.shape).copy())

    def __getitem__(self, index):
        """Return a copy of the network, or the networks, at this place of the stack."""
        return self._with(lambda p: p[index].copy())

    def __setitem__(self, index, networks):
        for mine, theirs in zip(self.parameters(), networks.parameters()):
            mine[index] = theirs

    def reshape(self, shape):
        """Return the same networks as a stack of another shape."""
        return self._with(lambda p: p.reshape(tuple(shape) + p.shape[-2:]))

    def _with(self, change):
        other = object.__new__(Network)
        other.widths, other.hidden, other.cost = self.widths, self.hidden, self.cost
        other.W = [None] + [change(W) for W in self.W[1:]]
        other.b = [None] + [change(b) for b in self.b[1:]]
        return other

    def parameters(self):
        """Return all arrays of parameters: W[1] … W[L], b[1] … b[L]."""
        return self.W[1:] + self.b[1:]

    def forward(self, X):
        """Return the pre-activations Z and the activations A of all layers, as lists; Z[0] is None, A[0] is X.

        X: inputs, shape (n, p). Z[l] and A[l] have shape (..., n, nodes of l).
        """
        Z, A = [None], [X]
        for l in range(1, self.L + 1):
            Z.append(A[l - 1] @ self.W[l] + self.b[l])
            A.append(self.hidden(Z[l]) if l < self.L else self.cost.output(Z[l]))
        return Z, A

    def backward(self, A, Y, lmbda=0.0):
        """Return the gradients of the cost, dW and db: lists of the shapes of W and b, their first entries None.

        A: the activations that `forward` returned. Y: targets, shape (n, outputs).
        lmbda: the penalty λ of (λ/2) Σ W², weights only; a number, or an array of shape (..., 1, 1).
        """
        dW, db = [None] * (self.L + 1), [None] * (self.L + 1)
        delta = (A[self.L] - Y) / len(Y)                                # (..., n, nodes of L)
        for l in range(self.L, 0, -1):
            dW[l] = A[l - 1].swapaxes(-1, -2) @ delta + lmbda * self.W[l]
            db[l] = delta.sum(axis=-2, keepdims=True)
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
    def fit(self, X, Y, scheduler, epochs, batch_size, lmbda=0.0, seed=None):
        """Train on mini-batches, in a new random order each epoch; return self.

        X: inputs, shape (n, p). Y: targets, shape (n, outputs); one-hot for classes.
        scheduler: one of `helpers.schedulers`. lmbda: as in `backward`.
        seed: seeds the order of the samples; an int or a numpy Generator.

        Overflow raises no warning: a network that diverges is recognised by `diverged`.
        Source: Robbins and Monro 1951 for the noisy gradient; Goodfellow, Bengio and Courville 2016, chapter 8.
        """
        X, Y, lmbda = self._checked(X, Y, lmbda)
        per_network("eta", getattr(stepper("scheduler", scheduler), "eta", 1.0), self.stack)
        epochs, batch_size, rng = count("epochs", epochs), count("batch_size", batch_size), generator("seed", seed)
        for _ in range(epochs):
            order = rng.permutation(len(X))
            for start in range(0, len(X), batch_size):              # the last batch may be short
                batch = order[start:start + batch_size]
                _, A = self.forward(X[batch])
                dW, db = self.backward(A, Y[batch], lmbda)
                scheduler.step(self.parameters(), dW[1:] + db[1:])
        return self

    def diverged(self):
        """Return, for each network of the stack, whether a parameter is not finite or larger than 10⁶."""
        largest = [np.abs(p).max(axis=(-2, -1)) for p in self.parameters()]
        return ~(np.max(largest, axis=0) <= DIVERGED)                   # a comparison with NaN is False

    @quiet
    def output(self, X):
        """Return the activations of the output layer, shape (..., n, outputs): probabilities of classes, say."""
        _, A = self.forward(matrix("X", X, columns=self.widths[0], dtype=self.dtype))
        return A[self.L]

    def predict(self, X):
        """Return the answers: classes, shape (..., n), or numbers, shape (..., n, outputs)."""
        return self.cost.decide(self.output(X))
