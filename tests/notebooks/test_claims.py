"""The sentences that claims quote stand in their notebooks, and the quick ones hold."""

import re

import pytest
from claims import claims
from notebooks import FOLDER, read

CLAIMS = [
    pytest.param(notebook, claim, id=f"{notebook}-{claim.run.__name__}")
    for notebook, found in claims().items()
    for claim in found
]


@pytest.mark.parametrize("notebook, claim", CLAIMS)
def test_the_sentence_stands_in_its_notebook(notebook, claim):
    text = " ".join(cell.source for cell in read(FOLDER / f"{notebook}.ipynb").cells if cell.cell_type == "markdown")
    assert claim.sentence in re.sub(r"\s+", " ", text), "tests/notebooks/claims quotes what the page no longer says"


@pytest.mark.parametrize("notebook, claim", [case for case in CLAIMS if case.values[1].quick])
def test_a_quick_claim_holds(notebook, claim):
    numbers, holds = claim.run(1001)
    assert holds, numbers


def test_every_module_has_a_quick_claim():
    slow = [notebook for notebook, found in claims().items() if not any(claim.quick for claim in found)]
    assert slow == [], "mark a claim of its module in tests/notebooks/claims as quick"
