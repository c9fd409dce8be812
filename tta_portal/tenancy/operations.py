"""The migration operation that keeps a tenant model's rows in their network.

It does what row-level security needs (enable, force, one policy) and what row-level
security cannot do (composite foreign keys: foreign-key checks bypass policies).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

IN_FORCE = "network_id = nullif(current_setting('app.network', true), '')::bigint"


def tenant_keys(model: type[models.Model]) -> Iterator[models.ForeignKey[Any, Any]]:
    """Yield the foreign keys from this tenant model to other tenant models."""
    for field in model._meta.local_fields:
        if isinstance(field, models.ForeignKey) and getattr(field, "db_constraint", True):
            target = field.remote_field.model._meta
            if any(other.name == "network" for other in target.local_fields):
                yield field


class IsolateTenant(Operation):
    """Put models with a `network` under row-level security and composite foreign keys.

    Running it again for the same model is safe, so a migration that adds a foreign key
    to an isolated model simply names the model again.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, *names: str) -> None:
        self.names = names

    def deconstruct(self) -> tuple[str, list[str], dict[str, Any]]:
        return (self.__class__.__qualname__, list(self.names), {})

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The models' state does not change."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        tenants = [to_state.apps.get_model(app_label, name) for name in self.names]
        for model in tenants:
            for statement in _row_level_security(model):
                schema_editor.execute(statement)
        for model in tenants:
            for statement in _composite_keys(model):
                schema_editor.execute(statement)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for name in self.names:
            model = from_state.apps.get_model(app_label, name)
            table = model._meta.db_table
            for field in tenant_keys(model):
                schema_editor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{_key_name(table, field)}"')
            schema_editor.execute(f'DROP POLICY network_isolation ON "{table}"')
            schema_editor.execute(f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY')

    def describe(self) -> str:
        return f"Keep {', '.join(self.names)} inside their network"

    @property
    def migration_name_fragment(self) -> str:
        return "isolate_" + "_".join(name.lower() for name in self.names)


class MakeWhole(Operation):
    """Make the tables of an app in one step: the state first, then the tables as they are in the end.

    Django renders every related model anew after each operation, and here nearly all models are related: that was
    nine tenths of the time that an empty database took. Only for operations that make what did not exist, with every
    field, index and constraint in its CreateModel.
    """

    reduces_to_sql = True
    reversible = True
    serialization_expand_args = ["operations"]

    def __init__(self, operations: list[Operation]) -> None:
        self.operations = operations

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (self.__class__.__qualname__, [], {"operations": self.operations})

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.clear_delayed_apps_cache()
        state.__dict__.pop("apps", None)  # rendered once, when it is next asked for
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Make {len(self.operations)} things whole"


class LetDispatchSee(Operation):
    """Let the dispatch role read some columns of the rows for which a condition holds."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, name: str, *, columns: list[str], where: str) -> None:
        self.name, self.columns, self.where = name, columns, where

    def deconstruct(self) -> tuple[str, list[str], dict[str, Any]]:
        return (self.__class__.__qualname__, [self.name], {"columns": self.columns, "where": self.where})

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The models' state does not change."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        table = to_state.apps.get_model(app_label, self.name)._meta.db_table
        role = settings.DATABASES["dispatch"]["USER"]
        schema_editor.execute(f'DROP POLICY IF EXISTS dispatch_due ON "{table}"')
        schema_editor.execute(f'CREATE POLICY dispatch_due ON "{table}" FOR SELECT TO "{role}" USING ({self.where})')
        schema_editor.execute(f'GRANT SELECT ({", ".join(self.columns)}) ON "{table}" TO "{role}"')

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        table = from_state.apps.get_model(app_label, self.name)._meta.db_table
        role = settings.DATABASES["dispatch"]["USER"]
        schema_editor.execute(f'DROP POLICY dispatch_due ON "{table}"')
        schema_editor.execute(f'REVOKE ALL ON "{table}" FROM "{role}"')

    def describe(self) -> str:
        return f"Let the dispatch role see due rows of {self.name}"


def _row_level_security(model: type[models.Model]) -> Iterator[str]:
    table = model._meta.db_table
    key = f"{table}_network_key"
    yield f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY'
    yield f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY'
    yield f'DROP POLICY IF EXISTS network_isolation ON "{table}"'
    yield f'CREATE POLICY network_isolation ON "{table}" USING ({IN_FORCE}) WITH CHECK ({IN_FORCE})'
    yield f'CREATE UNIQUE INDEX IF NOT EXISTS "{key}" ON "{table}" (network_id, "{model._meta.pk.column}")'


def _composite_keys(model: type[models.Model]) -> Iterator[str]:
    table = model._meta.db_table
    for field in tenant_keys(model):
        target, name = field.remote_field.model._meta, _key_name(table, field)
        yield f'ALTER TABLE "{table}" DROP CONSTRAINT IF EXISTS "{name}"'
        yield (
            f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" FOREIGN KEY (network_id, "{field.column}") '
            f'REFERENCES "{target.db_table}" (network_id, "{target.pk.column}")'
        )


def _key_name(table: str, field: models.ForeignKey[Any, Any]) -> str:
    return f"{table}_{field.column}_same_network"[:63]
