#!/usr/bin/env python3
"""tests/faults/memory.py [--calls N] [--first] [--seed S]: lets allocations of the worker fail in turn, spread over all that it makes
once the library is being opened; with --first the first N of them. It may say so, and it may end as a program without memory does,
also by a crash, which libraries below it have; it may not hang. Without the fault the library opens again, holds all that was
acknowledged, and goes on."""

import argparse
import os
import signal
import subprocess
import sys

from library import BIN, MOST_BROKEN, WORKER, Prepared, broken_after, fresh

ENDS = {0: "went on", 3: "said so", -signal.SIGABRT: "ended without memory", -signal.SIGSEGV: "crashed", -signal.SIGTRAP: "ended by GLib"}
HUNG = 124
LONGEST = 400  # s; it takes less than one, but where libcurl is broken from then on every call has to time out, and is tried again


def work(library, files, seed, at, count=None):
    environment = dict(os.environ, LC_ALL="C.UTF-8", LD_PRELOAD=os.path.join(BIN, "libdocchat-memory.so"), DOCCHAT_MEMORY_AT=str(at))
    if count:
        environment["DOCCHAT_MEMORY_COUNT"] = count
    command = [WORKER, "once", library.data, files, str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as process:
        try:
            said, complaints = process.communicate(timeout=LONGEST)
        except subprocess.TimeoutExpired:
            process.kill()
            said, complaints = process.communicate()
            return subprocess.CompletedProcess(command, HUNG, said, complaints)
    return subprocess.CompletedProcess(command, process.returncode, said, complaints)


def count_calls(server, files, seed):
    library = fresh(server)
    path = os.path.join(library.folder, "count")
    work(library, files, seed, 0, path)
    with open(path, encoding="ascii") as file:
        calls = int(file.read())
    library.remove()
    return calls


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--calls", type=int, default=200)
    parser.add_argument("--first", action="store_true")
    test = Prepared(parser, 6, 4)
    options, server, files = test.options, test.server, test.files
    calls = count_calls(server, files, options.seed)
    broken = []
    ends = {}
    for i in range(options.calls):
        at = i + 1 if options.first else 1 + calls * i // options.calls
        library = fresh(server)
        done = work(library, files, options.seed, at)
        end = "hung" if done.returncode == HUNG else ENDS.get(done.returncode, f"exit {done.returncode}")
        ends[end] = ends.get(end, 0) + 1
        wrong = [] if done.returncode in ENDS else [f"{end}: {done.stderr[-3000:]} {done.stdout[-600:]}"]
        wrong += broken_after(library, done.stdout)
        if wrong:
            broken.append(f"allocation {at} of {calls}: {wrong[:3]}")
            if len(broken) >= MOST_BROKEN:
                break
    return test.end(f"{sum(ends.values())} of {calls} allocations failed in turn: {ends}", broken)


if __name__ == "__main__":
    sys.exit(main())
