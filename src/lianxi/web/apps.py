from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "lianxi.web"
    label = "web"

    def ready(self) -> None:
        from lianxi.roster import moment
        from lianxi.web import binder_papers, clock

        moment.use_clock(lambda: clock.now())
        binder_papers.register()
