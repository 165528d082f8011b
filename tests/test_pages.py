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


def test_pages_fit_a_telephone_and_a_screen(visit, address, pages):
    for name in pages if address.startswith("file") else ["index.html"]:
        page = visit(name)
        for width in (1280, 375):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name
            # The number of an equation stands to the right of its last part, scrolled to or not.
            gaps = page.evaluate("""[...document.querySelectorAll('.katex-tag')].map(tag =>
                tag.querySelector('.mord').getBoundingClientRect().left
                - tag.previousElementSibling.getBoundingClientRect().right)""")
            assert all(gap > 5 for gap in gaps), f"{name}: {gaps}"
        # What scrolls sideways on a telephone is code or a wide equation.
        assert page.evaluate("""[...document.querySelectorAll(".bd-content *")].filter(box =>
            box.scrollWidth > box.clientWidth + 1 && box.clientWidth > 0 && !box.closest("pre, .katex-display")
            && ["auto", "scroll"].includes(getComputedStyle(box).overflowX)).map(box => box.className)""") == [], name


@pytest.mark.parametrize("query, found", [
    ("9.21", "notebooks/09_backpropagation.html#equation-9-21"),
    ("equation 9.21", "notebooks/09_backpropagation.html#equation-9-21"),
    ("plateau", "notebooks/04_scalar_perceptron.html"),
    ("networkclassifier", "notebooks/12_network_class.html"),
    ("compare_gradients", "helpers.html#helpers.verify.compare_gradients"),
])
def test_search_finds_equations_words_and_code(visit, query, found):
    page = visit(f"search.html?q={query}")
    page.wait_for_selector("#search-results li a", timeout=20_000)
    page.wait_for_timeout(300)          # time for requests that should not be
    links = page.evaluate("[...document.querySelectorAll('#search-results li a')].map(a => a.getAttribute('href'))")
    assert found in links if query.islower() and query.isalpha() else links[0] == found


def test_the_layout_does_not_shift(chromium, address):
    """The sum of what moves while a page loads and its formulas are set (cumulative layout shift) is below 0.1."""
    for name in ("index.html", "notebooks/09_backpropagation.html"):
        for width in (1280, 375):
            page = chromium.new_page(viewport={"width": width, "height": 800})
            page.add_init_script("""window.shift = 0;
                new PerformanceObserver(list => list.getEntries().forEach(entry => window.shift += entry.value))
                    .observe({type: "layout-shift", buffered: true});""")
            page.goto(f"{address}/{name}")
            page.evaluate("document.fonts.ready")
            page.wait_for_timeout(300)
            assert page.evaluate("window.shift") < 0.1, (name, width)
            page.close()


def test_paper_has_the_solutions_in_black_on_white(chromium, address):
    page = chromium.new_page(color_scheme="dark")
    page.goto(f"{address}/notebooks/04_scalar_perceptron.html")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    solutions = page.locator(".tag_solution .cell_input")
    assert solutions.count() == 5
    assert all(solutions.nth(k).is_visible() for k in range(5))
    assert not page.locator(".tag_hide-input .cell_input").first.is_visible()
    split = page.evaluate("""[...document.querySelectorAll(".bd-content .cell_output img")].filter(
        image => getComputedStyle(image).breakInside !== "avoid").length""")
    assert split == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert not solutions.first.is_visible()
    page.close()


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
