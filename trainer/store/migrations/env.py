"""What alembic runs to migrate or compare: on the connection it is handed, within that one's transaction."""

from alembic import context

from trainer.store.revisions import VERSION_TABLE
from trainer.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSION_TABLE,
    render_as_batch=True,
    compare_type=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
