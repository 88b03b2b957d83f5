"""Minutes: the dealer's page, its links, his answers

Revision ID: 0004
Revises: 0003
Create Date: 2026-11-23 18:32:41.118204

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('minutes',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('visit_id', sa.Uuid(), nullable=False),
    sa.Column('dealer_id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('locale', sa.String(length=8), nullable=False),
    sa.Column('document', sa.JSON(), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['dealer_id'], ['dealers.id'], name=op.f('fk_minutes_dealer_id')),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_minutes_user_id')),
    sa.ForeignKeyConstraint(['visit_id'], ['visits.id'], name=op.f('fk_minutes_visit_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_minutes')),
    sa.UniqueConstraint('visit_id', name=op.f('uq_minutes_visit_id'))
    )
    with op.batch_alter_table('minutes', schema=None) as batch_op:
        batch_op.create_index('ix_minutes_timeline', ['dealer_id', 'sent_at', 'id'], unique=False)

    op.create_table('minutes_links',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('minutes_id', sa.Uuid(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_on', sa.Date(), nullable=False),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['minutes_id'], ['minutes.id'], name=op.f('fk_minutes_links_minutes_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_minutes_links')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_minutes_links_token_hash'))
    )
    with op.batch_alter_table('minutes_links', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_minutes_links_minutes_id'), ['minutes_id'], unique=False)

    op.create_table('minutes_replies',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('link_id', sa.Uuid(), nullable=False),
    sa.Column('minutes_id', sa.Uuid(), nullable=False),
    sa.Column('dealer_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("kind in ('acknowledged', 'correction')", name=op.f('ck_minutes_replies_kind')),
    sa.ForeignKeyConstraint(['dealer_id'], ['dealers.id'], name=op.f('fk_minutes_replies_dealer_id')),
    sa.ForeignKeyConstraint(['link_id'], ['minutes_links.id'], name=op.f('fk_minutes_replies_link_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['minutes_id'], ['minutes.id'], name=op.f('fk_minutes_replies_minutes_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_minutes_replies')),
    sa.UniqueConstraint('link_id', name=op.f('uq_minutes_replies_link_id'))
    )
    with op.batch_alter_table('minutes_replies', schema=None) as batch_op:
        batch_op.create_index('ix_minutes_replies_timeline', ['dealer_id', 'received_at', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_minutes_replies_minutes_id'), ['minutes_id'], unique=False)


def downgrade():
    op.drop_table('minutes_replies')
    op.drop_table('minutes_links')
    op.drop_table('minutes')
