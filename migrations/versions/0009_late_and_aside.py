"""Keep when a visit was over on the phone, how far its clock was off, and what arrives late

Revision ID: 0009
Revises: 0008
Create Date: 2026-11-23 20:35:02.114207

"""
import sqlalchemy as sa
from alembic import op


# revision identifiers, used by Alembic.
revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

LATE = sa.text("kind = 'late'")
OPEN, OPEN_ALONE = sa.text('finished_at IS NULL'), sa.text('finished_at IS NULL AND NOT aside')


def _one_open(condition):
    op.create_index(
        'uq_visits_one_open', 'visits', ['rep_id'], unique=True, sqlite_where=condition, postgresql_where=condition
    )


def upgrade():
    op.add_column('visits', sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('visits', sa.Column('clock_off', sa.Integer(), nullable=False, server_default=sa.text('0')))
    op.add_column('visits', sa.Column('aside', sa.Boolean(), nullable=False, server_default=sa.false()))
    op.drop_index('uq_visits_one_open', table_name='visits')
    _one_open(OPEN_ALONE)
    for table in ('answers', 'stock_counts'):
        op.create_index(
            f'ix_{table}_late', table, ['dealer_id', 'received_at', 'id'], sqlite_where=LATE, postgresql_where=LATE
        )


def downgrade():
    for table in ('answers', 'stock_counts'):
        op.drop_index(f'ix_{table}_late', table_name=table)
    op.drop_index('uq_visits_one_open', table_name='visits')
    _one_open(OPEN)
    for column in ('aside', 'clock_off', 'ended_at'):
        op.drop_column('visits', column)
