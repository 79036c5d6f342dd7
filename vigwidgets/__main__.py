"""Lets `python -m vigwidgets` do what `vig` does."""

import sys

from vigwidgets.cli import main

sys.exit(main())
