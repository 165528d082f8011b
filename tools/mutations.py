"""The mutants of a module: what is changed, and how the change is put into a module that is already imported."""

import ast
import copy
import sys
from dataclasses import dataclass

SWAPS = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
         ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
         ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Div,
         ast.Mod: ast.Mult, ast.Pow: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr}


@dataclass(frozen=True)
class Mutant:
    name: str               # of the module, as helpers.grid
    path: str
    place: str              # the function or class, as Grid.best
    statement: ast.stmt     # of the module, with the change
    before: str
    after: str
    lines: range            # of the innermost statement that is changed
    everywhere: bool        # it runs when the module is imported: all tests of the module reach it

    def __str__(self):
        return f"{self.name} {self.place}: {self.before} → {self.after}"


def mutants_of(path, name):
    """Return all mutants of a module, in the order of its lines."""
    tree = ast.parse(path.read_text("utf-8"))
    found = []
    for statement in tree.body:
        if isinstance(statement, (ast.Import, ast.ImportFrom, ast.If)) or _is_text(statement):
            continue
        for number in range(len(list(_changes(statement)))):
            mutated = copy.deepcopy(statement)
            node, field, place, new = list(_changes(mutated))[number]
            inner, path_of = _surroundings(mutated, node)
            before = _text(node)
            lines = range(inner.lineno, inner.end_lineno + 1)
            if hasattr(inner, "body"):
                lines = range(inner.lineno, inner.body[0].lineno)
            if place is None:
                setattr(node, field, new)
            else:
                getattr(node, field)[place:place + 1] = [] if new is None else [new]
            inside = any(isinstance(part, (ast.FunctionDef, ast.Lambda)) for part in path_of)
            found.append(Mutant(name, str(path), _place(path_of), ast.fix_missing_locations(mutated), before,
                                _text(node), lines, not inside or isinstance(inner, ast.FunctionDef)))
    return found


def _is_text(statement):
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant) and isinstance(
        statement.value.value, str)


def _text(node):
    lines = ast.unparse(node).splitlines()
    decorated = isinstance(node, (ast.FunctionDef, ast.ClassDef)) and len(node.decorator_list)
    return lines[decorated or 0].strip()[:110]


def _place(path_of):
    return ".".join(part.name for part in path_of if isinstance(part, (ast.FunctionDef, ast.ClassDef))) or "module"


def _surroundings(statement, node):
    """Return the innermost statement that a node is in, and the path of nodes that leads to it."""
    def search(current, trail):
        if current is node:
            return [*trail, current]
        for child in ast.iter_child_nodes(current):
            if found := search(child, [*trail, current]):
                return found
    path_of = search(statement, [])
    return [part for part in path_of if isinstance(part, ast.stmt)][-1], path_of


def _changes(statement):
    """Yield (node, field, place in the field, new content); a place of None sets the field."""
    for node in _nodes(statement):
        if isinstance(node, ast.Compare):
            for place, operator in enumerate(node.ops):
                yield node, "ops", place, SWAPS[type(operator)]()
        elif isinstance(node, (ast.BinOp, ast.BoolOp, ast.AugAssign)) and type(node.op) in SWAPS:
            yield node, "op", None, SWAPS[type(node.op)]()
        elif isinstance(node, (ast.If, ast.IfExp, ast.While)):
            yield node, "test", None, ast.UnaryOp(ast.Not(), node.test)
        elif isinstance(node, ast.Return) and node.value is not None:
            yield node, "value", None, ast.Constant(None)
        elif isinstance(node, ast.Call):
            for place in range(len(node.keywords)):
                yield node, "keywords", place, None
        for field, value in ast.iter_fields(node):
            for place, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
                if isinstance(child, ast.Constant) and (new := _other(child.value)) is not None and not (
                        isinstance(node, ast.JoinedStr)):
                    yield node, field, place, ast.Constant(new)
                elif isinstance(child, ast.JoinedStr) and not isinstance(node, ast.FormattedValue):
                    yield node, field, place, ast.Constant("mutant")
                elif isinstance(child, ast.UnaryOp):
                    yield node, field, place, child.operand
                elif isinstance(child, (ast.Break, ast.Raise)) or (
                        isinstance(child, ast.Expr) and isinstance(child.value, ast.Call)):
                    yield node, field, place, ast.Pass()


def _nodes(statement):
    """Yield what may be changed: not the docstrings, and not the decorators and annotations."""
    yield statement
    for field, value in ast.iter_fields(statement):
        if field in {"decorator_list", "annotation", "returns"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not (isinstance(child, ast.stmt) and _is_text(child)):
                yield from _nodes(child)


def _other(value):
    if isinstance(value, bool):
        return not value
    if isinstance(value, (int, float)):
        return value + 1
    if isinstance(value, str):
        return "mutant"
    return None


def put_in(mutant):
    """Exchange, in the imported module and wherever its objects are known, what the mutated statement makes."""
    module = sys.modules[mutant.name]
    space = dict(vars(module))
    exec(compile(ast.Module([mutant.statement], []), mutant.path, "exec"), space)
    for name, new in space.items():
        old = vars(module).get(name)
        if new is not old and name != "__builtins__":
            _exchange(name, old, new)


def _exchange(name, old, new):
    old_function, new_function = (_function(thing) for thing in (old, new))
    if old_function and new_function:
        for part in ("__code__", "__defaults__", "__kwdefaults__"):
            setattr(old_function, part, getattr(new_function, part))
    elif isinstance(old, type):
        for part, content in vars(new).items():
            if _function(content):
                _exchange(part, vars(old)[part], content)
            elif part in vars(old) and not part.startswith("__") and isinstance(content, (int, float, str, bool)):
                setattr(old, part, content)
    else:
        for module in list(sys.modules.values()):
            if getattr(module, "__dict__", {}).get(name) is old:
                setattr(module, name, new)


def _function(thing):
    """Return the function in a thing: itself, what a decorator wraps, a property's or a class method's; or None."""
    thing = getattr(thing, "fget", None) or getattr(thing, "__func__", thing)
    while hasattr(thing, "__wrapped__"):
        thing = thing.__wrapped__
    return thing if hasattr(thing, "__code__") else None
