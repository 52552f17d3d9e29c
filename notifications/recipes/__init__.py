"""One file for each event that is told: to whom, under which neutral title, where a tap leads, how urgently."""

from notifications.recipes import (  # noqa: F401 - importing a recipe makes its event heard
    absence_asked,
    absence_decided,
    account_recovered,
    data_request_answered,
    data_request_received,
    desk_changed,
    document_published,
    document_replaced,
    document_withdrawn,
    face_engine_changed,
    meeting_cancelled,
    meeting_changed,
    meeting_postponed,
    meeting_published,
    new_device,
    report_decided,
)
