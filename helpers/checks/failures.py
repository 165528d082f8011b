"""What an exception in a student's answer means, in words: which operand has which shape or type."""

import ast
import inspect
import linecache
import re
import sysconfig
from pathlib import Path

import numpy as np

LIBRARIES = tuple(sysconfig.get_path(name) for name in ("stdlib", "purelib"))
HELPERS = str(Path(__file__).parents[1])

# What NumPy says, and what a student should know of it.
MEANINGS = [
    (r"NoneType", "None is no number."),
    (r"could not be broadcast|shape mismatch", "These shapes do not fit entry by entry."),
    (r"matmul|not aligned", "A matrix product needs as many columns on the left as there are rows on the right."),
    (r"truth value of an array", "An array is neither true nor false: use np.where, np.any or np.all."),
    (r"converted to Python scalar", "This function takes one number; NumPy's takes arrays."),
    (r"element with a sequence", "These parts have different shapes, and make no array."),
    (r"array dimensions", "Pieces must have the same length along the other axes."),
    (r"axis .* is out of bounds", "The array has fewer axes."),
    (r"Cannot cast ufunc", "An array of integers cannot take fractions in place."),
    (
        r"unsupported operand|can't multiply sequence|bad operand type|did not contain a loop|concatenate",
        "Make numbers or arrays of them first, as with np.array.",
    ),
]


def parameters(answer, number):
    """Return the names of the arguments of an answer, which takes this many."""
    try:
        names = list(inspect.signature(answer).parameters)
    except ValueError:
        names = []
    return names if len(names) == number else [f"argument {k + 1}" for k in range(number)]


def misfit(answer, arguments):
    """Return what is wrong with an answer that cannot take these arguments, or None if it can."""
    try:
        inspect.signature(answer).bind(*arguments)
    except TypeError:
        return f"it is called with {len(arguments)} argument{'s' * (len(arguments) != 1)}, which it does not take."
    except ValueError:  # written in C, without a signature
        pass
    return None


def explanation(error):
    """Return what an exception means and what the operands of its expression are, and whether it is a known slip."""
    expression, operands = _place(error.__traceback__)
    meaning = next((words for pattern, words in MEANINGS if re.search(pattern, str(error))), "")
    if operands and meaning:
        return f"fails at `{expression}`, where {_listed(operands)}. {meaning}", True
    raised = f"raises {type(error).__name__}: {str(error).rstrip('.')}."
    return f"{raised} In `{expression}` {_listed(operands)}." if operands else raised, False


def _place(traceback):
    """Return the expression of the student's that failed, and its names with what they are."""
    place = None
    while traceback:
        file = traceback.tb_frame.f_code.co_filename
        if not file.startswith((*LIBRARIES, HELPERS)):
            place = traceback
        traceback = traceback.tb_next
    if place is None:
        return "", []
    frame = place.tb_frame
    line, end_line, start, end = list(frame.f_code.co_positions())[place.tb_lasti // 2]
    if line is None or line != end_line:
        return "", []
    source = linecache.getline(frame.f_code.co_filename, line, frame.f_globals).encode()[start:end].decode()
    try:
        names = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)]
    except SyntaxError:
        return "", []
    bound = {node.id for node in names if isinstance(node.ctx, ast.Store)} - set(frame.f_locals)  # by a comprehension
    known = {
        name: value
        for name, value in {**frame.f_globals, **frame.f_locals}.items()
        if name not in bound and not callable(value) and not inspect.ismodule(value)
    }
    return source, [
        f"{name} {_kind(known[name])}" for name in dict.fromkeys(node.id for node in names) if name in known
    ]


def _kind(value):
    if isinstance(value, np.ndarray):
        return f"has the shape {value.shape}" + " and holds integers" * (value.dtype.kind in "iu")
    if isinstance(value, (list, tuple, dict)):
        return f"is a {type(value).__name__} of length {len(value)}"
    if value is None or isinstance(value, (float, int)):
        return f"is {value}"
    return f"is of type {type(value).__name__}"


def _listed(words):
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
