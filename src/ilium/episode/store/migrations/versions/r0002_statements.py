"""What was said on which day, so that newer knowledge can say what moved."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of statements."""
    op.create_table(
        "ilium_statement",
        sa.Column(
            "episode", sa.String(40), sa.ForeignKey("ilium_episode.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("date", sa.Date, nullable=False),
        sa.Column("check_ins", sa.Integer, nullable=False),
        sa.Column("knowledge_version", sa.String(40), nullable=False),
        sa.Column("knowledge_hash", sa.String(64), nullable=False),
        sa.Column("urgency", sa.String(40), nullable=False),
        sa.Column("chances", sa.JSON, nullable=False),
    )


def downgrade() -> None:
    """Take the table of statements away; answers stay."""
    op.drop_table("ilium_statement")
