"""Lists the portefeuille of a conseiller from Python, without generated code.

    pip install grpcio grpcio-reflection
    python client_python.py http://localhost:8080 nadia.kerbrat@ml-brest.fr

Against the demo: the sign-in follows the redirections of the simulated i-milo with a
`login_hint`. A real application opens a browser instead, and receives the code at its
registered address (docs/adr/0002-sign-in.md).
"""

import base64
import hashlib
import json
import secrets
import sys
import urllib.error
import urllib.parse
import urllib.request

import grpc
from google.protobuf import descriptor_pool, message_factory
from grpc_reflection.v1alpha.proto_reflection_descriptor_database import ProtoReflectionDescriptorDatabase

REDIRECT_URI = "http://127.0.0.1:9/retour"
SERVICE = "passemploi.portefeuille.v1.PortefeuilleService"


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """The test walks the redirections itself."""

    def redirect_request(self, *_):
        return None


def location(opener, url):
    """Where this address sends the browser."""
    try:
        opener.open(url)
    except urllib.error.HTTPError as answer:
        if answer.code in (302, 303, 307):
            return urllib.parse.urljoin(url, answer.headers["location"])
        raise
    raise SystemExit(f"no redirection from {url}")


def sign_in(origin, email):
    """Code and PKCE, as a mobile app; returns the access token."""
    verifier = secrets.token_urlsafe(48)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    query = urllib.parse.urlencode({
        "client_id": "mobile",
        "redirect_uri": REDIRECT_URI,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        "state": secrets.token_urlsafe(8),
    })
    opener = urllib.request.build_opener(NoRedirect, urllib.request.HTTPCookieProcessor())
    provider = location(opener, f"{origin}/auth/conseiller/connexion/similo-conseiller?{query}")
    back = location(opener, f"{provider}&login_hint={urllib.parse.quote(email)}")
    arrived = urllib.parse.urlparse(location(opener, back))
    form = urllib.parse.urlencode({
        "grant_type": "authorization_code",
        "code": urllib.parse.parse_qs(arrived.query)["code"][0],
        "redirect_uri": REDIRECT_URI,
        "code_verifier": verifier,
    }).encode()
    with urllib.request.urlopen(f"{origin}/auth/jeton", form) as answer:
        return json.load(answer)["access_token"]


def main():
    origin, email = sys.argv[1:3]
    token = sign_in(origin, email)
    channel = grpc.insecure_channel(urllib.parse.urlparse(origin).netloc)
    pool = descriptor_pool.DescriptorPool(ProtoReflectionDescriptorDatabase(channel))
    method = pool.FindServiceByName(SERVICE).FindMethodByName("ListPortefeuille")
    request_type, response_type = (message_factory.GetMessageClass(t) for t in (method.input_type, method.output_type))
    call = channel.unary_unary(
        f"/{SERVICE}/ListPortefeuille",
        request_serializer=request_type.SerializeToString,
        response_deserializer=response_type.FromString,
    )
    page = call(request_type(page_size=5, order_by="derniere_activite desc"),
                metadata=[("authorization", f"Bearer {token}")])
    print(f"{page.total_size} bénéficiaires")
    for ligne in page.lignes:
        print(f"  {ligne.nom} {ligne.prenom}")


if __name__ == "__main__":
    main()
