"""Many hosts side by side, each host one source after the other.

Enters: sources with their addresses. Leaves: verdicts as they come in, until all are there or the reader stops.
"""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue

from maintain.sources.addresses import page
from maintain.sources.hosts import Stopped
from maintain.sources.outcomes import Failed, Reason, Verdict
from validate.package import CannotRun

WORKERS = 8
NO_CONNECTION = {Reason.DNS, Reason.CONNECT, Reason.TIMEOUT}
ENOUGH_HOSTS = 3  # that so many fail at once is the fault of our own network

Found = tuple[str, Verdict | None]  # a source and what became of it; None: its host is to be left alone for now


def by_host(sources: Iterable[str], urls: Mapping[str, str]) -> dict[str, list[str]]:
    """The sources of each host in their order, hosts with many of them first, since they take longest."""
    hosts: dict[str, list[str]] = {}
    for one in sources:
        hosts.setdefault(host(urls[one]), []).append(one)
    return dict(sorted(hosts.items(), key=lambda entry: (-len(entry[1]), entry[0])))


def host(url: str) -> str:
    """The host of an address; empty if it is no address that may be asked for."""
    try:
        return page(url).host
    except Failed:
        return ""


def verdicts(
    hosts: Mapping[str, list[str]], check: Callable[[str], Verdict | None], stop: threading.Event, workers: int = WORKERS
) -> Iterator[Found]:
    """What `check` says of each source, as it comes in. Whatever ends the reading, no request begins after it."""
    results: SimpleQueue[Found | BaseException | None] = SimpleQueue()

    def one_host(sources: list[str]) -> None:
        try:
            for one in sources:
                if stop.is_set():
                    break
                results.put((one, check(one)))
            results.put(None)
        except Stopped:
            results.put(None)
        except BaseException as error:
            results.put(error)

    with ThreadPoolExecutor(workers) as pool:
        try:
            for sources in hosts.values():
                pool.submit(one_host, sources)
            open_hosts = len(hosts)
            while open_hosts:
                found = results.get()
                if isinstance(found, BaseException):
                    raise found
                if found is None:
                    open_hosts -= 1
                else:
                    yield found
        finally:
            stop.set()
            pool.shutdown(cancel_futures=True)


def connected(found: Iterable[Found], hosts: int) -> Iterator[Found]:
    """The same results, those without a connection held back until some host has answered. Raises CannotRun if none of
    several `hosts` did: then this machine has no network, and says nothing of the sources."""
    held: list[Found] = []
    answered = False
    for one in found:
        answered = answered or (one[1] is not None and one[1].reason not in NO_CONNECTION)
        held.append(one)
        if answered:
            yield from held
            held.clear()
    if held and hosts >= ENOUGH_HOSTS:
        raise CannotRun(
            f"None of {hosts:,} hosts could be reached. Is this machine connected? Nothing was recorded.",
            f"{hosts:,} 个主机均无法连接。本机是否联网？未作任何记录。",
        )
    yield from held
