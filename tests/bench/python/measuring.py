"""What the Python clients of docchat-bench share: their command line, and the line of figures that they print."""

import argparse
import json
import resource
import time


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", required=True)
    parser.add_argument("--calls", type=int, required=True)
    parser.add_argument("--width", type=int, required=True)
    return parser.parse_args()


class Stopwatch:
    """Wall and processor time since it was made."""

    def __init__(self):
        self._begun = time.perf_counter()
        self._cpu_begun = self._cpu_now()

    @staticmethod
    def _cpu_now():
        used = resource.getrusage(resource.RUSAGE_SELF)
        return used.ru_utime + used.ru_stime

    def wall(self):
        return time.perf_counter() - self._begun

    def cpu(self):
        return self._cpu_now() - self._cpu_begun

    def ns(self, passes):
        return self.wall() * 1e9 / passes


def print_embedded(wall, cpu, vectors):
    """The figures of one embedding client, as docchat-bench's own client prints them."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    checksum = sum(abs(value) for vector in vectors for value in vector)
    print(json.dumps({"wall_s": wall, "cpu_s": cpu, "peak_kb": peak, "calls": len(vectors), "checksum": checksum}))
