"""Smallest orders, pallets, credit, and what is out of the ordinary about an order

Revision ID: 0012
Revises: 0011
Create Date: 2026-11-23 20:40:12.530118

"""
import sqlalchemy as sa
from alembic import op


# revision identifiers, used by Alembic.
revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None

CURRENT = sa.text("kind = 'entry'")


def upgrade():
    op.add_column('products', sa.Column('minimum_cases', sa.Integer(), nullable=False, server_default=sa.text('0')))
    op.add_column('products', sa.Column('pallet_cases', sa.Integer(), nullable=True))
    op.add_column('dealers', sa.Column('credit_days', sa.Integer(), nullable=False, server_default=sa.text('0')))
    op.create_table('order_terms',
    sa.Column('term', sa.String(length=10), nullable=False),
    sa.Column('value', sa.Integer(), nullable=True),
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
    sa.CheckConstraint("term in ('event', 'floor')", name=op.f('ck_order_terms_term')),
    sa.ForeignKeyConstraint(['dealer_id'], ['dealers.id'], name=op.f('fk_order_terms_dealer_id')),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_order_terms_user_id')),
    sa.ForeignKeyConstraint(['visit_id'], ['visits.id'], name=op.f('fk_order_terms_visit_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_order_terms'))
    )
    op.create_index(
        'uq_order_terms_revision', 'order_terms', ['visit_id', 'term', 'revision'], unique=True,
        sqlite_where=CURRENT, postgresql_where=CURRENT,
    )
    op.create_index(op.f('ix_order_terms_visit_id'), 'order_terms', ['visit_id'], unique=False)


def downgrade():
    op.drop_table('order_terms')
    op.drop_column('dealers', 'credit_days')
    op.drop_column('products', 'pallet_cases')
    op.drop_column('products', 'minimum_cases')
