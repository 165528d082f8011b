"""axe-core, which judges whether a page can be used by everybody."""

from axe_playwright_python.sync_playwright import Axe

COLOURS = "color-contrast"


def violations(page, options):
    """What axe-core finds, of any level, with these options."""
    found = Axe().run(page, options={"resultTypes": ["violations"], "preload": False, **options}).response
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found["violations"] for node in rule["nodes"]]


def faults(page):
    """What all rules find but that of colours, which takes the longest.

    Code is one text to them, and a formula one element: meanwhile both lose their parts, which are most of a page.
    """
    page.evaluate("""() => {
        document.querySelectorAll(".katex-html").forEach(picture => picture.remove());  // hidden from screen readers
        window.whole = [...document.querySelectorAll("pre, math")].map(node => [node, [...node.childNodes]]);
        window.whole.forEach(([node]) => node.replaceChildren(node.tagName === "PRE" ? node.textContent : ""));
    }""")
    found = violations(page, {"rules": {COLOURS: {"enabled": False}}})
    page.evaluate("window.whole.forEach(([node, parts]) => node.replaceChildren(...parts))")
    return found


def pale(page):
    """What has too little contrast."""
    return violations(page, {"runOnly": {"type": "rule", "values": [COLOURS]}})


def keep_one_of_each(page):
    """Leave one of all elements that look alike, which have the same tags and classes in and around them; colours are
    found at the first as well."""
    page.evaluate("""() => {
        const look = node => `${node.tagName}.${node.getAttribute("class")}.${node.getAttribute("style")}`;
        const inside = node => `${look(node)}(${[...node.children].map(inside)})`;
        const around = node => node === document.body ? "" : around(node.parentElement) + look(node);
        const seen = new Set();
        for (const node of document.querySelectorAll("body *:not(tr, tr *)")) {     // rows are striped
            if (!node.isConnected) continue;
            const key = `${around(node.parentElement)}>${inside(node)}`;
            if (seen.has(key)) node.remove();
            seen.add(key);
        }
    }""")
