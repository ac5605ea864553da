#!/usr/bin/env python3
"""tests/faults/clock.py [--rounds N] [--seed S]: the clock on the wall jumps by a day, a month or ten years, forwards or back, while the worker
works: it comes to its end, sends nothing again and again, and the library holds all that was acknowledged. A computer that sleeps
is stop.py's."""

import argparse
import os
import subprocess
import sys

from library import BIN, PATIENCE, WORKER, Prepared, broken_after, fresh

DAY = 86_400
STORM = 3  # times as many texts: which of the files is removed, and added again, is chance
JUMPS = (DAY, -DAY, 30 * DAY, -30 * DAY, 3653 * DAY, -3653 * DAY)


def work(library, files, seed, jump, after):
    environment = dict(os.environ, LC_ALL="C.UTF-8", LD_PRELOAD=os.path.join(BIN, "libdocchat-clock.so"),
                       DOCCHAT_CLOCK_JUMP=str(jump), DOCCHAT_CLOCK_AFTER=str(after))
    return subprocess.run([WORKER, "once", library.data, files, str(seed)], capture_output=True, text=True, timeout=PATIENCE, env=environment)


def sent(server):
    """How many texts were sent since it was asked last."""
    with server.lock:
        count = sum(server.answered.values())
        server.answered.clear()
    return count


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=12)
    test = Prepared(parser, 6, 40)
    broken = []
    runs = 0
    for i in range(test.options.rounds):
        jump = JUMPS[i % len(JUMPS)]
        counts = []
        for by in (0, jump):
            library = fresh(test.server)
            done = work(library, test.files, test.seed + i, by, test.random.randrange(20, 400))
            counts.append(sent(test.server))
            wrong = [] if done.returncode == 0 else [f"exit {done.returncode}: {done.stderr[-1000:]}"]
            wrong += broken_after(library, done.stdout)
            sent(test.server)
            broken += [f"jump by {by} s: {one}" for one in wrong]
            runs += 1
        if counts[1] > STORM * counts[0]:
            broken.append(f"jump by {jump} s: {counts[1]} texts were sent instead of {counts[0]}")
    return test.end(f"{runs} runs, every other with a jump of the clock by one day to ten years", broken)


if __name__ == "__main__":
    sys.exit(main())
