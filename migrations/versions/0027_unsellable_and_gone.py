"""Unsellable goods that left the floor without being sold or sent back

Revision ID: 0027
Revises: 0026
Create Date: 2026-11-24 03:29:40.208611

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("stock_counts", sa.Column("disposed", sa.Integer(), nullable=True))


def downgrade():
    with op.batch_alter_table("stock_counts") as batch:
        batch.drop_column("disposed")
