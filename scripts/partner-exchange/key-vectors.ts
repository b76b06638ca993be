/** Announcements of the buyer's next key, as they come in at the supplier, and the keys afterwards. */
import { signDetached } from "#connect/hub-exchange/detached-jws.ts";
import { publicJwk, type OwnKey } from "#connect/hub-exchange/exchange-keys.ts";
import { announceKey, type KeyAnnouncement } from "#connect/hub-exchange/key-announcements.ts";
import { keys, now, otherRelationId, relationId } from "./example-relation.ts";

interface KeyVector {
  readonly name: string;
  readonly about: string;
  readonly announcement: unknown;
  /** Of the address it came to. */
  readonly relationId: string;
  readonly kid: string;
  readonly now: string;
  readonly verdict:
    | { readonly added: string; readonly retired: string; readonly retiredTo: string }
    | { readonly repeat: true }
    | { readonly refused: true };
}

const fresh = keys.buyerThird;
const good = announceKey(relationId, fresh, keys.buyerNext, now);
const taken = { added: fresh.kid, retired: keys.buyerNext.kid, retiredTo: "2026-11-28T08:30:00Z" };

/** The announcement with this in it, signed as it is then by these two keys. */
function resealed(
  changes: Record<string, unknown>,
  under: OwnKey = keys.buyerNext,
  with_: OwnKey = fresh,
): KeyAnnouncement {
  const change = { ...good.change, ...changes };
  return { change, jws: signDetached(change, under), newKeyJws: signDetached(change, with_) };
}

function vector(
  name: string,
  about: string,
  announcement: unknown,
  verdict: KeyVector["verdict"] = { refused: true },
  rest: Partial<Pick<KeyVector, "kid" | "now">> = {},
): KeyVector {
  return { ...{ name, about, announcement, relationId, kid: fresh.kid, now: now.toString() }, ...rest, verdict };
}

/** As on the page: the buyer's newest key, announced under the one before it. */
const heardBefore = announceKey(relationId, keys.buyerNext, keys.buyer, now);
const isNext = { kid: keys.buyerNext.kid };

const noted = (): KeyVector[] => [
  vector("next key", "Under the newest key that is pinned.", good, taken),
  vector(
    "a longer overlap",
    "It is cut to seven days by the clock of who hears it.",
    resealed({ previousValidTo: "2027-11-28T08:30:00Z" }),
    taken,
  ),
  vector("a shorter overlap", "It holds.", resealed({ previousValidTo: "2026-11-21T09:30:00Z" }), {
    ...taken,
    retiredTo: "2026-11-21T09:30:00Z",
  }),
  vector(
    "no overlap",
    "An end that is past is now: what was made before with the key stays good.",
    resealed({ previousValidTo: "2020-01-01T00:00:00Z" }),
    { ...taken, retiredTo: now.toString() },
  ),
  vector(
    "a beginning far away",
    "validFrom is for the log book; the key is in use from now.",
    resealed({ validFrom: "2030-01-01T00:00:00Z" }),
    taken,
  ),
  vector(
    "heard days later",
    "Fetched by who could not be told: seven days from then at most.",
    good,
    { ...taken, retiredTo: "2026-11-28T08:30:00Z" },
    { now: "2026-11-23T08:30:00Z" },
  ),
  vector(
    "with use and alg",
    "The two other members that a JWK may have.",
    resealed({ key: { ...publicJwk(fresh), use: "sig", alg: "EdDSA" } }),
    taken,
  ),
  vector(
    "with the newer name of the algorithm",
    "Ed25519 says the same.",
    resealed({ key: { ...publicJwk(fresh), alg: "Ed25519" } }),
    taken,
  ),
  vector("unknown member", "It is under both signatures.", resealed({ note: "a member of a later version" }), taken),
  vector("heard before", "The answer was lost; nothing changes.", heardBefore, { repeat: true }, isNext),
  vector(
    "heard before, made anew",
    "The same key under the same one, with other times: still the same step.",
    announceKey(relationId, keys.buyerNext, keys.buyer, now.add({ hours: 1 })),
    { repeat: true },
    isNext,
  ),
  vector(
    "heard before, long ago",
    "Also when the key before it is over.",
    heardBefore,
    { repeat: true },
    { ...isNext, now: "2027-01-01T00:00:00Z" },
  ),
];

const refused = (): KeyVector[] => [
  vector("of another relation", "Honestly made for another one.", resealed({ relationId: otherRelationId })),
  vector("at the address of another key", "The kid of the address is not the one of the key.", good, undefined, {
    kid: keys.stranger.kid,
  }),
  vector(
    "under a key nobody pinned",
    "The supplier's own.",
    resealed({ previousKid: keys.supplier.kid }, keys.supplier),
  ),
  vector(
    "under a key that was followed",
    "It is still in use, but another came after it: the chain has no forks.",
    resealed({ previousKid: keys.buyer.kid }, keys.buyer),
  ),
  vector(
    "under a key out of use",
    "The buyer's key until yesterday.",
    resealed({ previousKid: keys.buyerOld.kid }, keys.buyerOld),
  ),
  vector("not signed by the key before", "By the one before that.", resealed({}, keys.buyer)),
  vector("the new key is not in hand", "Another signs for it.", resealed({}, keys.buyerNext, keys.supplier)),
  vector("jws and newKeyJws changed about", "Each names the wrong key.", {
    ...good,
    jws: good.newKeyJws,
    newKeyJws: good.jws,
  }),
  vector(
    "jws under another name",
    "Signed by the key before, and its header names another.",
    resealed({}, { ...keys.buyerNext, kid: keys.buyer.kid }),
  ),
  vector(
    "the key has another's name",
    "Its kid is not its thumbprint.",
    resealed({ key: { ...publicJwk(fresh), kid: keys.stranger.kid } }, keys.buyerNext, {
      ...fresh,
      kid: keys.stranger.kid,
    }),
    undefined,
    { kid: keys.stranger.kid },
  ),
  vector(
    "a key of before",
    "Pinned already, and it was not announced under this one.",
    announceKey(relationId, keys.buyerOld, keys.buyerNext, now),
    undefined,
    { kid: keys.buyerOld.kid },
  ),
  vector(
    "the key under itself",
    "The newest key announces itself.",
    announceKey(relationId, keys.buyerNext, keys.buyerNext, now),
    undefined,
    isNext,
  ),
  vector(
    "with its private part",
    "A JWK has nothing else in it.",
    resealed({ key: { ...publicJwk(fresh), d: fresh.d } }),
  ),
  vector("for encryption", "use is sig, or not there.", resealed({ key: { ...publicJwk(fresh), use: "enc" } })),
  vector("of another algorithm", "alg is one of two.", resealed({ key: { ...publicJwk(fresh), alg: "ES256" } })),
  vector("another curve", "crv is Ed25519.", resealed({ key: { ...publicJwk(fresh), crv: "X25519" } })),
  vector("another version", "v is 2.", resealed({ v: 2 })),
  vector("local time", "An instant without Z.", resealed({ previousValidTo: "2026-11-28T08:30:00" })),
  vector("changed after signing", "An earlier end.", {
    ...good,
    change: { ...good.change, previousValidTo: "2026-11-21T08:31:00Z" },
  }),
  vector(
    "heard before, changed",
    "A repeat is signed as well.",
    {
      ...heardBefore,
      change: { ...heardBefore.change, previousValidTo: "2026-11-21T08:31:00Z" },
    },
    undefined,
    isNext,
  ),
];

export const keyVectors = (): readonly KeyVector[] => [...noted(), ...refused()];
