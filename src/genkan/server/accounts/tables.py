"""People, their sessions and their memberships. No row here signs anyone in: tokens are kept as hashes."""

import sqlalchemy as sa

from genkan.server.platform.columns import Id, Instant
from genkan.server.platform.database import metadata

TokenHash = sa.LargeBinary(32)  # SHA-256 of a 256-bit random token

person = sa.Table(
    "person",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("username", sa.String(9), nullable=False, unique=True),  # nine digits
    sa.Column("password_hash", sa.String(160)),  # null: none chosen yet; see sign_in_link
    sa.Column("given_name", sa.String(80), nullable=False),
    sa.Column("family_name", sa.String(80), nullable=False),
    sa.Column("email", sa.String(254), unique=True),
    sa.Column("mobile", sa.String(20), unique=True),  # E.164, like the next
    sa.Column("landline", sa.String(20)),
    sa.Column("language", sa.String(8), nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("email_verified_at", Instant),  # whoever opened what was sent there owns it
    sa.Column("mobile_verified_at", Instant),
)

session = sa.Table(
    "session",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("person_id", Id, sa.ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("app", sa.String(16), nullable=False),
    sa.Column("token_hash", TokenHash, nullable=False, unique=True),
    sa.Column("device_label", sa.String(120), nullable=False),
    sa.Column("address", sa.String(64), nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("last_seen_at", Instant, nullable=False),
    sa.Column("proved_at", Instant),  # when its holder gave password or code again
    # A portal session of somebody who has to set up a second factor first: it carries no role until then.
    sa.Column("is_limited", sa.Boolean, nullable=False, default=False),
)

# A browser that has signed this person in before. It outlives the session and buys an own guess counter only.
known_device = sa.Table(
    "known_device",
    metadata,
    sa.Column("token_hash", TokenHash, primary_key=True),
    sa.Column("person_id", Id, sa.ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True),
    sa.Column("last_used_at", Instant, nullable=False),
)

membership = sa.Table(
    "membership",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("person_id", Id, sa.ForeignKey("person.id", ondelete="CASCADE"), nullable=False),
    sa.Column("role", sa.String(16), nullable=False),
    sa.Column("property_id", Id, sa.ForeignKey("property.id"), index=True),  # null: may make properties
    sa.Column("household_id", Id, sa.ForeignKey("household.id"), index=True),
    sa.Column("since", Instant, nullable=False, index=True),
    sa.Column("until", Instant, index=True),  # exclusive; null: open
    # What a tap asks for. By the property alone it would read all who live there.
    sa.Index("ix_membership_person_id_property_id", "person_id", "property_id"),
)

# `key` is a hash: people type passwords into the wrong field.
sign_in_guess = sa.Table(
    "sign_in_guess",
    metadata,
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("not_before", Instant, nullable=False),
    sa.Column("updated_at", Instant, nullable=False, index=True),
)

# A link for one purpose. Its token, and the first password of an account's, are derived of the id.
sign_in_link = sa.Table(
    "sign_in_link",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("person_id", Id, sa.ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("purpose", sa.String(16), nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("expires_at", Instant, nullable=False),
    sa.Column("used_at", Instant),
    sa.Column("password_used_at", Instant),
)

# A short code that carries a link from the browser that opened it into the installed app.
hand_over = sa.Table(
    "hand_over",
    metadata,
    sa.Column("code_hash", TokenHash, primary_key=True),
    sa.Column(
        "link_id", Id, sa.ForeignKey("sign_in_link.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    sa.Column("expires_at", Instant, nullable=False),
)

# A six-digit code, derived of the id. Asked for by somebody unknown it has no person, and nothing is sent.
code = sa.Table(
    "code",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("address_hash", TokenHash, nullable=False, index=True),
    sa.Column("purpose", sa.String(16), nullable=False),
    sa.Column("person_id", Id, sa.ForeignKey("person.id", ondelete="CASCADE"), index=True),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("expires_at", Instant, nullable=False, index=True),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("used_at", Instant),
)

# How often an address, registered or not, was sent a code and mistyped one.
code_pace = sa.Table(
    "code_pace",
    metadata,
    sa.Column("key_hash", TokenHash, primary_key=True),
    sa.Column("sent", sa.Text, nullable=False),  # JSON: the instants of the last day
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("failing_since", Instant, nullable=False),
    sa.Column("updated_at", Instant, nullable=False, index=True),
)

consent = sa.Table(
    "consent",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("person_id", Id, sa.ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("subject", sa.String(16), nullable=False),
    sa.Column("version", sa.String(16), nullable=False),
    sa.Column("language", sa.String(8), nullable=False),
    sa.Column("given_at", Instant, nullable=False),
)

# An authenticator app. The secret is sealed: see `totp`. Until it is confirmed it signs nobody in.
totp = sa.Table(
    "totp",
    metadata,
    sa.Column("person_id", Id, sa.ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("secret", sa.LargeBinary, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("confirmed_at", Instant),
    sa.Column("last_step", sa.BigInteger, nullable=False),  # of the newest code taken; older ones are void
    sa.Column("last_used_at", Instant),
)

passkey = sa.Table(
    "passkey",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("person_id", Id, sa.ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("credential_hash", TokenHash, nullable=False, unique=True),  # of the credential's id
    sa.Column("credential", sa.LargeBinary, nullable=False),  # its id and public key, as WebAuthn writes them
    sa.Column("uses", sa.BigInteger, nullable=False),  # its own counter; 0 for ever: it has none
    sa.Column("name", sa.String(120), nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("last_used_at", Instant),
)

# Ten words for whoever has lost the rest; each works once, and its row goes with it.
recovery_code = sa.Table(
    "recovery_code",
    metadata,
    sa.Column("code_hash", TokenHash, primary_key=True),
    sa.Column("person_id", Id, sa.ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("created_at", Instant, nullable=False),
)

# What a right password gives to somebody with a second factor: the chance to bring it. No session.
second_step = sa.Table(
    "second_step",
    metadata,
    sa.Column("token_hash", TokenHash, primary_key=True),
    sa.Column("person_id", Id, sa.ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("app", sa.String(16), nullable=False),
    sa.Column("expires_at", Instant, nullable=False, index=True),
)

# What a passkey is to sign, once. Without a person: whoever comes in by a passkey alone.
passkey_challenge = sa.Table(
    "passkey_challenge",
    metadata,
    sa.Column("challenge_hash", TokenHash, primary_key=True),
    sa.Column("person_id", Id, sa.ForeignKey("person.id", ondelete="CASCADE"), index=True),
    sa.Column("purpose", sa.String(8), nullable=False),
    sa.Column("expires_at", Instant, nullable=False, index=True),
)
