#!/usr/bin/python3
"""Embeds --calls texts, one a request, at most --width at once: asyncio.Semaphore, gather and httpx."""

import asyncio

import httpx

from measuring import Stopwatch, arguments, print_embedded


async def embed(client, permits, url, text):
    async with permits:
        response = await client.post(url, json={"model": "scripted-embedder", "input": text})
        response.raise_for_status()
        return response.json()["data"][0]["embedding"]


async def main():
    asked = arguments()
    url = asked.url + "/v1/embeddings"
    permits = asyncio.Semaphore(asked.width)
    texts = [f"chunk {i}" for i in range(asked.calls)]
    limits = httpx.Limits(max_connections=asked.width, max_keepalive_connections=asked.width)
    async with httpx.AsyncClient(limits=limits, timeout=30) as client:
        watch = Stopwatch()
        vectors = await asyncio.gather(*(embed(client, permits, url, text) for text in texts))
        wall, cpu = watch.wall(), watch.cpu()
    print_embedded(wall, cpu, vectors)


asyncio.run(main())
