"""Find the entries of a visit of whatever kind; the unique indexes hold those of one kind alone

Revision ID: 0005
Revises: 0004
Create Date: 2026-11-23 19:35:12.402713

"""
from alembic import op


# revision identifiers, used by Alembic.
revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

TABLES = ('answers', 'stock_counts', 'order_entries')


def upgrade():
    for table in TABLES:
        op.create_index(f'ix_{table}_visit_id', table, ['visit_id'])


def downgrade():
    for table in TABLES:
        op.drop_index(f'ix_{table}_visit_id', table_name=table)
