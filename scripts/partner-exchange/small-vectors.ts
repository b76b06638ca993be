/** The parts that need no request: canonical form, invitations, the comparison code. */
import { canonicalJson } from "#connect/hub-exchange/canonical-json.ts";
import { sha256Of } from "#connect/hub-exchange/envelope.ts";
import { comparisonCode, publicJwk } from "#connect/hub-exchange/exchange-keys.ts";
import { digestOf } from "#connect/hub-exchange/http-signature.ts";
import { inviteLink, inviteProof, inviteProofKey } from "#connect/hub-exchange/invites.ts";
import { buyerBase, inviteId, inviteSecret, keys, relationId } from "./example-relation.ts";

/** Of RFC 8785, section 3.2.2 and 3.2.3, and what our messages have most. */
const canonicalTexts = [
  String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`,
  String.raw`{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}`,
  `{"integers":[9007199254740991,9007199254740993,-0,100000000000000000000000],"halves":[0.1,1e-7,5e-324]}`,
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
