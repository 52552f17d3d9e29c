"""One file for each thing people are reminded of: when, whom, under which neutral title."""

from notifications.reminders import (  # noqa: F401 - importing a reminder registers it
    answer_missing,
    meeting_soon,
    meeting_tomorrow,
    minutes_due,
    month_unregistered,
    papers_due,
    papers_out,
    requests_due,
    tasks_due,
)
