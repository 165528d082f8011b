"""The pages in a browser: formulas are typeset, search finds, paper has the solutions, and nothing is asked of anybody."""

import pytest


def test_pages_load_and_formulas_are_typeset(visit, pages):
    for name, source in pages.items():
        page = visit(name)
        formulas = len(source.select(".formula"))
        assert page.locator(".formula").count() == formulas
        assert page.locator(".formula .katex").count() == page.locator(".katex").count() == formulas, name
        assert page.locator(".katex-error").count() == 0, name
        fonts = page.evaluate("[...document.fonts].filter(f => f.family.startsWith('KaTeX')).map(f => f.status)")
        assert "error" not in fonts
        assert ("loaded" in fonts) == (formulas > 0)
        assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)"), name


def test_pages_fit_a_telephone_and_a_screen(visit, pages):
    for name in pages:
        page = visit(name)
        for width in (1280, 375):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name
            # The number of an equation stands to the right of its last part, scrolled to or not.
            gaps = page.evaluate("""[...document.querySelectorAll('.katex-tag')].map(tag =>
                tag.querySelector('.mord').getBoundingClientRect().left
                - tag.previousElementSibling.getBoundingClientRect().right)""")
            assert all(gap > 5 for gap in gaps), f"{name}: {gaps}"


def test_search_finds_a_page(visit):
    page = visit("search.html?q=derivative")
    page.wait_for_selector("#search-results li a", timeout=20_000)
    page.wait_for_timeout(500)  # time for requests that should not be


def test_a_solution_opens_by_keyboard(visit, pages):
    name = next(name for name, page in pages.items() if page.select(".tag_solution"))
    page = visit(name)
    solution = page.locator(".tag_solution details").first
    code = solution.locator(".cell_input")
    summary = solution.locator("summary")
    assert not code.is_visible()
    assert summary.inner_text().strip() == "Show the solution"
    assert summary.get_attribute("aria-label") is None  # it would hide that text from a screen reader
    summary.focus()
    page.keyboard.press("Enter")
    assert code.is_visible()
    assert summary.inner_text().strip() == "Hide the solution"
