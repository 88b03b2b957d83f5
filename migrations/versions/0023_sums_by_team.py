"""Sums of visits by team and day, which hold the scores now, and an index that lots at risk are summed up from

Revision ID: 0023
Revises: 0022
Create Date: 2026-11-23 23:52:18.204117

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

WORK = ("visits", "full_audits", "minutes", "counted", "seen", "document", "told", "photos")
SCORES = ("s2", "s3", "s4", "s5", "s6", "s7", "overall")
LOTS = ["product_id", "produced_on"]


def _scores():
    return [
        (f"{name}_{kind}", type_) for name in SCORES for kind, type_ in (("sum", sa.Double), ("times", sa.Integer))
    ]


def upgrade():
    op.create_table(
        "team_days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in WORK),
        *(sa.Column(name, type_(), nullable=False) for name, type_ in _scores()),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_team_days_team_id")),
        sa.PrimaryKeyConstraint("day", "team_id", name=op.f("pk_team_days")),
    )
    with op.batch_alter_table("rep_days") as batch:
        for name, _type in _scores():
            batch.drop_column(name)
    op.drop_index("ix_risk_lots_product", table_name="risk_lots")
    op.create_index("ix_risk_lots_product", "risk_lots", [*LOTS, "dealer_id", "risk", "money", "expires_on"])
    op.execute("DELETE FROM risk_lots WHERE dealer_id IN (SELECT id FROM dealers WHERE NOT active)")
    # The sums are made in 0026, with the columns that they have by then.


def downgrade():
    op.drop_index("ix_risk_lots_product", table_name="risk_lots")
    op.create_index("ix_risk_lots_product", "risk_lots", LOTS)
    with op.batch_alter_table("rep_days") as batch:
        for name, type_ in _scores():
            batch.add_column(sa.Column(name, type_(), nullable=False, server_default="0"))
    op.drop_table("team_days")
