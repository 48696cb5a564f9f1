from django.apps import AppConfig


class BinderConfig(AppConfig):
    name = "lianxi.binder"
    label = "binder"
