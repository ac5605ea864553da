"""A library that the fault tests work on, what was promised about it, and the oracle that holds it to that."""

import contextlib
import copy
import hashlib
import http.server
import json
import os
import random
import shutil
import socket
import sqlite3
import struct
import subprocess
import tempfile
import threading
import time

ROOT = os.path.normpath(os.path.join(os.path.dirname(__file__), "..", ".."))
BIN = os.path.join(os.environ.get("DOCCHAT_BUILD", os.path.join(ROOT, "build", "release")), "bin")
WORKER = os.path.join(BIN, "docchat-faultworker")
RECORD = struct.Struct("<ccqI")
MOST_BROKEN = 5  # then a test is stopped
PATIENCE = 120  # seconds until a program counts as hanging


class Embeddings(http.server.ThreadingHTTPServer):
    """Answers /v1/embeddings with 16 numbers a text, and keeps book of what was answered: {text: times}."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answering)
        self.answered = {}
        self.largest = 0  # texts in a request
        self.delay = 0  # s until it replies
        self.lock = threading.Lock()
        self.connections = 0
        self.accepted = None  # the port of the last one
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"

    def process_request(self, request, client_address):
        with self.lock:
            self.connections += 1
            self.accepted = client_address[1]
        super().process_request(request, client_address)

    def process_request_thread(self, request, client_address):
        try:
            super().process_request_thread(request, client_address)
        finally:
            with self.lock:
                self.connections -= 1

    def settle(self):
        """Waits until every request of a killed client is at its end and in the book. False: it took too long."""
        deadline = time.monotonic() + PATIENCE
        with socket.create_connection(self.server_address) as last:  # they are accepted in order
            while self.accepted != last.getsockname()[1] and time.monotonic() < deadline:
                time.sleep(0.005)
        while self.connections > 0 and time.monotonic() < deadline:
            time.sleep(0.005)
        return self.connections == 0

    def handle_error(self, request, client_address):
        pass  # the client was killed


class Answering(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_POST(self):
        texts = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["input"]
        time.sleep(self.server.delay)
        rows = [{"object": "embedding", "index": i, "embedding": numbers(text)} for i, text in enumerate(texts)]
        body = json.dumps({"object": "list", "data": rows, "model": "m"}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        with self.server.lock:
            self.server.largest = max(self.server.largest, len(texts))
            for text in texts:
                self.server.answered[text] = self.server.answered.get(text, 0) + 1


def numbers(text):
    return [byte / 256 - 0.498 for byte in hashlib.sha256(text.encode()).digest()[:16]]


def records(path):
    """What libdocchat-disk.so has written down (disk.cpp): (what, file, offset, bytes), in order."""
    with open(path, "rb") as file:
        log = file.read()
    at = 0
    while at + RECORD.size <= len(log):
        what, of, offset, length = RECORD.unpack_from(log, at)
        at += RECORD.size
        yield what, of, offset, log[at:at + length]
        at += length


def write_files(folder, count, paragraphs):
    """Text files of different lengths in which no paragraph comes twice."""
    os.makedirs(folder)
    for i in range(count):
        with open(os.path.join(folder, f"book{i}.txt"), "w", encoding="utf-8") as file:
            for j in range(paragraphs * (1 + i % 3)):
                file.write(" ".join(f"In book {i} entry {j} the keeper wrote line {k} of {i * 7919 + j * 104729 + k}." for k in range(12)))
                file.write("\n\n")


class Prepared:
    """What every fault test begins with: a server that embeds, files to add, a library that uses the server, and a seed."""

    def __init__(self, parser, count, paragraphs):
        parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
        self.options = parser.parse_args()
        self.seed = self.options.seed
        self.random = random.Random(self.seed)
        self.server = Embeddings()
        self.library = Library()
        self.files = os.path.join(self.library.folder, "files")
        write_files(self.files, count, paragraphs)
        self.library.use(self.server)

    def end(self, told, broken, is_control=False):
        """Prints what was seen; the exit code. A control must have found something."""
        print(f"seed {self.seed}: {told}; broken: {len(broken)}")
        for wrong in broken:
            print("  ", wrong)
        self.library.remove()
        if is_control:
            print("the control " + ("fails, as it must" if broken else "DOES NOT FAIL: this test finds nothing"))
        return int(bool(broken) != is_control)


class Promises:
    """What the worker has acknowledged, and what became uncertain by what it began since."""

    def __init__(self):
        self.documents = {}  # name: "ready" or "gone", or "owed": it must be ready once all that is unended has ended
        self.messages = {}  # id: text
        self.failures = []  # what failed though nothing was wrong with it
        self.aside = set()  # what was set aside at some time
        self.partial = 0  # documents without vectors: only where calls to the server were made to fail

    def copy(self):
        return copy.deepcopy(self)

    def hear(self, lines):
        for line in lines:
            words = line.split(" ", 2)
            if line.startswith("ack message "):
                number, text = words[2].split(" ", 1)
                self.messages[number] = text
            elif line.startswith("forget message "):
                self.messages.pop(words[2], None)
            elif line.startswith("ack "):
                self.documents[words[2]] = words[1]
            elif line.startswith("removing "):
                self.documents.pop(line.split(" ", 1)[1], None)
            elif line.startswith("adding ") and self.documents.get(line.split(" ", 1)[1]) == "gone":
                del self.documents[line.split(" ", 1)[1]]
            elif line.startswith("partial "):  # its server failed for good: found by its words, and said to be so
                self.documents.pop(line.split(" ", 1)[1], None)
                self.partial += 1
            elif line.startswith("aside "):  # the third death while it was read: the person may retry
                self.documents.pop(line.split(" ", 1)[1], None)
                self.aside.add(line)
            elif line.startswith(("failed ", "error ")):
                self.failures.append(line)

    def broken(self, there, ended):
        """What of it does not hold. ended: nothing is left that would go on."""
        wrong = there["findings"] + self.failures
        for number, text in self.messages.items():
            if not there["messages"].get(number, "").startswith(text):
                wrong.append(f"message {number} should begin with '{text}' and is '{there['messages'].get(number)}'")
        for name, state in self.documents.items():
            present = there["documents"].get(name)
            if state == "gone" and present and name not in there["journal"]:
                wrong.append(f"{name} was removed and is there")
            if state == "ready" and (not present or present[0] != "ready") and name not in there["journal"]:
                wrong.append(f"{name} was ready and is {present}")
            if state == "owed" and not ended and name not in there["journal"] and (not present or present[0] != "ready"):
                wrong.append(f"{name} is owed, and in no journal: {present}")
            if state in ("owed", "ready") and ended and name not in there["aside"] and (not present or present[0] != "ready"):
                wrong.append(f"{name} should be ready in the end and is {present}")
        going_on = [name for name in there["journal"] if name not in there["aside"]]  # else it waits for the person's Retry
        if ended and going_on:
            wrong.append(f"still to go on: {going_on}")
        return wrong


class Library:
    def __init__(self, folder=None):
        self.folder = folder or tempfile.mkdtemp(prefix="docchat-faults.")
        self.data = os.path.join(self.folder, "data")
        self.promises = Promises()

    def use(self, server):
        run([os.path.join(BIN, "docchat-cli"), "--data", self.data, "provider", "add", "test", "--url", server.url,
             "--embed", "m"])

    def version(self):
        """Of its schema."""
        with contextlib.closing(sqlite3.connect(os.path.join(self.data, "library.sqlite"))) as database:
            return database.execute("PRAGMA user_version").fetchone()[0]

    def there(self):
        """What is in it; a string: why that cannot be said."""
        done = subprocess.run([WORKER, "verify", self.data], capture_output=True, text=True, timeout=PATIENCE)
        if done.returncode != 0:
            return f"it does not open: exit {done.returncode}: {done.stdout} {done.stderr}"
        return json.loads(done.stdout.splitlines()[-1])

    def broken(self, ended=False):
        there = self.there()
        return [there] if isinstance(there, str) else self.promises.broken(there, ended)

    def finish(self):
        """Lets everything that is unended end."""
        done = run([WORKER, "finish", self.data])
        self.promises.hear(done.stdout.splitlines())

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)


def fresh(server):
    """One of its own, that uses the server."""
    library = Library()
    library.use(server)
    return library


def broken_after(library, said):
    """What does not hold after a run with a fault, which said this, and once it has gone on without; the library is removed."""
    library.promises.hear(line for line in said.splitlines() if not line.startswith(("error ", "failed ")))
    wrong = library.broken()
    if not wrong:
        library.finish()
        wrong = library.broken(ended=True)
    library.remove()
    return wrong


def run(command, **more):
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, **more)
    if done.returncode != 0:
        raise RuntimeError(f"{command}: exit {done.returncode}: {done.stdout} {done.stderr}")
    return done
