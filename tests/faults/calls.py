#!/usr/bin/env python3
"""tests/faults/calls.py [--calls N] [--kill] [--seed S]: lets storage calls of the worker (opening, writing, cutting, syncing, removing its
library's files) fail in turn, spread over all that it makes: with no space, an I/O error or a read-only disk, for once or from then on. It
may say so and end, it may not crash. With --kill it is killed right before that call, which is right after the one before. Without the fault it
opens again, holds all that it had acknowledged, and goes on."""

import argparse
import errno
import os
import signal
import subprocess
import sys

from library import BIN, MOST_BROKEN, PATIENCE, WORKER, Prepared, broken_after, fresh

FAULTS = (errno.ENOSPC, errno.EIO, errno.EROFS)


def work(library, files, seed, **faults):
    environment = dict(os.environ, LC_ALL="C.UTF-8", LD_PRELOAD=os.path.join(BIN, "libdocchat-disk.so"))
    environment.update({f"DOCCHAT_{name.upper()}": str(value) for name, value in faults.items()})
    return subprocess.run([WORKER, "once", library.data, files, str(seed)], capture_output=True, text=True, timeout=PATIENCE,
                          env=environment)


def count_calls(server, files, seed):
    """How many calls to its files one run makes."""
    library = fresh(server)
    path = os.path.join(library.folder, "count")
    work(library, files, seed, fail_count=path)
    with open(path, encoding="ascii") as file:
        calls = int(file.read())
    library.remove()
    return calls


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--calls", type=int, default=60)
    parser.add_argument("--kill", action="store_true")
    test = Prepared(parser, 6, 10)
    options, rnd, server, files = test.options, test.random, test.server, test.files
    calls = count_calls(server, files, options.seed)
    broken = []
    ends = {}
    for i in range(options.calls):
        at = 1 + calls * i // options.calls
        fault = 0 if options.kill else FAULTS[i % len(FAULTS)]
        lasts = not options.kill and rnd.random() < 0.5
        what = f"call {at} of {calls}: {errno.errorcode.get(fault, 'killed')}{' and on' if lasts else ''}"
        library = fresh(server)
        done = work(library, files, options.seed, fail_at=at, fail_with=fault, fail_on=int(lasts))
        ends[done.returncode] = ends.get(done.returncode, 0) + 1
        wrong = [] if done.returncode in ((0, -signal.SIGKILL) if options.kill else (0, 3)) else [f"exit {done.returncode}: {done.stderr[-300:]}"]
        lines = done.stdout.splitlines()
        errors = [line for line in lines if line.startswith("error ")]
        if errors and "library.sqlite" not in errors[0]:
            wrong.append(f"the file is not named: {errors[0]}")
        wrong += broken_after(library, done.stdout)
        if wrong:
            broken.append(f"{what}: {wrong[:3]}")
            if len(broken) >= MOST_BROKEN:
                break
    if options.kill and ends.get(-signal.SIGKILL, 0) < sum(ends.values()) / 2:
        broken.append(f"too few were killed: {ends}")
    return test.end(f"{sum(ends.values())} of {calls} storage calls failed in turn, ends by exit code {ends}", broken)


if __name__ == "__main__":
    sys.exit(main())
