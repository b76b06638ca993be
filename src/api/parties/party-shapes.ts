import { z } from "zod";
import { Address, Language } from "#domain/party.ts";
import { PartyContent } from "#domain/party-content.ts";
import { AmountShape, Instant } from "#api/shapes.ts";

export const PartyRowShape = z
  .object({
    id: z.string(),
    name: z.string(),
    contactName: z.string(),
    email: z.string(),
    city: z.string(),
    country: z.string(),
    vatIdentifier: z.string(),
    language: Language.nullable(),
    isArchived: z.boolean(),
    documentCount: z.int(),
    openAmount: AmountShape.nullable().meta({
      description: "What is still to be paid; null when there are too many documents to add up in a list",
    }),
  })
  .meta({ id: "PartyRow" });

/** What a person fills in. */
export const PartyGiven = PartyContent.extend({
  duplicate: z
    .boolean()
    .default(false)
    .meta({ description: "Make it although another contact has the same VAT number or e-mail address" }),
});

export const PartyShape = z
  .object({
    id: z.string(),
    name: z.string(),
    contactName: z.string(),
    email: z.string(),
    phone: z.string(),
    language: Language.nullable(),
    vatIdentifier: z.string(),
    legalRegistrationIdentifier: z.string(),
    addresses: z.object({ postal: Address, delivery: z.array(Address) }),
    identifiers: z.array(z.object({ scheme: z.string(), value: z.string() })),
    isArchived: z.boolean(),
    version: z.int().meta({ description: "Send it back when saving" }),
    changedAt: Instant,
    changedBy: z.string().meta({ description: "Empty: the hub itself" }),
    createdAt: Instant,
    sums: z.object({
      documentCount: z.int(),
      openAmount: AmountShape,
      revenue: AmountShape.meta({ description: "Invoices less credit notes, without VAT" }),
      lastDocumentOn: z.string().nullable(),
    }),
    mayDelete: z.boolean().meta({ description: "False: something refers to it; it can be archived" }),
  })
  .meta({ id: "Party" });
