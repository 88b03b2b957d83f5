"""The plan: visits that somebody gave a day and a rep by hand, and days off

Revision ID: 0020
Revises: 0019
Create Date: 2026-11-23 22:19:02.518846

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None

HOLDS = sa.text('replaced_at IS NULL')


def upgrade():
    op.create_table('planned_visits',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('dealer_id', sa.Integer(), nullable=False),
    sa.Column('rep_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('set_by_id', sa.Integer(), nullable=False),
    sa.Column('set_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('replaced_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['dealer_id'], ['dealers.id'], name=op.f('fk_planned_visits_dealer_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['rep_id'], ['users.id'], name=op.f('fk_planned_visits_rep_id')),
    sa.ForeignKeyConstraint(['set_by_id'], ['users.id'], name=op.f('fk_planned_visits_set_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_planned_visits'))
    )
    op.create_index('uq_planned_visits_holds', 'planned_visits', ['dealer_id'], unique=True,
                    sqlite_where=HOLDS, postgresql_where=HOLDS)
    op.create_index('ix_planned_visits_rep', 'planned_visits', ['rep_id', 'day', 'dealer_id'])
    op.create_table('absences',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('first_on', sa.Date(), nullable=False),
    sa.Column('last_on', sa.Date(), nullable=False),
    sa.Column('reason', sa.String(length=80), nullable=False),
    sa.Column('set_by_id', sa.Integer(), nullable=False),
    sa.Column('set_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('first_on <= last_on', name=op.f('ck_absences_days')),
    sa.ForeignKeyConstraint(['set_by_id'], ['users.id'], name=op.f('fk_absences_set_by_id')),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_absences_user_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_absences'))
    )
    op.create_index('ix_absences_user', 'absences', ['user_id', 'last_on'])


def downgrade():
    op.drop_table('absences')
    op.drop_table('planned_visits')
