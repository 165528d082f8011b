"""The commands and environments of the course's TeX, with their arguments."""

import functools
import itertools
import warnings

import numpy as np
from equations.arithmetic import RELATIONS, MisprintError, add, blocks, divide, holds, nth_derivative
from scipy.integrate import quad


class Commands:
    """A part of `Parser`: each method reads what belongs to a command, and returns a function from Names to a value."""

    def root(self):
        return self.applied(np.sqrt, self.inside(self.argument()))

    def bar(self):
        return self.applied(np.mean, self.inside(self.argument()))

    def fraction(self):
        top, bottom = self.argument(), self.argument()
        if top[0] == bottom[0] and top[0] in ("d", r"\partial") and len(bottom) > 1:
            return self.derivative(top[1:], bottom[1:], {"d": "d", r"\partial": "∂"}[top[0]])
        return self.powers(self.combined(divide, self.inside(top), self.inside(bottom)))

    def derivative(self, top, bottom, sign):
        order = []
        if top[:1] == ["^"]:
            self.tokens, rest = top[1:], self.tokens
            order = self.argument()
            top, self.tokens = self.tokens, rest
            if bottom[-len(order) - 1 :] != ["^", *order]:
                raise MisprintError("the two orders of a derivative differ")
            bottom = bottom[: -len(order) - 1]
        bottom = self.inside(bottom, lambda: self.reference(self.take()))
        if top:
            top = self.inside(top, lambda: self.reference(self.take()))
            power_of = "^" + "".join(order) if order else ""
            return lambda names: names.slope(sign, power_of, top, bottom)
        variable = bottom[0] + ("_" + "".join(bottom[2]) if bottom[2] else "")
        times = self.inside(order) if order else lambda names: 1
        body, place = self.product(), None
        if self.next() == "|":
            self.take("|")
            self.take("_")
            place = self.inside(self.argument(), self.statement)[0][1]

        def value(names):
            if f"{sign}/{sign}{variable}" not in names:  # whether ∂ or d is right is for the names to say
                raise MisprintError(f"{sign}/{sign}{variable} has no meaning here")
            centre = place(names) if place else names[variable]
            return nth_derivative(lambda x: body(names.bound({variable: x})), centre, int(times(names)))

        return value

    def depending(self, variable, read):
        """Read something that must contain a variable: the index of a sum, say."""
        before, self.used = self.used, set()
        value = read()
        if variable not in self.used:
            raise MisprintError(f"nothing here depends on {variable}")
        self.used |= before
        return value

    def series(self):
        """Σ over the range of an index, over a set, or from a number to another."""
        self.take("_")
        below, last = self.argument(), None
        if self.next() == "^":
            self.take()
            last = self.inside(self.argument())
        index, relation, rest = below[0], below[1:2], below[2:]
        first = self.inside(rest) if relation == ["="] else None
        body = self.depending(index, self.product)

        def value(names):
            if not relation:
                if index not in names.ranges:
                    raise MisprintError(f"{index} has no range")
                values = names.ranges[index]
            elif relation == [r"\in"]:
                values = names["".join(rest)]
                if not isinstance(values, tuple):
                    raise MisprintError(f"{rest} is no set")
            else:
                values = range(int(first(names)), int(last(names)) + 1)
            return functools.reduce(add, (body(names.bound({index: k})) for k in values), 0.0)

        return value

    def integral(self):
        self.take("_")
        low = self.inside(self.argument())
        self.take("^")
        high = self.inside(self.argument())
        place = next(k for k, token in enumerate(self.tokens) if token == "d" and self.tokens[k + 1] != "_")
        variable = self.tokens[place + 1]
        self.within.append(variable)
        body = self.depending(variable, self.product)
        self.take("d")
        self.take(self.within.pop())

        def value(names):
            ends = [low(names), *([0.0] if low(names) < 0 < high(names) else []), high(names)]  # H(x) jumps at 0
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of an integral that diverges, as a misprint's may
                return sum(
                    quad(lambda x: body(names.bound({variable: x})), a, b, epsabs=1e-13, epsrel=1e-12)[0]
                    for a, b in itertools.pairwise(ends)
                )

        return value

    def limit(self):
        """lim_{z → 0^-}: the value a millionth of a millionth beside the place."""
        self.take("_")
        below = self.argument()
        variable, side = below[0], below[-1]
        place, body = self.inside(below[2:-2]), self.depending(variable, self.product)
        nudge = {"+": 1e-12, "-": -1e-12}[side]
        return lambda names: body(names.bound({variable: place(names) + nudge}))

    def mean(self, token):
        """E or Var: over the outcomes of what stands behind it, with the weights that the names give them."""
        inner = self.factor()

        def value(names):
            outcomes, weights = inner(names), names.get("weights of the outcomes")
            if not np.ndim(outcomes):
                raise MisprintError(f"{token}: what stands behind it has no outcomes")
            mean = np.average(outcomes, axis=0, weights=weights)
            return mean if token.endswith(" E") else np.average((outcomes - mean) ** 2, axis=0, weights=weights)

        return value

    def diagonal(self):
        """diag(a_s): the diagonal matrix of the values that an expression takes over the range of its index."""
        before, self.used = self.used, set()
        inner = self.brackets(self.take("("))
        used, self.used = self.used, self.used | before

        def value(names):
            [index] = used & set(names.ranges)
            return np.diag([inner(names.bound({index: k})) for k in names.ranges[index]])

        return value

    # Environments

    def rows(self, read):
        rows, word = [[]], None
        while word is None:
            rows[-1].append(read())
            token = self.take("&", "\\\\", "end")
            if token == "\\\\" and self.next() != "end":
                rows.append([])
            elif token != "&":
                word = self.take() if token == "end" else self.take("end") and self.take()
        return rows

    def matrix(self):
        rows = self.rows(self.sum)
        return lambda names: blocks([[entry(names) for entry in row] for row in rows])

    def cases(self):
        rows = self.rows(self.case)
        values = [row[0] for row in rows]
        if any(len(row) > 1 for row in rows):
            self.conditions[:] = [row[1] for row in rows]

        def value(names):
            fits = [
                entry
                for entry, condition in zip(values, self.conditions, strict=True)
                if condition and condition(names)
            ]
            otherwise = [entry for entry, condition in zip(values, self.conditions, strict=True) if condition is None]
            if len(fits) > 1 or not (fits or otherwise):
                raise MisprintError(f"{len(fits)} cases apply")
            return (fits or otherwise)[0](names)

        return value

    def case(self):
        """An entry of `cases`: a value, or a condition, which has a relation or says otherwise."""
        while self.next() == "text if":
            self.take()
        if self.next() and self.next().startswith("text otherwise"):
            self.take()
            return None
        sides, relations = [self.sum()], []
        while self.next() in RELATIONS:
            relations.append(self.take())
            sides.append(self.sum())
        while self.next() in (",", "."):
            self.take()
        if not relations:
            return sides[0]
        return lambda names: all(
            holds(relation, left(names), right(names))
            for left, relation, right in zip(sides, relations, sides[1:], strict=False)
        )
