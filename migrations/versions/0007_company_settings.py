"""Where the company is, its logo, and how long it keeps sensitive facts

Revision ID: 0007
Revises: 0006
Create Date: 2026-11-23 20:19:56.000000

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def columns():
    return (
        sa.Column('time_zone', sa.String(length=40), nullable=True),
        sa.Column('currency', sa.String(length=3), server_default='CNY', nullable=False),
        sa.Column('sensitive_months', sa.Integer(), server_default='24', nullable=True),
        sa.Column('logo', sa.Text(), nullable=True),
        sa.Column('logo_mark', sa.String(length=16), nullable=True),
    )


def upgrade():
    with op.batch_alter_table('companies') as batch:
        for column in columns():
            batch.add_column(column)


def downgrade():
    with op.batch_alter_table('companies') as batch:
        for column in columns():
            batch.drop_column(column.name)
