"""PINs and temporary keys; who may pass a door; questions to the phones of a home."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ID = sa.String(32)
HASH = sa.LargeBinary(32)
INSTANT = sa.BigInteger()  # milliseconds since the epoch
NAME = sa.String(120)


def upgrade() -> None:
    with op.batch_alter_table("door") as door:
        door.add_column(sa.Column("policy", sa.Text()))
    _create_credentials()
    op.create_table(
        "building_keys",
        sa.Column("building_id", ID, nullable=False),
        sa.Column("epoch", ID, nullable=False),
        sa.Column("salt", HASH, nullable=False),
        sa.Column("cost", sa.Integer(), nullable=False),
        sa.Column("kept_by", sa.String(8), nullable=False),
        sa.ForeignKeyConstraint(
            ["building_id"], ["building.id"], name="fk_building_keys_building_id_building", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("building_id", name="pk_building_keys"),
    )
    op.create_table(
        "pin_verifier",
        sa.Column("credential_id", ID, nullable=False),
        sa.Column("epoch", ID, nullable=False),
        sa.Column("verifier", HASH, nullable=False),
        sa.ForeignKeyConstraint(
            ["credential_id"],
            ["credential.id"],
            name="fk_pin_verifier_credential_id_credential",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("credential_id", "epoch", name="pk_pin_verifier"),
    )
    op.create_table(
        "prompt",
        sa.Column("id", ID, nullable=False),
        sa.Column("station_id", ID, nullable=False),
        sa.Column("household_id", ID, nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("answered_at", INSTANT),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name="fk_prompt_station_id_station", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_prompt"),
    )
    op.create_index("ix_prompt_household_id", "prompt", ["household_id"])
    op.create_index("ix_prompt_expires_at", "prompt", ["expires_at"])


def downgrade() -> None:
    for table in ("prompt", "pin_verifier", "building_keys", "credential"):
        op.drop_table(table)
    with op.batch_alter_table("door") as door:
        door.drop_column("policy")


def _create_credentials() -> None:
    op.create_table(
        "credential",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("property_id", ID, nullable=False),
        sa.Column("household_id", ID),
        sa.Column("issuer_id", ID, nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("until", INSTANT),
        sa.Column("end", sa.String(16)),
        sa.Column("change", sa.BigInteger(), nullable=False),
        sa.Column("schedule", sa.Text()),
        sa.Column("doors", sa.Text()),
        sa.Column("uses", sa.Integer()),
        sa.Column("home_station_id", ID),
        sa.Column("verifier", HASH),
        sa.Column("secret", sa.LargeBinary(64)),
        sa.Column("tag", HASH),
        sa.Column("length", sa.Integer()),
        sa.Column("name", NAME),
        sa.Column("note", NAME),
        sa.Column("template", sa.String(16)),
        sa.Column("address", sa.String(254)),
        sa.Column("language", sa.String(8)),
        sa.ForeignKeyConstraint(["property_id"], ["property.id"], name="fk_credential_property_id_property"),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name="fk_credential_household_id_household"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_credential"),
        sa.UniqueConstraint("verifier", name="uq_credential_verifier"),
    )
    op.create_index("ix_credential_household_id", "credential", ["household_id"])
    op.create_index("ix_credential_issuer_id", "credential", ["issuer_id"])
    op.create_index("ix_credential_property_change", "credential", ["property_id", "change", "id"])
    op.create_index("ix_credential_property_tag", "credential", ["property_id", "tag"])
