"""Run notebooks under strict nbval on other kernels of the CPU and in other places, and print a table.

usage: python tools/stress.py [notebooks/01_chain_rule.ipynb …]     the core, 01 to 15, where none is named

Kernels: the matrix products of OpenBLAS as older and newer processors would compute them, with one thread and with
two, and NumPy without its vector instructions. Places: each notebook alone in an empty folder; and all of them in
reverse order, in a folder whose name has a space and an umlaut, with ASCII as the encoding of the system, without a
network, and with nothing that can be written but a temporary folder.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORE = [path for path in sorted((ROOT / "notebooks").glob("*.ipynb")) if "01" <= path.stem < "16"]
NO_VECTORS = {"NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4 AVX512_ICL AVX512_SPR"}
ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
# What the variables have led to: the kernel of OpenBLAS, its threads, and the newest instructions that NumPy uses. On a
# processor that lacks the instructions of the kernel, the product ends the process.
IN_FORCE = """
import numpy, threadpoolctl
numpy.ones((200, 200)) @ numpy.ones((200, 200))
blas = threadpoolctl.threadpool_info()[0]
vectors = numpy.show_config("dicts")["SIMD Extensions"]
print(blas.get("architecture"), blas["num_threads"], (["baseline"] + vectors.get("found", []))[-1])
"""
# Everything becomes read-only but the folder $1, in which the source $2 is read-only too. Jupyter's kernels need the
# loopback device.
APART = """
mount --bind "$1" "$1" && mount -o remount,bind,ro / &&
mount --bind "$2" "$2" && mount -o remount,bind,ro "$2" && ip link set lo up && test ! -w / && test ! -w "$2" || exit
cd "$2" && shift 2 && exec "$@"
"""


def run(paths, settings, folder, *, workers=2, before=(), source=ROOT, root=ROOT):
    """Run notebooks with environment variables on top of ours; return passed and failed cells, and the seconds."""
    report = folder / "report.xml"
    report.unlink(missing_ok=True)
    command = [
        *before,
        sys.executable,
        "-m",
        "pytest",
        "--quiet",
        "-p",
        "no:cacheprovider",
        "-c",
        source / "pyproject.toml",
        f"--nbval-sanitize-with={source / 'tests/nbval_sanitize.cfg'}",
        f"--rootdir={root}",
        f"--basetemp={folder / 'pytest'}",
        f"--numprocesses={workers}",
        f"--junitxml={report}",
        *paths,
    ]
    start = time.perf_counter()
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment(settings, folder),
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    seconds = time.perf_counter() - start
    if not report.exists():
        return [], [done.stdout[-2000:] + done.stderr[-2000:]], seconds
    cases = list(ElementTree.parse(report).iter("testcase"))
    failed = [
        f"{case.get('classname').split('.')[-2]}, {case.get('name')}"
        for case in cases
        if case.find("failure") is not None or case.find("error") is not None
    ]
    return [case for case in cases if len(case) == 0], failed, seconds


def environment(settings, folder):
    home = folder / "home"
    home.mkdir(exist_ok=True)
    return {**os.environ, "COURSE_QUIET": "1", "HOME": str(home), "TMPDIR": str(folder), **settings}


def kernels(paths, folder):
    """Yield a row of the table for each kernel and number of threads."""
    cases = {name: {"OPENBLAS_CORETYPE": name} for name in ("Prescott", "Haswell", "SkylakeX")}
    for name, settings in {**cases, "NumPy without vectors": NO_VECTORS}.items():
        for threads in (1, 2):
            settings = {**settings, "OPENBLAS_NUM_THREADS": str(threads)}
            in_force = subprocess.run(
                [sys.executable, "-c", IN_FORCE],
                env=environment(settings, folder),
                check=False,
                capture_output=True,
                text=True,
            )
            if in_force.returncode == -signal.SIGILL:
                print(f"{name}: not on this processor", flush=True)
                break
            in_force.check_returncode()
            yield (
                f"{name}, {threads} thread{'s'[: threads - 1]}",
                in_force.stdout.strip(),
                *run(paths, settings, folder, workers=2 // threads),
            )


def places(paths, folder):
    """Yield a row of the table for each place."""
    alone = []
    for path in paths:
        alone.append(folder / "alone" / path.stem / path.name)
        alone[-1].parent.mkdir(parents=True)
        shutil.copy(path, alone[-1])
    yield "each alone in an empty folder", "", *run(alone, {"OPENBLAS_NUM_THREADS": "1"}, folder, root=folder)

    source = folder / "Kurs für alle"
    for path in subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout.split("\0")[:-1]:
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, source / path)
    (source / "notebooks").mkdir(exist_ok=True)
    copies = [source / "notebooks" / path.name for path in reversed(paths)]
    for path, copy in zip(reversed(paths), copies, strict=True):
        shutil.copy(path, copy)
    before = ["unshare", "--map-root-user", "--mount", "--net", "sh", "-c", APART, "sh", folder, source]
    yield (
        "apart from everything",
        "",
        *run(
            copies, {**ASCII, "PYTHONPATH": str(source)}, folder, before=before, source=source, root=source, workers=0
        ),
    )  # xdist wants names in UTF-8


def main():
    paths = [Path(name).resolve() for name in sys.argv[1:]] or CORE
    wrong = 0
    print(f"{'':32} {'in force':24} passed failed  seconds", flush=True)
    for rows in (kernels, places):
        with tempfile.TemporaryDirectory(prefix="stress-") as folder:
            for name, in_force, passed, failed, seconds in rows(paths, Path(folder)):
                print(f"{name:32} {in_force:24} {len(passed):6} {len(failed):6} {seconds:8.0f}", flush=True)
                for cell in failed:
                    print(f"    {cell}", flush=True)
                wrong += len(failed) + (not passed)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
