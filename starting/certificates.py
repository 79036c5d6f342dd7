"""The certificates this computer trusts, in a form that pip takes.

Schools put a certificate of their own before every other one. Windows and macOS know it, pip by itself does not.
"""

import os
import ssl
import subprocess
import sys
from pathlib import Path

KEYCHAINS = ("/Library/Keychains/System.keychain", "/System/Library/Keychains/SystemRootCertificates.keychain")
UNIX_FILES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)


def system_certificates() -> str:
    """Return the certificates the system trusts, as PEM text; empty where it tells of none."""
    if sys.platform == "win32":
        return "".join(_windows_store(name) for name in ("ROOT", "CA"))
    if sys.platform == "darwin":
        command = ["/usr/bin/security", "find-certificate", "-a", "-p", *KEYCHAINS]
        try:
            return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60).stdout
        except (OSError, subprocess.TimeoutExpired):
            return ""
    named = os.environ.get("SSL_CERT_FILE") or ssl.get_default_verify_paths().cafile
    return next((text for name in (named, *UNIX_FILES) if name and (text := _read(Path(name)))), "")


def _windows_store(name: str) -> str:
    found = ssl.enum_certificates(name)  # type: ignore[attr-defined] - on Windows only
    return "".join(ssl.DER_cert_to_PEM_cert(content) for content, form, _ in found if form == "x509_asn")


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")
    except OSError:
        return ""


def write_certificates(target: Path, *, packages: Path) -> bool:
    """Write pip's own certificates and the system's to `target`; return whether the system told of any.

    Args:
        target: The file, written anew.
        packages: Folder in which pip's own lie somewhere.
    """
    system = system_certificates()
    if not system:
        return False
    own = [_read(path) for path in packages.rglob("pip/_vendor/certifi/cacert.pem")]
    target.write_text("\n".join([*own, system]), "utf-8")
    return True
