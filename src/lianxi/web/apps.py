from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "lianxi.web"
    label = "web"

    def ready(self) -> None:
        from lianxi.roster import lockout
        from lianxi.web import clock

        lockout.use_clock(lambda: clock.now())
