from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "lianxi.web"
    label = "web"
