"""People who have not come yet, or live somewhere without an account; stopped devices; seats."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ID = sa.String(32)
PERSON_NAME = sa.String(80)
INSTANT = sa.BigInteger()  # milliseconds since the epoch


def upgrade() -> None:
    _create_invitations()
    _create_dependents()
    _create_device_stops()
    _create_seat_orders()


def downgrade() -> None:
    for table in ("seat_order", "device_stop", "dependent", "invitation"):
        op.drop_table(table)


def _create_invitations() -> None:
    op.create_table(
        "invitation",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("property_id", ID, nullable=False),
        sa.Column("household_id", ID),
        sa.Column("given_name", PERSON_NAME, nullable=False),
        sa.Column("family_name", PERSON_NAME, nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("email", sa.String(254)),
        sa.Column("mobile", sa.String(20)),
        sa.Column("landline", sa.String(20)),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("until", INSTANT),
        sa.Column("sent_at", INSTANT, nullable=False),
        sa.Column("refused_at", INSTANT),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_invitation_person_id_person", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["property_id"], ["property.id"], name="fk_invitation_property_id_property"),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name="fk_invitation_household_id_household"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_invitation"),
    )
    for column in ("person_id", "property_id", "household_id"):
        op.create_index(f"ix_invitation_{column}", "invitation", [column])


def _create_dependents() -> None:
    op.create_table(
        "dependent",
        sa.Column("id", ID, nullable=False),
        sa.Column("household_id", ID, nullable=False),
        sa.Column("given_name", PERSON_NAME, nullable=False),
        sa.Column("family_name", PERSON_NAME, nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name="fk_dependent_household_id_household"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_dependent"),
    )
    op.create_index("ix_dependent_household_id", "dependent", ["household_id"])


def _create_device_stops() -> None:
    op.create_table(
        "device_stop",
        sa.Column("id", ID, nullable=False),
        sa.Column("household_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("stopped_by", ID, nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name="fk_device_stop_household_id_household"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_device_stop_person_id_person", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_device_stop"),
    )
    for column in ("household_id", "person_id"):
        op.create_index(f"ix_device_stop_{column}", "device_stop", [column])


def _create_seat_orders() -> None:
    op.create_table(
        "seat_order",
        sa.Column("id", ID, nullable=False),
        sa.Column("household_id", ID, nullable=False),
        sa.Column("property_id", ID, nullable=False),
        sa.Column("ordered_by", ID, nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("method", sa.String(16), nullable=False),
        sa.Column("reference", sa.String(255)),
        sa.Column("ordered_at", INSTANT, nullable=False),
        sa.Column("paid_at", INSTANT),
        sa.Column("cancelled_at", INSTANT),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name="fk_seat_order_household_id_household"
        ),
        sa.ForeignKeyConstraint(["property_id"], ["property.id"], name="fk_seat_order_property_id_property"),
        sa.PrimaryKeyConstraint("id", name="pk_seat_order"),
        sa.UniqueConstraint("reference", name="uq_seat_order_reference"),
    )
    for column in ("household_id", "property_id"):
        op.create_index(f"ix_seat_order_{column}", "seat_order", [column])
