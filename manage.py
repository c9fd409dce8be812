#!/usr/bin/env python
"""Run a command of the portal."""

import os
import sys

from django.core.management import execute_from_command_line

from devtools import env

if __name__ == "__main__":
    env.load()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tta_portal.settings")
    execute_from_command_line(sys.argv)
