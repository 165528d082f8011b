"""Time what a newcomer waits for, on a fresh clone: make test and make site; and weigh the pages of the site."""

import re
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent


def timed(target, folder):
    start = time.perf_counter()
    result = subprocess.run(
        ["make", "--no-print-directory", target], cwd=folder, capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - start
    print(
        f"  make {target:6s} {seconds:6.1f} s   "
        f"{(result.stdout or result.stderr).strip().splitlines()[-1].strip('= ')}",
        flush=True,
    )


def weight(page):
    """Return the bytes of a page with its images."""
    images = re.findall(r'<img[^>]+src="([^":]+)"', page.read_text(encoding="utf-8"))
    return page.stat().st_size + sum((page.parent / image).stat().st_size for image in set(images))


def main():
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "a course"
        subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
        print("A fresh clone of the last commit, the caches of pip warm")
        timed("test", clone)
        timed("site", clone)
        timed("test", clone)
        print("Pages with their images")
        for page in sorted((clone / "_site").rglob("*.html"), key=weight, reverse=True)[:5]:
            print(f"  {weight(page) / 1e6:5.2f} MB  {page.relative_to(clone / '_site')}")


if __name__ == "__main__":
    main()
