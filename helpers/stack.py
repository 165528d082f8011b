"""The parameters of one network or of many, as arrays with leading axes."""

from copy import copy

import numpy as np

from helpers.history import History
from helpers.validation import counts

# Parameters beyond this size have left every scale that data of size one can explain.
DIVERGED = 1e6


class Stack:
    """Networks of the same widths, in lists W and b of arrays with leading axes; `Network` computes with them."""

    widths: tuple[int, ...]
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
        return self._with(lambda p: np.broadcast_to(p, shape + p.shape).copy())

    def __getitem__(self, index):
        """Return a copy of the network, or the networks, at this place of the stack."""
        return self._with(lambda p: p[index].copy())

    def __setitem__(self, index, networks):
        for mine, theirs in zip(self.parameters(), networks.parameters(), strict=True):
            mine[index] = theirs

    def reshape(self, shape):
        """Return the same networks as a stack of another shape."""
        return self._with(lambda p: p.reshape(tuple(shape) + p.shape[-2:]))

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
        if all(np.abs(p).max() <= DIVERGED for p in self.parameters()):
            return np.zeros(self.stack, bool)[()]
        largest = [np.abs(p).max(axis=(-2, -1)) for p in self.parameters()]
        return ~(np.max(largest, axis=0) <= DIVERGED)                   # a comparison with NaN is False
