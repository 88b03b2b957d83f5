"""Until when a dealer was whose, and which visits reached us after he had passed on

Revision ID: 0022
Revises: 0021
Create Date: 2026-11-23 23:40:02.310417

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "past_reps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dealer_id", sa.Integer(), nullable=False),
        sa.Column("rep_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["dealer_id"], ["dealers.id"], name=op.f("fk_past_reps_dealer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["rep_id"], ["users.id"], name=op.f("fk_past_reps_rep_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_past_reps")),
    )
    op.create_index("ix_past_reps_dealer", "past_reps", ["dealer_id", "until", "id"])
    op.add_column("visits", sa.Column("passed_on", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade():
    op.drop_column("visits", "passed_on")
    op.drop_index("ix_past_reps_dealer", table_name="past_reps")
    op.drop_table("past_reps")
