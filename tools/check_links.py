"""Try the addresses of site/links.txt and say which do not answer. It never fails: a server may be down for a day."""

import urllib.error
import urllib.request
from pathlib import Path

LIST = Path(__file__).parent.parent / "site" / "links.txt"


def answer(address):
    """Return what the server says to a request for this address."""
    request = urllib.request.Request(address, headers={"User-Agent": "Mozilla/5.0 (link check of a course)"})
    try:
        with urllib.request.urlopen(request, timeout=20) as response:
            return f"{response.status} {response.geturl() if response.geturl() != address else ''}".strip()
    except urllib.error.HTTPError as error:
        return f"{error.code} {error.reason}"
    except OSError as error:
        return f"no answer: {error}"


if __name__ == "__main__":
    for line in LIST.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            print(f"{line}   {answer(line)}", flush=True)
