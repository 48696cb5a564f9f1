"""``lianxi serve``: collect the static files, say where it is, run gunicorn."""

from __future__ import annotations

import sys

from django.conf import settings
from django.core.management import call_command
from gunicorn.app.base import BaseApplication

from lianxi.conf import demonstration, office


class _Gunicorn(BaseApplication):  # type: ignore[misc]
    def __init__(self, port: int) -> None:
        self.port = port
        super().__init__()

    def load_config(self) -> None:
        self.cfg.set("bind", f"127.0.0.1:{self.port}")
        self.cfg.set("worker_class", "gthread")
        self.cfg.set("workers", 2)
        self.cfg.set("threads", 4)
        self.cfg.set("timeout", 90)
        self.cfg.set("loglevel", "warning")
        self.cfg.set("control_socket_disable", True)

    def load(self) -> object:
        from lianxi.conf.wsgi import application

        return application


def serve(port: int) -> None:
    """Serve until stopped. Prints the address, and the demo logins or the first one-time link."""
    call_command("collectstatic", verbosity=0, interactive=False)
    address = office.base_url(port)
    print(f"联席已启动：{address}")
    if settings.DEMO:
        print(demonstration.logins_text())
    else:
        link = office.first_link(port)
        if link:
            print(f"首次登录链接（72 小时内有效，只能用一次）：{link}")
    print("按 Ctrl+C 停止。")
    sys.stdout.flush()
    _Gunicorn(port).run()
