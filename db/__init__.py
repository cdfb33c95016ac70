"""Storage; SQLAlchemy is imported only here.

SQLAlchemy imports what serves it under ``asyncio`` and for plug-ins.  Neither is used here, and both together
take 6 MB and a good part of its loading.
"""

from inspect import iscoroutine

from app.later import put_off

put_off("asyncio", iscoroutine=iscoroutine)
put_off("importlib.metadata")
