"""E-mail by SMTP (RFC 5321), or into a folder where no server is set."""

from __future__ import annotations

import smtplib
import ssl
import uuid
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, make_msgid, parseaddr
from pathlib import Path

from webapp.settings import Settings, Smtp


class MailRefused(Exception):
    """The server will never take this letter (a permanent 5xx answer): another try is useless."""


Attachment = tuple[str, bytes]  # name and content of a PDF


def compose(
    sender: str, destination: str, subject: str, body: str, attachment: Attachment | None = None
) -> EmailMessage:
    """A plain letter. A line break in an address or subject cannot make a header: EmailMessage refuses it."""
    letter = EmailMessage(policy=SMTP)
    letter["From"] = sender
    letter["To"] = destination
    letter["Subject"] = " ".join(subject.split())
    letter["Date"] = formatdate(localtime=False)
    letter["Message-ID"] = make_msgid(domain=parseaddr(sender)[1].rpartition("@")[2] or "localhost")
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(body)
    if attachment is not None:
        letter.add_attachment(attachment[1], maintype="application", subtype="pdf", filename=attachment[0])
    return letter


def send(settings: Settings, destination: str, subject: str, body: str, attachment: Attachment | None = None) -> None:
    """Send one letter. Raises MailRefused when no further try helps, OSError or SMTPException when one may."""
    try:
        letter = compose(settings.smtp.sender, destination, subject, body, attachment)
    except ValueError as error:
        raise MailRefused(f"the address or the subject cannot stand in a letter: {error}") from error
    if not settings.smtp.host:
        _lay_down(settings.root / "var" / "mail", letter)
        return
    try:
        with _connect(settings.smtp) as server:
            if settings.smtp.user:
                password = Path(settings.smtp.password_file).read_text(encoding="utf-8").strip()
                server.login(settings.smtp.user, password)
            server.send_message(letter)
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _text in error.recipients.values()]
        if all(code >= 500 for code in codes):
            raise MailRefused(str(error.recipients)) from error
        raise
    except smtplib.SMTPResponseException as error:
        # 535 and its kin are our own wrong password: the letter itself is fine and waits.
        if error.smtp_code >= 500 and not isinstance(error, smtplib.SMTPAuthenticationError):
            raise MailRefused(str(error)) from error
        raise


def _connect(smtp: Smtp) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if smtp.security == "tls":
        return smtplib.SMTP_SSL(smtp.host, smtp.port, timeout=smtp.timeout, context=context)
    server = smtplib.SMTP(smtp.host, smtp.port, timeout=smtp.timeout)
    if smtp.security == "starttls":
        server.starttls(context=context)
    return server


def _lay_down(folder: Path, letter: EmailMessage) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"{formatdate(usegmt=True)[5:16].replace(' ', '-')}-{uuid.uuid4().hex[:12]}.eml"
    part = folder / f".{name}.part"
    part.write_bytes(letter.as_bytes())
    part.rename(folder / name)
