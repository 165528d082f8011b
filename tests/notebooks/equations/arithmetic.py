"""Arithmetic of numbers, rows (of one axis) and matrices (of two), where shapes that do not fit are misprints."""

import math

import numpy as np

RELATIONS = {
    "=": None,
    r"\leftarrow": None,
    r"\ge": np.greater_equal,
    r"\le": np.less_equal,
    ">": np.greater,
    "<": np.less,
}


class MisprintError(Exception):
    """The TeX says something that its names cannot mean."""


class UnreadableError(MisprintError):
    """The TeX is none that the parser knows."""


def add(left, right):
    """Numbers add to numbers, arrays to arrays of their shape; a matrix of one row to every row of another."""
    a, b = np.shape(left), np.shape(right)
    row = len(a) == len(b) == 2 and a[1] == b[1] and 1 in (a[0], b[0])
    if a != b and not row and not ((b == () and right == 0) or (a == () and left == 0)):
        raise MisprintError(f"shapes {a} and {b} cannot be added")
    return left + right


def number(value):
    """Return a number or an array as it is; a function, or a family that needs an index, is a misprint."""
    if callable(value) or isinstance(value, list | dict | tuple):
        raise MisprintError("a function or a family stands where a number belongs")
    return value


def multiply(left, right):
    if not np.ndim(left) or not np.ndim(right):
        return left * right
    if np.ndim(right) != 2 or np.shape(left)[-1] != np.shape(right)[0]:
        raise MisprintError(f"shapes {np.shape(left)} and {np.shape(right)} cannot be multiplied")
    return left @ right


def hadamard(left, right):
    if np.shape(left) != np.shape(right):
        raise MisprintError(f"shapes {np.shape(left)} and {np.shape(right)} differ")
    return left * right


def dot(left, right):
    if np.ndim(left) != np.ndim(right) or np.ndim(left) > 1:
        raise MisprintError("a dot stands between numbers or between vectors")
    return np.dot(left, right)


def divide(left, right):
    if np.ndim(right):
        raise MisprintError("division by an array")
    return left / np.asarray(right)[()]


def power(base, exponent):
    if np.ndim(base) > 1 or np.ndim(exponent):
        raise MisprintError("a power of a matrix, or a matrix as a power")
    return np.asarray(base)[()] ** exponent


def factorial(n):
    if np.ndim(n) or n != int(n) or n < 0:
        raise MisprintError(f"a factorial of {n}")
    return math.factorial(int(n))


def transposed(matrix):
    if np.ndim(matrix) != 2:
        raise MisprintError("a transposition of something else than a matrix")
    return matrix.T


def blocks(rows):
    """Return a matrix from its entries, which may be numbers, or rows and matrices, with 0 for blocks of zeros."""
    shapes = [[np.shape(entry) for entry in row] for row in rows]
    if len({len(row) for row in rows}) > 1:
        raise MisprintError("the rows of a matrix have different lengths")
    heights = [{s[-2] if len(s) > 1 else 1 for s in row if s} or {1} for row in shapes]
    widths = [{s[-1] for s in column if s} or {1} for column in zip(*shapes, strict=True)]
    if max(map(len, heights)) > 1 or max(map(len, widths)) > 1:
        raise MisprintError("the blocks of a matrix do not fit")
    return np.block(
        [
            [np.broadcast_to(entry, (*height, *width)) for entry, width in zip(row, widths, strict=True)]
            for row, height in zip(rows, heights, strict=True)
        ]
    )


def nth_derivative(f, x, order, points=64, radius=0.2):
    """Return the derivative of a smooth function by Cauchy's formula, on a circle of complex numbers around x."""
    turns = np.exp(2j * np.pi * np.arange(points) / points)
    values = np.array([f(x + radius * turn) for turn in turns])
    return (math.factorial(order) * (values * turns**-order).mean() / radius**order).real


def holds(relation, left, right):
    """Return whether an order of two numbers is as a relation says."""
    if np.ndim(left) or np.ndim(right):
        raise MisprintError(f"{relation} stands between arrays")
    return bool(RELATIONS[relation](left, right))
