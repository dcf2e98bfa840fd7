"""What programs need: keys, requests that are not kept twice, and what became of cards."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the three tables."""
    _make_repeats()
    _make_keys()
    _make_feedback()


def _make_repeats() -> None:
    op.create_table(
        "ilium_repeat",
        sa.Column("mark", sa.String(64), primary_key=True),
        sa.Column("content", sa.String(64), nullable=False),
        sa.Column(
            "episode",
            sa.String(40),
            sa.ForeignKey("ilium_episode.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
    )


def _make_keys() -> None:
    op.create_table(
        "ilium_api_key",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("episodes", sa.Boolean, nullable=False),
        sa.Column("made", sa.Date, nullable=False),
        sa.Column("expires", sa.Date, nullable=False),
        sa.Column("revoked", sa.Date, nullable=True),
    )


def _make_feedback() -> None:
    op.create_table(
        "ilium_feedback",
        sa.Column("mark", sa.String(64), primary_key=True),
        sa.Column("service", sa.String(40), nullable=False),
        sa.Column("card", sa.String(40), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("details", sa.JSON, nullable=False),
    )


def downgrade() -> None:
    """Take them away; episodes stay."""
    op.drop_table("ilium_feedback")
    op.drop_table("ilium_api_key")
    op.drop_table("ilium_repeat")
