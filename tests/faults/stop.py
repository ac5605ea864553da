#!/usr/bin/env python3
"""tests/faults/stop.py [--seconds S] [--rounds N]: stops the worker, or the processes that read for it, or both, in the middle of its work for a
while (SIGSTOP), as a suspended computer does; then it goes on, and all that it was asked for is there."""

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import time

from library import PATIENCE, WORKER, Prepared, fresh

WHO = ("the program", "its readers", "all of them")


def children(pid):
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
        return [int(child) for child in file.read().split()]


def stop(process, who, seconds):
    """How many processes were stopped."""
    stopped = [] if who == WHO[1] else [process.pid]
    if who != WHO[0]:
        stopped += children(process.pid)
    for pid in stopped:
        os.kill(pid, signal.SIGSTOP)
    time.sleep(seconds)
    for pid in stopped:
        with contextlib.suppress(ProcessLookupError):  # a reader that was silent for too long was ended
            os.kill(pid, signal.SIGCONT)
    return len(stopped)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--rounds", type=int, default=6)
    test = Prepared(parser, 6, 400)
    stopped = {}
    broken = []
    for i in range(test.options.rounds):
        library = fresh(test.server)
        process = subprocess.Popen([WORKER, "once", library.data, test.files, str(test.seed + i)], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True, env=dict(os.environ, LC_ALL="C.UTF-8"))
        lines = []
        for line in process.stdout:
            lines.append(line)
            if line.startswith("stage " + ("add", "embed")[i % 2]):
                break
        time.sleep(test.random.uniform(0, 0.03))
        who = WHO[i % len(WHO)]
        if process.poll() is None:
            stopped[who] = stopped.get(who, 0) + stop(process, who, test.options.seconds)
        said, complaints = process.communicate(timeout=PATIENCE)
        library.promises.hear("".join(lines + [said]).splitlines())
        wrong = [] if process.returncode == 0 else [f"exit {process.returncode}: {complaints[-300:]}"]
        wrong += library.broken(ended=True)
        library.remove()
        if wrong:
            broken.append(f"round {i}, {who}: {wrong[:3]}")
    if len(stopped) < len(WHO):
        broken.append(f"too few were stopped: {stopped}")
    return test.end(f"{test.options.rounds} rounds, processes stopped for {test.options.seconds:g} s: {stopped}", broken)


if __name__ == "__main__":
    sys.exit(main())
