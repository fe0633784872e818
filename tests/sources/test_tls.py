"""Trusted connections: one that is sound, and those that are not."""

import ipaddress
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from maintain.sources.follow import check
from maintain.sources.hosts import Hosts
from maintain.sources.outcomes import Outcome, Reason, Verdict
from maintain.sources.visits import Visits
from maintain.sources.wire import Wire
from tests.sources.conftest import AGENT, NAME, PATIENT, Sleeper, is_ours, resolve
from tests.sources.server import Site, answer, serving

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def certificate(folder: Path, name: str, days: int = 365 * 100) -> Path:
    """A certificate that signs itself, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    names: list[x509.GeneralName] = [x509.DNSName(name), x509.IPAddress(ipaddress.ip_address("192.0.2.1"))]
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(LONG_AGO)
        .not_valid_after(LONG_AGO + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    no_password = serialization.NoEncryption()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, no_password)
    path = folder / "site.pem"
    path.write_bytes(pem + made.public_bytes(serialization.Encoding.PEM))
    return path


def judged(pem: Path, trust: ssl.SSLContext, sleeper: Sleeper) -> Verdict | None:
    """The verdict on a page behind that certificate."""
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    served.load_cert_chain(pem)
    visits = Visits(Wire(AGENT, PATIENT, resolve, is_ours, trust), Hosts(5, sleeper, sleeper.clock), NAME)
    with serving(Site({"/page": answer()}), served) as site:
        return check(site.url("/page", scheme="https"), visits)


def test_a_page_behind_a_trusted_certificate_answers(tmp_path: Path, sleeper: Sleeper):
    pem = certificate(tmp_path, "site.test")
    assert judged(pem, ssl.create_default_context(cafile=pem), sleeper) == Verdict(Outcome.ANSWERS, status=200)


@pytest.mark.parametrize(
    ("name", "days", "is_known"),
    [("site.test", 36500, False), ("other.test", 36500, True), ("site.test", 1, True)],
    ids=["signed by itself", "of another name", "run out"],
)
def test_a_certificate_that_is_not_sound_is_told(tmp_path: Path, sleeper: Sleeper, name: str, days: int, is_known: bool):
    pem = certificate(tmp_path, name, days)
    trust = ssl.create_default_context(cafile=pem if is_known else None)
    assert judged(pem, trust, sleeper) == Verdict(Outcome.UNREACHABLE, Reason.TLS)


def test_a_server_that_speaks_no_tls_is_told(site: Site, visits: Visits):
    assert check(site.url("/", scheme="https"), visits) == Verdict(Outcome.UNREACHABLE, Reason.TLS)
