"""Automatic differentiation of scalars in reverse mode, with a count of the operations that it takes.

A `Value` is a number that remembers how it was made: from which other values, and how fast it changes with each
of them. `backward` follows these links from the end to the beginning and gives every value its adjoint, the
derivative of the end with respect to it. Built line by line in notebook 03.
Source: Griewank and Walther, Evaluating Derivatives (2008), chapter 3.
"""

import math
from numbers import Real
from types import SimpleNamespace

NUMBER = float, Real  # a float is a Real too, but found ten times sooner

tally = SimpleNamespace(total=0)  #: The count of operations: set `tally.total` to 0, compute, and read it.


def _operator(compute):
    # For a Value with a Value or a number; anything else Python itself refuses.
    def operator(self, other):
        return compute(self, as_value(other)) if isinstance(other, (Value, NUMBER)) else NotImplemented

    return operator


class Value:
    """A number in a graph of computations.

    data: the number.
    adjoint: the derivative of the end with respect to this value, after `backward`.
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
        return Value(self.data**exponent, [(self, slope)], work=2 if exponent == 2 else 3)

    def __neg__(self):
        return Value(-self.data, [(self, -1.0)], work=1)

    def __abs__(self):
        return self if self.data >= 0 else -self

    __radd__, __rmul__ = __add__, __mul__
    __rsub__ = _operator(lambda self, other: other - self)
    __rtruediv__ = _operator(lambda self, other: other / self)
    __rpow__ = _operator(lambda self, other: other**self)

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
        for value in reversed(order):  # a value comes only after all that were made from it
            for origin, slope in value.links:
                origin.adjoint += value.adjoint * slope
                tally.total += 2


def as_value(number):
    """Return a Value as it is, and a number as a constant."""
    return number if isinstance(number, Value) else Value(number)


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


def _function(name, what, value, slope, work):
    # Of a Value v: a = value(v), its derivative slope(v, a), the operations that both take.
    def function(v):
        v = as_value(v)
        try:
            a = value(v.data)
            return Value(a, [(v, slope(v.data, a))], work)
        except (ValueError, ZeroDivisionError):
            raise ValueError(f"v must be a number at which {name} has a derivative, got {v.data}") from None

    function.__name__, function.__doc__ = name, f"Return {what} of a Value."
    setattr(Value, name, function)  # np.exp(v) calls v.exp()
    return function


exp = _function("exp", "the exponential", math.exp, lambda v, a: a, work=1)
log = _function("log", "the natural logarithm", math.log, lambda v, a: 1 / v, work=2)
sqrt = _function("sqrt", "the square root", math.sqrt, lambda v, a: 0.5 / a, work=2)
sin = _function("sin", "the sine", math.sin, lambda v, a: math.cos(v), work=2)
cos = _function("cos", "the cosine", math.cos, lambda v, a: -math.sin(v), work=3)
tanh = _function("tanh", "the hyperbolic tangent", math.tanh, lambda v, a: 1 - a * a, work=3)
relu = _function("relu", "the positive part", lambda v: max(v, 0.0), lambda v, a: float(v > 0), work=1)


def sigmoid(v):
    """Return 1 / (1 + exp(−v)) of a Value."""
    v = as_value(v)
    e = math.exp(-abs(v.data))  # at most 1, whatever v
    smaller, larger = e / (1 + e), 1 / (1 + e)  # a and 1 − a, neither rounded away
    return Value(larger if v.data > 0 else smaller, [(v, smaller * larger)], work=6)
