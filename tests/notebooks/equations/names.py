"""What the names of an equation mean."""

import copy
import inspect

import numpy as np
from equations.arithmetic import MisprintError

CONSTANTS = {"e": np.e, r"\pi": np.pi, r"\infty": np.inf}


class Names(dict):
    """What the names of an equation mean: numbers, arrays, functions; lists, arrays or functions of their indices.

    "C" is a name without an index, "C_" one with indices where both occur, "lambda_max" one with a fixed index.
    w_{ij}^{(l)} takes the indices l, i and j; "∂z/∂w" those of z, then those of w.
    after: what names mean after ←. ranges: the values that an index takes. tolerance: how far two sides may differ,
    relative to the larger of their largest entry and 1.
    """

    def __init__(self, values, ranges=None, after=None, tolerance=1e-9):
        super().__init__(values)
        self.ranges, self.after, self.tolerance = ranges or {}, after or {}, tolerance

    def bound(self, values):
        """Return a copy in which some names mean something else."""
        other = copy.copy(self)
        other.update(values)
        return other

    def __missing__(self, key):
        if key in CONSTANTS:
            return CONSTANTS[key]
        raise MisprintError(f"the name {key!r} has no meaning here")

    def name(self, base, layer, below):
        """Return what a name with a layer and indices means: lists of tokens, or None."""
        fixed = f"{base}_{''.join(below)}" if below else base
        if fixed in self and (below or not layer):
            return self.chosen(fixed, self.indices(layer))
        return self.chosen(
            f"{base}_" if f"{base}_" in self and (below or layer) else base, self.indices(layer) + self.indices(below)
        )

    def slope(self, sign, order, top, bottom):
        """Return the derivative of one name with respect to another; each is (base, layer, indices)."""
        key = f"{sign}{order}{top[0]}/{sign}{bottom[0]}{order}"
        return self.chosen(
            key, [index for _, layer, below in (top, bottom) for part in (layer, below) for index in self.indices(part)]
        )

    def indices(self, tokens):
        """Return the integers that indices such as i j, l + 1 or j + k mean."""
        found, sign = [], 0
        for token in tokens or []:
            if token in "+-":
                sign = 1 if token == "+" else -1
                continue
            value = int(token) if token.isdigit() else self[token]
            if not isinstance(value, int):
                raise MisprintError(f"{token} is no index here")
            if sign:
                value, sign = found.pop() + sign * value, 0
            found.append(value)
        return found

    def chosen(self, key, indices):
        value = self[key]
        if isinstance(value, Given):
            value = value.function(self)
        if callable(value):
            if indices and len(indices) != len(inspect.signature(value).parameters):
                raise MisprintError(f"{key} has another number of indices")
            return value(*indices) if indices else value
        return entry(value, *indices)


def entry(family, *indices):
    """Return an entry of an array, a list or a dictionary, or of one in the other; a MisprintError if there is none."""
    for index in indices:
        holds = isinstance(family, list | dict) or (isinstance(family, np.ndarray) and family.ndim)
        if not holds or index not in (family if isinstance(family, dict) else range(len(family))):
            raise MisprintError(f"there is no entry {indices}")
        family = family[index]
    return family


def of_shape(shape, function):
    """Return a function of an array for which an array of another shape is a misprint."""

    def checked(array):
        if np.shape(array) != shape:
            raise MisprintError(f"a function of shape {shape} is given {np.shape(array)}")
        return function(array)

    return checked


class Given:
    """A value that depends on other names: a function of the Names."""

    def __init__(self, function):
        self.function = function
