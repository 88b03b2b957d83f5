"""How surprising a visit is and how its review stands; look-alike photos

Revision ID: 0008
Revises: 0007
Create Date: 2026-11-23 20:24:07.551208

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade():
    op.add_column('visits', sa.Column('surprise', sa.Integer(), nullable=False, server_default='0'))
    op.add_column('visits', sa.Column('surprises', sa.JSON(), nullable=True))
    op.add_column('visits', sa.Column('review', sa.String(length=9), nullable=False, server_default='waiting'))
    finished = sa.text('finished_at IS NOT NULL')
    op.create_index(
        'ix_visits_review', 'visits', ['review', 'surprise', 'finished_at', 'id'],
        sqlite_where=finished, postgresql_where=finished,
    )
    op.create_index('ix_photos_dhash', 'photos', ['dhash'])


def downgrade():
    op.drop_index('ix_photos_dhash', table_name='photos')
    op.drop_index('ix_visits_review', table_name='visits')
    for name in ('review', 'surprises', 'surprise'):
        op.drop_column('visits', name)
