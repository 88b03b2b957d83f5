"""Versions of the checklist that the company made, and edits that are not published

Revision ID: 0015
Revises: 0014
Create Date: 2026-11-23 20:49:13.000000

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None

# Written out: visits refer to this table, so SQLite must not build it anew to add a reference.
ADDED = (
    'author_id INTEGER CONSTRAINT fk_checklist_versions_author_id REFERENCES users (id)',
    'base_id INTEGER CONSTRAINT fk_checklist_versions_base_id REFERENCES checklist_versions (id)',
    "note VARCHAR(200) DEFAULT '' NOT NULL",
)


def upgrade():
    for column in ADDED:
        op.execute(f'ALTER TABLE checklist_versions ADD COLUMN {column}')
    op.create_table('checklist_edits',
    sa.Column('item_key', sa.String(length=40), nullable=False),
    sa.Column('section', sa.String(length=20), nullable=False),
    sa.Column('document', sa.JSON(), nullable=False),
    sa.Column('changed_by', sa.Integer(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['changed_by'], ['users.id'], name='fk_checklist_edits_changed_by'),
    sa.PrimaryKeyConstraint('item_key', name='pk_checklist_edits')
    )


def downgrade():
    op.drop_table('checklist_edits')
    with op.batch_alter_table('checklist_versions') as batch:
        batch.drop_column('note')
        batch.drop_column('base_id')
        batch.drop_column('author_id')
