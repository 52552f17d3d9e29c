"""Finds the endpoint of an address by its parts.

FastAPI tries the routes of all rooms one after the other, a millisecond and more for each request. Here every part of
an address leads one step down a tree, and only the few routes at its end are compared. Whatever is found nowhere (other
methods, other addresses, the PWA's files) goes the ordinary way.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from fastapi.routing import APIRoute, APIRouter, RouteContext, iter_route_contexts
from starlette.types import Receive, Scope, Send

_ANY = "{}"
"""The step for a part that is a parameter or has one."""


@dataclass
class _Place:
    """Where the parts read so far lead: further steps, and by method the routes that end here, first come first."""

    steps: "defaultdict[str, _Place]" = field(default_factory=lambda: defaultdict(_Place))
    routes: defaultdict[str, list[tuple[int, RouteContext]]] = field(default_factory=lambda: defaultdict(list))


class Directory:
    """Stands before the app's router and answers what it knows the route of."""

    def __init__(self, router: APIRouter) -> None:
        self._router = router
        self._otherwise = router.middleware_stack
        self._root: _Place | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send a request straight to its endpoint."""
        if self._root is None:
            # The server's start comes by here before any request, and the router has all its routes by then.
            self._root = _tree(self._router)
        found = _find(self._root, scope["method"], scope["path"]) if scope["type"] == "http" else None
        if found is None:
            await self._otherwise(scope, receive, send)
            return
        route, parameters = found
        scope["router"], scope["route"] = self._router, route.original_route
        scope["endpoint"], scope["path_params"] = route.endpoint, parameters
        await route.app(scope, receive, send)


def _find(root: _Place, method: str, path: str) -> tuple[RouteContext, dict[str, Any]] | None:
    places = [root]
    for part in path.split("/"):
        places = [place.steps[step] for place in places for step in (part, _ANY) if step in place.steps]
    routes = [route for place in places for route in place.routes.get(method, ())]
    for _, route in sorted(routes, key=lambda found: found[0]):
        if match := route.path_regex.match(path):
            given = match.groupdict().items()
            return route, {name: route.param_convertors[name].convert(value) for name, value in given}
    return None


def _tree(router: APIRouter) -> _Place:
    root = _Place()
    for order, route in enumerate(iter_route_contexts(router.routes)):
        address = route.path or ""
        if not isinstance(route.original_route, APIRoute) or ":path}" in address:
            continue
        place = root
        for part in address.split("/"):
            place = place.steps[_ANY if "{" in part else part]
        for method in route.methods or ():
            place.routes[method].append((order, route))
    return root
