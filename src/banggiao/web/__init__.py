"""Pages to look at a record, and to follow it: only here is HTML written.

`application(settings)` is the whole of it, an ASGI program. Pages are functions from an `Ask` to a response
(web/pages/, one file a page), templates lie in web/templates/, words in data/web/words.toml, and every address is made
in web/urls.py.
"""

from banggiao.web.application import application
from banggiao.web.settings import Settings

__all__ = ["Settings", "application"]
