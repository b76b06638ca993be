/** Receipts as the buyer gets them, by an answer or by an acknowledgement, of the message it sent. */
import { canonicalBytes } from "#connect/hub-exchange/canonical-json.ts";
import { signDetached } from "#connect/hub-exchange/detached-jws.ts";
import { envelopeSha256 } from "#connect/hub-exchange/envelope.ts";
import { signBytes, type OwnKey } from "#connect/hub-exchange/exchange-keys.ts";
import { receipt as sealed } from "./answer-vectors.ts";
import { keys, messageId, orderMessage, otherRelationId, relationId } from "./example-relation.ts";

interface ReceiptVector {
  readonly name: string;
  readonly about: string;
  readonly receipt: unknown;
  readonly jws: string;
  /** Of the message that was sent. */
  readonly relationId: string;
  readonly messageId: string;
  readonly bodySha256: string;
  readonly verdict: { readonly ok: true; readonly kid: string } | { readonly ignored: true };
}

const { receipt } = sealed;
const sent = { relationId, messageId, bodySha256: envelopeSha256(orderMessage().envelope) };

function vector(name: string, about: string, said: unknown, jws: string, by: OwnKey | null = null): ReceiptVector {
  const verdict = by === null ? ({ ignored: true } as const) : ({ ok: true, kid: by.kid } as const);
  return { ...{ name, about, receipt: said, jws }, ...sent, verdict };
}
/** The receipt with this in it, honestly signed. */
function changed(
  name: string,
  about: string,
  changes: Record<string, unknown>,
  key: OwnKey = keys.supplier,
  by: OwnKey | null = null,
): ReceiptVector {
  const said = JSON.parse(JSON.stringify({ ...receipt, ...changes })) as unknown;
  return vector(name, about, said, signDetached(said, key), by);
}
const underHeader = (header: Record<string, unknown>): string => {
  const first = Buffer.from(JSON.stringify(header)).toString("base64url");
  const input = `${first}.${canonicalBytes(receipt).toString("base64url")}`;
  return `${first}..${signBytes(Buffer.from(input, "ascii"), keys.supplier).toString("base64url")}`;
};

const supplier = keys.supplier;

export const receiptVectors = (): readonly ReceiptVector[] => [
  vector("receipt", "As it is given.", receipt, sealed.jws, supplier),
  changed("unknown member", "It is under the signature.", { note: "of a later version" }, supplier, supplier),
  changed(
    "of a key out of use",
    "Given under it once, and given again since; its own time is not compared.",
    {},
    keys.supplierOld,
    keys.supplierOld,
  ),
  changed("of another content", "The hash of nothing.", {
    bodySha256: "base64:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
  }),
  changed("of another message", "Another id.", { messageId: "0192f0c4-7d1e-7b11-9a51-3c5f0e6a1b23" }),
  changed("of another relation", "Another relation of the same company.", { relationId: otherRelationId }),
  changed("of a stranger", "Signed by a key nobody pinned.", {}, keys.stranger),
  changed("of the buyer itself", "Nobody gives a receipt to itself.", {}, keys.buyer),
  changed("another version", "v is 2.", { v: 2 }),
  changed("no receiver", "A member is missing.", { receiver: undefined }),
  changed("next number 0", "Numbers begin at 1.", { nextExpectedSeq: 0 }),
  changed("local time", "An instant without Z.", { receivedAt: "2026-11-21T08:30:02" }),
  vector("changed after signing", "Another moment.", { ...receipt, receivedAt: "2026-11-21T08:30:03Z" }, sealed.jws),
  vector("no signature", "Nothing of it is sure.", receipt, ""),
  vector(
    "alg none",
    "A header that says that nothing is signed.",
    receipt,
    underHeader({ alg: "none", kid: supplier.kid }),
  ),
  vector(
    "key in the header",
    "It brings the key it is signed with.",
    receipt,
    underHeader({ alg: "EdDSA", kid: supplier.kid, jwk: { kty: "OKP", crv: "Ed25519", x: supplier.x } }),
  ),
  vector("with its payload", "It is not detached.", receipt, sealed.jws.replace("..", ".e30.")),
];
