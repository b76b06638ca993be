/** The invented relation of the vectors and of the page: a buyer, a supplier, their keys, and one order. */
import { createHash, createPrivateKey } from "node:crypto";
import { sealMessage, type ExchangeMessage, type ExchangeParty } from "#connect/hub-exchange/envelope.ts";
import { thumbprint, type OwnKey } from "#connect/hub-exchange/exchange-keys.ts";

/** Made of its name, so that the files come out the same each time. Worth nothing, as everybody can make it. */
function exampleKey(name: string): OwnKey {
  const seed = createHash("sha256").update(`Schakel example key: ${name}`).digest();
  const der = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]);
  const { x = "", d = "" } = createPrivateKey({ key: der, format: "der", type: "pkcs8" }).export({ format: "jwk" });
  return { kid: thumbprint(x), x, d };
}

export const keys = {
  buyer: exampleKey("buyer"),
  /** Announced by the buyer under its key before, and heard at the moment of the vectors. */
  buyerNext: exampleKey("buyer, next"),
  /** Not announced yet. */
  buyerThird: exampleKey("buyer, third"),
  /** Of the buyer, out of use a day before the moment of the vectors. */
  buyerOld: exampleKey("buyer, old"),
  supplier: exampleKey("supplier"),
  /** Of the supplier, out of use a day before the moment of the vectors. */
  supplierOld: exampleKey("supplier, old"),
  /** Of the buyer of the supplier's other relation. */
  otherBuyer: exampleKey("other buyer"),
  /** Nobody pinned it. */
  stranger: exampleKey("stranger"),
};

export const now = Temporal.Instant.from("2026-11-21T08:30:00Z");
export const relationId = "6d0b8f0e-5b1c-4f0e-8d38-1f6c7b0a9c11";
export const otherRelationId = "0b2f6a53-3f0c-4bb5-9a44-0c8d7c3d5e22";
export const unknownRelationId = "c3f1b7a0-94d2-4e8b-b6a5-1d2e3f405162";
export const inviteId = "2f9a1d7c-6f0b-4e0c-9f65-7a1c3b5d7e90";
export const inviteSecret = "c2Nob29sLXNlY3JldC0xNg";
export const messageId = "0192f0c4-7d1e-7b11-9a51-3c5f0e6a1b22";
export const buyerBase = "https://hub.buyer.example";
export const supplierBase = "https://hub.supplier.example";

const pinned = ({ kid, x }: OwnKey, validTo: string | null, previous: OwnKey | null) => ({
  ...{ kid, x, validTo, previousKid: previous?.kid ?? null },
});

/** Per relation the keys that the supplier has pinned of the other side, at the moment of the vectors. */
export const atSupplier = {
  [relationId]: [
    pinned(keys.buyerOld, "2026-11-20T08:30:00Z", null),
    pinned(keys.buyer, "2026-11-28T08:30:00Z", keys.buyerOld),
    pinned(keys.buyerNext, null, keys.buyer),
  ],
  [otherRelationId]: [pinned(keys.otherBuyer, null, null)],
};

/** And those that the buyer has pinned. */
export const atBuyer = {
  [relationId]: [pinned(keys.supplierOld, "2026-11-20T08:30:00Z", null), pinned(keys.supplier, null, keys.supplierOld)],
};

export const buyer: ExchangeParty = {
  scheme: "0208",
  id: "0123456749",
  name: "Installatiebedrijf Voorbeeld BV",
  vatNumber: "BE0123456749",
  gln: "5412345000013",
  address: { street: "Voorbeeldstraat 1", postalCode: "9000", city: "Gent", country: "BE" },
};
export const supplier: ExchangeParty = {
  scheme: "0208",
  id: "0876543270",
  name: "Groothandel Voorbeeld NV",
  vatNumber: "BE0876543270",
  gln: null,
  address: null,
};

/** Short, for the page; the content of a real one is a whole UBL order. */
export const orderXml = `<?xml version="1.0" encoding="UTF-8"?>
<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2"><!-- … --></Order>
`;

/** Likewise the answer to it. */
export const responseXml = `<?xml version="1.0" encoding="UTF-8"?>
<OrderResponse xmlns="urn:oasis:names:specification:ubl:schema:xsd:OrderResponse-2"><!-- … --></OrderResponse>
`;

export const orderMessage = (
  changes: Partial<Parameters<typeof sealMessage>[0]> = {},
  key = keys.buyer,
): ExchangeMessage =>
  sealMessage(
    {
      ...{ messageId, relationId, seq: 418, docType: "order", revision: 0, replaces: null, mode: "live" },
      from: { scheme: buyer.scheme, id: buyer.id },
      to: { scheme: supplier.scheme, id: supplier.id },
      businessId: "BB-2026-00417",
      createdAt: "2026-11-21T08:30:00Z",
      expiresAt: "2026-11-28T08:30:00Z",
      inReplyTo: null,
      content: {
        type: "application/xml",
        profile: "urn:fdc:peppol.eu:poacc:trns:order:3",
        bytes: Buffer.from(orderXml, "utf8"),
      },
      summary: { lines: 2, net: "126.46", currency: "EUR", requested: "2026-11-24" },
      ...changes,
    },
    key,
  );
