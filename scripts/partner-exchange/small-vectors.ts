/** The parts that need no request: canonical form, names of keys, invitations, the comparison code, the change of a key. */
import { canonicalJson } from "#connect/hub-exchange/canonical-json.ts";
import { signDetached } from "#connect/hub-exchange/detached-jws.ts";
import { sha256Of } from "#connect/hub-exchange/envelope.ts";
import { comparisonCode, publicJwk, type OwnKey } from "#connect/hub-exchange/exchange-keys.ts";
import { digestOf } from "#connect/hub-exchange/http-signature.ts";
import { inviteLink, inviteProof, inviteProofKey } from "#connect/hub-exchange/invites.ts";
import { announceKey, type KeyAnnouncement } from "#connect/hub-exchange/key-announcements.ts";
import { buyerBase, inviteId, inviteSecret, keys, now, otherRelationId, relationId } from "./example-relation.ts";

/** Of RFC 8785, section 3.2.2 and 3.2.3, and what our messages have most. */
const canonicalTexts = [
  String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`,
  String.raw`{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}`,
  `{ "b": [ ], "a": { "y": -0, "x": 418 }, "": "" }`,
];

export const canonicalVectors = () =>
  canonicalTexts.map((json) => {
    const canonical = canonicalJson(JSON.parse(json));
    return { json, canonical, sha256: sha256Of(Buffer.from(canonical, "utf8")) };
  });

export function inviteVectors() {
  const proofKey = inviteProofKey(inviteSecret);
  const targetUri = `${buyerBase}/x/v1/invites/${inviteId}/look`;
  const body = JSON.stringify({ v: 1, inviteId, key: publicJwk(keys.supplier), baseAddress: null });
  const contentDigest = digestOf(Buffer.from(body, "utf8"));
  const proof = inviteProof(proofKey, "POST", targetUri, contentDigest);
  return {
    link: inviteLink({ baseAddress: buyerBase, inviteId, secret: inviteSecret, kid: keys.buyer.kid }),
    parts: { baseAddress: buyerBase, inviteId, secret: inviteSecret, kid: keys.buyer.kid },
    proofKeyHex: proofKey.toString("hex"),
    proof: { method: "POST", targetUri, body, contentDigest, value: proof },
    comparisonCode: {
      relationId,
      kids: [keys.buyer.kid, keys.supplier.kid],
      value: comparisonCode(relationId, keys.buyer.kid, keys.supplier.kid),
    },
  };
}

interface KeyVector {
  readonly name: string;
  readonly announcement: unknown;
  readonly relationId: string;
  readonly now: string;
  readonly verdict:
    { readonly added: string; readonly retired: string; readonly retiredTo: string } | { readonly refused: true };
}

/** The next key of the buyer, `fresh`, under the one in use. */
export function keyVectors(fresh: OwnKey = keys.stranger): readonly KeyVector[] {
  const good = announceKey(relationId, fresh, keys.buyer, now);
  const resealed = (
    changes: Record<string, unknown>,
    under: OwnKey = keys.buyer,
    with_: OwnKey = fresh,
  ): KeyAnnouncement => {
    const change = { ...good.change, ...changes };
    return { change, jws: signDetached(change, under), newKeyJws: signDetached(change, with_) };
  };
  const taken = { added: fresh.kid, retired: keys.buyer.kid, retiredTo: "2026-11-28T08:30:00Z" };
  const vector = (
    name: string,
    announcement: unknown,
    verdict: KeyVector["verdict"] = { refused: true },
  ): KeyVector => ({
    ...{ name, announcement, relationId, now: now.toString(), verdict },
  });
  return [
    vector("next key", good, taken),
    vector("a longer overlap is cut to seven days", resealed({ previousValidTo: "2027-11-28T08:30:00Z" }), taken),
    vector("a shorter overlap holds", resealed({ previousValidTo: "2026-11-21T09:30:00Z" }), {
      ...taken,
      retiredTo: "2026-11-21T09:30:00Z",
    }),
    vector("of another relation", resealed({ relationId: otherRelationId })),
    vector("under a key nobody pinned", resealed({ previousKid: keys.supplier.kid }, keys.supplier)),
    vector("under a key out of use", resealed({ previousKid: keys.buyerOld.kid }, keys.buyerOld)),
    vector("not signed by the key in use", resealed({}, keys.supplier)),
    vector("the new key is not in hand", resealed({}, keys.buyer, keys.supplier)),
    vector(
      "the key has another's name",
      resealed({ key: { ...publicJwk(fresh), kid: keys.supplier.kid } }, keys.buyer, {
        ...fresh,
        kid: keys.supplier.kid,
      }),
    ),
    vector("a key that is pinned already", announceKey(relationId, keys.buyerOld, keys.buyer, now)),
    vector("with its private part", resealed({ key: { ...publicJwk(fresh), d: fresh.d } })),
    vector("changed after signing", { ...good, change: { ...good.change, previousValidTo: "2026-11-21T08:31:00Z" } }),
  ];
}
