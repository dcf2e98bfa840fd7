"""Episodes and their check-ins."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the first two tables."""
    op.create_table(
        "ilium_episode",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("started", sa.Date, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("case", sa.JSON, nullable=False),
    )
    op.create_table(
        "ilium_check_in",
        sa.Column(
            "episode", sa.String(40), sa.ForeignKey("ilium_episode.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("date", sa.Date, nullable=False),
        sa.Column("answers", sa.JSON, nullable=False),
    )


def downgrade() -> None:
    """Take the first two tables away."""
    op.drop_table("ilium_check_in")
    op.drop_table("ilium_episode")
