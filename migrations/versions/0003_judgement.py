"""What visits lead to: results, scores, orders, findings; thresholds

Revision ID: 0003
Revises: 0002
Create Date: 2026-11-23 18:05:10.912697

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('thresholds',
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('value', sa.String(length=40), nullable=False),
    sa.Column('changed_by', sa.Integer(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['changed_by'], ['users.id'], name=op.f('fk_thresholds_changed_by')),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_thresholds'))
    )
    op.create_table('findings',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('dealer_id', sa.Integer(), nullable=False),
    sa.Column('item_key', sa.String(length=40), nullable=False),
    sa.Column('section', sa.String(length=20), nullable=False),
    sa.Column('severity', sa.String(length=10), nullable=False),
    sa.Column('critical', sa.Boolean(), nullable=False),
    sa.Column('evidence', sa.String(length=10), nullable=True),
    sa.Column('places', sa.JSON(), nullable=False),
    sa.Column('visits', sa.Integer(), nullable=False),
    sa.Column('opened_on', sa.Date(), nullable=False),
    sa.Column('opened_visit_id', sa.Uuid(), nullable=False),
    sa.Column('last_visit_id', sa.Uuid(), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_by', sa.Integer(), nullable=True),
    sa.Column('closed_reason', sa.Text(), nullable=False),
    sa.CheckConstraint("severity in ('info', 'minor', 'major', 'critical')", name=op.f('ck_findings_severity')),
    sa.ForeignKeyConstraint(['closed_by'], ['users.id'], name=op.f('fk_findings_closed_by')),
    sa.ForeignKeyConstraint(['dealer_id'], ['dealers.id'], name=op.f('fk_findings_dealer_id')),
    sa.ForeignKeyConstraint(['last_visit_id'], ['visits.id'], name=op.f('fk_findings_last_visit_id')),
    sa.ForeignKeyConstraint(['opened_visit_id'], ['visits.id'], name=op.f('fk_findings_opened_visit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_findings'))
    )
    with op.batch_alter_table('findings', schema=None) as batch_op:
        batch_op.create_index('ix_findings_open', ['dealer_id', 'closed_at', 'item_key'], unique=False)

    op.create_table('order_entries',
    sa.Column('ordered_product_id', sa.Integer(), nullable=False),
    sa.Column('agreed', sa.Integer(), nullable=True),
    sa.Column('reason', sa.String(length=200), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('superseded', sa.Boolean(), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('visit_id', sa.Uuid(), nullable=False),
    sa.Column('dealer_id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['dealer_id'], ['dealers.id'], name=op.f('fk_order_entries_dealer_id')),
    sa.ForeignKeyConstraint(['ordered_product_id'], ['products.id'], name=op.f('fk_order_entries_ordered_product_id')),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_order_entries_user_id')),
    sa.ForeignKeyConstraint(['visit_id'], ['visits.id'], name=op.f('fk_order_entries_visit_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_order_entries'))
    )
    with op.batch_alter_table('order_entries', schema=None) as batch_op:
        batch_op.create_index('uq_order_entries_revision', ['visit_id', 'ordered_product_id', 'revision'], unique=True, sqlite_where=sa.text("kind = 'entry'"), postgresql_where=sa.text("kind = 'entry'"))

    op.create_table('order_lines',
    sa.Column('visit_id', sa.Uuid(), nullable=False),
    sa.Column('product_id', sa.Integer(), nullable=False),
    sa.Column('dealer_id', sa.Integer(), nullable=False),
    sa.Column('needed', sa.Integer(), nullable=True),
    sa.Column('after_freshness', sa.Integer(), nullable=True),
    sa.Column('after_cash', sa.Integer(), nullable=True),
    sa.Column('agreed', sa.Integer(), nullable=True),
    sa.Column('reason', sa.String(length=200), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['dealer_id'], ['dealers.id'], name=op.f('fk_order_lines_dealer_id')),
    sa.ForeignKeyConstraint(['product_id'], ['products.id'], name=op.f('fk_order_lines_product_id')),
    sa.ForeignKeyConstraint(['visit_id'], ['visits.id'], name=op.f('fk_order_lines_visit_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('visit_id', 'product_id', name=op.f('pk_order_lines'))
    )
    with op.batch_alter_table('order_lines', schema=None) as batch_op:
        batch_op.create_index('ix_order_lines_dealer', ['dealer_id', 'product_id'], unique=False)

    op.create_table('scores',
    sa.Column('visit_id', sa.Uuid(), nullable=False),
    sa.Column('dimension', sa.String(length=10), nullable=False),
    sa.Column('dealer_id', sa.Integer(), nullable=False),
    sa.Column('value', sa.Double(), nullable=True),
    sa.Column('coverage', sa.Double(), nullable=True),
    sa.Column('capped', sa.Boolean(), nullable=False),
    sa.Column('grade', sa.String(length=1), nullable=True),
    sa.Column('full_audit', sa.Boolean(), nullable=False),
    sa.Column('scored_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['dealer_id'], ['dealers.id'], name=op.f('fk_scores_dealer_id')),
    sa.ForeignKeyConstraint(['visit_id'], ['visits.id'], name=op.f('fk_scores_visit_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('visit_id', 'dimension', name=op.f('pk_scores'))
    )
    with op.batch_alter_table('scores', schema=None) as batch_op:
        batch_op.create_index('ix_scores_dealer', ['dealer_id', 'scored_at', 'dimension'], unique=False)

    op.create_table('visit_results',
    sa.Column('visit_id', sa.Uuid(), nullable=False),
    sa.Column('document', sa.LargeBinary(), nullable=False),
    sa.Column('memory', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['visit_id'], ['visits.id'], name=op.f('fk_visit_results_visit_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('visit_id', name=op.f('pk_visit_results'))
    )
    op.create_table('finding_events',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('finding_id', sa.Uuid(), nullable=False),
    sa.Column('dealer_id', sa.Integer(), nullable=False),
    sa.Column('visit_id', sa.Uuid(), nullable=True),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=8), nullable=False),
    sa.Column('severity', sa.String(length=10), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('happened_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['dealer_id'], ['dealers.id'], name=op.f('fk_finding_events_dealer_id')),
    sa.ForeignKeyConstraint(['finding_id'], ['findings.id'], name=op.f('fk_finding_events_finding_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_finding_events_user_id')),
    sa.ForeignKeyConstraint(['visit_id'], ['visits.id'], name=op.f('fk_finding_events_visit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_finding_events'))
    )
    with op.batch_alter_table('finding_events', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_finding_events_finding_id'), ['finding_id'], unique=False)
        batch_op.create_index('ix_finding_events_timeline', ['dealer_id', 'happened_at', 'id'], unique=False)

    with op.batch_alter_table('visits', schema=None) as batch_op:
        batch_op.create_index('ix_visits_rep', ['rep_id', 'finished_at'], unique=False)



def downgrade():
    with op.batch_alter_table('visits', schema=None) as batch_op:
        batch_op.drop_index('ix_visits_rep')

    with op.batch_alter_table('finding_events', schema=None) as batch_op:
        batch_op.drop_index('ix_finding_events_timeline')
        batch_op.drop_index(batch_op.f('ix_finding_events_finding_id'))

    op.drop_table('finding_events')
    op.drop_table('visit_results')
    with op.batch_alter_table('scores', schema=None) as batch_op:
        batch_op.drop_index('ix_scores_dealer')

    op.drop_table('scores')
    with op.batch_alter_table('order_lines', schema=None) as batch_op:
        batch_op.drop_index('ix_order_lines_dealer')

    op.drop_table('order_lines')
    with op.batch_alter_table('order_entries', schema=None) as batch_op:
        batch_op.drop_index('uq_order_entries_revision', sqlite_where=sa.text("kind = 'entry'"), postgresql_where=sa.text("kind = 'entry'"))

    op.drop_table('order_entries')
    with op.batch_alter_table('findings', schema=None) as batch_op:
        batch_op.drop_index('ix_findings_open')

    op.drop_table('findings')
    op.drop_table('thresholds')
