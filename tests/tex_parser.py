"""The grammar of the course's TeX: from the text of an equation to functions of its names."""

import functools
import math
import re

import numpy as np
from scipy.integrate import quad
from tex_arithmetic import (MisprintError, UnreadableError, add, blocks, divide, dot, hadamard, multiply, nth_derivative, power,
                            transposed)

SPACING = re.compile(r"(?<!\\)\\[,;!]|\\[bB]igg?[lr]?(?![A-Za-z])|\\(?:left|right)(?![A-Za-z])|\\(?:begin|end)\{aligned\}")
TOKEN = re.compile(
    r"\\(?P<text>text|operatorname|mathrm|begin|end)\{(?P<word>[^}]*)\}"
    r"|\\(?P<accent>mathbf|boldsymbol|hat|bar|dot|nabla|Delta)(?![A-Za-z])\s*(?:\{(\\?\w+)\}|(\\[A-Za-z]+|\w))"
    r"|\\mathsf ?T|\\mathsf\{T\}|\\[A-Za-z]+|\\\\|'+|\S")
ACCENTS = {"mathbf": "bold ", "boldsymbol": "bold ", "hat": "hat ", "bar": "bar ", "dot": "dot ", "nabla": "∇",
           "Delta": "Δ"}
LETTERS = {"alpha", "beta", "gamma", "delta", "epsilon", "varepsilon", "eta", "theta", "kappa", "lambda", "mu", "rho",
           "sigma"}
FUNCTIONS = {"exp": np.exp, "log": np.log, "ln": np.log, "sin": np.sin, "cos": np.cos, "tanh": np.tanh,
             "max": max, "min": min}
RELATIONS = {"=": None, r"\leftarrow": None, r"\ge": np.greater_equal, r"\le": np.less_equal, ">": np.greater,
             "<": np.less}
CLOSING = {"(": ")", "[": "]", "{": "}", r"\lVert": r"\rVert", r"\lceil": r"\rceil", "|": "|"}
STOPS = {"+", "-", "&", ",", "\\\\", "end", *RELATIONS, *CLOSING.values()} - {"|"}


def tokens_of(tex):
    """Return a list of strings: commands, single letters and digits; "bold X" for \\mathbf X, "begin cases"."""
    found = []
    for token in TOKEN.finditer(SPACING.sub(" ", tex)):
        if token["accent"]:
            found.append(ACCENTS[token["accent"]] + (token[4] or token[5]).lstrip("\\"))
        elif token["text"]:
            word = token["word"].strip()
            found += {"begin": ["begin", word], "end": ["end", word]}.get(token["text"], [f"{token['text']} {word}"])
        elif token[0].startswith(r"\mathsf"):
            found.append("transposed")
        else:
            found.append(token[0][1:] if token[0][1:] in LETTERS else token[0])
    return found


def statements(tex):
    """Yield the statements of an equation: ((sides, relations), the names used in them); a side is a function of Names.

    Statements are apart by \\quad, or by the line breaks of `aligned`.
    """
    tokens, depth, pieces = tokens_of(tex), 0, [[]]
    for token in tokens:
        depth += (token == "begin") - (token == "end")
        if token in (r"\quad", r"\qquad") or token == "\\\\" and not depth:
            pieces.append([])
        elif token != "&" or depth:
            pieces[-1].append(token)
    conditions = []                 # of cases: a list without conditions has those of the list beside it
    for piece in pieces:
        while piece and piece[-1] in (",", "."):
            piece.pop()
        if piece:
            parser = Parser(piece, conditions)
            yield parser.statement(), parser.used


class Parser:
    """Recursive descent. Every method reads tokens from the front and returns a function from Names to a value."""

    def __init__(self, tokens, conditions):
        self.tokens, self.conditions, self.used = tokens, conditions, set()
        self.variables = []             # of the integrals that we are in

    # What stands next

    def next(self):
        return self.tokens[0] if self.tokens else None

    def take(self, *expected):
        token = self.tokens.pop(0) if self.tokens else None
        if expected and token not in expected:
            raise UnreadableError(f"expected {' or '.join(expected)}, not {token!r}")
        return token

    def argument(self):
        """Take what follows a command, _ or ^, as a list of tokens: one token, or what stands in braces."""
        token = self.take()
        if token != "{":
            return [token]
        inside, depth = [], 1
        while depth:
            inside.append(self.take())
            depth += {"{": 1, "}": -1}.get(inside[-1], 0)
        return inside[:-1]

    def inside(self, tokens, read=None):
        """Read a list of tokens that stand in this place, to their end."""
        outside, self.tokens = self.tokens, list(tokens)
        value = (read or self.sum)()
        if self.tokens:
            raise UnreadableError(f"cannot read {self.tokens}")
        self.tokens = outside
        return value

    # Relations, sums, products

    def statement(self):
        sides, relations = [self.sum()], []
        while self.next() in RELATIONS:
            relations.append(self.take())
            sides.append(self.sum())
        if self.tokens:
            raise UnreadableError(f"cannot read {self.tokens}")
        return sides, relations

    def sum(self):
        terms = []
        while not terms or self.next() in ("+", "-"):
            sign = {"+": 1, "-": -1}[self.take()] if self.next() in ("+", "-") else 1
            terms.append((sign, self.product()))
        return lambda names: functools.reduce(add, (sign * term(names) for sign, term in terms))

    def product(self):
        value, operation = self.factor(), multiply
        while not self.at_end_of_product():
            operation = {r"\odot": hadamard, r"\cdot": dot, "/": divide}.get(self.next(), multiply)
            if operation is not multiply:
                self.take()
            right = self.product() if operation is divide else self.factor()       # a / b c is a / (b c)
            value = self.combined(operation, value, right)
        return value

    @staticmethod
    def combined(operation, left, right):
        return lambda names: operation(left(names), right(names))

    def at_end_of_product(self):
        token = self.next()
        return (token is None or token in STOPS or token == "|" and self.tokens[1:2] == ["_"]
                or token == "|" and "|" in self.variables
                or token == "d" and self.tokens[1:2] and self.tokens[1] in self.variables)

    # Factors

    def factor(self):
        """A factor with its powers: a number, a name, brackets, or a command with its arguments."""
        token = self.take()
        if token is None or token in STOPS:
            raise UnreadableError(f"a factor is missing before {[token, *self.tokens]}")
        if token.isdigit():
            while self.next() and self.next().isdigit():
                token += self.take()
            value = float(token)
            return self.powers(lambda names: value)
        if token in CLOSING:
            return self.powers(self.brackets(token))
        if token == "begin":
            return self.powers({"bmatrix": self.matrix, "cases": self.cases}[self.take()]())
        if token.startswith("operatorname "):
            return self.mean(token)
        if token == "mathrm diag":
            return self.diagonal()
        method = {r"\frac": self.fraction, r"\tfrac": self.fraction, r"\sqrt": self.root, r"\sum": self.series,
                  r"\int": self.integral, r"\lim": self.limit, r"\overline": self.bar}.get(token)
        if method:
            return method()
        if token[0] == "\\" and token[1:] in FUNCTIONS:
            return self.function(token[1:])
        return self.name(token.removeprefix("text ").removeprefix("mathrm "))

    def brackets(self, opening):
        self.variables.append(opening)
        values = [self.sum()]
        while self.next() == ",":
            self.take()
            values.append(self.sum())
        self.take(CLOSING[opening])
        self.variables.pop()
        first = values[0]
        if opening == r"\lVert":
            return lambda names: np.linalg.norm(first(names), axis=-1)
        if opening == r"\lceil":
            return lambda names: math.ceil(first(names))
        if opening == "|":
            return lambda names: abs(first(names))
        if len(values) > 1:
            return lambda names: [value(names) for value in values]
        return first

    def powers(self, value):
        """Read the powers, transpositions and factorials behind a value."""
        while self.next() in ("^", "!"):
            if self.take() == "!":
                value = self.combined(lambda n, _: math.factorial(int(n)), value, lambda names: 0)
                continue
            exponent = self.argument()
            if exponent == ["transposed"]:
                value = self.combined(lambda matrix, _: transposed(matrix), value, lambda names: 0)
            else:
                value = self.combined(power, value, self.inside(exponent))
        return value

    def reference(self, base):
        """Read the primes, the layer and the indices of a name: (base, layer, indices). Powers are left."""
        layer = below = None
        self.used.add(base)
        while True:
            if self.next() and self.next()[0] == "'":
                base += self.take()
            elif self.next() == "_":
                self.take()
                below = [token.removeprefix("text ").removeprefix("\\") for token in self.argument()]
                self.used.update(below)
            elif self.tokens[:3] == ["^", "{", "("]:
                self.take()
                layer = self.argument()[1:-1]
                self.used.update(layer)
            else:
                return base, layer, below

    def name(self, base):
        """A name; in front of brackets, a function of what is in them or a factor."""
        reference = self.reference(base)

        def value(names):
            return names.name(*reference)

        if self.next() not in ("(", "["):
            return self.powers(value)
        bracket = self.brackets(self.take())
        powered = self.powers(lambda names: names["a value"])

        def applied(names):
            function, argument = value(names), bracket(names)
            if callable(function):
                arguments = argument if isinstance(argument, list) else [argument]
                return powered(names.bound({"a value": function(*arguments)}))
            return multiply(function, powered(names.bound({"a value": argument})))

        return applied

    def function(self, word):
        primes = self.take() if self.next() and self.next()[0] == "'" else ""
        exponent = None
        if self.next() == "^":
            self.take()
            exponent = self.inside(self.argument())
        if self.next() == "(":
            arguments = self.brackets(self.take())
            after = self.powers(lambda names: names["a value"])
        else:
            arguments, after = self.factor(), lambda names: names["a value"]

        def value(names):
            function = names[word + primes] if primes else FUNCTIONS[word]
            given = arguments(names)
            result = function(*given) if isinstance(given, list) else function(given)
            if exponent:
                result = power(result, exponent(names))
            return after(names.bound({"a value": result}))

        return value

    # Commands

    def root(self):
        inner = self.inside(self.argument())
        return lambda names: np.sqrt(inner(names))

    def bar(self):
        inner = self.inside(self.argument())
        return lambda names: np.mean(inner(names))

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
            if bottom[-len(order) - 1:] != ["^", *order]:
                raise MisprintError("the two orders of a derivative differ")
            bottom = bottom[:-len(order) - 1]
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
            assert names[f"{sign}/{sign}{variable}"]            # whether ∂ or d is right is for the names to say
            centre = place(names) if place else names[variable]
            return nth_derivative(lambda x: body(names.bound({variable: x})), centre, int(times(names)))

        return value

    def series(self):
        """Σ over the range of an index, over a set, or from a number to another."""
        self.take("_")
        below, last = self.argument(), None
        if self.next() == "^":
            self.take()
            last = self.inside(self.argument())
        index, relation, rest = below[0], below[1:2], below[2:]
        first = self.inside(rest) if relation else None
        before, self.used = self.used, set()
        body = self.product()
        if index not in self.used:
            raise MisprintError(f"nothing in the sum depends on {index}")
        self.used |= before

        def value(names):
            if not relation:
                if index not in names.ranges:
                    raise MisprintError(f"{index} has no range")
                values = names.ranges[index]
            elif relation == [r"\in"]:
                values = first(names)
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
        self.variables.append(variable)
        body = self.product()
        self.take("d")
        self.take(self.variables.pop())

        def value(names):
            ends = [low(names), *([0.0] if low(names) < 0 < high(names) else []), high(names)]    # H(x) jumps at 0
            return sum(quad(lambda x: body(names.bound({variable: x})), a, b, epsabs=1e-13, epsrel=1e-12)[0]
                       for a, b in zip(ends, ends[1:]))

        return value

    def limit(self):
        """lim_{z → 0^-}: the value a millionth of a millionth beside the place."""
        self.take("_")
        below = self.argument()
        variable, side = below[0], below[-1]
        place, body = self.inside(below[2:-2]), self.product()
        nudge = {"+": 1e-12, "-": -1e-12}[side]
        return lambda names: body(names.bound({variable: place(names) + nudge}))

    def mean(self, token):
        """E or Var: over the outcomes of what stands behind it, with the weights that the names give them."""
        inner = self.factor()

        def value(names):
            outcomes, weights = inner(names), names.get("weights of the outcomes")
            mean = np.average(outcomes, axis=0, weights=weights)
            return mean if token.endswith(" E") else np.average((outcomes - mean)**2, axis=0, weights=weights)

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
            self.conditions[:] = [row[1] if len(row) > 1 else None for row in rows]

        def value(names):
            for entry, condition in zip(values, self.conditions, strict=True):
                if condition(names):
                    return entry(names)
            raise MisprintError("none of the cases applies")

        return value

    def case(self):
        """An entry of `cases`: a value, or a condition, which has a relation or says otherwise."""
        while self.next() == "text if":
            self.take()
        if self.next() and self.next().startswith("text otherwise"):
            self.take()
            return lambda names: True
        sides, relations = [self.sum()], []
        while self.next() in RELATIONS:
            relations.append(self.take())
            sides.append(self.sum())
        while self.next() == ",":
            self.take()
        if not relations:
            return sides[0]
        return lambda names: all(RELATIONS[relation](left(names), right(names))
                                 for left, relation, right in zip(sides, relations, sides[1:]))
