from django.apps import AppConfig


class ComplianceConfig(AppConfig):
    name = "lianxi.compliance"
    label = "compliance"
