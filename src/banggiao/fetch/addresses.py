"""Which machines may be asked: those of the open network, and no other, whatever a name or a redirection says."""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading

from banggiao.fetch.problem import problem

Ip = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
# Of protocols, not of machines; versions of Python differ on them.
_ALSO_CLOSED = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24", "100.64.0.0/10", "198.18.0.0/15")))


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open network: not private, loopback, link-local, multicast or reserved, also
    where an IPv6 address only wraps such an IPv4 one.

    >>> [is_public(address) for address in ("8.8.8.8", "10.1.2.3", "169.254.169.254", "::ffff:127.0.0.1", "fe80::1%2")]
    [True, False, False, False, False]
    """
    ip = ipaddress.ip_address(address)
    return _is_open(ip) and all(map(_is_open, _wrapped(ip)))


def _is_open(ip: Ip) -> bool:
    is_special = ip.is_private or ip.is_loopback or ip.is_link_local or ip.is_multicast or ip.is_reserved
    is_special = is_special or ip.is_unspecified or getattr(ip, "is_site_local", False)
    return ip.is_global and not is_special and not any(ip in network for network in _ALSO_CLOSED)


def _wrapped(ip: Ip) -> list[ipaddress.IPv4Address]:
    """The IPv4 addresses that stand in an IPv6 one: mapped, 6to4, Teredo (server and client), NAT64."""
    if isinstance(ip, ipaddress.IPv4Address):
        return []
    found = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
    if ip in _NAT64:
        found.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    return [each for each in found if each is not None]


def resolved(host: str, port: int, timeout: float, *, allow_private: bool) -> list[str]:
    """The IP addresses of a host that may be connected to, in the order of the system.

    Whatever is written in the address (a name, decimal or octal digits) is judged by what it resolves to. Raises
    FetchProblem: `no_host` where there is none, `private` where all are of a closed network, `timeout`.
    """
    found = _looked_up(host, port, timeout)
    if not found:
        raise problem("no_host", host=host)
    allowed = [address for address in found if allow_private or is_public(address)]
    if not allowed:
        raise problem("private", host=host, address=found[0])
    return allowed


def _looked_up(host: str, port: int, timeout: float) -> list[str]:
    """The system's answer; in a thread of its own, because the system takes as long as it likes."""
    answers: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

    def look() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put(list(dict.fromkeys(str(row[4][0]) for row in rows)))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=look, daemon=True).start()
    try:
        answer = answers.get(timeout=max(timeout, 0.001))
    except queue.Empty:
        raise problem("timeout", seconds=timeout) from None
    if isinstance(answer, Exception):
        temporary = getattr(answer, "errno", None) == socket.EAI_AGAIN
        raise problem("no_host", temporary=temporary, host=host)
    return answer
