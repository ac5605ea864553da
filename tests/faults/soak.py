#!/usr/bin/env python3
"""tests/faults/soak.py [--minutes M] [--seed S]: adds, asks, removes, chats and cancels at random for a long time. After the first fifth its memory
may not grow by more than 5 %, nor the number of its open files; in the end the library holds all that was acknowledged."""

import argparse
import os
import statistics
import subprocess
import sys
import threading
import time

from library import WORKER, Prepared

GROWTH = 1.05
MORE_FILES = 2  # open ones: a connection may just be made
EVERY = 1  # s


def memory(pid):
    """Of the program alone, in MB."""
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        for line in file:
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
    return 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=60)
    test = Prepared(parser, 12, 40)
    library = test.library
    process = subprocess.Popen([WORKER, "work", library.data, test.files, "any", str(test.seed)], stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL, text=True, env=dict(os.environ, LC_ALL="C.UTF-8"))
    counts = {}

    def listen():
        for line in process.stdout:
            word = line.split(" ", 1)[0].strip()
            counts[word] = counts.get(word, 0) + 1
            library.promises.hear([line.rstrip("\n")])

    reader = threading.Thread(target=listen)
    reader.start()
    samples = []
    end = time.monotonic() + test.options.minutes * 60
    while time.monotonic() < end and process.poll() is None:
        time.sleep(EVERY)
        if process.poll() is None:
            samples.append((memory(process.pid), len(os.listdir(f"/proc/{process.pid}/fd"))))
    broken = [] if process.poll() is None else [f"it ended: exit {process.returncode}"]
    process.kill()
    process.wait()
    reader.join()
    if broken:
        broken += library.promises.failures
    warm = samples[len(samples) // 5:]
    part = max(1, len(warm) // 4)
    first, last = warm[:part], warm[-part:]
    before, after = (statistics.median(megabytes for megabytes, _ in some) for some in (first, last))
    files = [statistics.median(count for _, count in some) for some in (first, last)]
    if after > before * GROWTH:
        broken.append(f"its memory has grown from {before:.1f} to {after:.1f} MB")
    if files[1] > files[0] + MORE_FILES:
        broken.append(f"its open files have become more: {files}")
    if not broken:
        broken = library.broken()
    if not broken:
        library.finish()
        broken = library.broken(ended=True)
    return test.end(f"{test.options.minutes:g} minutes, {counts}; memory {before:.1f} → {after:.1f} MB, open files {files[0]:g} → {files[1]:g}",
                    broken)


if __name__ == "__main__":
    sys.exit(main())
