"""Find what other dealers answered to an item, and what a visit said of promises

Revision ID: 0006
Revises: 0005
Create Date: 2026-11-23 19:41:50.118360

"""
from alembic import op


# revision identifiers, used by Alembic.
revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade():
    op.create_index('ix_last_answers_item_key', 'last_answers', ['item_key'])
    op.create_index('ix_promise_events_visit_id', 'promise_events', ['visit_id'])


def downgrade():
    op.drop_index('ix_promise_events_visit_id', table_name='promise_events')
    op.drop_index('ix_last_answers_item_key', table_name='last_answers')
