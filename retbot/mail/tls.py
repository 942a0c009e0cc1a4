"""Why a certificate is not trusted."""

import ssl
from typing import Literal

CertificateProblem = Literal["bad_certificate", "expired_certificate", "certificate_of_another_host"]

_EXPIRED = 10
_ANOTHER_HOST = frozenset({62, 64})
"""Verification codes of OpenSSL (X509_V_ERR_…) for a wrong host name and a wrong IP address."""


def certificate_problem(error: ssl.SSLCertVerificationError) -> CertificateProblem:
    """`bad_certificate`: not issued by an authority that we trust."""
    if error.verify_code == _EXPIRED:
        return "expired_certificate"
    return "certificate_of_another_host" if error.verify_code in _ANOTHER_HOST else "bad_certificate"
