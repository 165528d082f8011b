r"""Read the tagged equations of a notebook, and turn their TeX into SymPy.

A name in the TeX means what the notebook's variable of that name meant when its `verify` ran:

    n_0 → n_0 or n0     M_{ij} → M_ij     \delta_1 → delta_1 or delta1     \lambda → lmbda
    w_{00}^{(1)} → w1_00     \delta_0^{(1)} → delta1_0     b^{(2)} → b2
    \sigma(z) → sigma(z)     \sigma'(z) → dsigma(z)     f'(u) → df(u), for a callable of that name

A table names the variable where that rule does not find it. ∂ and d must be right as well: ∂ where the upper
quantity depends on more than one variable.
"""

import re

import sympy as sp
from sympy.core.function import AppliedUndef
from sympy.parsing.latex import parse_latex

SUBSCRIPT = r"(?:_(?:\w|\{[\w+,-]+\}))?"
LAYER = r"(?:\^\{\((\w+)\)\})"
LETTER = r"(?:\\(?:mathbf|boldsymbol) ?\{?\\?[A-Za-z]+\}?|\\(?:alpha|beta|gamma|delta|eta|theta|lambda|sigma)|[A-Za-z])"
NAME = rf"{LETTER}{SUBSCRIPT}{LAYER}?"
DERIVATIVE = re.compile(rf"\\frac\{{(d|\\partial) ?({NAME})\}}\{{(d|\\partial) ?({NAME})\}}")
LAYERED = re.compile(rf"{LETTER}{SUBSCRIPT}{LAYER}")
INDEXED = re.compile(rf"(?!P_){LETTER}_\{{[\w+,-]+\}}")
# A name before a bracket; the first alternative passes over commands such as \cos, which end in letters too.
CALL = re.compile(rf"(?!{LETTER}{SUBSCRIPT}'* *\()\\[A-Za-z]+|(?P<name>{LETTER}{SUBSCRIPT})(?P<primes>'*) *\(")
MATRIX = re.compile(r"\\begin\{bmatrix\}(.*?)\\end\{bmatrix\}", re.S)
SPACING = re.compile(r"\\[,;!]|\\quad|\\qquad|\\[bB]igg?[lr]|\\left(?![a-z])|\\right(?![a-z])|&=|\n")


class MisprintError(Exception):
    """The TeX says something that the notebook's variables cannot mean."""


def tagged_equations(notebook):
    """Return a dictionary from numbers to the TeX of the display equations that carry them, without the tag."""
    found = {}
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for body in re.findall(r"\$\$(.*?)\$\$", cell.source, re.S):
                for number in re.findall(r"\\tag\{([^}]*)\}", body):
                    found[number] = re.sub(r"\\tag\{[^}]*\}", "", body)
    return found


def sides(tex):
    """Return the parts of an equation a = b = c, without the punctuation at its end; Σ_{k=1} is left whole."""
    return [side.strip() for side in re.split(r"=(?![^{}]*\})", SPACING.sub(" ", tex).strip().rstrip(".,"))]


def to_sympy(tex, variables, table):
    """Return one side of an equation as a SymPy expression or matrix.

    variables: the notebook's variables. table: names in TeX that stand for other variables, as in SYMBOLS of a
    module of `chapters`.
    """
    return Reader(variables, table).read(tex)


class Reader:
    def __init__(self, variables, table):
        self.variables, self.table, self.meanings = variables, table, {}

    def stand_in(self, value):
        """Return a name that `parse_latex` reads as a symbol, and remember what it means."""
        name = f"P_{{{len(self.meanings)}}}"
        self.meanings[name] = value
        return f" {name} "

    def look_up(self, name):
        """Return the notebook's variable that a name in the TeX stands for."""
        name = name.strip()
        if name in self.meanings:
            return self.meanings[name]
        layer = re.search(LAYER, name)
        plain = re.sub(r"\\(mathbf|boldsymbol)|[\\{} *]", "", re.sub(LAYER, "", name))
        stem, _, index = plain.partition("_")
        stem = {"lambda": "lmbda"}.get(stem, stem) + (layer[1] if layer else "")
        full = f"{stem}_{index}" if index else stem
        for candidate in (self.table.get(name), full, full.replace("_", "")):
            if candidate in self.variables:
                return self.variables[candidate]
        if name == "e":
            return sp.E
        raise MisprintError(f"the TeX says {name!r}, and the notebook has no variable of that name")

    def read(self, tex):
        """Return the meaning of TeX: a matrix if there are matrices in it, else a scalar."""
        if tex.strip() in self.table:
            return self.look_up(tex)
        tex = DERIVATIVE.sub(lambda found: self.stand_in(self.derivative(*found.groups()[:2], *found.groups()[3:5])),
                             tex)
        for name in sorted(self.table, key=len, reverse=True):
            if name in tex and self.table[name] in self.variables:
                tex = tex.replace(name, self.stand_in(self.look_up(name)))
        tex = self.calls(tex)
        tex = MATRIX.sub(self.matrix, tex)
        tex = self.names(tex)
        tex = re.sub(r"\\(?:mathbf|boldsymbol) ?\{?\\?[A-Za-z]+\}?" + SUBSCRIPT,
                     lambda found: self.stand_in(self.look_up(found[0])), tex)
        if any(isinstance(self.meanings[name], sp.MatrixBase) for name in re.findall(r"P_\{\d+\}", tex)):
            return self.matrix_sum(tex)
        return self.scalar(tex)

    def derivative(self, upper_d, upper, lower_d, lower):
        top, bottom = self.look_up(upper), self.look_up(lower)
        if isinstance(top, AppliedUndef) and bottom in top.args:
            several = len(top.args) > 1
        else:
            several = len(top.free_symbols) > 1
        if (upper_d != "d", lower_d != "d") != (several, several):
            raise MisprintError(f"d{upper}/d{lower}: ∂ stands where there are several variables, d where there is one")
        try:
            return sp.diff(top, bottom)
        except ValueError as error:
            raise MisprintError(str(error)) from None

    def calls(self, tex):
        """Replace f(…) and f'(…), where the notebook has a callable f or df, by their values."""
        for found in CALL.finditer(tex):
            if not found["name"]:
                continue
            name, primes = found["name"], found["primes"]
            plain = re.sub(r"[\\{} ]", "", name)
            function = self.variables.get(self.table.get(name + primes, "d" * len(primes) + plain))
            if callable(function) and not isinstance(function, sp.Basic):
                end, depth = found.end(), 1
                while depth:
                    depth += {"(": 1, ")": -1}.get(tex[end], 0)
                    end += 1
                value = function(Reader(self.variables, self.table).within(self, tex[found.end():end - 1]))
                return self.calls(tex[:found.start()] + self.stand_in(value) + tex[end:])
        return tex

    def within(self, outer, tex):
        self.meanings = outer.meanings
        return self.read(tex)

    def names(self, tex):
        """Replace names with layers or with indices in braces, which `parse_latex` would take apart."""
        for pattern in (LAYERED, INDEXED):
            tex = pattern.sub(lambda found: self.stand_in(self.look_up(found[0])), tex)
        return tex

    def matrix(self, found):
        rows = [[self.scalar(self.names(entry)) for entry in row.split("&")]
                for row in found[1].split(r"\\") if row.strip()]
        return self.stand_in(sp.Matrix(rows))

    def scalar(self, tex):
        # x(1 + b) is a product, for the callables have been replaced.
        tex = CALL.sub(lambda found: found[0][:-1] + r" \cdot (" if found["name"] else found[0], tex)
        expression = parse_latex(tex)
        names = {symbol: self.look_up(symbol.name) for symbol in expression.free_symbols}
        return expression.xreplace(names)

    # Sums of products of matrices: terms with + and −, factors beside each other, ⊙ and transposition.

    def matrix_sum(self, tex):
        tokens = [token.strip() for token in re.findall(
            r"P_\{\d+\}|\^\{?\\mathsf\{? ?T\}?\}?|\^T|\\odot|[-+()]|"
            r"(?:(?!P_\{|\^T|\^\{?\\mathsf|\\odot|[-+()]).)+", tex)]
        tokens = [token for token in tokens if token]
        value = self.parse_sum(tokens)
        if tokens:
            raise ValueError(f"cannot read {tokens} in {tex!r}")
        return value

    def parse_sum(self, tokens):
        sign = -1 if tokens[0] == "-" and tokens.pop(0) else 1
        total = sign * self.parse_product(tokens)
        while tokens and tokens[0] in "+-":
            sign = 1 if tokens.pop(0) == "+" else -1
            total = self.combine(lambda a, b: a + sign * b, total, self.parse_product(tokens))
        return total

    def parse_product(self, tokens):
        product = self.parse_factor(tokens)
        while tokens and tokens[0] not in "+-)":
            elementwise = tokens[0] == r"\odot" and tokens.pop(0)
            factor = self.parse_factor(tokens)
            product = self.combine(lambda a, b: a.multiply_elementwise(b) if elementwise else a * b, product, factor)
        return product

    def parse_factor(self, tokens):
        token = tokens.pop(0)
        if token == "(":
            value = self.parse_sum(tokens)
            tokens.pop(0)
        else:
            value = self.meanings[token] if token in self.meanings else self.scalar(token)
        if tokens and "T" in tokens[0] and tokens[0].startswith("^"):
            tokens.pop(0)
            value = value.T
        return value

    @staticmethod
    def combine(operation, a, b):
        try:
            return operation(a, b)
        except (sp.matrices.exceptions.ShapeError, TypeError, AttributeError) as error:
            raise MisprintError(f"the shapes do not fit: {error}") from None
