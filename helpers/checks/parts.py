"""What judges say of answers that are right in part: which factors are missing or too many, and which part is wrong."""

from itertools import combinations
from math import prod

import numpy as np

from helpers.checks.results import equal
from helpers.exercises import NotYet, Unforeseen, agree, call


def wrong_factors(truth, slips):
    """Return the mistakes, pairs of a hint and a function, that one to three of these slips make of what is right.

    slips: pairs of words and what the right result is multiplied by, a function of the arguments.
    """
    return [
        (" and ".join(words) + ".", lambda *case, some=some: truth(*case) * prod(factor(*case) for factor in some))
        for k in (1, 2, 3)
        for words, some in (zip(*chosen, strict=True) for chosen in combinations(slips, k))
    ]


def agree_by_parts(parts, answer, points, truth, mistakes, finding):
    """Do as `agree`; for an answer that no mistake fits, raise NotYet with the words of the first part that is wrong.

    parts: a generator of pairs, words and whether that part is right. It takes the answer, and a function that says
    whether the answer is right for other arguments.
    """

    def right(*case):
        return equal([call(answer, *case)], [np.asarray(truth(*case), float)], 1e-6)

    try:
        return agree(answer, points, truth, mistakes, finding)
    except Unforeseen:
        if all(call(answer, *p).shape == np.shape(truth(*p)) for p in points):
            for words, is_right in parts(lambda *case: call(answer, *case), right):
                if not is_right:
                    raise NotYet(words) from None
        raise
