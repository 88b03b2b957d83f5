"""Which reviews and comments belong to the self-check

Revision ID: 0018
Revises: 0017
Create Date: 2026-11-23 21:16:02.115907

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None


def upgrade():
    for table in ('reviews', 'comments'):
        op.add_column(table, sa.Column('private', sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade():
    for table in ('comments', 'reviews'):
        op.drop_column(table, 'private')
