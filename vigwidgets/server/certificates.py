"""Certificates for what is served in the networks round this machine: a given one, or one that it makes itself.

Nobody vouches for one that it makes itself, so browsers warn before they show the first page. It keeps those out who
only listen, and whoever compares its fingerprint knows that it is this machine's.
"""

from __future__ import annotations

import contextlib
import hashlib
import ipaddress
import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from vigwidgets.core.errors import BadRequest
from vigwidgets.workbook.folder.data_folder import refusal_of
from vigwidgets.workbook.folder.whole_file import put_whole

if TYPE_CHECKING:
    from cryptography import x509

    from vigwidgets.workbook.folder.data_folder import DataFolder

OWN_DAYS: Final = 30
RENEW_DAYS: Final = 7
"""How long before its end it is made anew."""
LONGEST_NAME: Final = 64
"""A name of a machine that is longer is left out; it is reached by its addresses."""


class Certificate(Protocol):
    """What a listener shows to prove who it is."""

    def context_for(self, names: Iterable[str]) -> ssl.SSLContext:
        """Return what a listener encrypts with that is reached by these names and addresses."""
        ...

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, as browsers show it: pairs of digits with colons between."""
        ...


@dataclass(frozen=True, slots=True)
class Encrypting:
    """How it was asked for that what goes through a network is encrypted; by default it is not.

    Attributes:
        certfile: A certificate with those that vouch for it, PEM.
        keyfile: Its private key, PEM.
        own: Whether this machine makes one itself.
    """

    certfile: Path | None = None
    keyfile: Path | None = None
    own: bool = False

    def given(self) -> Given | None:
        """Return the certificate of the two files, looked at; None where none are named.

        Raises:
            BadRequest: one is named without the other, or beside a certificate of this machine's own; they cannot be
                read, are none, or do not belong together.
        """
        if (self.certfile is None) != (self.keyfile is None):
            raise BadRequest("A certificate and its key go together. Give both --certfile and --keyfile, or neither.")
        if self.certfile is None or self.keyfile is None:
            return None
        if self.own:
            raise BadRequest("There can be one certificate. Give the two files, or --own-certificate.")
        return Given(self.certfile, self.keyfile)

    def words(self) -> list[str]:
        """Return how the command `vig serve` says the same."""
        files = ("--certfile", self.certfile), ("--keyfile", self.keyfile)
        named = [word for name, file in files if file is not None for word in (name, str(file))]
        return [*named, *(["--own-certificate"] if self.own else [])]


class Given:
    """A certificate from two files.

    Args:
        certfile: The certificate, and those that vouch for it.
        keyfile: Its private key, without a pass phrase.

    Raises:
        BadRequest: they cannot be read, are none, or do not belong together.
    """

    def __init__(self, certfile: Path, keyfile: Path) -> None:
        for file in (certfile, keyfile):
            try:
                file.read_bytes()
            except OSError as exc:
                raise BadRequest(
                    f"The file {file.name} cannot be read. Look at its place, and at who may read it."
                ) from exc
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        try:
            self._context.load_cert_chain(certfile, keyfile, password=_no_pass_phrase)
            self._fingerprint = _fingerprint(certfile.read_text("ascii"))
        except _Locked as exc:
            raise BadRequest("That key is locked by a pass phrase. Give one that a server can open by itself.") from exc
        except (ssl.SSLError, ValueError) as exc:
            if getattr(exc, "reason", "") == "KEY_VALUES_MISMATCH":
                raise BadRequest("That key is not the certificate's. Give the two that were made together.") from exc
            raise BadRequest("That is no certificate with its key. Give two files in PEM form.") from exc

    def context_for(self, names: Iterable[str]) -> ssl.SSLContext:  # noqa: ARG002 - it is for whatever it is for
        """Return what a listener encrypts with."""
        return self._context

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate."""
        return self._fingerprint


class Own:
    """A certificate that this machine makes itself, in the data folder, with its key, readable by this person only.

    It is made anew when it ends within a week, and when the machine has another name or address by now.

    Args:
        data: The folder, already made.
        names: Names and addresses by which this machine is reached, as an address on the web writes them.
    """

    def __init__(self, data: DataFolder, names: Iterable[str]) -> None:
        self._file = data.certificate
        self._names = frozenset(names)
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._loaded = ""

    def context_for(self, names: Iterable[str] = ()) -> ssl.SSLContext:
        """Return what a listener encrypts with that is reached by these names and addresses as well.

        Raises:
            JournalUnavailable: the data folder cannot be written.
            StorageFull: there is no room in it.
        """
        self._names |= frozenset(names)
        try:
            if not self._is_good(now=datetime.now(UTC)):
                put_whole(self._file, _made(self._names, now=datetime.now(UTC)))
            text = self._file.read_text("ascii")
            if text != self._loaded:
                self._context.load_cert_chain(self._file)  # the same context: listeners that are open show it as well
                self._loaded = text
        except OSError as exc:
            raise refusal_of(exc) from exc
        return self._context

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate."""
        self.context_for()
        return _fingerprint(self._loaded)

    def _is_good(self, *, now: datetime) -> bool:
        """Return whether the one that is there is whole, for all names, and good for a while."""
        from cryptography import x509
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        with contextlib.suppress(OSError, ValueError, TypeError, x509.ExtensionNotFound):
            content = self._file.read_bytes()
            found, key = x509.load_pem_x509_certificate(content), load_pem_private_key(content, None)
            named = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
            is_whole = found.public_key() == key.public_key()
            return is_whole and set(named) >= set(_alternatives(self._names)) and _lasts(found, now=now)
        return False


def _lasts(found: x509.Certificate, *, now: datetime) -> bool:
    return found.not_valid_before_utc <= now < found.not_valid_after_utc - timedelta(days=RENEW_DAYS)


def _made(names: frozenset[str], *, now: datetime) -> str:
    """Return a new key and its certificate, good from now on."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Video Interaction Workbook")])
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))  # a phone's clock may be a little behind
        .not_valid_after(now + timedelta(days=OWN_DAYS))
        .add_extension(x509.SubjectAlternativeName(_alternatives(names)), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    form = serialization.PrivateFormat.PKCS8
    told = key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())
    return (told + made.public_bytes(serialization.Encoding.PEM)).decode("ascii")


def _alternatives(names: Iterable[str]) -> list[x509.GeneralName]:
    """Return names and addresses as a certificate holds them; a name that it cannot hold is left out."""
    from cryptography import x509

    found: list[x509.GeneralName] = []
    for name in sorted(names):
        try:
            found.append(x509.IPAddress(ipaddress.ip_address(name.strip("[]"))))
        except ValueError:
            if name.isascii() and len(name) <= LONGEST_NAME:
                found.append(x509.DNSName(name))
    return found


def _fingerprint(text: str) -> str:
    """Return the SHA-256 of the first certificate in a PEM file."""
    mark = "-----BEGIN CERTIFICATE-----"
    end = "-----END CERTIFICATE-----"
    first = mark + text.partition(mark)[2].partition(end)[0] + end
    return hashlib.sha256(ssl.PEM_cert_to_DER_cert(first)).digest().hex(":").upper()


class _Locked(Exception):
    """A key that asks for a pass phrase."""


def _no_pass_phrase() -> str:
    raise _Locked
