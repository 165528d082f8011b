"""Values that no caller should pass, but somebody will: strategies of hypothesis that start from a good value."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

DTYPES = [bool, np.int8, np.uint8, np.int64, np.float16, np.float32, np.float64, complex, "U3", object, "M8[D]",
          "m8[s]"]
NUMBERS = [0, 1, 2, 3, 7, -1, 0.5, 1.0, 1.5, -0.5, 1e308, -1e308, 1e-320, np.nan, np.inf, -np.inf, 10**400, True,
           False, np.float32(0.5), np.float64(0.5), np.int8(3), np.uint8(2), np.bool_(True), np.array(0.5),
           np.array(2)]
THINGS = [None, 1j, "", "text", "relu", "1.2", "a b", "float32", b"bytes", np.datetime64("2026-01-01"),
          np.timedelta64(1, "s"), Fraction(1, 2), Decimal("0.5"), int, len, np.tanh, object, (), [], {}, {"a": 1},
          set(), frozenset({1}), range(3), [1, 2], [0.5], [[1, 2], [3]], [None], ["a", "b"], [[1.0, "a"]], (2, 3),
          [[0.1, 0.2]], slice(None), Ellipsis, np.ma.masked_array([1.0, 2.0], [True, False]), [1.0, np.nan],
          [10**400], [[]]]
ODD = [np.nan, np.inf, -np.inf, 1e308, -1e308, 1e-320, 0, -1, 0.5, 1e30]


def some():
    """Any value, of any type."""
    return st.one_of(st.sampled_from(NUMBERS), st.sampled_from(THINGS), arrays())


def arrays():
    shapes = hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4)
    return st.sampled_from(DTYPES[:-3]).flatmap(lambda dtype: hnp.arrays(dtype, shapes)) | st.sampled_from(
        [np.zeros((2, 3), dtype) for dtype in DTYPES]
    )


def near(value):
    """A value that differs from a good one in type, shape, size or in one entry; or anything at all."""
    if isinstance(value, dict):
        return st.one_of(
            some(),
            *[some().map(lambda new, key=key: value | {key: new}) for key in value],
            st.sampled_from([{k: v for k, v in value.items() if k != key} for key in value] or [{}]),
            st.just(value | {1: 2}),
            st.just(value | {"new": None}),
        )
    if isinstance(value, (list, tuple)) and value and not all(isinstance(v, (int, float)) for v in value):
        places = st.integers(0, len(value) - 1)
        return (
            some()
            | st.tuples(places, some()).map(lambda pair: _with_entry(value, *pair))
            | st.sampled_from([value[:-1], [*value, *value], list(value), tuple(value), [value]])
        )
    try:
        array = np.asarray(value)
    except ValueError:
        return some()
    if array.dtype.kind not in "iuf" or array.ndim == 0 or array.size == 0:
        return some()
    return (
        some()
        | st.sampled_from(_bent(array))
        | st.tuples(st.integers(0, array.size - 1), st.sampled_from(ODD)).map(lambda pair: _with_number(array, *pair))
    )


def _with_entry(values, place, new):
    values = list(values)
    values[place] = new
    return values


def _with_number(array, place, number):
    array = array.astype(float)
    array.flat[place] = number
    return array


def _bent(array):
    with np.errstate(all="ignore"):
        return [
            array[:0],
            array[..., :0],
            array[None],
            array.T,
            array[0],
            array[:-1],
            array.tolist(),
            tuple(array),
            np.asfortranarray(array),
            array * 0,
            -array,
            array * 1e308,
            array / 1e308,
            array + 0.5,
            np.concatenate([array, array]),
            array[..., None],
            array[::-1],
            *map(array.astype, DTYPES),
        ]
