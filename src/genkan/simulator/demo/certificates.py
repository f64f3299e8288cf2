"""A certificate authority of one machine, so that phones in the same network may join the demo.

Browsers give camera, microphone and notifications to https only; a phone trusts our server after
its owner has installed the authority's certificate once.
"""

import ipaddress
import socket
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY_LIFE = timedelta(days=365)
SERVER_LIFE = timedelta(days=90)  # phones refuse server certificates of more than 398 days
CLOCK_SLACK = timedelta(hours=1)  # a phone whose clock is a little behind


@dataclass(frozen=True, slots=True, kw_only=True)
class LanCertificates:
    """Where the files are."""

    authority: Path
    certificate: Path
    key: Path


def find_lan_address() -> str | None:
    """Give this machine's address in its network, or None when it has none but loopback."""
    probe = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        probe.connect(("192.0.2.1", 9))  # TEST-NET: chooses a route, sends nothing
        address: str = probe.getsockname()[0]
    except OSError:
        return None
    finally:
        probe.close()
    return None if ipaddress.ip_address(address).is_loopback else address


def make_certificates(folder: Path, addresses: list[str], now: datetime | None = None) -> LanCertificates:
    """Make the authority once, and a server certificate for the names and addresses of today."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    instant = now or datetime.now(UTC)
    authority_path, authority_key_path = folder / "genkan-ca.crt", folder / "genkan-ca.key"
    if not authority_path.exists() or not authority_key_path.exists():
        _make_authority(authority_path, authority_key_path, instant)
    authority = x509.load_pem_x509_certificate(authority_path.read_bytes())
    authority_key = serialization.load_pem_private_key(authority_key_path.read_bytes(), password=None)
    if not isinstance(authority_key, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{authority_key_path} is not the key this program made")
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        _builder(_name("Genkan demo server"), authority.subject, instant, SERVER_LIFE)
        .public_key(key.public_key())
        .add_extension(x509.SubjectAlternativeName(_alternatives(addresses)), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    certificate_path, key_path = folder / "server.crt", folder / "server.key"
    certificate_path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    _write_key(key_path, key)
    return LanCertificates(authority=authority_path, certificate=certificate_path, key=key_path)


def _make_authority(certificate_path: Path, key_path: Path, instant: datetime) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name("Genkan demo authority")
    certificate = (
        _builder(name, name, instant, AUTHORITY_LIFE)
        .public_key(key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True,
                content_commitment=False,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=True,
                crl_sign=True,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
        .sign(key, hashes.SHA256())
    )
    certificate_path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    _write_key(key_path, key)


def _builder(
    subject: x509.Name, issuer: x509.Name, instant: datetime, life: timedelta
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .serial_number(x509.random_serial_number())
        .not_valid_before(instant - CLOCK_SLACK)
        .not_valid_after(instant + life)
    )


def _name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


def _alternatives(addresses: list[str]) -> list[x509.GeneralName]:
    names: list[x509.GeneralName] = []
    for address in addresses:
        try:
            names.append(x509.IPAddress(ipaddress.ip_address(address)))
        except ValueError:
            names.append(x509.DNSName(address))
    return names


def _write_key(path: Path, key: ec.EllipticCurvePrivateKey) -> None:
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
