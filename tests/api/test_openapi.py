"""The interface as it is written down: the client's copy is the server's own, and no view of a candidate has a key."""

import json
from pathlib import Path

from fastapi import FastAPI

COPY = Path(__file__).resolve().parents[2] / "client_web" / "openapi.json"
FOR_STAFF = ("/api/admin/", "/api/proctor/")


def test_the_clients_copy_is_the_servers_interface(built_app: FastAPI) -> None:
    """Mend: `make api`."""
    assert json.loads(COPY.read_text("utf-8")) == json.loads(json.dumps(built_app.openapi()))


def referred(schema: object, components: dict[str, object], seen: set[str]) -> set[str]:
    """The names of all schemas that `schema` leads to."""
    if isinstance(schema, list):
        for one in schema:
            referred(one, components, seen)
    if isinstance(schema, dict):
        name = str(schema.get("$ref", "")).rpartition("/")[2]
        if name and name not in seen:
            seen.add(name)
            referred(components[name], components, seen)
        for one in schema.values():
            referred(one, components, seen)
    return seen


def test_no_schema_that_a_candidate_is_sent_has_a_key(built_app: FastAPI) -> None:
    document = built_app.openapi()
    components = document["components"]["schemas"]
    seen: set[str] = set()
    for path, operations in document["paths"].items():
        if not path.startswith(FOR_STAFF):
            referred(operations, components, seen)
    assert "SlotView" in seen
    assert not seen & {"ItemDetail", "ItemRow", "OptionTextView"}
    assert not any("correct_ids" in components[name].get("properties", {}) for name in seen)
