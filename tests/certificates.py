"""Certificates made by openssl: an authority of our own, and what it signs or does not sign."""

import ssl
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Certificate:
    """The files that a server reads."""

    chain: Path
    key: Path

    def context(self) -> ssl.SSLContext:
        """For a server."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.chain, self.key)
        return context


class Authority:
    """One for a test; `file` is what a client has to trust."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._made = folder, 0
        folder.mkdir(parents=True, exist_ok=True)
        self.file, self._key = folder / "authority.pem", folder / "authority.key"
        subject = ("-subj", "/CN=Test authority", "-days", "3650")
        _openssl("req", "-x509", *_new_key(self._key), "-out", self.file, *subject)

    def sign(self, name: str = "localhost", *, days: int = 90, between: bool = False) -> Certificate:
        """For that name; over where `days` is below zero; `between`: by an authority below, which is not sent along."""
        issuer, issuer_key = self._below() if between else (self.file, self._key)
        return self._signed(name, days, issuer, issuer_key)

    def self_signed(self, name: str = "localhost") -> Certificate:
        """By nobody but itself."""
        chain, key = self._names()
        names = ("-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}", "-days", "90")
        _openssl("req", "-x509", *_new_key(key), "-out", chain, *names)
        return Certificate(chain, key)

    def _below(self) -> tuple[Path, Path]:
        below = self._signed("Authority below", 365, self.file, self._key, "basicConstraints=critical,CA:TRUE")
        return below.chain, below.key

    def _signed(self, name: str, days: int, issuer: Path, issuer_key: Path, more: str = "") -> Certificate:
        chain, key = self._names()
        request, extensions = chain.with_suffix(".csr"), chain.with_suffix(".ext")
        extensions.write_text(more or f"subjectAltName=DNS:{name}\n")
        _openssl("req", *_new_key(key), "-out", request, "-subj", f"/CN={name}")
        by = ("-CA", issuer, "-CAkey", issuer_key, "-CAcreateserial", "-extfile", extensions)
        _openssl("x509", "-req", "-in", request, "-out", chain, *by, "-days", f"{days}")
        return Certificate(chain, key)

    def _names(self) -> tuple[Path, Path]:
        self._made += 1
        return self._folder / f"{self._made}.pem", self._folder / f"{self._made}.key"


def _new_key(key: Path) -> tuple[str | Path, ...]:
    return ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key)


def _openssl(*arguments: str | Path) -> None:
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)
