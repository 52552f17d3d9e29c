"""The OpenAPI document, as the server really answers.

FastAPI describes refusals in its own form. Here each is the problem document that is sent, and those that come from the
frame around the endpoints stand beside the endpoints' own.
"""

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI

from api.kit.errors import MEDIA_TYPE, AppError, BodyTooLarge, ForeignOrigin, Problem, RequestInvalid
from api.kit.web import SAFE_METHODS

_FIRST_REFUSAL = "400"
_FASTAPIS_SCHEMAS = ("HTTPValidationError", "ValidationError")
_FASTAPIS_WORDS = "Validation Error"


class DocumentedApp(FastAPI):
    """An app whose contract can be taken at its word."""

    def openapi(self) -> dict[str, Any]:
        """The document; made once."""
        if self.openapi_schema is None:
            document = super().openapi()
            for methods in document["paths"].values():
                for method, operation in methods.items():
                    _describe(method, operation)
            components = document.setdefault("components", {})
            schemas = {**components.get("schemas", {}), Problem.__name__: Problem.model_json_schema()}
            kept = schemas.keys() - set(_FASTAPIS_SCHEMAS)
            components["schemas"] = {name: schemas[name] for name in sorted(kept)}
        return self.openapi_schema or {}


def _describe(method: str, operation: dict[str, Any]) -> None:
    responses = operation["responses"]
    for error in _from_the_frame(method, operation):
        response = responses.setdefault(str(error.status), {"description": _FASTAPIS_WORDS})
        own = [] if response["description"] == _FASTAPIS_WORDS else response["description"].split(", ")
        response["description"] = ", ".join(dict.fromkeys([*own, error.code]))
    for status, response in responses.items():
        if status >= _FIRST_REFUSAL:
            response["content"] = {MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{Problem.__name__}"}}}


def _from_the_frame(method: str, operation: dict[str, Any]) -> Iterator[type[AppError]]:
    if method.upper() not in SAFE_METHODS:
        yield ForeignOrigin
    if "requestBody" in operation:
        yield BodyTooLarge
    if "requestBody" in operation or "parameters" in operation:
        yield RequestInvalid
