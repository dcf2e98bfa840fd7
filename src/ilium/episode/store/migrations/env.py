"""Where Alembic runs the steps: on the connection it is given, inside the transaction it finds."""

from alembic import context

from ilium.episode.store.history import VERSION_TABLE
from ilium.episode.store.rows import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,
)
context.run_migrations()
