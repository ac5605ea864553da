#!/usr/bin/env python3
"""tests/faults/full.py [--rounds N] [--seed S]: the library lies on a small disk of its own (a tmpfs, made in a mount namespace: as root, else it is
skipped), which is full, or becomes read-only, at different moments. What is done then says so and names the file; the window opens all the same
and ends in order; with room again all that was acknowledged is there and it goes on."""

import argparse
import os
import signal
import subprocess
import sys
import time

from library import BIN, PATIENCE, WORKER, Library, Prepared

SKIPPED = 77
SIZES = (2, 3, 4, 6, 8, 12)  # MB; the library takes about four
OPENED = 3  # s


def in_namespace():
    """Starts this again where a disk may be mounted; not if it is there already."""
    if os.environ.get("DOCCHAT_FULL") == "1":
        return
    if os.geteuid() != 0 or subprocess.run(["unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True).returncode != 0:
        print("skipped: no disk can be mounted here")
        sys.exit(SKIPPED)
    os.execvpe("unshare", ["unshare", "-m", sys.executable, *sys.argv], dict(os.environ, DOCCHAT_FULL="1"))


def mount(folder, options):
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], check=True)


def remount(folder, options):
    subprocess.run(["mount", "-o", f"remount,{options}", folder], check=True)


def fill(folder):
    """To the last byte; the file."""
    path = os.path.join(folder, "filler")
    with open(path, "wb", buffering=0) as file:
        for size in (1 << 16, 1 << 12, 1):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                pass
    return path


def window_opens(data):
    """What is wrong with a start of the window, which is then told to end."""
    environment = dict(os.environ, LC_ALL="C.UTF-8", QT_QPA_PLATFORM="offscreen")
    window = subprocess.Popen([os.path.join(BIN, "docchat"), "--data", data], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)
    time.sleep(OPENED)
    if window.poll() is not None:
        return [f"the window ended: exit {window.returncode}: {window.stderr.read()[-500:]}"]
    window.send_signal(signal.SIGTERM)
    try:
        window.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        window.kill()
        return ["the window does not end: it shows no window, but a complaint"]
    return [] if window.returncode == 0 else [f"the window ended with exit {window.returncode}"]


def work(library, files, seed):
    done = subprocess.run([WORKER, "once", library.data, files, str(seed)], capture_output=True, text=True, timeout=PATIENCE,
                          env=dict(os.environ, LC_ALL="C.UTF-8"))
    lines = done.stdout.splitlines()
    library.promises.hear(line for line in lines if not line.startswith(("error ", "failed ")))
    errors = [line for line in lines if line.startswith("error ")]
    wrong = [f"the file is not named: {line}" for line in errors if library.data not in line]
    if done.returncode not in (0, 3):
        wrong.append(f"exit {done.returncode}: {done.stderr[-1000:]}")
    return errors, wrong


def main():
    in_namespace()
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=len(SIZES))
    test = Prepared(parser, 6, 40)
    broken = []
    refused = opened = 0
    for i in range(test.options.rounds):
        library = Library()
        mount(library.folder, "size=60m")
        library.use(test.server)
        size = SIZES[i % len(SIZES)]
        remount(library.folder, f"size={size}m")
        errors, wrong = work(library, test.files, test.seed + i)
        refused += len(errors)
        if i % 2 == 0:  # full to the last byte, or not to be written at all
            filler = fill(library.folder)
        else:
            remount(library.folder, "ro")
        wrong += window_opens(library.data)
        opened += not wrong
        remount(library.folder, "rw,size=60m")
        if i % 2 == 0:
            os.remove(filler)
        wrong += library.broken()
        if not wrong:
            library.finish()
            wrong = library.broken(ended=True)
        if not wrong:
            wrong = work(library, test.files, test.seed + i)[1] + library.broken(ended=True)
        subprocess.run(["umount", library.folder], check=True)
        library.remove()
        broken += [f"{size} MB, {'full' if i % 2 == 0 else 'read-only'}: {one}" for one in wrong]
    return test.end(f"{test.options.rounds} small disks, {refused} times refused for want of room, the window opened on {opened}", broken)


if __name__ == "__main__":
    sys.exit(main())
