"""Second factors: authenticator apps, passkeys and recovery codes, and what stands between two steps."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def _person(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["person_id"], ["person.id"], name=f"fk_{table}_person_id_person", ondelete="CASCADE"
    )


def upgrade() -> None:
    op.add_column("session", sa.Column("is_limited", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "totp",
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("confirmed_at", sa.BigInteger()),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.Column("last_used_at", sa.BigInteger()),
        _person("totp"),
        sa.PrimaryKeyConstraint("person_id", name="pk_totp"),
    )
    op.create_table(
        "passkey",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("credential_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("credential", sa.LargeBinary(), nullable=False),
        sa.Column("uses", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("last_used_at", sa.BigInteger()),
        _person("passkey"),
        sa.PrimaryKeyConstraint("id", name="pk_passkey"),
        sa.UniqueConstraint("credential_hash", name="uq_passkey_credential_hash"),
    )
    op.create_table(
        "recovery_code",
        sa.Column("code_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        _person("recovery_code"),
        sa.PrimaryKeyConstraint("code_hash", name="pk_recovery_code"),
    )
    op.create_table(
        "second_step",
        sa.Column("token_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("app", sa.String(16), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        _person("second_step"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_second_step"),
    )
    op.create_table(
        "passkey_challenge",
        sa.Column("challenge_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("person_id", sa.String(32)),
        sa.Column("purpose", sa.String(8), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        _person("passkey_challenge"),
        sa.PrimaryKeyConstraint("challenge_hash", name="pk_passkey_challenge"),
    )
    for table in ("passkey", "recovery_code", "second_step", "passkey_challenge"):
        op.create_index(f"ix_{table}_person_id", table, ["person_id"])
    for table in ("second_step", "passkey_challenge"):
        op.create_index(f"ix_{table}_expires_at", table, ["expires_at"])


def downgrade() -> None:
    for table in ("passkey_challenge", "second_step", "recovery_code", "passkey", "totp"):
        op.drop_table(table)
    op.drop_column("session", "is_limited")
