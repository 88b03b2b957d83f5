"""Look through the audit log by person, kind and period

Revision ID: 0010
Revises: 0009
Create Date: 2026-11-23 20:29:54.000000

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None

KINDS = {
    'access': ('signed_in', 'sign_in_failed', 'signed_out', 'sign_in_ended', 'password_changed',
               'password_chosen', 'link_made', 'refused'),
    'people': ('person_added', 'person_changed', 'team_added', 'team_renamed', 'handed_over'),
    'settings': ('company_created', 'company_changed', 'thresholds_changed'),
}


def upgrade():
    with op.batch_alter_table('audit_entries') as batch:
        batch.add_column(sa.Column('kind', sa.String(length=10), server_default='records', nullable=False))
    entries = sa.table('audit_entries', sa.column('kind'), sa.column('action'))
    for kind, actions in KINDS.items():
        op.execute(entries.update().where(entries.c.action.in_(actions)).values(kind=kind))
    with op.batch_alter_table('audit_entries') as batch:
        batch.alter_column('kind', server_default=None, existing_type=sa.String(length=10), existing_nullable=False)
        batch.drop_index('ix_audit_entries_at')
        batch.create_index('ix_audit_entries_at', ['at', 'id'])
        batch.create_index('ix_audit_entries_user', ['user_id', 'at', 'id'])
        batch.create_index('ix_audit_entries_kind', ['kind', 'at', 'id'])


def downgrade():
    with op.batch_alter_table('audit_entries') as batch:
        batch.drop_index('ix_audit_entries_kind')
        batch.drop_index('ix_audit_entries_user')
        batch.drop_index('ix_audit_entries_at')
        batch.create_index('ix_audit_entries_at', ['at'])
        batch.drop_column('kind')
