"""Chromium, and pages in it that must not complain and must not ask for anything outside their site."""

import re
import shutil
import subprocess
import sys
from contextlib import contextmanager

import pytest


@contextmanager
def started():
    """Chromium in a headless window of its own; the test is skipped where there is none."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="without playwright no page is loaded in a browser")
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("without Chromium on the PATH no page is loaded in a browser")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program,
            args=[
                "--no-sandbox",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
            ],
        )
        yield browser
        browser.close()


@contextmanager
def watched_page(chromium, address, height):
    """A page for the site at an address; in the end there must be no complaint and no request outside."""
    complaints = []
    context = chromium.new_context(viewport={"width": 1280, "height": height})
    page = context.new_page()

    def refuse(route):
        complaints.append(f"{page.url} asks for {route.request.url}")
        route.abort()

    def read(message):
        if message.type in {"error", "warning"}:
            complaints.append(f"{page.url} says {message.text}")

    def failed(request):
        if request.failure != "net::ERR_ABORTED":  # cut short when the next page was opened: no fault
            complaints.append(f"{page.url} did not get {request.url}")

    context.route(re.compile(f"^(?!{re.escape(address)}|data:|blob:)"), refuse)
    page.on("console", read)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    page.on("requestfailed", failed)
    yield page
    context.close()
    assert not complaints, "\n".join(complaints)


def build(source, output):
    """Build a site with Sphinx; return the process, which has ended."""
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "--quiet", source, output]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False)
