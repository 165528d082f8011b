"""Printed equations, checked by machine, and finite differences, whose error notebook 03 measures.

`verify("1.2", left, right)` stands under the equation that carries \\tag{1.2} and shows that it holds. The tests
read the TeX of that equation and compare it with what was verified, so that the two cannot drift apart.
"""

import random
import re
from numbers import Number, Real

import numpy as np
import sympy as sp
from sklearn.utils import check_scalar
from sympy.concrete.expr_with_limits import ExprWithLimits

from helpers.support.stand_ins import concrete, draw
from helpers.support.validation import check_class, check_finite, check_numbers, quiet

POINTS = 10  # random points at which two expressions must agree
ATTEMPTS = 60  # random points tried to find that many inside the domain
DIGITS = 30  # digits of the arithmetic at these points


class EquationError(AssertionError):
    """An equation does not hold; the message says where."""


def verify(number, left, right):
    """Print "(number) holds" if left equals right, else raise EquationError with a point where they differ.

    number: the equation's tag, "1.2".
    left, right: SymPy expressions, matrices or arrays of them, which are compared at random real points with 30
    digits, undefined functions replaced by generic ones; or numbers and arrays, compared to 1e-9 of the largest entry.
    """
    _check_number(number)
    if found := difference(left, right):
        raise EquationError(f"({number}) is false: {found}")
    print(f"({number}) holds")


def defines(number):
    """Mark the equation with this tag as a definition: true by agreement, so that nothing verifies it."""
    _check_number(number)


def difference(left, right):
    """Return None where two sides, as `verify` takes them, agree, else a sentence with a point where they differ."""
    left, right = _entries(left), _entries(right)
    if left.shape != right.shape or left.size == 0:
        return f"the left side has shape {left.shape}, the right side {right.shape}"
    return (_symbolic_difference if object in (left.dtype, right.dtype) else _array_difference)(left, right)


def _symbolic_difference(left, right):
    rng = random.Random(1)
    generic: dict = {}
    for place in np.ndindex(left.shape):
        entry = f" in entry {place}" if place else ""
        sides = [concrete(side[place], generic) for side in (left, right)]
        tolerance = 1e-12 if any(side.has(sp.Float) for side in sides) else 1e-20
        # `xreplace` is five times as quick as `subs`, which alone heeds that a sum or an integral binds its variable.
        put = [side.subs if side.has(ExprWithLimits) else side.xreplace for side in sides]
        symbols = sorted(sides[0].free_symbols | sides[1].free_symbols, key=str)
        found = 0
        for attempt in range(ATTEMPTS):
            scale = 5 if attempt % 4 == 3 else 1  # now and then far out, where a function may saturate
            point = {symbol: draw(symbol, scale, rng) for symbol in symbols}
            values = [sp.N(at(point).doit(), DIGITS) for at in put]
            if not all(value.is_number and value.is_finite for value in values):
                continue  # outside the domain: another point
            found += 1
            if abs(values[0] - values[1]) > tolerance * max(1, *map(abs, values)):
                places = ", ".join(f"{symbol} = {float(point[symbol]):.4g}" for symbol in symbols)
                where = f"at {places}," if places else "everywhere,"
                return f"{where} the left side is {_show(values[0])}, the right side {_show(values[1])}{entry}"
            if found == POINTS or not symbols:
                break
        else:
            return f"only {found} points were found where both sides are finite{entry}"
    return None


def _entries(side):
    """Return a number, an expression, a matrix or an array as a NumPy array of numbers or expressions."""
    if isinstance(side, sp.MatrixExpr):
        side = side.as_explicit()
    array = np.array(side)
    if not all(isinstance(entry, (sp.Expr, Number)) for entry in array.flat):
        raise TypeError(f"left and right must be numbers, expressions, or arrays of them, got {side!r}")
    return array


def _array_difference(left, right):
    left, right = left.astype(complex), right.astype(complex)  # small integers would overflow
    if not (np.isfinite(left).all() and np.isfinite(right).all()):
        return "a side is not finite"
    distance = np.abs(left - right)
    if distance.max() <= 1e-9 * max(np.abs(left).max(), np.abs(right).max()):
        return None
    place = np.unravel_index(distance.argmax(), distance.shape)
    entry = f"in entry {tuple(map(int, place))} " if place else ""
    return f"{entry}the left side is {_show(left[place])}, the right side {_show(right[place])}"


def _show(value):
    value = complex(value)
    return f"{value.real:.6g}" if value.imag == 0 else f"{value:.6g}"


def _check_number(number):
    if not (isinstance(number, str) and re.fullmatch(r"\d+\.\d+", number)):
        raise ValueError(f"number must be that of the notebook and of the equation, as in '1.2', got {number!r}")


def central_difference(f, x, step=1e-6):
    """Return the Jacobian of f at x by central differences, of shape f(x).shape + x.shape.

    f: a function of one number or array. The error is of the order of step² (truncation) and 1e-16 / step
    (rounding): about 1e-10 with the default step where values and derivatives are of size one.
    """
    x = check_finite("x", x).astype(float)
    check_scalar(step, "step", Real, min_val=0, include_boundaries="neither")
    jacobian = np.empty(np.shape(f(x)) + x.shape)
    for place in np.ndindex(x.shape):
        nudge = np.zeros_like(x)
        nudge[place] = step
        jacobian[(..., *place)] = (np.asarray(f(x + nudge)) - np.asarray(f(x - nudge))) / (2 * step)
    return jacobian


@quiet
def compare_gradients(exact, approximate, tolerance=1e-8):
    """Print, for each name, that an exact gradient agrees with its approximation; raise EquationError if not.

    exact, approximate: dictionaries from names to arrays.
    tolerance: the largest difference, relative to the largest entry of the approximation or to 1, whichever is more.
    """
    check_class("exact", exact, dict), check_class("approximate", approximate, dict)
    check_scalar(tolerance, "tolerance", Real, min_val=0)
    if not exact or set(exact) != set(approximate):
        raise ValueError(f"exact and approximate must have the same names, got {list(exact)} and {list(approximate)}")
    for name in exact:
        ours, theirs = check_numbers(f"exact {name}", exact[name]), check_numbers(name, approximate[name])
        if ours.shape != theirs.shape or ours.size == 0:
            raise EquationError(f"{name}: shape {ours.shape}, but the approximation has {theirs.shape}")
        worst, largest = np.abs(ours - theirs).max(), np.abs(theirs).max()
        if not (np.isfinite(largest) and worst <= tolerance * max(1, largest)):
            raise EquationError(f"{name}: the largest difference is {worst:.2g}")
        of = "" if worst <= tolerance else " of the largest entry"
        print(f"{name}: shape {ours.shape}, largest difference below {tolerance:g}{of}")
