import { newId } from "#store/new-id.ts";
import { z } from "zod";
import { faultsOfParty, type PartyContent } from "#domain/party-content.ts";
import { textOf } from "#domain/texts/text.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import {
  deleteParty,
  insertParty,
  likelySame,
  listParties,
  readParty,
  sumsOfParty,
  updateParty,
  usesOfParty,
} from "#store/party-book.ts";
import { changedMeanwhile, standsInTheWay } from "#api/conflict.ts";
import { defineEndpoint, type ApiContext, type Call } from "#api/endpoint.ts";
import { refuseFields, RequestRefused } from "#api/problem.ts";
import { readerOf, type Reader } from "#api/reader.ts";
import { PartyGiven, PartyRowShape, PartyShape } from "./party-shapes.ts";

const PartyPlace = z.object({ partyId: z.uuid() });

const Cursor = z
  .string()
  .max(1100)
  .refine((text) => z.uuid().safeParse(text.slice(0, 36)).success && text[36] === "~", textLater("given.cursor"))
  .meta({ description: "`next` of the previous page" });

interface Counter {
  readonly trx: Transaction;
  readonly reader: Reader;
}

/** One transaction of the company, and who reads the answer. */
export const atCounter = <T>(
  { store, now }: Pick<ApiContext, "store" | "now">,
  { administrationId, language }: Pick<Call<unknown, unknown, unknown>, "administrationId" | "language">,
  work: (counter: Counter) => Promise<T>,
): Promise<T> =>
  inAdministration(store.app, administrationId, async (trx) =>
    work({ trx, reader: await readerOf(trx, administrationId, language, now()) }),
  );

const notThere = (): RequestRefused => new RequestRefused("request.not_found", "There is no such contact");

async function partyPage(trx: Transaction, administrationId: string, id: string): Promise<z.input<typeof PartyShape>> {
  const party = await readParty(trx, administrationId, id);
  if (party === null) throw notThere();
  const sums = await sumsOfParty(trx, administrationId, id);
  const mayDelete = (await usesOfParty(trx, administrationId, id)) === null;
  return { ...party, sums, mayDelete };
}

function requireRight(party: PartyContent, { language }: Reader): void {
  const faults = faultsOfParty(party);
  if (faults.length > 0)
    throw refuseFields(faults.map(({ field, text }) => ({ field, message: textOf(text, language) })));
}

/** Refuses when a contact with this VAT number or e-mail address is there already, and says which. */
async function requireNew(
  trx: Transaction,
  administrationId: string,
  party: PartyContent,
  { language }: Reader,
): Promise<void> {
  const same = await likelySame(trx, administrationId, party);
  if (same === null) return;
  const text = same.by === "vatIdentifier" ? "contact.sameVat" : "contact.sameEmail";
  throw standsInTheWay(same.by, textOf(text, language, { name: same.name }), same.id);
}

export const listPartiesEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/parties",
  summary: "Contacts by name, with their documents and what is open",
  permission: "parties.read",
  query: z.object({
    q: z.string().max(200).default("").meta({
      description: "Words, or parts of them, of the name, contact, e-mail address, VAT number or town",
    }),
    archived: z.enum(["true", "false"]).default("false").meta({ description: "Archived ones only" }),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    after: Cursor.optional(),
  }),
  answer: z.object({ items: z.array(PartyRowShape), next: z.string().nullable() }),
  errors: [],
  async handle({ store }, { administrationId, query: { q, archived, limit, after } }) {
    const place = after === undefined ? null : { id: after.slice(0, 36), sortName: after.slice(37) };
    const rows = await inAdministration(store.app, administrationId, (trx) =>
      listParties(trx, administrationId, { q, archived: archived === "true", limit, after: place }),
    );
    const last = rows.at(-1);
    return {
      items: rows,
      next: last === undefined || rows.length < limit ? null : `${last.id}~${last.sortName}`,
    };
  },
});

export const getPartyEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/parties/:partyId",
  summary: "One contact, with addresses, numbers and sums",
  permission: "parties.read",
  params: PartyPlace,
  answer: PartyShape,
  errors: ["request.not_found"],
  handle: ({ store }, { administrationId, params }) =>
    inAdministration(store.app, administrationId, (trx) => partyPage(trx, administrationId, params.partyId)),
});

export const createPartyEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/parties",
  summary: "Add a contact",
  permission: "parties.manage",
  act: { action: "party.add", subject: "party", isTold: true },
  body: PartyGiven,
  status: 201,
  answer: PartyShape,
  errors: ["request.conflict"],
  handle: (context, call) =>
    atCounter(context, call, async ({ trx, reader }) => {
      const { administrationId, caller } = call;
      const { duplicate, ...party } = call.body;
      requireRight(party, reader);
      if (!duplicate) await requireNew(trx, administrationId, party, reader);
      const id = newId();
      call.tell({ id });
      await insertParty(trx, administrationId, id, party, caller.name);
      return partyPage(trx, administrationId, id);
    }),
});

export const putPartyEndpoint = defineEndpoint({
  method: "PUT",
  path: "/api/parties/:partyId",
  summary: "Save a contact, unless somebody else did since it was read. Documents keep what they say",
  permission: "parties.manage",
  act: { action: "party.save", subject: "party", says: ["version"] },
  params: PartyPlace,
  body: PartyGiven.omit({ duplicate: true }).extend({
    version: z.int().min(1),
    isArchived: z.boolean().default(false),
  }),
  answer: PartyShape,
  errors: ["request.not_found", "request.conflict"],
  handle: (context, call) =>
    atCounter(context, call, async ({ trx, reader }) => {
      const { administrationId, caller, params } = call;
      const { version, isArchived, ...party } = call.body;
      const before = await readParty(trx, administrationId, params.partyId, true);
      if (before === null) throw notThere();
      requireRight(party, reader);
      const change = { version, by: caller.name, isArchived };
      if (!(await updateParty(trx, administrationId, params.partyId, party, change)))
        throw changedMeanwhile(before, reader);
      return partyPage(trx, administrationId, params.partyId);
    }),
});

export const deletePartyEndpoint = defineEndpoint({
  method: "DELETE",
  path: "/api/parties/:partyId",
  summary: "Delete a contact that nothing refers to",
  permission: "parties.manage",
  act: { action: "party.delete", subject: "party" },
  params: PartyPlace,
  answer: z.object({ id: z.string() }),
  errors: ["request.not_found", "request.conflict"],
  handle: (context, call) =>
    atCounter(context, call, async ({ trx, reader }) => {
      const { administrationId, params } = call;
      if ((await readParty(trx, administrationId, params.partyId, true)) === null) throw notThere();
      const uses = await usesOfParty(trx, administrationId, params.partyId);
      const reasons = { documents: "contact.usedDocuments", items: "contact.usedItems" } as const;
      if (uses !== null) throw standsInTheWay("", textOf(reasons[uses], reader.language));
      await deleteParty(trx, administrationId, params.partyId);
      return { id: params.partyId };
    }),
});
