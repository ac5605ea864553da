#!/usr/bin/env python3
"""tests/faults/power.py [--images N] [--seconds S] [--seed K] [--control]: records what the worker does to its library, makes from it
what N power cuts would have left on the disk (every write since the last sync may be there or not, sector by sector), and
holds each to all that had been acknowledged. With --control nothing was ever synced: then it must fail."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time

from library import BIN, MOST_BROKEN, WORKER, Library, Prepared, records

SECTOR = 512
NAMES = {b"d": "library.sqlite", b"w": "library.sqlite-wal", b"j": "library.sqlite-journal"}
ENDED_EVERY = 25  # of so many images one is let go on until all has ended


class Disk:
    """One file: what is surely on the disk, and what may be."""

    def __init__(self):
        self.bytes = bytearray()
        self.exists = False
        self.pending = []

    def sync(self):
        for operation in self.pending:
            self.apply(operation)
        self.pending = []

    def apply(self, operation):
        what, offset, data = operation
        if what == b"W":
            if len(self.bytes) < offset:
                self.bytes.extend(bytes(offset - len(self.bytes)))
            self.bytes[offset:offset + len(data)] = data
            self.exists = True
        elif what == b"T":
            del self.bytes[offset:]
            self.bytes.extend(bytes(offset - len(self.bytes)))
        elif what == b"U":
            self.bytes.clear()
            self.exists = False

    def after_cut(self, rnd):
        left = Disk()
        left.bytes = bytearray(self.bytes)
        left.exists = self.exists
        for what, offset, data in self.pending:
            if what != b"W":
                if rnd.random() < 0.5:
                    left.apply((what, offset, data))
                continue
            for start in range(0, len(data), SECTOR):
                if rnd.random() < 0.5:
                    left.apply((what, offset + start, data[start:start + SECTOR]))
            left.exists = True
        return left


def record(library, files, seconds, seed):
    path = os.path.join(library.folder, "record")
    environment = dict(os.environ, LC_ALL="C.UTF-8", DOCCHAT_RECORD=path,
                       LD_PRELOAD=os.path.join(BIN, "libdocchat-disk.so"))
    worker = subprocess.Popen([WORKER, "work", library.data, files, "any", str(seed)], stdout=subprocess.DEVNULL, env=environment)
    time.sleep(seconds)
    worker.kill()
    worker.wait()
    return list(records(path))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--images", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--control", action="store_true")
    test = Prepared(parser, 12, 40)
    options, rnd, library = test.options, test.random, test.library
    disks = {of: Disk() for of in NAMES}
    for of, name in NAMES.items():  # as it is when the recording begins
        path = os.path.join(library.data, name)
        if os.path.exists(path):
            with open(path, "rb") as file:
                disks[of].bytes = bytearray(file.read())
            disks[of].exists = True
    operations = record(library, test.files, options.seconds, test.seed)
    cuts = sorted(rnd.randrange(1, len(operations) + 1) for _ in range(options.images))
    folder = tempfile.mkdtemp(prefix="docchat-power.", dir="/dev/shm" if os.path.isdir("/dev/shm") else None)
    broken = []
    tried = 0
    at = 0
    for i, cut in enumerate(cuts):
        for what, of, offset, data in operations[at:cut]:
            if what == b"A":
                library.promises.hear(data.decode().splitlines())
            elif what == b"S":
                if not options.control:
                    disks[of].sync()
            else:
                disks[of].pending.append((what, offset, data))
        at = cut
        image = Library(folder)
        shutil.rmtree(image.data, ignore_errors=True)
        os.makedirs(image.data)
        for of, name in NAMES.items():
            left = disks[of].after_cut(rnd)
            if left.exists:
                with open(os.path.join(image.data, name), "wb") as file:
                    file.write(left.bytes)
        image.promises = library.promises.copy()
        tried += 1
        wrong = image.broken()
        if not wrong and not options.control and i % ENDED_EVERY == 0:
            image.finish()
            wrong = image.broken(ended=True)
        if wrong:
            broken.append(f"cut {i} at operation {cut} of {len(operations)}: {wrong[:3]}")
            if options.control or len(broken) >= MOST_BROKEN:
                break
    kinds = {what: sum(1 for operation in operations if operation[0] == what) for what in (b"W", b"S", b"T", b"U", b"A")}
    shutil.rmtree(folder)
    counts = ", ".join(f"{n} {what.decode()}" for what, n in kinds.items())
    return test.end(f"{len(operations)} operations ({counts}), {tried} images", broken, options.control)


if __name__ == "__main__":
    sys.exit(main())
