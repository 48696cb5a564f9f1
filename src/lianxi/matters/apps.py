from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "lianxi.matters"
    label = "matters"
