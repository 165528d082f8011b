"""Automatic differentiation of scalars in reverse mode, with a count of the operations that it takes.

A `Value` is a number that remembers how it was made: from which other values, and how fast it changes with each
of them. `backward` follows these links from the end to the beginning and gives every value its adjoint, the
derivative of the end with respect to it. Source: Griewank and Walther, Evaluating Derivatives (2008), chapter 3;
built line by line in notebook 03.
"""

import math


class Tally:
    """A count of elementary operations: set `tally.total` to 0, compute, and read it."""

    total = 0


tally = Tally()


class Value:
    """A number in a graph of computations.

    data: the number. adjoint: the derivative of the end with respect to this value, after `backward`.
    links: pairs of a value that this one was made from, and the derivative of this one with respect to it.
    """

    def __init__(self, data, links=()):
        if not isinstance(data, (int, float)):
            raise TypeError(f"data of a Value must be a real number, got {data!r}")
        self.data, self.links = data, links
        self.adjoint = 0.0

    # Each operation: its value, and beside it the derivative with respect to each operand.
    # `work` counts the operations for the value and for the derivatives.

    def __add__(self, other):
        other = as_value(other)
        return _made(self.data + other.data, [(self, 1.0), (other, 1.0)], work=1)

    def __sub__(self, other):
        other = as_value(other)
        return _made(self.data - other.data, [(self, 1.0), (other, -1.0)], work=1)

    def __mul__(self, other):
        other = as_value(other)
        return _made(self.data * other.data, [(self, other.data), (other, self.data)], work=1)

    def __truediv__(self, other):
        other = as_value(other)
        quotient = self.data / other.data
        return _made(quotient, [(self, 1 / other.data), (other, -quotient / other.data)], work=4)

    def __pow__(self, exponent):
        if not isinstance(exponent, (int, float)):
            raise TypeError("exponent must be a number: write exp(b * log(a)) for a power with a Value in it")
        exponent = float(exponent)          # NumPy's would warn where Python's are refused
        slope = exponent * self.data ** (exponent - 1)
        return _made(self.data ** exponent, [(self, slope)], work=2 if exponent == 2 else 3)

    def __neg__(self):
        return _made(-self.data, [(self, -1.0)], work=1)

    __radd__, __rmul__ = __add__, __mul__

    def __rsub__(self, other):
        return as_value(other) - self

    def __rtruediv__(self, other):
        return as_value(other) / self

    def __repr__(self):
        return f"Value({self.data:g}, adjoint={self.adjoint:g})"

    def backward(self):
        """Set the adjoint of every value that this one depends on: the derivative of this one with respect to it."""
        order = topological_order(self)
        for value in order:
            value.adjoint = 0.0
        self.adjoint = 1.0
        for value in reversed(order):           # a value comes only after all that were made from it
            for origin, slope in value.links:
                origin.adjoint += value.adjoint * slope
                tally.total += 2


def _made(data, links, work):
    """Return the Value that an operation made of others, and count its work."""
    tally.total += work
    return Value(data, links)


def as_value(number):
    """Return a Value as it is, and a number as a constant."""
    return number if isinstance(number, Value) else Value(number)


def _operand(v, least=-math.inf):
    """Return the argument of a function as a Value, if it is finite and more than `least`."""
    v = as_value(v)
    if not least < v.data < math.inf:
        raise ValueError(f"v must be finite{'' if least else ' and positive'}, got {v.data}")
    return v


def topological_order(end):
    """Return all values that `end` depends on, each after those that it was made from. Depth first, no recursion."""
    order, seen, stack = [], set(), [(as_value(end), False)]
    while stack:
        value, finished = stack.pop()
        if finished:
            order.append(value)
        elif id(value) not in seen:
            seen.add(id(value))
            stack.append((value, True))
            stack.extend((origin, False) for origin, _ in value.links)
    return order


def exp(v):
    """Return the exponential of a Value."""
    v = _operand(v)
    e = math.exp(v.data)
    return _made(e, [(v, e)], work=1)


def log(v):
    """Return the natural logarithm of a Value."""
    v = _operand(v, 0)
    return _made(math.log(v.data), [(v, 1 / v.data)], work=2)


def sqrt(v):
    """Return the square root of a Value."""
    v = _operand(v, 0)
    root = math.sqrt(v.data)
    return _made(root, [(v, 0.5 / root)], work=2)


def sin(v):
    """Return the sine of a Value."""
    v = _operand(v)
    return _made(math.sin(v.data), [(v, math.cos(v.data))], work=2)


def cos(v):
    """Return the cosine of a Value."""
    v = _operand(v)
    return _made(math.cos(v.data), [(v, -math.sin(v.data))], work=3)


def tanh(v):
    """Return the hyperbolic tangent of a Value."""
    v = _operand(v)
    a = math.tanh(v.data)
    return _made(a, [(v, 1 - a * a)], work=3)


def sigmoid(v):
    """Return 1 / (1 + exp(−v)) of a Value."""
    v = _operand(v)
    a = 0.5 * (1 + math.tanh(0.5 * v.data))
    return _made(a, [(v, a * (1 - a))], work=6)
