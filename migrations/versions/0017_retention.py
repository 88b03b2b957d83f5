"""When the sensitive facts of a visit were deleted, and when the tidying of the day was done

Revision ID: 0017
Revises: 0016
Create Date: 2026-11-23 21:02:13.000000

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None

KEPT = sa.text('sensitive_deleted_on IS NULL')


def upgrade():
    op.add_column('companies', sa.Column('tidied_on', sa.Date(), nullable=True))
    op.add_column('visits', sa.Column('sensitive_deleted_on', sa.Date(), nullable=True))
    op.create_index('ix_visits_sensitive', 'visits', ['finished_at'], sqlite_where=KEPT, postgresql_where=KEPT)


def downgrade():
    op.drop_index('ix_visits_sensitive', table_name='visits')
    with op.batch_alter_table('visits') as batch:
        batch.drop_column('sensitive_deleted_on')
    with op.batch_alter_table('companies') as batch:
        batch.drop_column('tidied_on')
