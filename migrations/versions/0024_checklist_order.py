"""The order in which the next version of the checklist asks the questions of a section

Revision ID: 0024
Revises: 0023
Create Date: 2026-11-24 00:05:11.204816

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "checklist_orders",
        sa.Column("section", sa.String(length=20), nullable=False),
        sa.Column("keys", sa.JSON(), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["changed_by"], ["users.id"], name=op.f("fk_checklist_orders_changed_by")),
        sa.PrimaryKeyConstraint("section", name=op.f("pk_checklist_orders")),
    )


def downgrade():
    op.drop_table("checklist_orders")
