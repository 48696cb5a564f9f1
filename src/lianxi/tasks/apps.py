from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "lianxi.tasks"
    label = "tasks"
