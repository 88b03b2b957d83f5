"""What the production server imports, and what ``flask --app wsgi`` runs its commands on."""

import gc
import os

from app import create_app, daily

COMMANDS = os.environ.get("FLASK_RUN_FROM_CLI") == "true"
app = create_app(commands=COMMANDS)

# What is loaded now stays. Taken out of the collector's sight it is not gone through again at every full
# collection, which would stop all requests for tens of milliseconds.
gc.collect()
gc.freeze()
# A request makes thousands of objects and few circles; the default looks for circles every 700 objects.
gc.set_threshold(20_000, 20, 20)

if not COMMANDS:
    daily.start(app)
