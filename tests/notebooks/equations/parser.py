"""The grammar of the course's TeX: from the text of an equation to functions of its names."""

import functools
import itertools
import math

import numpy as np
from equations.arithmetic import (
    RELATIONS,
    MisprintError,
    UnreadableError,
    add,
    divide,
    dot,
    factorial,
    hadamard,
    multiply,
    number,
    power,
    transposed,
)
from equations.commands import Commands
from equations.tokens import tokens_of

FUNCTIONS = {
    "exp": np.exp,
    "log": np.log,
    "ln": np.log,
    "sin": np.sin,
    "cos": np.cos,
    "tanh": np.tanh,
    "max": np.maximum,
    "min": np.minimum,
}
CLOSING = {"(": ")", "[": "]", "{": "}", r"\lVert": r"\rVert", r"\lceil": r"\rceil", "|": "|"}
AROUND = {r"\lVert": functools.partial(np.linalg.norm, axis=-1), r"\lceil": math.ceil, "|": abs}
STOPS = {"+", "-", "&", ",", ".", "\\\\", "end", *RELATIONS, *CLOSING.values()} - {"|"}


def statements(tex):
    """Return the statements of an equation: ((sides, relations), the names used in them); a side is a function.

    Statements are apart by \\quad, or by the line breaks of `aligned`.
    """
    tokens, depth, pieces = tokens_of(tex), 0, [[]]
    for token in tokens:
        depth += (token == "begin") - (token == "end")
        if token in (r"\quad", r"\qquad") or (token == "\\\\" and not depth):
            pieces.append([])
        elif token != "&" or depth:
            pieces[-1].append(token)
    conditions, read = [], []  # of cases: a list without conditions has those of the list beside it
    for piece in pieces:
        while piece and piece[-1] in (",", "."):
            piece.pop()
        if piece:
            parser = Parser(piece, conditions)
            read.append((parser.statement(), parser.used))
    return read


class Parser(Commands):
    """Recursive descent. Every method reads tokens from the front and returns a function from Names to a value."""

    def __init__(self, tokens, conditions):
        self.tokens, self.conditions, self.used = tokens, conditions, set()
        self.within = []  # the brackets and the variables of the integrals that we are in

    # What stands next

    def next(self):
        return self.tokens[0] if self.tokens else None

    def take(self, *expected):
        if not self.tokens:
            raise UnreadableError("the TeX ends too early")
        token = self.tokens.pop(0)
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
        sides, relations, printed = [], [], []
        while not sides or self.next() in RELATIONS:
            if sides:
                relations.append(self.take())
            before = list(self.tokens)
            sides.append(self.sum())
            printed.append(before[: len(before) - len(self.tokens)])
        if self.tokens:
            raise UnreadableError(f"cannot read {self.tokens}")
        if any(left == right for left, right in itertools.pairwise(printed)):
            raise MisprintError("two sides are the same to the letter")
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
            right = self.product() if operation is divide else self.factor()  # a / b c is a / (b c)
            value = self.combined(operation, value, right)
        return value

    @staticmethod
    def combined(operation, left, right):
        return lambda names: operation(left(names), right(names))

    @staticmethod
    def applied(function, value):
        return lambda names: function(value(names))

    def at_end_of_product(self):
        token = self.next()
        return (
            token is None
            or token in STOPS
            or (token == "|" and self.tokens[1:2] == ["_"])
            or (token == "|" and "|" in self.within)
            or (token == "d" and self.tokens[1:2] and self.tokens[1] in self.within)
        )

    # Factors

    def factor(self):
        """A factor with its powers: a number, a name, brackets, or a command with its arguments."""
        token = self.take()
        if token in STOPS:
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
        method = {
            r"\frac": self.fraction,
            r"\tfrac": self.fraction,
            r"\sqrt": self.root,
            r"\sum": self.series,
            r"\int": self.integral,
            r"\lim": self.limit,
            r"\overline": self.bar,
        }.get(token)
        if method:
            return method()
        if token[0] == "\\" and token[1:] in FUNCTIONS:
            return self.function(token[1:])
        return self.name(token.removeprefix("text ").removeprefix("mathrm "))

    def brackets(self, opening):
        self.within.append(opening)
        values = [self.sum()]
        while self.next() == ",":
            self.take()
            values.append(self.sum())
        self.take(CLOSING[opening])
        self.within.pop()
        first = values[0]
        if opening in AROUND:
            return self.applied(AROUND[opening], first)
        if len(values) > 1:
            return lambda names: [value(names) for value in values]
        return first

    def powers(self, value):
        """Read the powers, transpositions and factorials behind a value."""
        while self.next() in ("^", "!"):
            if self.take() == "!":
                value = self.applied(factorial, value)
                continue
            exponent = self.argument()
            if exponent == ["transposed"]:
                value = self.applied(transposed, value)
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
            return self.powers(lambda names: number(value(names)))
        bracket = self.brackets(self.take())
        powered = self.powers(lambda names: names["a value"])

        def applied(names):
            function, argument = value(names), bracket(names)
            if callable(function):
                arguments = argument if isinstance(argument, list) else [argument]
                return powered(names.bound({"a value": function(*arguments)}))
            return multiply(number(function), powered(names.bound({"a value": argument})))

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
