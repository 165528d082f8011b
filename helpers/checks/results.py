"""Results of answers beside those wanted: whether they are equal, and where they differ, in words.

`got` and `want` are lists of arrays of floats, one for each case; `cases` are the arguments that the answer was given.
"""

import numpy as np

MOST = 8  # numbers that are shown one by one; of more only the first that differs


def equal(got, want, tolerance):
    """Return whether all arrays agree in shape, and in their numbers to this tolerance."""
    return all(
        a.shape == b.shape and np.allclose(a, b, rtol=tolerance, atol=tolerance) for a, b in zip(got, want, strict=True)
    )


def difference(got, want, cases, names, tolerance, place=None):
    """Return where the first wrong result differs, and in how many cases the answer is right.

    names: of the arguments. place: words for an entry of a result, as a function of its index and the arguments, where
    its number says nothing.
    """
    right = [equal([a], [b], tolerance) for a, b in zip(got, want, strict=True)]
    k = right.index(False)
    ours, theirs, arguments = got[k], want[k], shown(cases[k], names)
    words = [f"right in {sum(right)} of {len(right)} cases, but" * any(right), f"at {arguments}" * bool(arguments)]
    if ours.shape != theirs.shape:
        return " ".join(filter(None, [words[0], f"the result has shape {ours.shape}, expected {theirs.shape}."]))
    if ours.size > MOST or place:
        index = tuple(map(int, np.argwhere(~np.isclose(ours, theirs, rtol=tolerance, atol=tolerance))[0]))
        words.append(place(index, *cases[k]) if place else f"entry [{', '.join(map(str, index))}] is")
        ours, theirs = ours[index], theirs[index]
    else:
        words.append("it gives")
    return " ".join(filter(None, [*words, "{}, expected about {}.".format(*_apart(ours, theirs))]))


def _apart(ours, theirs):
    """Return two results as text, with as many digits as it takes to tell them apart, four at least."""
    for digits in range(4, 18):
        texts = [_text(a, digits) for a in (ours, theirs)]
        if texts[0] != texts[1]:
            break
    return texts


def _text(a, digits=4):
    return np.array2string(
        np.asarray(a), separator=", ", formatter={"float_kind": lambda x: f"{x:.{digits}g}"}, max_line_width=10_000
    ).replace("\n", "")


def shown(arguments, names):
    """Return the arguments of an answer as text: numbers as they are, long arrays by their shapes, no functions."""
    for most in (MOST, 1):
        text = ", ".join(
            f"{name} {_argument(a, most)}" for a, name in zip(arguments, names, strict=True) if not callable(a)
        )
        if len(text) <= 100:
            break
    return text


def _argument(a, most):
    if isinstance(a, np.ndarray) and a.size > most:
        return f"of the shape {a.shape}"
    if isinstance(a, (np.ndarray, float, np.floating)):
        return f"= {_text(a)}"
    if isinstance(a, (list, tuple)) and any(isinstance(part, np.ndarray) for part in a):
        return f"of arrays of the shapes {', '.join(str(np.shape(part)) for part in a)}"
    text = str(a)
    return f"= {text}" if len(text) <= 80 else f"of length {len(a)}"
