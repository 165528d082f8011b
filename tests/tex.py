"""Read the tagged equations of a notebook, and turn their TeX into SymPy.

A name in the TeX means what the notebook's variable of that name meant when its `verify` ran: `n_0` is looked up
as n_0 and n0, `M_{ij}` as M_ij. A table names the variable where that rule does not find it.
"""

import re

import sympy as sp
from sympy.parsing.latex import parse_latex

NAME = r"(?:\\[A-Za-z]+ ?)?[A-Za-z](?:_(?:\w|\{\w+\}))?"
DERIVATIVE = re.compile(rf"\\frac\{{(d|\\partial) ?({NAME})\}}\{{\1 ?({NAME})\}}")
MATRIX = re.compile(r"\\begin\{bmatrix\}(.*?)\\end\{bmatrix\}", re.S)
SPACING = re.compile(r"\\[,;!]|\\quad|\\qquad|\\bigl|\\bigr|\\left|\\right|&=|\n")


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
    """Return the parts of an equation a = b = c, without the punctuation at its end."""
    return [side.strip() for side in re.split("=", SPACING.sub(" ", tex).strip().rstrip(".,"))]


def to_sympy(tex, variables, table):
    """Return one side of an equation as a SymPy expression or matrix.

    variables: the notebook's variables. table: names in TeX that stand for other variables, as in SYMBOLS of a module of `chapters`.
    """
    matrices = MATRIX.findall(tex)
    if matrices:
        if MATRIX.sub("", tex).strip():
            raise ValueError(f"cannot read what stands beside the matrices in {tex!r}")
        product = sp.eye(1)
        for place, matrix in enumerate(matrices):
            rows = [[_scalar(entry, variables, table) for entry in row.split("&")]
                    for row in matrix.split(r"\\")]
            product = product * sp.Matrix(rows) if place else sp.Matrix(rows)
        return product
    return _scalar(tex, variables, table)


def _scalar(tex, variables, table):
    meanings = {}

    def stand_in(value):
        name = f"P_{{{len(meanings)}}}"
        meanings[name] = value
        return f" {name} "

    def look_up(name):
        plain = re.sub(r"[{}* ]", "", name)        # the parser reads M_{ij} as M_{i*j}
        for candidate in (table.get(name.strip()), plain, plain.replace("_", "")):
            if candidate in variables:
                return variables[candidate]
        raise KeyError(f"the TeX says {name!r}, and the notebook has no variable of that name")

    if tex.strip() in table:
        return look_up(tex)
    tex = DERIVATIVE.sub(lambda found: stand_in(sp.diff(look_up(found[2]), look_up(found[3]))), tex)
    for name in sorted(table, key=len, reverse=True):
        tex = tex.replace(name, stand_in(look_up(name))) if name in tex else tex
    expression = parse_latex(tex)
    return expression.xreplace({symbol: meanings[symbol.name] if symbol.name in meanings else look_up(symbol.name)
                                for symbol in expression.free_symbols})
