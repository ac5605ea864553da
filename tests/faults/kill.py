#!/usr/bin/env python3
"""tests/faults/kill.py [--kills N] [--seed S] [--control]: kills a program that reads, embeds, removes, migrates and chats at random
instants, and after each kill holds the library to everything that was acknowledged. With --control SQLite's transactions
are taken away: then it must fail."""

import argparse
import os
import shutil
import subprocess
import sys
import threading
import time

from library import BIN, MOST_BROKEN, WORKER, Library, Prepared

STAGES = ("add", "embed", "remove", "chat", "migrate")
LONGEST_LIFE = {"add": 0.03, "embed": 0.12, "remove": 0.12, "chat": 0.12, "migrate": 0.2}  # s
OLD_PASSAGES = 3000
LONGEST_WAIT = 30


class Victim:
    """The worker as a process of its own, which is killed a while after it begins a stage."""

    def __init__(self, library, files, wanted, seed, environment):
        self.lines = []
        self.changed = threading.Condition()
        self.process = subprocess.Popen(
            [WORKER, "work", library.data, files, wanted, str(seed)],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment)
        self.reader = threading.Thread(target=self.read)
        self.reader.start()

    def read(self):
        for line in self.process.stdout:
            with self.changed:
                self.lines.append(line.rstrip("\n"))
                self.changed.notify()

    def wait_for(self, stage):
        """False: it ended before."""
        deadline = time.monotonic() + LONGEST_WAIT
        with self.changed:
            while f"stage {stage}" not in self.lines:
                self.changed.wait(0.05)
                if self.process.poll() is not None or time.monotonic() > deadline:
                    return False
        return True

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.reader.join()
        return self.lines


def last_stage(lines):
    stages = [line.split(" ")[1] for line in lines if line.startswith("stage ")]
    return stages[-1] if stages else "start"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--control", action="store_true")
    test = Prepared(parser, 12, 40)
    options, rnd, library = test.options, test.random, test.library
    environment = dict(os.environ, LC_ALL="C.UTF-8")
    if options.control:
        environment["LD_PRELOAD"] = os.path.join(BIN, "libdocchat-notransactions.so")
    old = Library(os.path.join(library.folder, "old"))
    newest = library.version()
    migrated = set()
    hits = dict.fromkeys(STAGES, 0)
    broken = []
    for i in range(options.kills):
        stage = STAGES[i % len(STAGES)]
        victim_of = library
        if stage == "migrate":
            shutil.rmtree(old.data, ignore_errors=True)
            version = 1 + i // len(STAGES) % (newest - 1)
            migrated.add(version)
            subprocess.run([WORKER, "old", old.data, str(version), str(OLD_PASSAGES)], check=True)
            victim_of = old
        victim = Victim(victim_of, test.files, stage, rnd.randrange(1 << 30), environment)
        if victim.wait_for(stage):
            time.sleep(rnd.uniform(0, LONGEST_LIFE[stage]))
        lines = victim.kill()
        hit = last_stage(lines)
        hits[hit] = hits.get(hit, 0) + 1
        if stage == "migrate":
            old.promises.messages = {str(n): f"old {n}" for n in range(1, OLD_PASSAGES + 1)}
            old.promises.documents = {"old.txt": "ready"}
        victim_of.promises.hear(lines)
        wrong = victim_of.broken()
        if wrong:
            broken.append(f"kill {i} during {hit}: {wrong[:5]}")
            if options.control or len(broken) >= MOST_BROKEN:
                break
    if library.promises.partial:
        broken.append(f"{library.promises.partial} documents without vectors, though the server failed for none")
    if not broken:
        library.finish()
        broken += library.broken(ended=True)
    thin = [stage for stage in STAGES if hits[stage] * 20 < options.kills]
    if thin and not options.control:
        broken.append(f"too few kills during {thin}: each needs 5 % of them")
    if len(migrated) < min(newest - 1, options.kills // len(STAGES)) and not options.control and not broken:
        broken.append(f"migrations only from {sorted(migrated)}")
    return test.end(f"{sum(hits.values())} kills, by stage {hits}, migrations from {len(migrated)} of {newest - 1} versions; "
                    f"set aside: {len(library.promises.aside)} documents", broken, options.control)


if __name__ == "__main__":
    sys.exit(main())
