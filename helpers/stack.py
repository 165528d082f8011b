"""The parameters of one network or of many, as arrays with leading axes, and the two passes through them."""

from copy import copy
from math import prod

import numpy as np

from helpers.activations import Activation
from helpers.costs import Cost
from helpers.history import History
from helpers.support.reductions import column_sum
from helpers.support.validation import affordable, counts, one_of

# Parameters beyond this size have left every scale that data of size one can explain.
DIVERGED = 1e6


class Stack:
    """Networks of the same widths, in lists W and b of arrays with leading axes; `Network` computes with them."""

    widths: tuple[int, ...]
    hidden: Activation
    cost: Cost
    W: list
    b: list
    history: History

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
        affordable("shape", prod(shape) * sum(p.size for p in self.parameters()))
        return self._with(lambda p: np.broadcast_to(p, shape + p.shape).copy())

    def __getitem__(self, index):
        """Return a copy of the network, or the networks, at this place of the stack."""
        places = self._places(index)
        return self._with(lambda p: p[places].copy())

    def __setitem__(self, index, networks):
        """Put copies of a network, or of as many as there are places, at this place of the stack."""
        places = self._places(index)
        if one_of("networks", networks, Stack).widths != self.widths:
            raise ValueError(f"networks must have the widths {self.widths}, got {networks.widths}")
        shape = np.broadcast_shapes(*map(np.shape, places))
        if networks.stack not in ((), shape):
            raise ValueError(f"networks must be one, or a stack of shape {shape}, got shape {networks.stack}")
        for mine, theirs in zip(self.parameters(), networks.parameters(), strict=True):
            mine[places] = theirs

    def _places(self, index):
        """Return what index picks from the stack, as indices of its axes; IndexError where there is no such place."""
        try:
            picked = np.arange(prod(self.stack)).reshape(self.stack)[index]
            return np.unravel_index(picked, self.stack)
        except (IndexError, TypeError, ValueError) as error:
            raise IndexError(f"index must pick from a stack of shape {self.stack}, got {index!r}: {error}") from None

    def reshape(self, shape):
        """Return the same networks as a stack of another shape, which shares their parameters."""
        shape = counts("shape", shape)
        if prod(shape) != prod(self.stack):
            raise ValueError(f"shape must be one for {prod(self.stack)} networks, got {shape}")
        return self._with(lambda p: p.reshape(shape + p.shape[-2:]))

    def _with(self, change):
        other = copy(self)
        other.history = History()
        other.W = [None] + [change(W) for W in self.W[1:]]
        other.b = [None] + [change(b) for b in self.b[1:]]
        return other

    def parameters(self):
        """Return all arrays of parameters: W[1] … W[L], b[1] … b[L]."""
        return self.W[1:] + self.b[1:]

    def diverged(self):
        """Return, for each network of the stack, whether a parameter is not finite or larger than 10⁶."""
        # One maximum over everything is quick, and settles the usual case.
        if all(np.abs(p).max(initial=0) <= DIVERGED for p in self.parameters()):
            return np.zeros(self.stack, bool)[()]
        largest = [np.abs(p).max(axis=(-2, -1)) for p in self.parameters()]
        return ~(np.max(largest, axis=0) <= DIVERGED)                   # a comparison with NaN is False

    def _forget(self):
        """Set weights to zero that have decayed so far that a product of two is below the normal numbers.

        They are then below 10⁻¹⁹ in single precision, 10⁻¹⁵⁴ in double. With what lies between zero and the normal
        numbers some processors compute a hundred times slower, and rounding can hold a weight there for ever.
        """
        for W in self.W[1:]:
            W[np.abs(W) < np.sqrt(np.finfo(W.dtype).tiny)] = 0

    def _forward(self, X):
        """Return what `Network.forward` returns, of inputs that are known to be good: training calls this."""
        Z: list = [None]
        A = [X]
        for l in range(1, self.L + 1):
            Z.append(A[l - 1] @ self.W[l])
            Z[l] += self.b[l]
            A.append((self.hidden if l < self.L else self.cost.output).value(Z[l]))
        return Z, A

    def _backward(self, A, Y, weights, lmbda=None):
        """Return what `Network.backward` returns, likewise; lmbda is an array."""
        penalised = lmbda is not None and lmbda.any()
        dW: list = [None] * (self.L + 1)
        db: list = [None] * (self.L + 1)
        delta = self.cost._gradient(A[self.L], Y, weights)              # (..., n, nodes of L)
        for l in range(self.L, 0, -1):
            dW[l] = A[l - 1].swapaxes(-1, -2) @ delta
            if penalised:
                dW[l] += lmbda * self.W[l]
            db[l] = column_sum(delta)
            if l > 1:
                delta = delta @ self.W[l].swapaxes(-1, -2)              # (..., n, nodes of l−1)
                delta *= self.hidden.slope(A[l - 1])
        return dW, db
