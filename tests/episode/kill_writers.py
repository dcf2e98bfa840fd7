"""Kills writers in mid-write: prints every check-in that a writer had acknowledged, one number on each line.

`python kill_writers.py ADDRESS EPISODE KILLS`. The writers are forks of one warm process, so that a hundred
deaths take seconds. Each dies at another moment of its work, by a seeded chance.
"""

import os
import random
import select
import signal
import sys
import time

from tests.episode.test_store import check_in

from ilium.episode.store.episode_store import EpisodeStore

PER_WRITER = 1000


def write(address: str, episode: str, first: int, told: int) -> None:
    with EpisodeStore(address, patience=30) as store:
        for number in range(first, first + PER_WRITER):
            store.add_check_in(episode, check_in(1, pain=number))
            os.write(told, f"{number}\n".encode())


def kill_one(address: str, episode: str, first: int, chance: random.Random) -> str:
    """What one writer had acknowledged when it was killed."""
    heard, told = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(heard)
        write(address, episode, first, told)
        os._exit(0)
    os.close(told)
    wanted, acknowledged = chance.randint(1, 2), b""
    while acknowledged.count(b"\n") < wanted and select.select([heard], [], [], 60)[0]:
        acknowledged += os.read(heard, 4096)
    time.sleep(chance.uniform(0, 0.012))
    os.kill(child, signal.SIGKILL)
    while more := os.read(heard, 4096):
        acknowledged += more
    os.close(heard)
    os.waitpid(child, 0)
    return acknowledged.decode()


def main(address: str, episode: str, kills: int) -> None:
    chance = random.Random(20260301)
    for number in range(kills):
        sys.stdout.write(kill_one(address, episode, number * PER_WRITER, chance))
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
