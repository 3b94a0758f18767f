"""Whose program is at the other end of a connection from this machine, where the system tells."""

import os
import socket
import sys

_ESTABLISHED = "01"
_TABLE = "/proc/net/tcp"
"""Linux lists the connections of a machine here, each with the user who opened it."""


def is_own_connection(client_port: int, server_port: int) -> bool:
    """Return whether the user who runs this process opened a connection over 127.0.0.1.

    Linux tells; elsewhere the answer is True. False where Linux does not list the connection.
    """
    if not sys.platform.startswith("linux"):
        return True
    address = int.from_bytes(socket.inet_aton("127.0.0.1"), sys.byteorder)
    ends = [f"{address:08X}:{port:04X}" for port in (client_port, server_port)]
    try:
        with open(_TABLE, encoding="ascii") as table:
            rows = [line.split() for line in table]
    except OSError:
        return False
    users = [row[7] for row in rows[1:] if row[1:3] == ends and row[3] == _ESTABLISHED]
    return users == [str(os.getuid())]
