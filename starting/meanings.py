"""What pip and the system say when a set-up fails, and what that means to a person."""

import re

# The first that fits is told.
MEANINGS = (
    (r"No space left on device|Errno 28|Errno 122|WinError 112", "The disk is full. Make some room and start again."),
    (
        r"CERTIFICATE_VERIFY_FAILED|SSLError",
        (
            "This network puts its own certificate before others, and this computer does not know it either. "
            "Ask your IT support for the certificate file and set PIP_CERT to it, or start again on another network."
        ),
    ),
    (
        (
            r"NewConnectionError|NameResolutionError|Failed to resolve|Temporary failure in name resolution|getaddrinfo"
            r"|ProxyError|Connection refused|Connection reset|timed out|Network is unreachable|Max retries"
        ),
        "The packages could not be fetched: there is no way to the internet just now. Connect and start again.",
    ),
    (
        r"DO NOT MATCH THE HASHES",
        "A package arrived changed or damaged and was not installed. Start again; if it stays, tell us.",
    ),
    (
        r"No matching distribution|Could not find a version|no matching wheel",
        "A package is not to be had for this Python or this kind of computer. Try Python 3.12 or 3.13 from python.org.",
    ),
    (
        r"WinError 206|path too long|filename or extension is too long",
        "The path of this folder is too long for Windows. Move the folder nearer to the top, such as C:\\workbook.",
    ),
    (
        r"WinError 32|WinError 5\b|Permission denied|Errno 13|Read-only file system",
        (
            "This folder may not be written, or the workbook is still open in another window. "
            "Close it, or move the folder to a place of your own, and start again."
        ),
    ),
)

UNTRUSTED = re.compile(r"CERTIFICATE_VERIFY_FAILED|SSLError")
"""What pip says where a network shows a certificate that pip does not know."""


def meaning(output: str) -> str:
    """Return the sentence for what pip or the system said, empty when it is nothing we know."""
    return next((sentence for pattern, sentence in MEANINGS if re.search(pattern, output, re.IGNORECASE)), "")
