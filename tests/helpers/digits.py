"""Numbers to compare with: mpmath's, with so many digits that the plainest formula keeps 30 of them."""

import mpmath
import numpy as np

mp = mpmath.MPContext()
mp.dps = 650  # 1 − tanh² 700 is 10⁻⁶⁰⁷
exact = np.frompyfunc(lambda number: mp.mpf(float(number)), 1, 1)
exp, log, tanh = (np.frompyfunc(function, 1, 1) for function in (mp.exp, mp.log, mp.tanh))
MOST = {np.float64: 700, np.float32: 80}


def numbers(dtype, shape=(400,)):
    """Return numbers of both signs, half of them of size 10⁻¹² to 10, half of them up to the most of this precision."""
    rng = np.random.default_rng(0)
    small, large = 10 ** rng.uniform(-12, 1, shape), rng.uniform(0, MOST[dtype], shape)
    return (rng.choice([-1, 1], shape) * np.where(rng.random(shape) < 0.5, small, large)).astype(dtype)


def roundings(ours, truth, least=0):
    """Return by how many roundings each of our numbers is off, of the truth, or of `least` where the truth is smaller.

    Below the smallest normal number of a precision there are no more digits.
    """
    info = np.finfo(ours.dtype)
    scale = float(info.eps) * np.maximum(abs(truth), least) + float(info.tiny)
    return (abs(exact(ours) - truth) / scale).astype(float)
