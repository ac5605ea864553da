#!/usr/bin/python3
"""Embeds --calls texts, one a request, at most --width at once: asyncio.Semaphore, gather and aiohttp."""

import asyncio

import aiohttp

from measuring import Stopwatch, arguments, print_embedded


async def embed(session, permits, url, text):
    async with permits:
        async with session.post(url, json={"model": "scripted-embedder", "input": text}) as response:
            response.raise_for_status()
            answer = await response.json()
            return answer["data"][0]["embedding"]


async def main():
    asked = arguments()
    url = asked.url + "/v1/embeddings"
    permits = asyncio.Semaphore(asked.width)
    texts = [f"chunk {i}" for i in range(asked.calls)]
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=asked.width)) as session:
        watch = Stopwatch()
        vectors = await asyncio.gather(*(embed(session, permits, url, text) for text in texts))
        wall, cpu = watch.wall(), watch.cpu()
    print_embedded(wall, cpu, vectors)


asyncio.run(main())
