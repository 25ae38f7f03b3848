"""A record for assistants: the tools of a Model Context Protocol server, each answer with its evidence."""

from banggiao.mcp.server import server

__all__ = ["server"]
