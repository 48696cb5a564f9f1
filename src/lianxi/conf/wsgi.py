"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

from lianxi.conf.demonstration import require_own_folder

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianxi.conf.settings")
require_own_folder()
application = get_wsgi_application()
