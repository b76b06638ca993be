import { z } from "zod";
import { endpointOf, registrationOf } from "#einvoice/endpoint.ts";
import { textOf, type TextKey, type TextLanguage } from "#domain/texts/text.ts";
import type { ActRefusal } from "#engine/partners/relation-acts.ts";
import type { Administration } from "#store/administrations.ts";
import type { Transaction } from "#store/database.ts";
import { readParty } from "#store/party-book.ts";
import { relationKeys } from "#store/relation-keys.ts";
import {
  directionsOf,
  relationDocTypes,
  relationStates,
  RelationSettings,
  type PartnerIdentity,
  type Relation,
} from "#store/relations.ts";
import { refuseFields, RequestRefused } from "#api/problem.ts";
import { Instant } from "#api/shapes.ts";

export const RelationPlaceShape = z.object({ relationId: z.uuid() });

export const IdentityShape = z
  .object({
    scheme: z.string().meta({ description: "What `id` is a number of: 0208, 0106, 0088, …" }),
    id: z.string(),
    name: z.string(),
    vatNumber: z.string().nullable(),
    gln: z.string().nullable(),
    address: z
      .object({
        street: z.string().nullable(),
        postalCode: z.string().nullable(),
        city: z.string().nullable(),
        country: z.string(),
      })
      .nullable(),
  })
  .meta({ id: "PartnerIdentity" });

/** What a person read on the screen and confirms: another name or number than the partner has by then is refused. */
export const ConfirmedIdentity = z.object({
  name: z.string().max(200),
  vatNumber: z.string().max(20).nullable(),
  gln: z.string().max(13).nullable(),
});

export const DirectionShape = z.object({ docType: z.enum(relationDocTypes), way: z.enum(["in", "out"]) });
export const DirectionsShape = z.array(DirectionShape).max(40).meta({ description: "What we want to go each way" });

export const RelationShape = z
  .object({
    id: z.string(),
    side: z.enum(["initiator", "responder"]),
    state: z.enum(relationStates),
    stateChangedAt: Instant,
    stateChangedBy: z.string(),
    suspendedByUs: z.boolean(),
    suspendedByPartner: z.boolean(),
    party: z.object({ id: z.string(), name: z.string() }).nullable().meta({ description: "Which contact it is" }),
    own: IdentityShape,
    partner: IdentityShape.nullable(),
    partnerHub: z.string(),
    isLocal: z.boolean(),
    mode: z.enum(["test", "live"]),
    isConfirmedByUs: z.boolean(),
    isConfirmedByPartner: z.boolean(),
    comparisonCode: z
      .string()
      .meta({ description: "The same eight digits on both sides; empty until both keys are known" }),
    expiresAt: Instant.meta({ description: "Of the invitation" }),
    settings: RelationSettings,
    directions: z.array(
      DirectionShape.extend({
        enabled: z.boolean(),
        announced: z.boolean().meta({ description: "The partner wants it as well" }),
      }),
    ),
    keys: z.array(
      z.object({
        owner: z.enum(["own", "partner"]),
        kid: z.string(),
        state: z.enum(["announced", "current", "previous", "revoked"]),
        validFrom: Instant,
        validTo: Instant.nullable(),
      }),
    ),
    partnerPulls: z.boolean(),
    pulledAt: Instant.nullable(),
    trouble: z.object({ code: z.string(), text: z.string() }).nullable(),
    createdAt: Instant,
    createdBy: z.string(),
    version: z.int().meta({ description: "Send it back when saving" }),
  })
  .meta({ id: "PartnerRelation" });

export async function shapeOf(trx: Transaction, relation: Relation): Promise<z.input<typeof RelationShape>> {
  const { administrationId, id: relationId, partyId, confirmedAt, partnerConfirmedAt } = relation;
  const party = partyId === null ? null : await readParty(trx, administrationId, partyId);
  const keys = await relationKeys(trx, { administrationId, relationId });
  return {
    ...relation,
    party: party === null ? null : { id: party.id, name: party.name },
    isConfirmedByUs: confirmedAt !== null,
    isConfirmedByPartner: partnerConfirmedAt !== null,
    directions: await directionsOf(trx, administrationId, relationId),
    keys: keys.map(({ owner, kid, state, validFrom, validTo }) => ({ owner, kid, state, validFrom, validTo })),
  };
}

/** Who the company is to its partners: its name and its numbers as they stand on documents. Refused while it has none. */
export function identityOf(
  {
    name,
    country,
    vatIdentifier,
    legalRegistrationIdentifier,
    address,
    gln,
  }: Administration & { readonly gln: string },
  language: TextLanguage,
): PartnerIdentity {
  const party = {
    name,
    email: "",
    vatIdentifier,
    legalRegistrationIdentifier,
    address: { ...address, countryCode: address.countryCode || country },
  };
  const registration = registrationOf(party as never);
  const number =
    registration !== null && registration.schemeId !== ""
      ? registration
      : gln !== ""
        ? { schemeId: "0088", value: gln }
        : endpointOf(party as never);
  if (number === null || !/^\d{4}$/.test(number.schemeId))
    throw refuseFields([{ field: "company", message: textOf("partner.noNumber", language) }]);
  const orNull = (text: string) => (text === "" ? null : text);
  return {
    scheme: number.schemeId,
    id: number.value,
    name,
    vatNumber: /^[A-Z]{2}[0-9A-Z+*]{2,13}$/.test(vatIdentifier) ? vatIdentifier : null,
    gln: orNull(gln),
    address: {
      street: orNull(address.streetName),
      postalCode: orNull(address.postalZone),
      city: orNull(address.cityName),
      country: address.countryCode || country,
    },
  };
}

const refusalTexts = {
  notInThisState: "partner.notNow",
  alreadyConnected: "partner.alreadyConnected",
  notAnswered: "partner.notAnswered",
  somebodyElse: "partner.somebodyElse",
  ownInvitation: "partner.ownInvitation",
  keyUnderWay: "partner.keyUnderWay",
} as const satisfies Readonly<Record<Exclude<ActRefusal, "gone">, TextKey>>;

/** What an act came to, or the sentence that says why it did not. */
export function doneOr<T extends object>(done: T | ActRefusal, language: TextLanguage): T {
  if (typeof done !== "string") return done;
  if (done === "gone") throw new RequestRefused("request.not_found", "There is no such relation");
  const message = textOf(refusalTexts[done], language);
  throw new RequestRefused("request.conflict", message, [{ field: "", message }]);
}
