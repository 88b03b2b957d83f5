"""Know when a browser was last seen, and count failed tries for all nodes

Revision ID: 0016
Revises: 0015
Create Date: 2026-11-23 21:05:00.000000

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('sign_ins') as batch:
        batch.add_column(sa.Column('seen_at', sa.DateTime(timezone=True), nullable=True))
    op.execute('UPDATE sign_ins SET seen_at = CURRENT_TIMESTAMP')
    with op.batch_alter_table('sign_ins') as batch:
        batch.alter_column('seen_at', existing_type=sa.DateTime(timezone=True), nullable=False)
    op.create_table(
        'failed_tries',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('key', sa.String(length=64), nullable=False),
        sa.Column('at', sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_failed_tries')),
    )
    op.create_index('ix_failed_tries_at', 'failed_tries', ['at'])
    op.create_index('ix_failed_tries_key', 'failed_tries', ['key', 'at'])


def downgrade():
    op.drop_table('failed_tries')
    with op.batch_alter_table('sign_ins') as batch:
        batch.drop_column('seen_at')
