import { spellingsInText } from "#domain/person-words.ts";
import { endOfTerm } from "#domain/retention.ts";
import { inAdministration, type Transaction, type Transactional } from "#store/database.ts";
import { candidates, hashOfAsked, listDeleted, rememberDeleted, type DeletedHash } from "#store/deleted-people.ts";
import type { MasterKey } from "#store/keys.ts";
import { emptyEffectsNaming } from "#store/effects.ts";
import {
  findPerson,
  issuedAmong,
  lockOrders,
  restrictDocuments,
  type KeptDocument,
  type PersonAsked,
} from "#store/people.ts";
import { deletePersonIn, deletePersonInHub, type PersonStep } from "#store/person-deletion.ts";
import { readRetention, type Deleted } from "#store/retention.ts";
import type { Store } from "#store/store.ts";

/** What became of a person, without a word of who it was: it may be kept, and shown to the person. */
export interface PersonReport {
  readonly at: string;
  /** Rows per table that went, or were emptied. */
  readonly deleted: Deleted;
  /** Issued documents, which the law keeps until the end of their term. */
  readonly kept: readonly (KeptDocument & { readonly until: string })[];
  /** Orders that an outside package also has a document of; there somebody must delete as well. */
  readonly ordersElsewhere: number;
}

/** Who is meant, for whoever is about to do it; never kept. */
export interface PersonPreview extends PersonReport {
  readonly emails: readonly string[];
  readonly names: readonly string[];
}

type DeletingStore = Pick<Store, "hub" | "key"> & { readonly app: Transactional };

/** Deletes in the caller's transaction; null when nobody is found. */
export async function deletePerson(
  trx: Transaction,
  key: MasterKey,
  administrationId: string,
  asked: PersonAsked,
  now: Temporal.Instant,
  steps?: readonly PersonStep[],
): Promise<(PersonPreview & { readonly inHub: Parameters<typeof deletePersonInHub>[1] }) | null> {
  const seen = await findPerson(trx, administrationId, asked);
  if (seen === null) return null;
  // Whoever books an order of theirs just now ends first: what he writes goes as well.
  await lockOrders(trx, administrationId, seen.orders);
  const person = (await findPerson(trx, administrationId, asked)) ?? seen;
  const at = now.toString();
  const { ownBooksYears } = await readRetention(trx, administrationId);
  const ids = person.documents.map(({ id }) => id);
  const kept = (await issuedAmong(trx, administrationId, ids)).map((document) => ({
    ...document,
    until: endOfTerm(document.issueDate, ownBooksYears),
  }));
  await restrictDocuments(trx, administrationId, kept, at);
  const ofTables = await deletePersonIn(trx, administrationId, person, steps);
  const effects = await emptyEffectsNaming(trx, key, administrationId, spellingsInText(person.words));
  const deleted = effects === 0 ? ofTables : { ...ofTables, effects: (ofTables["effects"] ?? 0) + effects };
  const asAsked: PersonAsked[] = [
    ...person.emails.map((email) => ({ by: "email", email }) as const),
    ...person.partyIds.map((partyId) => ({ by: "party", partyId }) as const),
    ...person.orders.map((order) => ({ by: "order", ...order }) as const),
  ];
  const hashes = asAsked.map((one) => ({
    hash: hashOfAsked(key, administrationId, one).toString("hex"),
    deletedAt: at,
  }));
  await rememberDeleted(trx, administrationId, hashes);
  const { emails, names } = person;
  const ordersElsewhere = deleted["outside_documents"] ?? 0;
  return { at, deleted, kept, ordersElsewhere, emails, names, inHub: person };
}

/** What would go and what would stay, exactly: it is carried out, and taken back. */
export async function previewPerson(
  { app, key }: DeletingStore,
  administrationId: string,
  asked: PersonAsked,
  now: Temporal.Instant,
): Promise<PersonPreview | null> {
  const undone = new Error("undone");
  let found: PersonPreview | null = null;
  await inAdministration(app, administrationId, async (trx) => {
    const seen = await deletePerson(trx, key, administrationId, asked, now);
    if (seen === null) return;
    const { inHub: _, ...preview } = seen;
    found = preview;
    throw undone;
  }).catch((error: unknown) => {
    if (error !== undone) throw error;
  });
  return found;
}

/** Deletes in one go; null when nobody is found. `within`: what else belongs in that transaction. */
export async function carryOutPerson(
  { app, hub, key }: DeletingStore,
  administrationId: string,
  asked: PersonAsked,
  now: Temporal.Instant,
  within: (trx: Transaction, report: PersonReport) => Promise<void> = async () => undefined,
): Promise<PersonReport | null> {
  const done = await inAdministration(app, administrationId, async (trx) => {
    const made = await deletePerson(trx, key, administrationId, asked, now);
    if (made !== null) await within(trx, reportOf(made));
    return made;
  });
  if (done === null) return null;
  const ofHub = await deletePersonInHub(hub, done.inHub);
  return { ...reportOf(done), deleted: { ...done.deleted, ...ofHub } };
}

const reportOf = ({ at, deleted, kept, ordersElsewhere }: PersonReport): PersonReport => ({
  at,
  deleted,
  kept,
  ordersElsewhere,
});

/** After an older copy was put back: everybody on the list is deleted again. How many were. */
export async function repeatDeletions(
  store: DeletingStore,
  list: readonly DeletedHash[],
  now: Temporal.Instant,
): Promise<number> {
  let count = 0;
  for (const [administrationId, lines] of Map.groupBy(list, (line) => line.administrationId)) {
    const { app, key } = store;
    const wanted = new Set(lines.map(({ hash }) => hash));
    const found = await inAdministration(app, administrationId, async (trx) => {
      await rememberDeleted(trx, administrationId, lines);
      return (await candidates(trx, administrationId)).filter((asked) =>
        wanted.has(hashOfAsked(key, administrationId, asked).toString("hex")),
      );
    });
    for (const asked of found) if ((await carryOutPerson(store, administrationId, asked, now)) !== null) count += 1;
  }
  return count;
}

/** The whole list of these companies. */
export async function everyDeleted(
  { app }: Pick<DeletingStore, "app">,
  administrations: readonly string[],
): Promise<DeletedHash[]> {
  const all: DeletedHash[] = [];
  for (const administrationId of administrations)
    all.push(...(await inAdministration(app, administrationId, (trx) => listDeleted(trx, administrationId))));
  return all;
}
