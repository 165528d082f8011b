"""Changes of a solution that leave it right: the change, and the reason."""

HARMLESS: dict[str, dict[str, str]] = {
    "1.3": {
        "np.array([[np.cos(t), -s * np.sin(t)], [np.sin(t), s * np.cos(t)], [0, 1]]) → "
        "[[np.cos(t), -s * np.sin(t)], [np.sin(t), s * np.cos(t)], [0, 1]]": "a list of the rows is as good"
    },
    "1.4": {
        "zip(widths[:-2], widths[1:-1]) → zip(widths[1:-1], widths[:-2])": "n m is m n",
        "2 → 1": "zip ends with the shorter of the two",
    },
    "3.4": {
        "return (u / p) ** (1 / (p + 1)) → return (u / p) ** (1 / (p + 1)) * 2": "of the same order of magnitude",
        "u / p → u * p": "of the same order of magnitude",
        "u / p → u": "of the same order of magnitude",
    },
    "4.1": {"max(most, 1 + later) → max(1 + later, most)": "the larger of two in either order"},
    "4.2": {
        "0 → 1": "almost all angles are tried",
        "0 → -1": "one angle more is tried",
        "180 → 179": "almost all angles are tried",
        "180 → 181": "an angle more is tried",
        "0.1 → 1.1": "the angles are still close",
        "np.radians(np.arange(0, 180, 0.1)) → np.arange(0, 180, 0.1)": "radians that go round many times",
        "max(largest, np.mean(slopes ** 2)) → max(np.mean(slopes ** 2), largest)": "the larger of two in either order",
        "x * np.cos(angle) + np.sin(angle) → x * np.cos(angle) - np.sin(angle)": "all angles are tried",
    },
    "5.2": {"lmbda * np.sign(theta) → lmbda / np.sign(theta)": "±1 is its own reciprocal"},
    "6.2": {"w2 @ a1 → a1 @ w2": "two vectors"},
    "6.3": {"delta2 @ W2.T → delta2 * W2.T": "a column and a row: the product is the same"},
    "6.4": {
        "delta2 @ W2.T → delta2 * W2.T": "a column and a row: the product is the same",
        "delta1.sum(axis=0, keepdims=True) → delta1.sum(axis=0)": "added to a row it is one",
        "delta2.sum(axis=0, keepdims=True) → delta2.sum(axis=0)": "added to a row it is one",
        "delta2.sum(axis=0, keepdims=True) → delta2.sum(keepdims=True)": "a single column",
        "True → False": "added to a row it is one",
    },
    "7.1": {"return -x0 - x1 + 1.5 → return (-x0 - x1 + 1.5) * 2": "the same line"},
    "7.3": {
        "return scale * np.array(columns) → return scale * np.array(columns) * 2": "the same lines",
        "1 → 2": "a larger weight into OR, or from AND, makes the same gate",
    },
    "8.3": {
        "return np.array([[k, k], [-k * p, -k * q], [h, -h]]) → "
        "return -np.array([[k, k], [-k * p, -k * q], [h, -h]])": (
            "both nodes fall where they rose, and both output weights are negative: the same curve"
        ),
        "np.array([[k, k], [-k * p, -k * q], [h, -h]]) → [[k, k], [-k * p, -k * q], [h, -h]]": "a list is as good",
    },
    "10.1": {"a > 0 → a >= 0": "at 0 the slope from either side is right"},
    "10.5": {
        "0 → 1": "another seed",
        "10000 → 9999": "about as many numbers",
        "10000 → 10001": "about as many numbers",
        "1 → 2": "the first variance, or one factor of two: no case is so near to a limit",
        "29 → 28": "one factor: no case is so near to a limit",
        "29 → 30": "one factor: no case is so near to a limit",
        "1000 → 1001": "no case is so near to the limit",
        "1000 → 999": "no case is so near to the limit",
        "growth > 1000 → growth >= 1000": "no case meets the limit",
        "growth < 0.001 → growth <= 0.001": "no case meets the limit",
    },
    "12.5": {"eta * lmbda > 2 → eta * lmbda >= 2": "no case meets the limit, which the curvature lowers"},
    "15.2": {"1 - np.outer(eta, lmbda) → np.outer(eta, lmbda) - 1": "the absolute value is the same"},
    "16.2": {"min(batch_size, n) → min(n, batch_size)": "the smaller of two in either order"},
    "17.1": {"(label == 0) & (said == 0) → (said == 0) & (label == 0)": "and in either order"},
    "18.4": {"np.array(outputs) → outputs": "a list of the outputs is as good"},
    "19.4": {"min(1.0, c / norm) → min(c / norm, 1.0)": "the smaller of two in either order"},
    "20.1": {
        "int(np.ceil(np.log(1 - p) / np.log(1 - q))) → np.ceil(np.log(1 - p) / np.log(1 - q))": (
            "a whole number as a float"
        )
    },
    "20.2": {
        "bumps[:, order[:good]].mean(axis=1) → bumps[:, order[:good]].sum(axis=1)": (
            "as many good trials for every candidate: the ratios keep their order"
        ),
        "bumps[:, order[good:]].mean(axis=1) → bumps[:, order[good:]].sum(axis=1)": (
            "as many others for every candidate: the ratios keep their order"
        ),
        "candidates[:, None] - x → x - candidates[:, None]": "a square",
    },
    "20.3": {"scores.mean(axis=1) → scores.sum(axis=1)": "in the search for the best row: all have as many folds"},
}
