from django.apps import AppConfig
from django.conf import settings


class DemoConfig(AppConfig):
    name = "lianxi.demo"
    label = "demo"

    def ready(self) -> None:
        if settings.DEMO:
            from lianxi.demo.logins import LOGINS, PASSWORD
            from lianxi.web.accounts import offer_logins

            offer_logins((name, who, PASSWORD) for name, who in LOGINS)
