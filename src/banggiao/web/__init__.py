"""Pages to look at a record, and to follow it: only here is HTML written.

`application(settings)` (web/application.py) is the whole of it, an ASGI program. `Front(settings)` is the same for many
readers: processes of its own make the answers. Pages are functions from an `Ask` to a response (web/pages/, one file a
page), templates lie in web/templates/, words in data/web/words.toml, and every address is made in web/urls.py.
"""

from banggiao.web.front import Front
from banggiao.web.settings import Settings

__all__ = ["Front", "Settings"]
