"""Printed equations, checked by machine.

`verify("1.2", left, right)` stands under the equation that carries \\tag{1.2} and shows that it holds. The tests
read the TeX of that equation and compare it with what was verified, so that the two cannot drift apart.
"""

import random
import re

import numpy as np
import sympy as sp
from sympy.core.function import AppliedUndef

POINTS = 5          # random points at which two expressions must agree
ATTEMPTS = 60       # random points tried to find that many inside the domain
DIGITS = 30         # digits of the arithmetic at these points


class EquationError(AssertionError):
    """An equation does not hold; the message says where."""


def verify(number, left, right):
    """Print "(number) holds" if left equals right, else raise EquationError with a point where they differ.

    number: the equation's tag, "1.2". left, right: SymPy expressions or matrices, which are compared at random
    points with 30 digits, undefined functions replaced by generic ones; or numbers and arrays, compared to a
    relative difference of 1e-9 of the largest entry.
    """
    _check_number(number)
    if any(isinstance(side, (sp.Basic, sp.MatrixBase)) for side in (left, right)):
        difference = symbolic_difference(left, right)
    else:
        difference = _array_difference(np.asarray(left), np.asarray(right))
    if difference:
        raise EquationError(f"({number}) is false: {difference}")
    print(f"({number}) holds")


def defines(number):
    """Say that the equation with this tag is a definition: true by agreement, so that nothing verifies it."""
    _check_number(number)
    print(f"({number}) is a definition")


def symbolic_difference(left, right):
    """Return None where two SymPy expressions or matrices agree, else a sentence with a point where they differ."""
    left, right = sp.sympify(left), sp.sympify(right)
    shapes = [getattr(side, "shape", ()) for side in (left, right)]
    if shapes[0] != shapes[1]:
        return f"the left side has shape {shapes[0]}, the right side {shapes[1]}"
    pairs = list(zip(left, right)) if shapes[0] else [(left, right)]
    rng = random.Random(1)
    generic = {}
    for place, pair in enumerate(pairs):
        entry = f" in entry {tuple(int(i) for i in np.unravel_index(place, shapes[0]))}" if shapes[0] else ""
        sides = [_concrete(side, generic) for side in pair]
        symbols = sorted(sides[0].free_symbols | sides[1].free_symbols, key=str)
        found = 0
        for _ in range(ATTEMPTS if symbols else POINTS):
            point = {symbol: _draw(symbol, rng) for symbol in symbols}
            values = [sp.N(side.subs(point).doit(), DIGITS) for side in sides]
            if not all(value.is_number and value.is_finite for value in values):
                continue                                                # outside the domain: another point
            found += 1
            if abs(values[0] - values[1]) > 1e-12 * max(1, *map(abs, values)):
                where = ", ".join(f"{symbol} = {float(point[symbol]):.4g}" for symbol in symbols)
                return (f"{'at ' + where + ',' if where else 'everywhere,'} the left side is "
                        f"{_show(values[0])}, the right side {_show(values[1])}{entry}")
            if found == POINTS:
                break
        if found == 0:
            return f"no point was found where both sides are finite{entry}"
    return None


def _concrete(expression, generic):
    """Replace every undefined function by a fixed generic one, also inside derivatives."""
    def derivative(node):
        # ∂f(x(t), y(t))/∂x(t): put a symbol in the place of x(t), differentiate, put x(t) back.
        inner, back = node.expr, []
        variables = []
        for variable, times in node.variable_count:
            if isinstance(variable, AppliedUndef):
                symbol = sp.Dummy()
                inner = inner.xreplace({variable: symbol})
                back.append((symbol, variable))
                variable = symbol
            variables.append((variable, times))
        result = sp.Derivative(functions(inner), *variables).doit()
        return result.subs([(symbol, functions(variable)) for symbol, variable in back])

    def functions(node):
        if isinstance(node, sp.Derivative):
            return derivative(node)
        if isinstance(node, sp.Subs):
            return functions(node.expr).subs(list(zip(node.variables, map(functions, node.point))))
        if not node.args:
            return node
        arguments = [functions(argument) for argument in node.args]
        if isinstance(node, AppliedUndef):
            name = (node.func.__name__, len(arguments))
            if name not in generic:
                rng = random.Random(repr(name))
                generic[name] = [sp.Rational(rng.randint(20, 80), 61) for _ in range(len(arguments) + 2)]
            first, product, *slopes = generic[name]
            mixed = product * sp.Mul(*arguments) if len(arguments) > 1 else 0
            return sp.sin(first + sum(c * a for c, a in zip(slopes, arguments)) + mixed)
        return node.func(*arguments)

    return functions(sp.sympify(expression))


def _draw(symbol, rng):
    if symbol.is_integer:
        return sp.Integer(rng.randint(1, 9))
    value = sp.Rational(rng.randint(100, 1900), 997)
    return value if symbol.is_positive or rng.random() < 0.5 else -value


def _array_difference(left, right):
    if left.shape != right.shape:
        return f"the left side has shape {left.shape}, the right side {right.shape}"
    if left.size == 0 or not (np.isfinite(left).all() and np.isfinite(right).all()):
        return "a side is empty or not finite"
    distance = np.abs(left - right)
    if distance.max() <= 1e-9 * max(np.abs(left).max(), np.abs(right).max()):
        return None
    place = np.unravel_index(distance.argmax(), distance.shape)
    entry = f"in entry {tuple(map(int, place))} " if place else ""
    return f"{entry}the left side is {left[place]:.6g}, the right side {right[place]:.6g}"


def _show(value):
    value = complex(value)
    return f"{value.real:.6g}" if value.imag == 0 else f"{value:.6g}"


def _check_number(number):
    if not re.fullmatch(r"\d+\.\d+", str(number)):
        raise ValueError(f"number must be that of the notebook and of the equation, as in '1.2', got {number!r}")


def central_difference(f, x, step=1e-6):
    """Return the Jacobian of f at x by central differences, of shape f(x).shape + x.shape.

    f: a function of one number or array. The error is of the order of step² (truncation) and 1e-16 / step
    (rounding): about 1e-10 with the default step where values and derivatives are of size one.
    """
    x = np.asarray(x, float)
    jacobian = np.empty(np.shape(f(x)) + x.shape)
    for place in np.ndindex(x.shape):
        nudge = np.zeros_like(x)
        nudge[place] = step
        jacobian[(..., *place)] = (np.asarray(f(x + nudge)) - np.asarray(f(x - nudge))) / (2 * step)
    return jacobian


def compare_gradients(exact, approximate, tolerance=1e-8):
    """Print, for each name, that an exact gradient agrees with its approximation; raise EquationError if not.

    exact, approximate: dictionaries from names to arrays. tolerance: the largest difference allowed, relative to
    the largest entry of the approximation or to 1, whichever is more.
    """
    if set(exact) != set(approximate):
        raise ValueError(f"exact and approximate must have the same names, got {sorted(exact)} and "
                         f"{sorted(approximate)}")
    for name in exact:
        ours, theirs = np.asarray(exact[name]), np.asarray(approximate[name])
        if ours.shape != theirs.shape:
            raise EquationError(f"{name}: shape {ours.shape}, but the approximation has {theirs.shape}")
        worst = np.abs(ours - theirs).max()
        if not worst <= tolerance * max(1, np.abs(theirs).max()):
            raise EquationError(f"{name}: the largest difference is {worst:.2g}")
        print(f"{name}: shape {ours.shape}, largest difference below {tolerance:.0e}")
