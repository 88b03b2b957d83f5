"""The address under which the company opens Rounds

Revision ID: 0025
Revises: 0024
Create Date: 2026-11-24 03:03:40.118203

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("companies", sa.Column("site", sa.String(length=200), nullable=True))


def downgrade():
    with op.batch_alter_table("companies") as batch:
        batch.drop_column("site")
