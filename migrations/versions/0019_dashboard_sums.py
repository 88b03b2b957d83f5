"""What the dashboard adds up: sums of visits by rep and day, lots at risk, and what a dealer's visits say now

Revision ID: 0019
Revises: 0018
Create Date: 2026-11-23 21:50:11.402113

"""
from zoneinfo import ZoneInfo

from alembic import op
from flask import current_app
import sqlalchemy as sa

from app.visits.tallies.filling import fill_facts


# revision identifiers, used by Alembic.
revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None

CRITICAL = sa.text("closed_at IS NULL AND severity = 'critical'")
MEASURES = ('minutes', 'evidence_counted', 'evidence_seen', 'evidence_document', 'evidence_told', 'photos_taken')
SUMS = ('visits', 'full_audits', 'minutes', 'counted', 'seen', 'document', 'told', 'photos')
SCORES = ('s2', 's3', 's4', 's5', 's6', 's7', 'overall')


def upgrade():
    op.add_column('dealers', sa.Column('health', sa.String(length=1), nullable=True))
    op.add_column('dealers', sa.Column('diversion', sa.Integer(), nullable=True))
    op.add_column('visits', sa.Column('day', sa.Date(), nullable=True))
    for name in MEASURES:
        op.add_column('visits', sa.Column(name, sa.Integer(), nullable=True))
    op.create_index('ix_visits_day', 'visits', ['day', 'id'])
    op.create_index('ix_findings_critical', 'findings', ['opened_on', 'id', 'dealer_id'],
                    sqlite_where=CRITICAL, postgresql_where=CRITICAL)
    op.create_index('ix_promises_kept', 'promises', ['due', 'owner', 'state', 'dealer_id', 'settled_on', 'moves'])
    scores = [
        sa.Column(f'{name}_{kind}', type_(), nullable=False)
        for name in SCORES for kind, type_ in (('sum', sa.Double), ('times', sa.Integer))
    ]
    op.create_table('rep_days',
    sa.Column('rep_id', sa.Integer(), nullable=False),
    sa.Column('team_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    *(sa.Column(name, sa.Integer(), nullable=False) for name in SUMS),
    *scores,
    sa.ForeignKeyConstraint(['rep_id'], ['users.id'], name=op.f('fk_rep_days_rep_id')),
    sa.ForeignKeyConstraint(['team_id'], ['teams.id'], name=op.f('fk_rep_days_team_id')),
    sa.PrimaryKeyConstraint('rep_id', 'team_id', 'day', name=op.f('pk_rep_days'))
    )
    op.create_index('ix_rep_days_day', 'rep_days', ['day', 'team_id'])
    op.create_table('risk_lots',
    sa.Column('dealer_id', sa.Integer(), nullable=False),
    sa.Column('product_id', sa.Integer(), nullable=False),
    sa.Column('produced_on', sa.Date(), nullable=False),
    sa.Column('quantity', sa.Integer(), nullable=False),
    sa.Column('risk', sa.Integer(), nullable=False),
    sa.Column('money', sa.BigInteger(), nullable=True),
    sa.Column('limit_on', sa.Date(), nullable=False),
    sa.Column('expires_on', sa.Date(), nullable=False),
    sa.Column('counted_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['dealer_id'], ['dealers.id'], name=op.f('fk_risk_lots_dealer_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['product_id'], ['products.id'], name=op.f('fk_risk_lots_product_id')),
    sa.PrimaryKeyConstraint('dealer_id', 'product_id', 'produced_on', name=op.f('pk_risk_lots'))
    )
    op.create_index('ix_risk_lots_expiry', 'risk_lots', ['expires_on', 'dealer_id', 'product_id', 'produced_on'])
    op.create_index('ix_risk_lots_product', 'risk_lots', ['product_id', 'produced_on'])
    fill_facts(op.get_bind(), _zone())  # the sums by day are made by the script that gave them their shape of today


def _zone():
    name = op.get_bind().execute(sa.text('SELECT max(time_zone) FROM companies')).scalar()
    name = name or current_app.config.get('TIME_ZONE')
    return ZoneInfo(name) if name else None


def downgrade():
    op.drop_table('risk_lots')
    op.drop_table('rep_days')
    op.drop_index('ix_promises_kept', table_name='promises')
    op.drop_index('ix_findings_critical', table_name='findings')
    op.drop_index('ix_visits_day', table_name='visits')
    with op.batch_alter_table('visits') as batch:
        for name in ('day', *MEASURES):
            batch.drop_column(name)
    with op.batch_alter_table('dealers') as batch:
        batch.drop_column('diversion')
        batch.drop_column('health')
