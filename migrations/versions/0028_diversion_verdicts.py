"""What supervisors made of signs of diversion

Revision ID: 0028
Revises: 0027
Create Date: 2026-11-24 04:16:00.000000

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "diversion_verdicts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dealer_id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "verdict in ('natural', 'benign', 'hostile', 'unproven')",
            name=op.f("ck_diversion_verdicts_verdict"),
        ),
        sa.ForeignKeyConstraint(["dealer_id"], ["dealers.id"], name=op.f("fk_diversion_verdicts_dealer_id")),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visits.id"], name=op.f("fk_diversion_verdicts_visit_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_diversion_verdicts_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_diversion_verdicts")),
    )
    op.create_index("ix_diversion_verdicts_timeline", "diversion_verdicts", ["dealer_id", "decided_at", "id"])
    op.create_index(op.f("ix_diversion_verdicts_visit_id"), "diversion_verdicts", ["visit_id"])


def downgrade():
    op.drop_index(op.f("ix_diversion_verdicts_visit_id"), table_name="diversion_verdicts")
    op.drop_index("ix_diversion_verdicts_timeline", table_name="diversion_verdicts")
    op.drop_table("diversion_verdicts")
