"""How Alembic reaches the app's database and its models; the same scripts serve SQLite and PostgreSQL."""

from alembic import context
from flask import current_app

config = context.config
database = current_app.extensions["migrate"].db


def _render_item(kind, value, autogen_context):
    """Write our own column types as what they are to a database, so that scripts do not import the app."""
    if kind == "type" and type(value).__module__.startswith("app."):
        return repr(value.impl).replace("DateTime(", "sa.DateTime(")
    return False


def run() -> None:
    """Run the scripts on the app's own engine."""
    with database.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=database.metadata,
            render_item=_render_item,
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
