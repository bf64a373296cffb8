"""What the provider tells about its users; the tests choose by user name."""

from typing import Any

from oauth2_provider.oauth2_validators import OAuth2Validator

ADRESSE = "kirsten@eksempel.dk"
# user name → what stands in the ID token, and what its userinfo page says besides
BRUGERE: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "kirsten": ({"email": "Kirsten@Eksempel.dk", "email_verified": True},) * 2,
    "som-entra": ({"email": ADRESSE, "xms_edov": True}, {"email": ADRESSE}),
    "ubekraeftet": ({"email": ADRESSE, "email_verified": False},) * 2,
    "siger-intet": ({"email": ADRESSE}, {"email": ADRESSE}),
    "fremmed": ({"email": "fremmed@eksempel.dk", "email_verified": True},) * 2,
    "to-personer": ({"email": ADRESSE, "email_verified": True}, {"sub": "en-anden", "email": ADRESSE}),
}


class Oplysninger(OAuth2Validator):
    """The standard's claims, and those of the user."""

    oidc_claim_scope = None

    def get_additional_claims(self, request: Any) -> dict[str, Any]:
        """Those of the ID token."""
        return BRUGERE[request.user.username][0]

    def get_userinfo_claims(self, request: Any) -> dict[str, Any]:
        """Those of the userinfo page."""
        return {"sub": str(request.user.pk), **BRUGERE[request.user.username][1]}
