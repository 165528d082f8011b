r"""The names of an equation as the variables of notebooks 01 to 07.

A name in the TeX means what the notebook's variable of that name meant when its `verify` ran:

    n_0 → n_0 or n0     M_{ij} → M_ij     \delta_1 → delta_1 or delta1     \lambda → lmbda
    w_{00}^{(1)} → w1_00     \delta_0^{(1)} → delta1_0     b^{(2)} → b2
    \sigma(z) → sigma(z)     \sigma'(z) → dsigma(z)     f'(u) → df(u), for a callable of that name

SYMBOLS in a module of `chapters` names the variable where that rule does not find it. ∂ and d must be right as well:
∂ where the upper quantity depends on more than one variable.
"""

import functools
import numbers
import random
import re

import numpy as np
import sympy as sp
from equations.arithmetic import MisprintError
from equations.names import Names
from sympy.concrete.expr_with_limits import ExprWithLimits
from sympy.core.function import AppliedUndef

from helpers.support.stand_ins import concrete, draw


class Variables(Names):
    """The variables of a notebook at a random point; every side of the equation must have the value that was verified.

    verified: a `Verified` of `notebooks`. table: SYMBOLS of a module of `chapters`. seed: of the point.
    """

    def __init__(self, verified, table, seed):
        super().__init__({})
        self.variables, self.point, self.generic, self.known = verified.variables, {}, {}, {}
        self.table = {re.sub(r"[\\{}\s]", "", name): variable for name, variable in table.items()}
        self.seed = seed
        self["the expression"] = self.number(verified.left)

    def name(self, base, layer, below):
        if base in self and not layer and not below:
            return self[base]  # the index of a sum
        key = base, *(layer or ()), "_", *(below or ()), *(self[index] for index in below or () if index in self)
        if key not in self.known:
            try:
                value = self.variable(base, layer, below)
            except MisprintError:
                if base != "e":
                    raise
                value = sp.E
            if base[-1] == "'" and isinstance(value, sp.Basic):  # f'(x), as an expression in x
                value = sp.Lambda(*value.free_symbols, value)
            applied = callable(value) and (isinstance(value, sp.Lambda) or not isinstance(value, sp.Basic))
            self.known[key] = self.function(value) if applied else self.number(value)
        return self.known[key]

    def variable(self, base, layer, below):
        """Return the notebook's variable that a name stands for."""
        stem = base.removeprefix("bold ").removesuffix("'" * base.count("'"))
        stem = "d" * base.count("'") + {"lambda": "lmbda"}.get(stem, stem) + "".join(layer or "")
        full = f"{stem}_{''.join(below)}" if below else stem
        printed = base.replace(" ", "").replace("Δ", "Delta") + (f"_{''.join(below)}" if below else "")
        for candidate in (self.table.get(printed), full, full.replace("_", "")):
            if candidate in self.variables:
                return self.variables[candidate]
        raise MisprintError(f"the notebook has no variable {full}")

    def slope(self, sign, order, top, bottom):
        key = sign, *map(str, (top, bottom))
        if key not in self.known:
            above, below = self.variable(*top), self.variable(*bottom)
            if not all(isinstance(value, sp.Basic | sp.MatrixBase) for value in (above, below)):
                raise MisprintError(f"the notebook's {above!r} has no derivative with respect to {below!r}")
            partial = isinstance(above, AppliedUndef) and below in above.args
            if (sign == "∂") != (len(above.args if partial else above.free_symbols) > 1):
                raise MisprintError("∂ stands where there are several variables, d where there is one")
            try:
                self.known[key] = self.number(sp.diff(above, below))
            except ValueError as error:
                raise MisprintError(str(error)) from None
        return self.known[key]

    def number(self, value):
        """Return a number, or an array of two axes, for an expression or a matrix of the notebook."""
        if isinstance(value, sp.MatrixBase | sp.NDimArray | list | tuple | np.ndarray):
            entries = np.array(value.tolist() if isinstance(value, sp.MatrixBase | sp.NDimArray) else value)
            return np.array([self.number(entry) for entry in entries.flat]).reshape(entries.shape)
        if not isinstance(value, sp.Basic | numbers.Number):
            raise MisprintError(f"the notebook's {value!r} is no expression")
        value = sp.sympify(value)
        bound = {
            symbol: self[symbol.name]
            for symbol in value.free_symbols
            if isinstance(symbol, sp.Symbol) and symbol.name in self
        }
        value = concrete(value.xreplace(bound), self.generic)
        for symbol in sorted(value.free_symbols, key=str):
            if symbol not in self.point:
                self.point[symbol] = draw(symbol, 1, random.Random(f"{self.seed} {symbol}"))
        value = (value.subs if value.has(ExprWithLimits) else value.xreplace)(self.point).doit()
        value = complex(value)
        return value.real if value.imag == 0 else value

    def function(self, function):
        """Return a function of numbers for one of SymPy's expressions; of a matrix, entry by entry."""
        symbol = sp.Dummy(real=True)

        @functools.cache
        def expression():
            try:
                return function(symbol)
            except TypeError as error:
                raise MisprintError(f"no function of one number: {error}") from None

        def value(argument):
            if np.ndim(argument):
                return np.vectorize(value)(argument)
            self.point[symbol] = sp.sympify(argument)
            return self.number(expression())

        return value
