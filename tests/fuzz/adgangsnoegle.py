"""A passkey as a browser would have registered it, and what only looks like one."""

import json
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData


def registreret() -> dict[str, Any]:
    """What allauth keeps of a registration."""
    noegle = ES256.from_cryptography_key(generate_private_key(SECP256R1()).public_key())  # type: ignore[no-untyped-call]
    data = AttestedCredentialData.create(b"\0" * 16, b"noegle-1", noegle)
    flag = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    svar = AttestationObject.create("none", AuthenticatorData.create(sha256(b"testserver"), flag, 0, data), {})
    return {
        "id": websafe_encode(b"noegle-1"),
        "rawId": websafe_encode(b"noegle-1"),
        "type": "public-key",
        "clientExtensionResults": {},
        "response": {
            "clientDataJSON": websafe_encode(CollectedClientData.create("webauthn.create", b"x", "https://testserver")),
            "attestationObject": websafe_encode(svar),
        },
    }


def _kun(**svar: str) -> str:
    return json.dumps({"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": svar})


FALSKE = (
    json.dumps(registreret()),
    '{"id": 1}',
    '{"rawId": "AAAA", "id": "BBBB"}',
    '"AAAA"',
    _kun(),
    _kun(clientDataJSON="e30", attestationObject="oA"),
    _kun(clientDataJSON="e30", authenticatorData="AAAA", signature="AAAA", userHandle="AAAA"),
    _kun(clientDataJSON="!", authenticatorData="!", signature="!"),
)
