"""Alembic's entry: migrates the connection it is handed."""

from alembic import context

from proctor_server.db.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
