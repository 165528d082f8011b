"""The solutions of the notebooks as functions, without running the notebooks."""

import ast
import functools
import linecache
from importlib.util import find_spec
from typing import NamedTuple

from notebooks import PATHS, calls, code_cells, read, tags


class Solution(NamedTuple):
    """The function that solves an exercise, and the statements of its notebook that it needs."""

    number: str
    function: ast.FunctionDef
    needs: tuple[ast.stmt, ...]


@functools.cache
def solutions():
    """Return the solutions of all exercises whose packages are installed."""
    return tuple(found for path in PATHS for found in _of_notebook(path) if all(map(find_spec, _packages(found.needs))))


def _packages(statements):
    for statement in statements:
        if isinstance(statement, ast.Import):
            yield from (part.name.partition(".")[0] for part in statement.names)
        elif isinstance(statement, ast.ImportFrom):
            yield (statement.module or "").partition(".")[0]


def _of_notebook(path):
    defined: dict[str, ast.stmt] = {}
    for cell in code_cells(read(path)):
        body = ast.parse(cell.source).body
        if "solution" in tags(cell):
            function = next(part for part in body if isinstance(part, ast.FunctionDef))
            yield Solution(calls(cell.source, "check")[0], function, tuple(_needed(function, defined)))
        else:
            defined |= {name: statement for statement in body for name in _names(statement)}


def _names(statement):
    """Return the names that a statement gives a meaning."""
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        return [part.asname or part.name for part in statement.names]
    if isinstance(statement, ast.FunctionDef):
        return [statement.name]
    return []


def _needed(node, defined, seen=()):
    """Yield the imports and the functions that a piece of code refers to, those first that others need."""
    for name in {part.id for part in ast.walk(node) if isinstance(part, ast.Name)} & set(defined) - set(seen):
        yield from _needed(defined[name], defined, (*seen, name))
        yield defined[name]


def function(solution, changed=None):
    """Return the function of a solution, or of a changed tree of it, ready to be called."""
    tree = changed or solution.function
    code = ast.unparse(tree)
    file = f"<answer to {solution.number}>"
    linecache.cache[file] = (len(code), None, code.splitlines(keepends=True), file)  # for the hints of failures
    variables: dict = {}
    exec(compile(ast.unparse(ast.Module(list(solution.needs), [])), "<notebook>", "exec"), variables)
    exec(compile(code, file, "exec"), variables)
    return variables[tree.name]
