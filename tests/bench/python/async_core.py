#!/usr/bin/python3
"""The figures of `docchat-bench async-client`, taken of asyncio; prints them as one line of JSON."""

import asyncio
import json
import tracemalloc

from measuring import Stopwatch

MANY = 10_000
HOUR = 3600
BEAT = 0.005  # s


async def trivial(value):
    return value


async def await_ns():
    passes = 500_000
    watch = Stopwatch()
    for i in range(passes):
        await trivial(i)
    return watch.ns(passes)


async def ready_ns():
    passes = 100_000
    watch = Stopwatch()
    for _ in range(passes):
        await asyncio.sleep(0)
    return watch.ns(passes)


async def semaphore_ns():
    tasks, passes = 64, 2_000
    permits = asyncio.Semaphore(8)

    async def worker():
        for _ in range(passes):
            async with permits:
                await asyncio.sleep(0)

    watch = Stopwatch()
    async with asyncio.TaskGroup() as group:
        for _ in range(tasks):
            group.create_task(worker())
    return watch.ns(tasks * passes)


async def queue_ns():
    passes = 100_000
    queue = asyncio.Queue(16)

    async def producer():
        for i in range(passes):
            await queue.put(i)
        await queue.put(None)

    async def consumer():
        while await queue.get() is not None:
            pass

    watch = Stopwatch()
    async with asyncio.TaskGroup() as group:
        group.create_task(producer())
        group.create_task(consumer())
    return watch.ns(passes)


async def spawn_ns():
    passes = 100_000
    watch = Stopwatch()
    async with asyncio.TaskGroup() as group:
        for i in range(passes):
            group.create_task(trivial(i))
            if i % 100 == 99:  # as a program would: some end while others begin
                await asyncio.sleep(0)
    return watch.ns(passes)


async def timeout_ns():
    passes = 50_000
    watch = Stopwatch()
    for i in range(passes):
        async with asyncio.timeout(HOUR):
            await trivial(i)
    return watch.ns(passes)


async def blocking_ns():
    passes = 5_000
    watch = Stopwatch()
    for i in range(passes):
        await asyncio.to_thread(lambda value: value, i)
    return watch.ns(passes)


async def sleepers():
    tasks = [asyncio.create_task(asyncio.sleep(HOUR)) for _ in range(MANY)]
    await asyncio.sleep(0.1)
    return tasks


async def cancel_all(tasks):
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def sleeping_bytes():
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    tasks = await sleepers()
    each = (tracemalloc.get_traced_memory()[0] - before) / MANY
    tracemalloc.stop()
    await cancel_all(tasks)
    return each


async def cancel_ms():
    tasks = await sleepers()
    watch = Stopwatch()
    await cancel_all(tasks)
    return watch.wall() * 1000


class Beat:
    """A timer of 5 ms that notes how late it comes, each time from when it was set."""

    def __init__(self):
        self.late = []  # ms
        self._loop = asyncio.get_running_loop()
        self._set()

    def _set(self):
        self._due = self._loop.time() + BEAT
        self._timer = self._loop.call_at(self._due, self._beat)

    def _beat(self):
        self.late.append((self._loop.time() - self._due) * 1000)
        self._set()

    def stop(self):
        self._timer.cancel()


async def beat_beside_busy_tasks():
    async def busy():
        while not stop.is_set():
            await asyncio.sleep(0)

    stop = asyncio.Event()
    tasks = [asyncio.create_task(busy()) for _ in range(MANY)]
    await asyncio.sleep(0.2)
    beat = Beat()
    await asyncio.sleep(3)
    beat.stop()
    stop.set()
    await asyncio.gather(*tasks)
    late = sorted(beat.late)
    return {
        "beat_p50_ms": late[len(late) // 2],
        "beat_p99_ms": late[len(late) * 99 // 100],
        "beat_max_ms": late[-1],
    }


async def main():
    figures = {}
    for measure in (await_ns, ready_ns, semaphore_ns, queue_ns, spawn_ns, timeout_ns, blocking_ns, sleeping_bytes,
                    cancel_ms):
        figures[measure.__name__] = await measure()
    figures |= await beat_beside_busy_tasks()
    print(json.dumps(figures))


asyncio.run(main())
