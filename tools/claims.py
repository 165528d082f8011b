"""Run the experiments behind the sentences of the notebooks, from seeds that no page uses; print how often they hold.

usage: python tools/claims.py [07 11 …]      the claims of these notebooks, or of all
"""

import sys
import textwrap
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "notebooks"))

from claims import claims

SEEDS = range(1001, 1011)


def main(wanted):
    failed = 0
    for notebook, found in sorted(claims().items()):
        if wanted and not any(name.startswith(notebook[:2]) for name in wanted):
            continue
        for claim in found:
            began = time.perf_counter()
            results = [claim.run(seed) for seed in SEEDS]
            holds = sum(bool(verdict) for _, verdict in results)
            failed += holds < claim.least
            print(
                f"{notebook[:2]}  holds for {holds} of {len(SEEDS)} seeds{'' if holds >= claim.least else ' (!)'}, "
                f"{time.perf_counter() - began:.0f} s"
            )
            print(textwrap.indent(textwrap.fill(claim.sentence, 100), "    "))
            for name in results[0][0]:
                numbers = np.array([numbers[name] for numbers, _ in results], float)
                print(
                    f"      {name:30s} median {np.median(numbers):.3g}, from {numbers.min():.3g} to {numbers.max():.3g}"
                )
    if failed:
        sys.exit(f"{failed} claims hold too seldom: reword them, or say on the page how often they hold.")


if __name__ == "__main__":
    main(sys.argv[1:])
