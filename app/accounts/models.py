"""Company, Team and User."""

import secrets
from datetime import datetime

from flask_login import UserMixin
from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.security import check_password_hash, generate_password_hash

from app.clock import utc_now
from app.database import UtcDateTime
from app.extensions import Base

METHOD = "scrypt"  # the strongest scheme that the password library offers ready-made


def new_session_token() -> str:
    """A fresh random token; whoever signed in under the old one is signed out."""
    return secrets.token_hex(16)


class Company(Base):
    """The one company that this installation serves; no row means that it was never set up."""

    __tablename__ = "companies"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    is_sample: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)


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

    @property
    def is_active(self) -> bool:
        return self.active

    def get_id(self) -> str:
        """What the cookies carry: the id and the token, so that a changed password ends every session."""
        return f"{self.id}.{self.session_token}"

    def set_password(self, password: str) -> None:
        """Hash and keep a password, and end every session of this person."""
        self.password_hash = generate_password_hash(password, method=METHOD)
        self.session_token = new_session_token()

    def has_password(self, password: str) -> bool:
        """True when the password is this person's."""
        return check_password_hash(self.password_hash, password)
