"""The same addresses inside JupyterLab 4 and Notebook 7, behind Jupyter's own door, for the person at this machine."""

from __future__ import annotations

from typing import Any

import tornado.web
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join

from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.server import downloads, films, modules, papers, stills
from vigwidgets.server.copies import Copies
from vigwidgets.server.desk import Desk
from vigwidgets.workbook.folder.data_folder import DataFolder


def _jupyter_server_extension_points() -> list[dict[str, Any]]:
    return [{"module": "vigwidgets.server.extension"}]


def _load_jupyter_server_extension(server_app: Any) -> None:
    app = server_app.web_app
    desk = Desk(DataFolder.find())  # the folder is made by the first notebook that needs it, not by starting Jupyter
    app.settings.update(desk=desk, copies=Copies(desk))
    base = app.settings["base_url"]
    offered = films.rules() + stills.rules() + downloads.rules() + papers.rules() + modules.rules()
    rules = [(url_path_join(base, pattern) + "$", member(handler)) for pattern, handler in offered]
    app.add_handlers(".*$", rules)


def member(handler: type[tornado.web.RequestHandler]) -> type[tornado.web.RequestHandler]:
    """Return `handler` for whoever Jupyter lets in, who works as the local owner; 403 for anybody else."""

    class Member(JupyterHandler, handler):  # type: ignore[misc,valid-type]
        person = Person(LOCAL_OWNER)

        async def prepare(self) -> None:
            await JupyterHandler.prepare(self, _redirect_to_login=False)  # type: ignore[misc]
            if not self.current_user:
                raise tornado.web.HTTPError(403)

        def compute_etag(self) -> None:
            """No tag: a film's would be read from the whole film."""

    return Member
