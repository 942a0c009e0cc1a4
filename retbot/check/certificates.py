"""What is wrong with the certificate of a server, in Dutch, with what to do about it."""

import ssl

from retbot.mail.tls import certificate_problem

CERTIFICATES = {
    "expired_certificate": (
        "toont een certificaat dat verlopen is: laat de beheerder van die server het vernieuwen, en kijk of de klok "
        "van deze machine gelijk loopt"
    ),
    "certificate_of_another_host": (
        "toont een certificaat dat op een andere naam staat: vul bij {setting} de naam in die in het certificaat "
        "staat, of laat de beheerder van die server de naam erin zetten"
    ),
    "bad_certificate": (
        "toont een certificaat waarvoor niemand instaat die deze machine vertrouwt: is het van de eigen organisatie, "
        "noem dan de uitgever bij {ca_file}; anders mist de server een tussencertificaat"
    ),
}
"""By the name of the problem."""


def certificate_fault(error: ssl.SSLCertVerificationError, setting: str, ca_file: str) -> str:
    return CERTIFICATES[certificate_problem(error)].format(setting=setting, ca_file=ca_file)
