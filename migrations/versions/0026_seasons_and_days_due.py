"""What the rules had no place for: the day a product ran out, its season, a dealer's city tier, when a visit was due

Revision ID: 0026
Revises: 0025
Create Date: 2026-11-24 03:04:14.511042

"""
from alembic import op
import sqlalchemy as sa

from app.visits.tallies.filling import count_again


# revision identifiers, used by Alembic.
revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

ADDED = (
    ("stock_counts", "empty_since", sa.Date),
    ("products", "season_from", sa.Integer),
    ("products", "season_to", sa.Integer),
    ("dealers", "city_tier", lambda: sa.String(length=4)),
    ("visits", "due_until", sa.Date),
)
SUMS = ("were_due", "on_time")
SUMMED = ("rep_days", "team_days")


def upgrade():
    for table, name, type_ in ADDED:
        op.add_column(table, sa.Column(name, type_(), nullable=True))
    for table in SUMMED:
        for name in SUMS:
            op.add_column(table, sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
        with op.batch_alter_table(table) as batch:
            for name in SUMS:
                batch.alter_column(name, server_default=None)
    count_again(op.get_bind())


def downgrade():
    for table in SUMMED:
        with op.batch_alter_table(table) as batch:
            for name in SUMS:
                batch.drop_column(name)
    for table, name, _type in reversed(ADDED):
        with op.batch_alter_table(table) as batch:
            batch.drop_column(name)
