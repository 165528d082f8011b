"""Wrong answers by rule: a solution with one thing changed, as a slip would. Called as a program, it prints them all.

python tests/notebooks/answers/mutants.py 5 14.2      # those of notebook 5 and of exercise 14.2
"""

import ast
import copy
import functools
import signal
import sys
from collections import Counter
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

import numpy as np

from answers.solutions import function, solutions
from helpers.exercises import NotYet, Unforeseen, judge

SECONDS = 1  # after which an answer is taken for one that never ends
OTHER = {
    ast.Add: [ast.Sub],
    ast.Sub: [ast.Add],
    ast.Mult: [ast.Div, ast.Add],
    ast.Div: [ast.Mult],
    ast.Pow: [ast.Mult],
    ast.FloorDiv: [ast.Div],
    ast.Mod: [ast.FloorDiv],
    ast.Lt: [ast.LtE, ast.Gt],
    ast.LtE: [ast.Lt],
    ast.Gt: [ast.GtE, ast.Lt],
    ast.GtE: [ast.Gt, ast.LtE],
    ast.Eq: [ast.NotEq],
    ast.NotEq: [ast.Eq],
    ast.And: [ast.Or],
    ast.Or: [ast.And],
    ast.BitAnd: [ast.BitOr],
    ast.BitOr: [ast.BitAnd],
}


def mutants(solution):
    """Return pairs of a short description and the changed tree, each once."""
    found = {}
    total = sum(1 for _ in ast.walk(solution.function))
    for place in range(total):
        for k in range(20):
            tree = copy.deepcopy(solution.function)
            node = list(ast.walk(tree))[place]
            options = list(_changes(node))
            if k >= len(options):
                break
            before = ast.unparse(node)
            after = options[k]()
            new = after if after is not None else node
            if new is not node:
                tree = _Replace(node, new).visit(tree)
            ast.fix_missing_locations(tree)
            found.setdefault(ast.unparse(tree), (f"{before} → {ast.unparse(new)}", tree))
    found.pop(ast.unparse(solution.function), None)
    return list(found.values())


class _Replace(ast.NodeTransformer):
    def __init__(self, old, new):
        self.old, self.new = old, new

    def visit(self, node):
        return self.new if node is self.old else self.generic_visit(node)


def _changes(node):
    """Yield functions that change a node, each in one way: in place, or by returning another for it."""
    match node:
        case ast.BinOp(left=left, op=op, right=right):
            for other in OTHER.get(type(op), []):
                yield lambda other=other: setattr(node, "op", other())
            yield lambda: left  # a factor or a term left out
            yield lambda: right
            if not isinstance(op, (ast.Add, ast.Mult)):
                yield lambda: ast.BinOp(right, op, left)
            if isinstance(op, ast.MatMult):
                yield lambda: setattr(node, "op", ast.Mult())
        case ast.AugAssign(op=op):
            yield lambda: setattr(node, "op", ast.Sub() if isinstance(op, ast.Add) else ast.Add())
            yield lambda: ast.Assign([node.target], node.value)
        case ast.Compare(ops=[op]):
            for other in OTHER.get(type(op), []):
                yield lambda other=other: setattr(node, "ops", [other()])
        case ast.BoolOp(op=op):
            yield lambda: setattr(node, "op", OTHER[type(op)][0]())
        case ast.UnaryOp(op=ast.USub() | ast.Not(), operand=operand):
            yield lambda: operand
        case ast.Constant(value=bool()):
            yield lambda: setattr(node, "value", not node.value)
        case ast.Constant(value=int() | float()):
            yield lambda: setattr(node, "value", node.value + 1)
            yield lambda: setattr(node, "value", node.value - 1)
        case ast.Attribute(value=value, attr="T"):
            yield lambda: value
        case ast.Call(func=ast.Attribute(value=value), args=[]) if not isinstance(value, ast.Name) or value.id != "np":
            yield lambda: value  # a method left out
        case ast.Call(args=[argument]):
            yield lambda: argument  # a function left out
        case ast.Call(args=[first, second]):
            yield lambda: setattr(node, "args", [second, first])
        case ast.Tuple(elts=[first, second], ctx=ast.Load()):
            yield lambda: setattr(node, "elts", [second, first])
        case ast.Return(value=ast.expr() as value):
            yield lambda: ast.Return(ast.UnaryOp(ast.USub(), value))
            yield lambda: ast.Return(ast.BinOp(value, ast.Mult(), ast.Constant(2)))
    if isinstance(node, ast.Call):
        for keyword in node.keywords:
            yield lambda keyword=keyword: node.keywords.remove(keyword)
        for old, new in [
            ("sum", "mean"),
            ("mean", "sum"),
            ("max", "min"),
            ("min", "max"),
            ("argmax", "argmin"),
            ("all", "any"),
            ("any", "all"),
            ("floor", "ceil"),
            ("ceil", "floor"),
            ("sin", "cos"),
            ("cos", "sin"),
            ("std", "var"),
        ]:
            if isinstance(node.func, ast.Attribute) and node.func.attr == old:
                yield lambda new=new: setattr(node.func, "attr", new)


def limited(answer):
    """Return an answer that raises TimeoutError in place of never ending."""
    if not hasattr(signal, "SIGALRM"):  # Windows
        return answer

    def stop(*_):
        raise TimeoutError(f"no answer within {SECONDS} seconds")

    @functools.wraps(answer, updated=())
    def within_time(*arguments):
        before = signal.signal(signal.SIGALRM, stop)
        signal.alarm(SECONDS)
        try:
            return answer(*arguments)
        finally:
            signal.alarm(0)
            signal.signal(signal.SIGALRM, before)

    return within_time


def verdict(number, answer):
    """Return "correct", "hint", "fallback" or "error", and the words of the judge."""
    try:
        with np.errstate(all="ignore"):
            return "correct", judge(number)(limited(answer))
    except Unforeseen as words:
        return "fallback", str(words)
    except NotYet as words:
        return "hint", str(words)
    except Exception as error:  # of the judge's own: a fault
        return "error", repr(error)


def survey(wanted):
    """Print the verdict on every mutant of the exercises that begin so, and how many get which."""
    count: Counter = Counter()
    for solution in solutions():
        if not wanted or any(solution.number == w or solution.number.split(".")[0] == w for w in wanted):
            for change, tree in mutants(solution):
                kind, words = verdict(solution.number, function(solution, tree))
                count[kind] += 1
                print(f"{solution.number} {kind:8s} {change}\n{' ' * 14}{words}")
    print(", ".join(f"{kind}: {number}" for kind, number in count.items()))


if __name__ == "__main__":
    survey(sys.argv[1:])
