"""What is to be said: a row for each message, why it is sent, and what became of it."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from storage.columns import METADATA, Instant, Key

OUTBOX = Table(
    "outbox",
    METADATA,
    Column("id", Key, primary_key=True, comment="rows of a chat leave in its order"),
    Column("key", String(120), nullable=False),
    Column("platform", String(16), nullable=False),
    Column("address", String(64), nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("why", String(120), nullable=False, comment="which deed or rule caused it"),
    Column("card", String(80), nullable=False, server_default="", comment="the card's identity, for later edits"),
    Column("shapes", Text, nullable=False, comment="messages.outgoing shapes as JSON; empty: composed when claimed"),
    Column("state", String(10), nullable=False, comment="waiting, claimed, sent, held, given_up, dropped"),
    Column("weight", String(10), nullable=False, comment="answer, deadline, news: what may be pushed or repeated"),
    Column("silent", Boolean, nullable=False),
    Column("not_before", Instant, nullable=False),
    Column("not_after", Instant),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("claimed_at", Instant),
    Column("reply_token", String(200), nullable=False, server_default=""),
    Column("reply_heard_at", Instant),
    Column("sent_at", Instant),
    Column("first_tried_at", Instant, comment="LINE's retry key lives 24 hours from here"),
    Column("sent_as", String(64), nullable=False, server_default="", comment="the platform's message id"),
    Column("fault", Text, nullable=False, server_default="", comment="status and class of the last failure"),
    UniqueConstraint("key"),
    Index(None, "state", "platform", "not_before"),
    Index(None, "platform", "address", "card"),
)
