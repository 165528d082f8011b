"""Automatic differentiation of scalars in reverse mode, with a count of the operations that it takes.

A `Value` is a number that remembers how it was made: from which other values, and how fast it changes with each
of them. `backward` follows these links from the end to the beginning and gives every value its adjoint, the
derivative of the end with respect to it. Source: Griewank and Walther, Evaluating Derivatives (2008), chapter 3;
built line by line in notebook 03.
"""

import math
from numbers import Real

NUMBER = float, Real        # a float is a Real too, but found sooner


class Tally:
    """A count of elementary operations: set `tally.total` to 0, compute, and read it."""

    total = 0


tally = Tally()


def _operator(compute):
    """Return an operator for a Value with a Value or a number; anything else Python itself refuses."""
    def operator(self, other):
        return compute(self, as_value(other)) if isinstance(other, (Value, NUMBER)) else NotImplemented
    return operator


class Value:
    """A number in a graph of computations.

    data: the number. adjoint: the derivative of the end with respect to this value, after `backward`.
    links: pairs of a value that this one was made from, and the derivative of this one with respect to it.
    work: how many operations the number and these derivatives took, for the tally.
    """

    def __init__(self, data, links=(), work=0):
        if not isinstance(data, NUMBER):
            raise TypeError(f"data of a Value must be a real number, got {data!r}")
        self.data, self.links, self.adjoint = float(data), links, 0.0
        tally.total += work

    # Each operation: its value, and beside it the derivative with respect to each operand.

    @_operator
    def __add__(self, other):
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], work=1)

    @_operator
    def __sub__(self, other):
        return Value(self.data - other.data, [(self, 1.0), (other, -1.0)], work=1)

    @_operator
    def __mul__(self, other):
        return Value(self.data * other.data, [(self, other.data), (other, self.data)], work=1)

    @_operator
    def __truediv__(self, other):
        quotient = self.data / other.data
        return Value(quotient, [(self, 1 / other.data), (other, -quotient / other.data)], work=4)

    def __pow__(self, exponent):
        if not isinstance(exponent, NUMBER):
            return exp(exponent * log(self)) if isinstance(exponent, Value) else NotImplemented
        exponent = float(exponent)
        slope = exponent * self.data ** (exponent - 1) if exponent else 0.0
        return Value(self.data ** exponent, [(self, slope)], work=2 if exponent == 2 else 3)

    def __neg__(self):
        return Value(-self.data, [(self, -1.0)], work=1)

    def __pos__(self):
        return self

    def __abs__(self):
        return self if self.data >= 0 else -self

    __radd__, __rmul__ = __add__, __mul__
    __rsub__ = _operator(lambda self, other: other - self)
    __rtruediv__ = _operator(lambda self, other: other / self)
    __rpow__ = _operator(lambda self, other: other ** self)

    # A comparison looks at the numbers. `==` stays Python's: a Value equals itself alone, and can be in a set.
    __lt__ = _operator(lambda self, other: self.data < other.data)
    __le__ = _operator(lambda self, other: self.data <= other.data)
    __gt__ = _operator(lambda self, other: self.data > other.data)
    __ge__ = _operator(lambda self, other: self.data >= other.data)

    def __repr__(self):
        return f"Value({self.data:g}, adjoint={self.adjoint:g})"

    def __format__(self, code):
        return format(self.data, code) if code else repr(self)

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
    return Value(e, [(v, e)], work=1)


def log(v):
    """Return the natural logarithm of a Value."""
    v = _operand(v, 0)
    return Value(math.log(v.data), [(v, 1 / v.data)], work=2)


def sqrt(v):
    """Return the square root of a Value."""
    v = _operand(v, 0)
    root = math.sqrt(v.data)
    return Value(root, [(v, 0.5 / root)], work=2)


def sin(v):
    """Return the sine of a Value."""
    v = _operand(v)
    return Value(math.sin(v.data), [(v, math.cos(v.data))], work=2)


def cos(v):
    """Return the cosine of a Value."""
    v = _operand(v)
    return Value(math.cos(v.data), [(v, -math.sin(v.data))], work=3)


def tanh(v):
    """Return the hyperbolic tangent of a Value; its derivative 1 − a² is right to a rounding of 1."""
    v = _operand(v)
    a = math.tanh(v.data)
    return Value(a, [(v, 1 - a * a)], work=3)


def sigmoid(v):
    """Return 1 / (1 + exp(−v)) of a Value."""
    v = _operand(v)
    e = math.exp(-abs(v.data))                          # at most 1, whatever v
    smaller, larger = e / (1 + e), 1 / (1 + e)          # a and 1 − a, neither rounded away
    return Value(larger if v.data > 0 else smaller, [(v, smaller * larger)], work=6)


def relu(v):
    """Return the larger of a Value and 0; its derivative at 0 is taken to be 0."""
    v = _operand(v)
    return Value(max(v.data, 0.0), [(v, float(v.data > 0))], work=1)


for _function in (exp, log, sqrt, sin, cos, tanh):
    setattr(Value, _function.__name__, _function)       # np.exp(v) calls v.exp()
