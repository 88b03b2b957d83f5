"""Whose dealer a planned visit was given away by: it holds for as long as the dealer is still his

Revision ID: 0021
Revises: 0020
Create Date: 2026-11-23 22:28:40.118230

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None


def upgrade():
    op.add_column('planned_visits', sa.Column('owner_id', sa.Integer(), nullable=True))
    op.execute('UPDATE planned_visits SET owner_id ='
               ' (SELECT rep_id FROM dealers WHERE dealers.id = planned_visits.dealer_id)')


def downgrade():
    with op.batch_alter_table('planned_visits') as batch:
        batch.drop_column('owner_id')
