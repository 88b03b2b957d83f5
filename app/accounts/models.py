"""Company, Team, User; and what is kept of signing in: SignIn, PasswordLink, AuditEntry."""

import secrets
from datetime import date, datetime

from flask_login import UserMixin
from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts import passwords
from app.clock import utc_now
from app.database import UtcDateTime
from app.extensions import Base
from app.locality import DEFAULT_CURRENCY


def new_session_token() -> str:
    """A fresh random token; whoever signed in under the old one is signed out."""
    return secrets.token_hex(16)


class Company(Base):
    """The one company that this installation serves; no row means that it was never set up.

    `time_zone` None: that of the machine. `logo` is a WebP in base64, so that whatever copies rows of text
    copies it too, and `logo_mark` tells one logo from the next. `sensitive_months` None: kept for ever.
    """

    __tablename__ = "companies"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    is_sample: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    time_zone: Mapped[str | None] = mapped_column(String(40))
    currency: Mapped[str] = mapped_column(
        String(3), default=DEFAULT_CURRENCY, server_default=DEFAULT_CURRENCY
    )
    sensitive_months: Mapped[int | None] = mapped_column(default=24, server_default="24")
    tidied_on: Mapped[date | None]  # when what is done once a day was done last
    logo: Mapped[str | None] = mapped_column(Text, deferred=True)
    logo_mark: Mapped[str | None] = mapped_column(String(16))
    site: Mapped[str | None] = mapped_column(String(200))  # the address under which an admin signed in last


class Team(Base):
    """A group of reps under one or more supervisors."""

    __tablename__ = "teams"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)


class TeamMember(Base):
    """Who belongs to which team; a supervisor may have several."""

    __tablename__ = "team_members"

    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class User(UserMixin, Base):
    """A person who signs in: rep, supervisor or admin."""

    __tablename__ = "users"
    __table_args__ = (CheckConstraint("role in ('rep', 'supervisor', 'admin')", name="role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(40), unique=True)
    display_name: Mapped[str] = mapped_column(String(80))
    password_hash: Mapped[str] = mapped_column(String(255))
    role: Mapped[str] = mapped_column(String(12))
    locale: Mapped[str | None] = mapped_column(String(8))
    session_token: Mapped[str] = mapped_column(String(32), default=new_session_token)
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)

    sign_in_id = None  # not stored: which SignIn this request came under

    @property
    def is_active(self) -> bool:
        return self.active

    def get_id(self) -> str:
        """What the cookies carry: the id, the token (a changed password ends every session), the sign-in."""
        return f"{self.id}.{self.session_token}.{self.sign_in_id}"

    def set_password(self, password: str) -> None:
        """Hash and keep a password, and end every session of this person."""
        self.password_hash = passwords.hashed(password)
        self.session_token = new_session_token()


class SignIn(Base):
    """One signed-in browser. Cookies are copies that anybody may keep; the session lives and ends here."""

    __tablename__ = "sign_ins"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)  # to within hours
    address: Mapped[str] = mapped_column(String(45), default="")
    browser: Mapped[str] = mapped_column(String(200), default="")


class FailedTry(Base):
    """A failed guess, or another try that is limited; `key` is a hash of what was tried and from where."""

    __tablename__ = "failed_tries"
    __table_args__ = (Index("ix_failed_tries_key", "key", "at"), Index("ix_failed_tries_at", "at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)


class PasswordLink(Base):
    """A one-time address under which a person chooses a password; only its token's hash is kept."""

    __tablename__ = "password_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class AuditEntry(Base):
    """Who did what, when, from where. Rows are added, never changed; names are kept as they were then.

    `kind` groups the actions (`app.accounts.audit.KINDS`), so that the log can be looked through by it.
    """

    __tablename__ = "audit_entries"
    __table_args__ = (
        Index("ix_audit_entries_at", "at", "id"),
        Index("ix_audit_entries_user", "user_id", "at", "id"),
        Index("ix_audit_entries_kind", "kind", "at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    who: Mapped[str] = mapped_column(String(40), default="")
    kind: Mapped[str] = mapped_column(String(10), default="records")
    action: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(120), default="")
    facts: Mapped[dict] = mapped_column(JSON, default=dict)
    address: Mapped[str] = mapped_column(String(45), default="")
