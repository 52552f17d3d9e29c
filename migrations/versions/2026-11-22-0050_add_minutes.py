"""Add minutes: the record of a running meeting, its roll, tasks and votes; the rule of what is voted on how."""

import sqlalchemy as sa
from alembic import op

from api.kit import evidence
from api.rooms.organizations import rule_sets

revision = "minutes"
down_revision = "meetings"
branch_labels = None
depends_on = None

_EVIDENCE = (
    "record_writes",
    "roll_facts",
    "record_warnings",
    "vote_seats",
    "vote_tallies",
    "open_ballots",
    "ballot_papers",
    "secret_ballots",
)


def upgrade() -> None:
    op.create_table(
        "record_fields",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("clashes", sa.JSON(), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["changed_by"], ["accounts.id"], name=op.f("fk_record_fields_changed_by_accounts")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_record_fields_meeting_id_meetings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_fields")),
        sa.UniqueConstraint("meeting_id", "name", name=op.f("uq_record_fields_meeting_id_name")),
    )
    op.create_index(op.f("ix_record_fields_changed_by"), "record_fields", ["changed_by"])

    op.create_table(
        "record_warnings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_record_warnings_meeting_id_meetings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_warnings")),
    )
    op.create_index(op.f("ix_record_warnings_meeting_id"), "record_warnings", ["meeting_id"])

    op.create_table(
        "record_writes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("target", sa.String(100), nullable=False),
        sa.Column("sent", sa.JSON(), nullable=False),
        sa.Column("base", sa.JSON(), nullable=False),
        sa.Column("merged", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("line", sa.Uuid(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("phone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("clock_off", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_record_writes_account_id_accounts")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_record_writes_meeting_id_meetings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_writes")),
    )
    op.create_index(op.f("ix_record_writes_account_id"), "record_writes", ["account_id"])
    op.create_index(op.f("ix_record_writes_line_step"), "record_writes", ["line", "step"])
    op.create_index(op.f("ix_record_writes_meeting_id"), "record_writes", ["meeting_id"])

    op.create_table(
        "roll_facts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column(
            "status",
            sa.String(40),
            nullable=False,
        ),
        sa.Column(
            "method",
            sa.String(40),
            nullable=False,
        ),
        sa.Column("reason", sa.String(40), nullable=True),
        sa.Column("reason_text", sa.String(500), nullable=True),
        sa.Column("after_id", sa.Uuid(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("phone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_roll_facts_account_id_accounts")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_roll_facts_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_roll_facts_member_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roll_facts")),
    )
    op.create_index(op.f("ix_roll_facts_account_id"), "roll_facts", ["account_id"])
    op.create_index(op.f("ix_roll_facts_meeting_id"), "roll_facts", ["meeting_id"])
    op.create_index(op.f("ix_roll_facts_member_id"), "roll_facts", ["member_id"])

    op.create_table(
        "assignments",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("clashes", sa.JSON(), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("assignee_id", sa.Uuid(), nullable=True),
        sa.Column("assignee_name", sa.String(120), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("assignee_id IS NULL OR assignee_name IS NULL", name=op.f("ck_assignments_one_assignee")),
        sa.ForeignKeyConstraint(["assignee_id"], ["members.id"], name=op.f("fk_assignments_assignee_id_members")),
        sa.ForeignKeyConstraint(["changed_by"], ["accounts.id"], name=op.f("fk_assignments_changed_by_accounts")),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_items.id"], name=op.f("fk_assignments_item_id_agenda_items")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_assignments_meeting_id_meetings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignments")),
    )
    op.create_index(op.f("ix_assignments_assignee_id"), "assignments", ["assignee_id"])
    op.create_index(op.f("ix_assignments_changed_by"), "assignments", ["changed_by"])
    op.create_index(op.f("ix_assignments_item_id"), "assignments", ["item_id"])
    op.create_index(op.f("ix_assignments_meeting_id"), "assignments", ["meeting_id"])

    op.create_table(
        "opinions",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("clashes", sa.JSON(), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=True),
        sa.Column("speaker_id", sa.Uuid(), nullable=True),
        sa.Column("speaker_name", sa.String(120), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("speaker_id IS NULL OR speaker_name IS NULL", name=op.f("ck_opinions_one_speaker")),
        sa.ForeignKeyConstraint(["changed_by"], ["accounts.id"], name=op.f("fk_opinions_changed_by_accounts")),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_items.id"], name=op.f("fk_opinions_item_id_agenda_items")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_opinions_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["speaker_id"], ["members.id"], name=op.f("fk_opinions_speaker_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinions")),
    )
    op.create_index(op.f("ix_opinions_changed_by"), "opinions", ["changed_by"])
    op.create_index(op.f("ix_opinions_item_id"), "opinions", ["item_id"])
    op.create_index(op.f("ix_opinions_meeting_id"), "opinions", ["meeting_id"])
    op.create_index(op.f("ix_opinions_speaker_id"), "opinions", ["speaker_id"])

    op.create_table(
        "votes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=True),
        sa.Column("subject", sa.String(40), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column(
            "way",
            sa.String(40),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.String(40),
            nullable=False,
        ),
        sa.Column("rule", sa.JSON(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("may_vote", sa.Integer(), nullable=False),
        sa.Column("opened_by", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("public_key", sa.Text(), nullable=True),
        sa.Column("private_key", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("state <> 'counted' OR private_key IS NULL", name=op.f("ck_votes_no_key_after_counting")),
        sa.CheckConstraint("base >= 0 AND may_vote >= 0", name=op.f("ck_votes_counted")),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_items.id"], name=op.f("fk_votes_item_id_agenda_items")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_votes_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["opened_by"], ["accounts.id"], name=op.f("fk_votes_opened_by_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_votes")),
    )
    op.create_index(op.f("ix_votes_item_id"), "votes", ["item_id"])
    op.create_index(op.f("ix_votes_meeting_id"), "votes", ["meeting_id"])
    op.create_index(op.f("ix_votes_opened_by"), "votes", ["opened_by"])

    op.create_table(
        "ballot_papers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("vote_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("blinded", sa.Text(), nullable=False),
        sa.Column("signed", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_ballot_papers_member_id_members")),
        sa.ForeignKeyConstraint(["vote_id"], ["votes.id"], name=op.f("fk_ballot_papers_vote_id_votes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot_papers")),
        sa.UniqueConstraint("vote_id", "member_id", name=op.f("uq_ballot_papers_vote_id_member_id")),
    )
    op.create_index(op.f("ix_ballot_papers_member_id"), "ballot_papers", ["member_id"])

    op.create_table(
        "carried_tasks",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("clashes", sa.JSON(), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("assignment_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.String(40),
            nullable=True,
        ),
        sa.Column("result", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignments.id"], name=op.f("fk_carried_tasks_assignment_id_assignments")
        ),
        sa.ForeignKeyConstraint(["changed_by"], ["accounts.id"], name=op.f("fk_carried_tasks_changed_by_accounts")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_carried_tasks_meeting_id_meetings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carried_tasks")),
        sa.UniqueConstraint("meeting_id", "assignment_id", name=op.f("uq_carried_tasks_meeting_id_assignment_id")),
    )
    op.create_index(op.f("ix_carried_tasks_assignment_id"), "carried_tasks", ["assignment_id"])
    op.create_index(op.f("ix_carried_tasks_changed_by"), "carried_tasks", ["changed_by"])

    op.create_table(
        "open_ballots",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("vote_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("choice", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_open_ballots_member_id_members")),
        sa.ForeignKeyConstraint(["vote_id"], ["votes.id"], name=op.f("fk_open_ballots_vote_id_votes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_open_ballots")),
        sa.UniqueConstraint("vote_id", "member_id", name=op.f("uq_open_ballots_vote_id_member_id")),
    )
    op.create_index(op.f("ix_open_ballots_member_id"), "open_ballots", ["member_id"])

    op.create_table(
        "secret_ballots",
        sa.Column("token", sa.String(64), nullable=False),
        sa.Column("vote_id", sa.Uuid(), nullable=False),
        sa.Column("choice", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(["vote_id"], ["votes.id"], name=op.f("fk_secret_ballots_vote_id_votes")),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_secret_ballots")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_secret_ballots_vote_id"), "secret_ballots", ["vote_id"])

    op.create_table(
        "vote_seats",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("vote_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("in_base", sa.Boolean(), nullable=False),
        sa.Column("may_vote", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_vote_seats_member_id_members")),
        sa.ForeignKeyConstraint(["vote_id"], ["votes.id"], name=op.f("fk_vote_seats_vote_id_votes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote_seats")),
        sa.UniqueConstraint("vote_id", "member_id", name=op.f("uq_vote_seats_vote_id_member_id")),
    )
    op.create_index(op.f("ix_vote_seats_member_id"), "vote_seats", ["member_id"])

    op.create_table(
        "vote_tallies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("vote_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("agree", sa.Integer(), nullable=False),
        sa.Column("disagree", sa.Integer(), nullable=False),
        sa.Column("other", sa.Integer(), nullable=False),
        sa.Column("handed_out", sa.Integer(), nullable=True),
        sa.Column("collected", sa.Integer(), nullable=True),
        sa.Column("invalid", sa.Integer(), nullable=True),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("agree >= 0 AND disagree >= 0 AND other >= 0", name=op.f("ck_vote_tallies_counted")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_vote_tallies_account_id_accounts")),
        sa.ForeignKeyConstraint(["vote_id"], ["votes.id"], name=op.f("fk_vote_tallies_vote_id_votes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote_tallies")),
    )
    op.create_index(op.f("ix_vote_tallies_account_id"), "vote_tallies", ["account_id"])
    op.create_index(op.f("ix_vote_tallies_vote_id"), "vote_tallies", ["vote_id"])
    for table in _EVIDENCE:
        for statement in evidence.append_only(table, op.get_context().dialect.name):
            op.execute(statement)
    rule_sets.load(op.get_bind())


def downgrade() -> None:
    for table in _EVIDENCE:
        for statement in evidence.forget_append_only(table, op.get_context().dialect.name):
            op.execute(statement)
    for table in (
        "vote_tallies",
        "vote_seats",
        "secret_ballots",
        "open_ballots",
        "carried_tasks",
        "ballot_papers",
        "votes",
        "opinions",
        "assignments",
        "roll_facts",
        "record_writes",
        "record_warnings",
        "record_fields",
    ):
        op.drop_table(table)
