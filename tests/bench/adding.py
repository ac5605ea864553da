#!/usr/bin/python3
"""Budget of DESIGN.md §6: a book is answerable within 1.5 × the time of pdftotext on it plus 0.5 s.

    tests/bench/adding.py [FOLDER OF THE PROGRAMS]      (build/release/bin when none is given)

Times `docchat-cli add` with a fresh library and `pdftotext` on the same book, by turns, so that both meet
the same machine. Exit: 0 within the budget or no book, 1 over it, 2 a program is missing or failed.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 5
FIXED = 0.5  # s
FACTOR = 1.5
PROJECT = Path(__file__).resolve().parents[2]
BOOK = PROJECT.parent / "shared" / "data" / "pdf" / "freeculture.pdf"


def seconds(command):
    begun = time.perf_counter()
    ran = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    took = time.perf_counter() - begun
    if ran.returncode != 0:
        print(f"failed ({ran.returncode}): {' '.join(map(str, command))}\n{ran.stdout}{ran.stderr}")
        sys.exit(2)
    return took


def add_once(cli, folder):
    library = Path(folder) / "library"
    shutil.rmtree(library, ignore_errors=True)
    return seconds([cli, "--data", library, "--offline", "--quiet", "add", BOOK])


def extract_once(folder):
    return seconds(["pdftotext", BOOK, Path(folder) / "text.txt"])


def listed(name, times):
    shown = " ".join(f"{took:.3f}" for took in times)
    print(f"{name:<10} median {statistics.median(times):.3f} s  ({shown})")


def main():
    if not BOOK.exists():
        if os.environ.get("DOCCHAT_REQUIRE_DATA") == "1":
            print(f"DOCCHAT_REQUIRE_DATA is set, but there is no {BOOK}")
            return 2
        print("skipped: no data")
        return 0
    cli = Path(sys.argv[1] if len(sys.argv) > 1 else PROJECT / "build" / "release" / "bin") / "docchat-cli"
    for program in (str(cli), "pdftotext"):
        if not shutil.which(program):
            print(f"{program} is not there: build with packaging/build, install poppler-utils")
            return 2
    adds, extracts = [], []
    with tempfile.TemporaryDirectory(prefix="docchat-bench-") as folder:
        for run in range(RUNS + 1):
            add, extract = add_once(cli, folder), extract_once(folder)
            if run > 0:  # the first warms the disk's cache
                adds.append(add)
                extracts.append(extract)
    listed("add", adds)
    listed("pdftotext", extracts)
    figure = (statistics.median(adds) - FIXED) / statistics.median(extracts)
    print(f"(add - {FIXED} s) / pdftotext = {figure:.2f}, allowed {FACTOR}")
    return 0 if figure <= FACTOR else 1


if __name__ == "__main__":
    sys.exit(main())
