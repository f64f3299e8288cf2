"""What the HTTP API says about account mails of a whole property, and printed sheets."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from genkan.server.accounts.telephone import show_number
from genkan.server.households.issuing import Account, Accounts, Run
from genkan.server.households.sheets import SHEETS_AT_ONCE
from genkan.server.platform.clock import to_ms
from genkan.server.properties.enlisting import MailState, MemberState

MAILS_AT_ONCE = 20_000  # twice the largest file that is imported

EntryId = Annotated[str, Field(max_length=64)]


class AccountOut(BaseModel):
    """Somebody who has not signed in yet."""

    entry_id: str
    household_id: str
    home_id: str
    home_number: str
    building_id: str
    building_name: str
    role: str = Field(description="master | family")
    display_name: str
    address: str = Field(description="The mail address as typed, or the mobile number.")
    state: str = Field(
        description="held: no mail was sent yet | sent: queued or taken | failed: bounced | refused"
    )
    sent_ms: int | None = Field(description="When the account mail was sent last.")
    printed_ms: int | None = Field(description="When the sheet was printed last.")

    @classmethod
    def of(cls, account: Account) -> "AccountOut":
        entry, place = account.entry, account.place
        return cls(
            entry_id=entry.id,
            household_id=account.household.id,
            home_id=place.id,
            home_number=place.number,
            building_id=place.building_id,
            building_name=place.building_name,
            role=entry.role.value,
            display_name=entry.display_name,
            address=entry.email or ("" if entry.mobile is None else show_number(entry.mobile)),
            state=_state(account),
            sent_ms=None if entry.sent_at is None else to_ms(entry.sent_at),
            printed_ms=None if entry.printed_at is None else to_ms(entry.printed_at),
        )


class RunOut(BaseModel):
    """A run of account mails."""

    run_id: str
    state: str = Field(description="running | paused | stopped | done")
    started_ms: int
    started_by: str | None
    total: int
    sent: int
    skipped: int = Field(description="Had signed in, or left, before it was their turn.")
    failed: int
    left: int

    @classmethod
    def of(cls, run: Run) -> "RunOut":
        count = run.count
        return cls(
            run_id=run.row.id,
            state=run.row.state.value,
            started_ms=to_ms(run.row.started_at),
            started_by=run.started_by,
            total=count.total,
            sent=count.sent,
            skipped=count.skipped,
            failed=count.failed,
            left=count.left,
        )


class AccountsOut(BaseModel):
    """Everybody of a property who has not signed in yet, how many have, and the newest run of mails."""

    accounts: list[AccountOut]
    joined: int
    run: RunOut | None
    mails_per_minute: int
    sheets_at_once: int

    @classmethod
    def of(cls, accounts: Accounts, mails_per_minute: int) -> "AccountsOut":
        return cls(
            accounts=[AccountOut.of(account) for account in accounts.waiting],
            joined=accounts.joined,
            run=None if accounts.run is None else RunOut.of(accounts.run),
            mails_per_minute=mails_per_minute,
            sheets_at_once=SHEETS_AT_ONCE,
        )


class IssueIn(BaseModel):
    """Who is mailed, in this order."""

    entry_ids: list[EntryId] = Field(min_length=1, max_length=MAILS_AT_ONCE)


class RunChangeIn(BaseModel):
    """What the run is to do."""

    state: Literal["running", "paused", "stopped"]


class SheetsIn(BaseModel):
    """Whose sheets are printed, in this order."""

    entry_ids: list[EntryId] = Field(min_length=1, max_length=SHEETS_AT_ONCE)


def _state(account: Account) -> str:
    entry = account.entry
    if entry.state is MemberState.REFUSED:
        return "refused"
    if entry.is_held:
        return "held"
    return "failed" if entry.mail is MailState.FAILED else "sent"
