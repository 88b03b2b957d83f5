"""Decisions on finished visits, and comments

Revision ID: 0014
Revises: 0013
Create Date: 2026-11-23 20:44:31.904417

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('reviews',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('visit_id', sa.Uuid(), nullable=False),
    sa.Column('dealer_id', sa.Integer(), nullable=False),
    sa.Column('rep_id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('decision', sa.String(length=9), nullable=False),
    sa.Column('item_key', sa.String(length=40), nullable=True),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("decision in ('approved', 'sent_back', 'reopened')", name=op.f('ck_reviews_decision')),
    sa.ForeignKeyConstraint(['dealer_id'], ['dealers.id'], name=op.f('fk_reviews_dealer_id')),
    sa.ForeignKeyConstraint(['rep_id'], ['users.id'], name=op.f('fk_reviews_rep_id')),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_reviews_user_id')),
    sa.ForeignKeyConstraint(['visit_id'], ['visits.id'], name=op.f('fk_reviews_visit_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reviews'))
    )
    waiting = sa.text('settled_at IS NULL')
    op.create_index('ix_reviews_timeline', 'reviews', ['dealer_id', 'received_at', 'id'])
    op.create_index('ix_reviews_visit_id', 'reviews', ['visit_id'])
    op.create_index('ix_reviews_waiting', 'reviews', ['rep_id'], sqlite_where=waiting, postgresql_where=waiting)
    op.create_table('comments',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('dealer_id', sa.Integer(), nullable=False),
    sa.Column('visit_id', sa.Uuid(), nullable=True),
    sa.Column('about', sa.String(length=12), nullable=False),
    sa.Column('about_id', sa.Uuid(), nullable=False),
    sa.Column('item_key', sa.String(length=40), nullable=True),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('to_id', sa.Integer(), nullable=True),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['dealer_id'], ['dealers.id'], name=op.f('fk_comments_dealer_id')),
    sa.ForeignKeyConstraint(['to_id'], ['users.id'], name=op.f('fk_comments_to_id')),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_comments_user_id')),
    sa.ForeignKeyConstraint(['visit_id'], ['visits.id'], name=op.f('fk_comments_visit_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_comments'))
    )
    unseen = sa.text('seen_at IS NULL')
    op.create_index('ix_comments_about_id', 'comments', ['about_id'])
    op.create_index('ix_comments_timeline', 'comments', ['dealer_id', 'received_at', 'id'])
    op.create_index('ix_comments_unseen', 'comments', ['to_id'], sqlite_where=unseen, postgresql_where=unseen)
    op.create_index('ix_comments_visit_id', 'comments', ['visit_id'])


def downgrade():
    op.drop_table('comments')
    op.drop_table('reviews')
