"""Imports every module that defines a table, so that the metadata is whole."""

from api.kit import audit, outbox, rules, scope, sweeping
from api.rooms.attendance import models as attendance
from api.rooms.conferences import models as conferences
from api.rooms.faces import models as faces
from api.rooms.library import models as library
from api.rooms.meetings import models as meetings
from api.rooms.members import models as members
from api.rooms.organizations import models as organizations
from api.rooms.signin import models as signin
from notifications import models as notifications

MODULES = (
    *(audit, outbox, rules, scope, sweeping, organizations, members, signin, library, meetings, notifications),
    *(attendance, conferences, faces),
)
