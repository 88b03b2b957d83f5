"""Keep what the phrase guard found in minutes

Revision ID: 0013
Revises: 0012
Create Date: 2026-11-23 20:50:00.000000

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        'minutes_wordings',
        sa.Column('visit_id', sa.Uuid(), nullable=False),
        sa.Column('kept', sa.Text(), nullable=False),
        sa.Column('rewritten', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ['visit_id'], ['visits.id'], name=op.f('fk_minutes_wordings_visit_id'), ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('visit_id', name=op.f('pk_minutes_wordings')),
    )


def downgrade():
    op.drop_table('minutes_wordings')
