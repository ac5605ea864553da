#!/usr/bin/env python3
"""tests/faults/repeats.py [--kills N] [--width W] [--seed S]: kills the command line while it embeds a document with W requests in flight, and
counts what the next start asks for although it was answered: at most one batch for each of the W requests. Replies come faster than the disk takes
them, which libdocchat-disk.so slows down."""

import argparse
import os
import shutil
import subprocess
import sys
import time

from library import BIN, MOST_BROKEN, Prepared, fresh, write_files

REPLY_AFTER = 0.02  # s
SLOW_DISK = "1000"  # µs a write
LIFE = (0.02, 0.6)  # s, from its first reply on
LONGEST_WAIT = 30  # s


def answered(server):
    with server.lock:
        return dict(server.answered)


def life(command, server, rnd):
    """Runs it and kills it a while after its first reply: "killed", "ended" by itself, or "hung" before."""
    before = sum(answered(server).values())
    slow = dict(os.environ, LD_PRELOAD=os.path.join(BIN, "libdocchat-disk.so"), DOCCHAT_SLOW=SLOW_DISK)
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=slow)
    deadline = time.monotonic() + LONGEST_WAIT
    while process.poll() is None and sum(answered(server).values()) == before and time.monotonic() < deadline:
        time.sleep(0.005)
    hung = process.poll() is None and time.monotonic() >= deadline
    try:
        process.wait(rnd.uniform(*LIFE))
        return "ended"
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return "hung" if hung else "killed"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--width", type=int, default=1)
    test = Prepared(parser, 1, 1)
    kills, width, server = test.options.kills, test.options.width, test.server
    server.delay = REPLY_AFTER
    killed, repeats, broken, round_ = 0, [], [], 0
    while killed < kills and len(broken) < MOST_BROKEN:
        round_ += 1
        library = fresh(server)
        files = os.path.join(library.folder, "files")
        write_files(files, 1, 600 + round_)
        with server.lock:
            server.answered.clear()
        command = [os.path.join(BIN, "docchat-cli"), "--data", library.data, "add", files, "--concurrency", str(width)]
        is_first, how = True, "killed"
        while how == "killed":
            before = answered(server)
            how = life(command, server, test.random)
            killed += how == "killed"
            if not server.settle():
                broken.append("the server never came to the end of a killed program's requests")
            repeated = sum(times > before[text] for text, times in answered(server).items() if text in before)
            if not is_first:
                repeats.append(repeated)
                if repeated > width * server.largest:
                    broken.append(f"{repeated} texts were asked for again; {width} requests of {server.largest} were in flight")
            is_first = False
        if how == "hung":
            broken.append(f"nothing was asked for {LONGEST_WAIT} s")
        library.promises.documents = {"book0.txt": "ready"}
        broken += library.broken(ended=True)
        shutil.rmtree(library.folder, ignore_errors=True)
    if not any(repeats):
        broken.append("no kill fell into a request: this test finds nothing")
    return test.end(f"{killed} kills with {width} in flight, batches of {server.largest}; asked for again after a kill: "
                    f"at most {max(repeats, default=0)} texts, {sum(repeats) / max(1, len(repeats)):.1f} on average", broken)


if __name__ == "__main__":
    sys.exit(main())
