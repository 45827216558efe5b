"""Alembic's entry: migrations run on the connection that `database.connect` hands over, in its transaction."""

from alembic import context

from monitor.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
context.run_migrations()
