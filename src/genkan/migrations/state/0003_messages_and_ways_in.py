"""Messages on their way out; links, codes and what slows their guessing; consents; verified addresses."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.String(32)
HASH = sa.LargeBinary(32)
INSTANT = sa.BigInteger()  # milliseconds since the epoch


def upgrade() -> None:
    with op.batch_alter_table("person") as person:
        person.alter_column("password_hash", existing_type=sa.String(160), nullable=True)
        person.add_column(sa.Column("landline", sa.String(20)))
        person.add_column(sa.Column("email_verified_at", INSTANT))
        person.add_column(sa.Column("mobile_verified_at", INSTANT))
    with op.batch_alter_table("session") as session:
        session.add_column(sa.Column("proved_at", INSTANT))
    _create_messages()
    _create_links()
    _create_codes()
    op.create_table(
        "consent",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("subject", sa.String(16), nullable=False),
        sa.Column("version", sa.String(16), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("given_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_consent_person_id_person", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_consent"),
    )
    op.create_index("ix_consent_person_id", "consent", ["person_id"])


def downgrade() -> None:
    for table in ("consent", "code_pace", "code", "hand_over", "sign_in_link", "message"):
        op.drop_table(table)
    with op.batch_alter_table("session") as session:
        session.drop_column("proved_at")
    with op.batch_alter_table("person") as person:
        person.drop_column("mobile_verified_at")
        person.drop_column("email_verified_at")
        person.drop_column("landline")
    # Whoever never chose a password cannot sign in by one in the older form either.
    op.execute(sa.text("UPDATE person SET password_hash = '-' WHERE password_hash IS NULL"))
    with op.batch_alter_table("person") as person:
        person.alter_column("password_hash", existing_type=sa.String(160), nullable=False)


def _create_messages() -> None:
    op.create_table(
        "message",
        sa.Column("id", ID, nullable=False),
        sa.Column("channel", sa.String(8), nullable=False),
        sa.Column("address", sa.String(254), nullable=False),
        sa.Column("template", sa.String(40), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("parameters", sa.Text(), nullable=False),
        sa.Column("about", ID),
        sa.Column("property_id", ID),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("not_after", INSTANT),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", INSTANT),
        sa.Column("settled_at", INSTANT),
        sa.Column("fault", sa.String(24)),
        sa.PrimaryKeyConstraint("id", name="pk_message"),
    )
    for column in ("about", "property_id", "next_at"):
        op.create_index(f"ix_message_{column}", "message", [column])


def _create_links() -> None:
    op.create_table(
        "sign_in_link",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("purpose", sa.String(16), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("used_at", INSTANT),
        sa.Column("password_used_at", INSTANT),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_sign_in_link_person_id_person", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in_link"),
    )
    op.create_index("ix_sign_in_link_person_id", "sign_in_link", ["person_id"])
    op.create_table(
        "hand_over",
        sa.Column("code_hash", HASH, nullable=False),
        sa.Column("link_id", ID, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["link_id"], ["sign_in_link.id"], name="fk_hand_over_link_id_sign_in_link", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("code_hash", name="pk_hand_over"),
    )
    op.create_index("ix_hand_over_link_id", "hand_over", ["link_id"])


def _create_codes() -> None:
    op.create_table(
        "code",
        sa.Column("id", ID, nullable=False),
        sa.Column("address_hash", HASH, nullable=False),
        sa.Column("purpose", sa.String(16), nullable=False),
        sa.Column("person_id", ID),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("used_at", INSTANT),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_code_person_id_person", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_code"),
    )
    op.create_index("ix_code_address_hash", "code", ["address_hash"])
    op.create_index("ix_code_person_id", "code", ["person_id"])
    op.create_index("ix_code_expires_at", "code", ["expires_at"])
    op.create_table(
        "code_pace",
        sa.Column("key_hash", HASH, nullable=False),
        sa.Column("sent", sa.Text(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failing_since", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("key_hash", name="pk_code_pace"),
    )
    op.create_index("ix_code_pace_updated_at", "code_pace", ["updated_at"])
