"""${message}.

Nullable first, then fill, then enforce, in separate migrations when the table is large. On PostgreSQL build indexes of
large tables with CONCURRENTLY. Both directions; plain `sa` types; never edited after landing.
"""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
