import { parseArgs } from "node:util";
import { carryOutPerson, everyDeleted, previewPerson, type PersonReport } from "#backoffice/delete-person.ts";
import { appendAudit } from "#store/audit.ts";
import { listAdministrations } from "#store/administrations.ts";
import type { PersonAsked } from "#store/people.ts";
import type { Store } from "#store/store.ts";
import { readConfiguration } from "./configuration.ts";
import { addToDeletedFile } from "./deleted-people-file.ts";
import { backupsBefore, type KnownBackup } from "./known-backups.ts";
import { withStore } from "./with-store.ts";

const help = `schakel person delete (--email ADDRESS | --party ID | --order CONNECTION/ID) [--administration ID] [--yes] [--json]

Deletes a person everywhere but in issued documents, which the law keeps; prints what goes, what stays and until when, and which older
backups still hold the person. Without --yes nothing is done: it is a preview. With the environment of the hub (SCHAKEL_DATA, …).

  ID of the administration may be left out when there is one.`;

const options = {
  json: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
  yes: { type: "boolean", default: false },
  email: { type: "string" },
  party: { type: "string" },
  order: { type: "string" },
  administration: { type: "string" },
} as const;

type Given = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>["values"];

/** Null: none of the three, more than one, or not readable. */
function askedOf({ email, party, order }: Given): PersonAsked | null {
  if ([email, party, order].filter((given) => given !== undefined).length !== 1) return null;
  if (email !== undefined) return { by: "email", email };
  if (party !== undefined) return { by: "party", partyId: party };
  const [, connectionId, externalId] = /^([0-9a-f-]{36})\/(.+)$/.exec(order ?? "") ?? [];
  return connectionId === undefined || externalId === undefined ? null : { by: "order", connectionId, externalId };
}

async function administrationOf({ hub }: Store, given: string | undefined): Promise<string> {
  const all = await listAdministrations(hub);
  const found = given === undefined && all.length === 1 ? all[0] : all.find(({ id }) => id === given);
  if (found === undefined)
    throw new Error(
      `Say which administration with --administration: ${all.map(({ id, name }) => `${id} (${name})`).join(", ")}`,
    );
  return found.id;
}

/** For people; holds nothing of the person. */
function linesOf(report: PersonReport, backups: readonly KnownBackup[], isDone: boolean): string[] {
  const { at, deleted, kept, ordersElsewhere } = report;
  const rows = Object.entries(deleted).map(([table, count]) => `  ${table}: ${count}`);
  return [
    isDone ? `Deleted on ${at}` : "This would be deleted (nothing was done; add --yes):",
    ...(rows.length === 0 ? ["  nothing"] : rows),
    ...(kept.length === 0 ? [] : ["Stays, because the law keeps issued documents; not searched and not mailed:"]),
    ...kept.map(({ kind, number, issueDate, until }) => `  ${kind} ${number} of ${issueDate}, until ${until}`),
    ...(ordersElsewhere === 0
      ? []
      : [`Documents in an outside package, to be deleted there as well: ${ordersElsewhere}`]),
    ...(backups.length === 0
      ? []
      : ["Older backups that still hold the person; remove them, or let them expire. A restore deletes again:"]),
    ...backups.map(
      ({ folder, madeAt, expiresAt }) => `  ${folder}, made ${madeAt}, expires ${expiresAt ?? "when you remove it"}`,
    ),
  ];
}

export async function person(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const asked = askedOf(values);
  if (positionals.join(" ") !== "delete" || asked === null) {
    console.error(help);
    return 2;
  }
  const configuration = readConfiguration(process.env);
  const { dataFolder } = configuration;
  const now = Temporal.Now.instant();
  return withStore(configuration, async (store) => {
    const administrationId = await administrationOf(store, values.administration);
    const report = values.yes
      ? await carryOutPerson(store, administrationId, asked, now, (trx, { deleted, kept }) =>
          appendAudit(trx, store.key, administrationId, {
            at: now,
            actor: "command",
            action: "person.delete",
            subject: "person:",
            details: { tables: Object.keys(deleted).length, kept: kept.length },
          }),
        )
      : await previewPerson(store, administrationId, asked, now);
    if (report === null) {
      console.error("Nobody is found");
      return 1;
    }
    if (values.yes) await addToDeletedFile(dataFolder, await everyDeleted(store, [administrationId]));
    const backups = await backupsBefore(dataFolder, now.toString(), now);
    const lines = linesOf(report, backups, values.yes);
    console.log(values.json ? JSON.stringify({ isDone: values.yes, ...report, backups }) : lines.join("\n"));
    return 0;
  });
}
