"""Stand-ins for what an equation leaves open, so that its two sides become numbers."""

import random

import sympy as sp
from sympy.core.function import AppliedUndef
from sympy.matrices.expressions.matexpr import MatrixElement

UNDEFINED = AppliedUndef, sp.Indexed, MatrixElement  # f(x), w[i], A[i, j]


def concrete(expression, generic):
    """Return an expression with a generic function in the place of every undefined one, also inside derivatives.

    An entry w[i] is a function of the index i and of the symbol w.
    generic: a dictionary that remembers the coefficients of the functions met so far, by name.
    """

    def derivative(node):
        # ∂f(x(t), y(t))/∂x(t): put a symbol in the place of x(t), differentiate, put x(t) back.
        inner, back, variables = node.expr, [], []
        for variable, times in node.variable_count:
            if isinstance(variable, UNDEFINED):
                symbol = sp.Dummy()
                inner = inner.xreplace({variable: symbol})
                back.append((symbol, variable))
                variable = symbol
            variables.append((variable, times))
        result = sp.Derivative(functions(inner), *variables).doit()
        return result.subs([(symbol, functions(variable)) for symbol, variable in back])

    def value(name, arguments):
        key, arguments = (name, len(arguments)), [functions(argument) for argument in arguments]
        if key not in generic:
            rng = random.Random(repr(key))
            generic[key] = [sp.Rational(rng.randint(20, 80), 61) for _ in range(len(arguments) + 2)]
        first, second, *slopes = generic[key]
        linear, squares = (sum(c * a**k for c, a in zip(slopes, arguments, strict=True)) for k in (1, 2))
        return sp.sin(first + linear) + sp.cos(second + squares)

    def functions(node):
        if isinstance(node, sp.Derivative):
            return derivative(node)
        if isinstance(node, sp.Subs):
            return functions(node.expr).subs(list(zip(node.variables, map(functions, node.point), strict=True)))
        if not node.args:
            return node
        if isinstance(node, AppliedUndef):
            return value(node.func.__name__, node.args)
        if isinstance(node, UNDEFINED):
            return value(str(node.args[0]), [*node.args[1:], sp.Symbol(str(node.args[0]))])
        return node.func(*map(functions, node.args))

    return functions(sp.sympify(expression))


def draw(symbol, scale, rng):
    """Return a random real number of about the size `scale` that a symbol may stand for."""
    if not isinstance(symbol, sp.Symbol):
        raise TypeError(f"cannot draw a number for {symbol}: write it out with symbols")
    if symbol.is_integer:
        return sp.Integer(rng.randint(1, 9))
    value = scale * sp.Rational(rng.randint(100, 1900), 997)
    upwards = rng.random() < 0.5 if symbol.is_nonnegative == symbol.is_nonpositive else symbol.is_nonnegative
    return value if upwards else -value
