"""The web process: refuses to serve if the database would not keep networks apart."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tta_portal.settings")
application = get_wsgi_application()

from tta_portal.tenancy.guard import refuse_unsafe_database  # noqa: E402  (needs the apps loaded)

refuse_unsafe_database()
