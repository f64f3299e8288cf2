"""People, places, stations and calls."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.String(32)
NAME = sa.String(120)
HASH = sa.LargeBinary(32)
INSTANT = sa.BigInteger()  # milliseconds since the epoch
IS_LIVE = sa.text("is_live")


def upgrade() -> None:
    _create_places()
    _create_people()
    _create_memberships()
    _create_stations()
    _create_calls()


def downgrade() -> None:
    for table in (
        "call",
        "enrolment_code",
        "relay",
        "station",
        "membership",
        "household",
        "sign_in_guess",
        "known_device",
        "session",
        "person",
        "door",
        "home",
        "building",
        "property",
    ):
        op.drop_table(table)


def _create_places() -> None:
    op.create_table(
        "property",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", NAME, nullable=False),
        sa.Column("change_number", sa.BigInteger(), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_property"),
    )
    op.create_table(
        "building",
        sa.Column("id", ID, nullable=False),
        sa.Column("property_id", ID, nullable=False),
        sa.Column("name", NAME, nullable=False),
        sa.Column("time_zone", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(["property_id"], ["property.id"], name="fk_building_property_id_property"),
        sa.PrimaryKeyConstraint("id", name="pk_building"),
    )
    op.create_index("ix_building_property_id", "building", ["property_id"])
    op.create_table(
        "home",
        sa.Column("id", ID, nullable=False),
        sa.Column("building_id", ID, nullable=False),
        sa.Column("number", sa.String(16), nullable=False),
        sa.ForeignKeyConstraint(["building_id"], ["building.id"], name="fk_home_building_id_building"),
        sa.PrimaryKeyConstraint("id", name="pk_home"),
        sa.UniqueConstraint("building_id", "number", name="uq_home_building_id"),
    )
    op.create_table(
        "door",
        sa.Column("id", ID, nullable=False),
        sa.Column("building_id", ID, nullable=False),
        sa.Column("name", NAME, nullable=False),
        sa.Column("release_ms", sa.Integer(), nullable=False),
        sa.Column("is_blocked", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["building_id"], ["building.id"], name="fk_door_building_id_building"),
        sa.PrimaryKeyConstraint("id", name="pk_door"),
    )
    op.create_index("ix_door_building_id", "door", ["building_id"])


def _create_people() -> None:
    op.create_table(
        "person",
        sa.Column("id", ID, nullable=False),
        sa.Column("username", sa.String(9), nullable=False),
        sa.Column("password_hash", sa.String(160), nullable=False),
        sa.Column("given_name", sa.String(80), nullable=False),
        sa.Column("family_name", sa.String(80), nullable=False),
        sa.Column("email", sa.String(254)),
        sa.Column("mobile", sa.String(20)),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("username", name="uq_person_username"),
        sa.UniqueConstraint("email", name="uq_person_email"),
        sa.UniqueConstraint("mobile", name="uq_person_mobile"),
    )
    op.create_table(
        "session",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("app", sa.String(16), nullable=False),
        sa.Column("token_hash", HASH, nullable=False),
        sa.Column("device_label", NAME, nullable=False),
        sa.Column("address", sa.String(64), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("last_seen_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_session_person_id_person", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_session"),
        sa.UniqueConstraint("token_hash", name="uq_session_token_hash"),
    )
    op.create_index("ix_session_person_id", "session", ["person_id"])
    op.create_table(
        "known_device",
        sa.Column("token_hash", HASH, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("last_used_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_known_device_person_id_person", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_hash", "person_id", name="pk_known_device"),
    )
    op.create_index("ix_known_device_person_id", "known_device", ["person_id"])
    op.create_table(
        "sign_in_guess",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("not_before", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_sign_in_guess"),
    )
    op.create_index("ix_sign_in_guess_updated_at", "sign_in_guess", ["updated_at"])


def _create_memberships() -> None:
    op.create_table(
        "household",
        sa.Column("id", ID, nullable=False),
        sa.Column("home_id", ID, nullable=False),
        sa.Column("name", NAME),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("until", INSTANT),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name="fk_household_home_id_home"),
        sa.PrimaryKeyConstraint("id", name="pk_household"),
    )
    op.create_index("ix_household_home_id", "household", ["home_id"])
    op.create_table(
        "membership",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("property_id", ID, nullable=False),
        sa.Column("household_id", ID),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("until", INSTANT),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_membership_person_id_person", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["property_id"], ["property.id"], name="fk_membership_property_id_property"),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name="fk_membership_household_id_household"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_membership"),
    )
    for column in ("person_id", "property_id", "household_id"):
        op.create_index(f"ix_membership_{column}", "membership", [column])


def _create_stations() -> None:
    op.create_table(
        "station",
        sa.Column("id", ID, nullable=False),
        sa.Column("building_id", ID, nullable=False),
        sa.Column("name", NAME, nullable=False),
        sa.Column("public_key", HASH),
        sa.Column("enrolled_at", INSTANT),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("version", sa.String(64)),
        sa.Column("last_seen_at", INSTANT),
        sa.Column("connected_since", INSTANT),
        sa.ForeignKeyConstraint(["building_id"], ["building.id"], name="fk_station_building_id_building"),
        sa.PrimaryKeyConstraint("id", name="pk_station"),
    )
    op.create_index("ix_station_building_id", "station", ["building_id"])
    op.create_table(
        "relay",
        sa.Column("station_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("door_id", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name="fk_relay_station_id_station", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["door_id"], ["door.id"], name="fk_relay_door_id_door"),
        sa.PrimaryKeyConstraint("station_id", "number", name="pk_relay"),
        sa.UniqueConstraint("door_id", name="uq_relay_door_id"),
    )
    op.create_table(
        "enrolment_code",
        sa.Column("code_hash", HASH, nullable=False),
        sa.Column("station_id", ID, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name="fk_enrolment_code_station_id_station", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("code_hash", name="pk_enrolment_code"),
    )
    op.create_index("ix_enrolment_code_station_id", "enrolment_code", ["station_id"])


def _create_calls() -> None:
    op.create_table(
        "call",
        sa.Column("id", ID, nullable=False),
        sa.Column("property_id", ID, nullable=False),
        sa.Column("building_id", ID, nullable=False),
        sa.Column("station_id", ID, nullable=False),
        sa.Column("home_id", ID, nullable=False),
        sa.Column("household_id", ID),
        sa.Column("home_number", sa.String(16), nullable=False),
        sa.Column("place_key", sa.String(64), nullable=False),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_live", sa.Boolean(), nullable=False),
        sa.Column("deadline", INSTANT),
        sa.Column("ended_at", INSTANT),
        sa.Column("snapshot_id", sa.String(64)),
        sa.Column("state", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_call"),
        sa.UniqueConstraint("station_id", "place_key", name="uq_call_station_id_place_key"),
    )
    op.create_index("ix_call_household_started", "call", ["household_id", "started_at"])
    for name, column in (("ix_call_live_home", "home_id"), ("ix_call_live_station", "station_id")):
        op.create_index(name, "call", [column], unique=True, sqlite_where=IS_LIVE, postgresql_where=IS_LIVE)
