"""axe-core, which judges whether a page can be used by everybody."""

from axe_playwright_python.sync_playwright import Axe


def violations(page, *rules):
    """What axe-core finds, of any level, by these rules or by all."""
    only = {"runOnly": {"type": "rule", "values": rules}} if rules else {}
    found = Axe().run(page, options={"resultTypes": ["violations"], "preload": False, **only}).response["violations"]
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]


def without_repetition(page):
    """What takes axe-core long and adds nothing is taken out: KaTeX's pictures of formulas, hidden from screen readers
    and of the colours of the text around them (the MathML stays), and colours of code that have been seen before."""
    page.evaluate("""() => {
        document.querySelectorAll(".katex-html").forEach(picture => picture.remove());
        const seen = new Set();
        for (const token of document.querySelectorAll(".highlight span[class]")) {
            if (seen.has(token.className)) token.replaceWith(token.textContent);
            seen.add(token.className);
        }
        document.querySelectorAll(".highlight").forEach(code => code.normalize());
    }""")
