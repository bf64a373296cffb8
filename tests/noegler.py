"""A passkey as a device would have made it, for tests that need no device."""

import json
from hashlib import sha256
from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

from kontrakt.models import Bruger

BRUGER_OG_NOEGLE = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT


def byg_noegle(bruger: Bruger, navn: str = "Min telefon") -> Authenticator:
    """A passkey of a user, which suffices alone."""
    hemmelig = ec.generate_private_key(ec.SECP256R1())
    offentlig = ES256.from_cryptography_key(hemmelig.public_key())  # type: ignore[no-untyped-call]
    noegle = AttestedCredentialData.create(bytes(16), b"noeglens-nummer1", offentlig)
    data = AuthenticatorData.create(sha256(b"testserver").digest(), BRUGER_OG_NOEGLE, 0, noegle)
    kunde = json.dumps({"type": "webauthn.create", "challenge": "AAAA", "origin": "http://testserver"}).encode()
    svar: dict[str, Any] = {
        "id": websafe_encode(noegle.credential_id),
        "rawId": websafe_encode(noegle.credential_id),
        "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(kunde),
            "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
        },
        "clientExtensionResults": {"credProps": {"rk": True}},
    }
    return Authenticator.objects.create(user=bruger, type="webauthn", data={"name": navn, "credential": svar})
