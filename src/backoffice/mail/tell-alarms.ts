import { alarmKindOf, alarmMails, isAlarmKind, type AlarmKindName, type AlarmPage } from "#domain/alarm-kinds.ts";
import { planTelling, reminderAfter } from "#domain/alarm-plan.ts";
import type { Telling } from "#domain/telling.ts";
import { amountText, momentText } from "#domain/texts/format.ts";
import { stoppedKey, stoppedText, type AlarmReader } from "#domain/texts/alarm-text.ts";
import { textOf, type TextLanguage } from "#domain/texts/text.ts";
import { readAdministration, type Administration } from "#store/administrations.ts";
import {
  carryTold,
  kindsLastTold,
  lockUnsettled,
  markTold,
  settleOver,
  type UnsettledAlarm,
} from "#store/alarm-telling.ts";
import { listConnections, type Connection } from "#store/connections.ts";
import { listCouplings, type Coupling } from "#store/couplings.ts";
import type { Transaction } from "#store/database.ts";
import { listOrders } from "#store/orders.ts";
import { causesOf, couplingFacts, waitingCount, type CauseRow } from "#store/overview.ts";
import { subscriptionsOf } from "#store/subscriptions.ts";
import { alarmLetter, overLetter, type AlarmItem, type Letter } from "./alarm-mail.ts";
import { hashOf, readersOf, type Reader } from "./alarm-readers.ts";
import { queueMail } from "./queue-mail.ts";
import { tellFailures } from "./tell-failures.ts";

/** As many orders as a mail names; the rest is a number. */
const mostNamed = 10;

/**
 * Queues the mails about alarms that are due, in the transaction that marks them as told: a node that dies in between leaves neither. Returns
 * how many mails.
 */
export const tellAlarms = async (trx: Transaction, administrationId: string, telling: Telling): Promise<number> =>
  (await tellKinds(trx, administrationId, telling)) + (await tellFailures(trx, administrationId, telling));

async function tellKinds(trx: Transaction, administrationId: string, telling: Telling): Promise<number> {
  const { now, hubUrl } = telling;
  const alarms = await lockUnsettled(trx, administrationId);
  const plan = planTelling(alarms, await kindsLastTold(trx, administrationId), now);
  const at = now.toString();
  await settleOver(
    trx,
    administrationId,
    plan.silent.map(({ id }) => id),
    at,
  );
  for (const { from, to } of plan.carry) await carryTold(trx, administrationId, to.id, from);
  if (plan.tell.size === 0 && plan.over.length === 0) return 0;

  const books = await readBooks(trx, administrationId);
  const readers = await readersOf(trx, administrationId, telling);
  let queued = 0;
  const send = async ({ person }: Reader, key: string, letter: Letter): Promise<void> => {
    await queueMail(trx, {
      administrationId,
      key: `alarm:${key}:${hashOf(administrationId, person)}`,
      to: [person.email],
      ...letter,
      requestedBy: alarmMails,
    });
    queued += 1;
  };
  for (const reader of readers) {
    const { person } = reader;
    const words = readerOf(books, person.language, now);
    const place = {
      reader: words,
      hubAddress: hubUrl === null ? null : new URL(`a/${administrationId}`, hubUrl).href,
      recipientName: person.name,
    };
    const itemsOf = (chosen: readonly UnsettledAlarm[]): Promise<AlarmItem[]> =>
      Promise.all(
        chosen.filter(hears(reader)).map((alarm) => itemOf(trx, administrationId, alarm, books, words, hubUrl)),
      );
    for (const [kind, chosen] of plan.tell) {
      const items = await itemsOf(chosen);
      const [first] = chosen;
      if (items.length === 0 || first === undefined) continue;
      const times = Math.min(...chosen.map(({ timesTold }) => timesTold));
      await send(
        reader,
        `${kind}:${first.id}:${first.timesTold + 1}`,
        alarmLetter(items, reminderAfter(times + 1), place),
      );
    }
    const over = await itemsOf(plan.over);
    if (over.length > 0)
      await send(reader, `over:${plan.over[0]?.id ?? ""}`, overLetter(over, await itemsOf(plan.stillOpen), place));
  }
  await markTold(
    trx,
    administrationId,
    [...plan.tell.values()].flat().map(({ id }) => id),
    at,
  );
  await settleOver(
    trx,
    administrationId,
    plan.over.map(({ id }) => id),
    at,
  );
  return queued;
}

const hears =
  ({ groups }: Reader) =>
  ({ kind }: UnsettledAlarm): boolean =>
    isAlarmKind(kind) && groups.includes(alarmKindOf(kind).group);

interface Books {
  readonly administration: Administration | null;
  readonly connections: readonly Connection[];
  readonly couplings: readonly Coupling[];
  readonly causes: readonly CauseRow[];
  readonly sweptAt: ReadonlyMap<string, string | null>;
}

const readBooks = async (trx: Transaction, administrationId: string): Promise<Books> => ({
  administration: await readAdministration(trx, administrationId),
  connections: await listConnections(trx, administrationId),
  couplings: await listCouplings(trx, administrationId),
  causes: await causesOf(trx, administrationId),
  sweptAt: new Map((await couplingFacts(trx, administrationId)).map((fact) => [fact.connectionId, fact.sweptAt])),
});

const readerOf = (books: Books, language: TextLanguage, now: Temporal.Instant): AlarmReader => ({
  language,
  country: books.administration?.country ?? "BE",
  timeZone: books.administration?.timeZone ?? "Europe/Brussels",
  now,
  systemOf: (id) => books.connections.find((one) => one.id === id)?.name ?? "?",
});

async function itemOf(
  trx: Transaction,
  administrationId: string,
  alarm: UnsettledAlarm,
  books: Books,
  reader: AlarmReader,
  hubUrl: URL | null,
): Promise<AlarmItem> {
  const kind: AlarmKindName = isAlarmKind(alarm.kind) ? alarm.kind : "backlog";
  const address = hubUrl === null ? null : new URL(pathOf(administrationId, alarm, kind, books), hubUrl).href;
  const stopped = kind === "ordersStopped" ? stoppedOf(alarm, books, reader) : null;
  const more = await moreOf(trx, administrationId, alarm, kind, books, reader);
  return { alarm, kind, more, stopped, address };
}

const connectionOf = ({ subject }: Pick<UnsettledAlarm, "subject">): string => subject.split(" ")[0] ?? "";

/** Of the page on which it is mended. What is of the hub itself is below no administration. */
function pathOf(
  administrationId: string,
  alarm: UnsettledAlarm,
  kind: AlarmKindName,
  { couplings }: Pick<Books, "couplings">,
): string {
  const connectionId = connectionOf(alarm);
  const coupling = couplings.find(({ sourceConnectionId }) => sourceConnectionId === connectionId);
  const company = `a/${administrationId}`;
  const paths = {
    connection: `${company}/connections/${connectionId}`,
    coupling: coupling === undefined ? `${company}/couplings` : `${company}/couplings/${coupling.id}/settings`,
    work:
      kind === "ordersStopped" ? `${company}/work?cause=${encodeURIComponent(stoppedKey(alarm))}` : `${company}/work`,
    documents: `${company}/documents`,
    purchasing: `${company}/purchasing`,
    payments: `${company}/payments`,
    mail: `${company}/settings/mail`,
    apps: `${company}/apps`,
    completeness: `${company}/completeness`,
    audit: `${company}/settings/audit`,
    system: "system/nodes",
    home: company,
  } as const satisfies Readonly<Record<AlarmPage, string>>;
  return paths[alarmKindOf(kind).page];
}

const stoppedOf = (alarm: UnsettledAlarm, { causes }: Books, reader: AlarmReader): AlarmItem["stopped"] =>
  stoppedText(
    alarm,
    causes.find(({ key }) => key === stoppedKey(alarm)),
    reader,
  );

async function moreOf(
  trx: Transaction,
  administrationId: string,
  alarm: UnsettledAlarm,
  kind: AlarmKindName,
  books: Books,
  reader: AlarmReader,
): Promise<string[]> {
  const { language, now } = reader;
  const connectionId = connectionOf(alarm);
  if (kind === "ordersStopped") {
    const orders = await listOrders(
      trx,
      administrationId,
      { cause: stoppedKey(alarm) },
      {
        limit: mostNamed,
        today: now.toZonedDateTimeISO(reader.timeZone).toPlainDate().toString(),
      },
    );
    const lines = orders.map((order) =>
      textOf("notice.orderLine", language, {
        number: order.number === "" ? order.externalId : order.number,
        customer: order.customerName === "" ? "?" : order.customerName,
        amount: order.total === null ? "?" : amountText(String(order.total), order.currency, reader),
      }),
    );
    const rest = (books.causes.find(({ key }) => key === stoppedKey(alarm))?.count ?? lines.length) - lines.length;
    const said = rest > 0 ? [...lines, textOf("notice.more", language, { count: rest })] : lines;
    return said.length === 0 ? [] : [textOf("notice.orders", language, { list: said.join("; ") })];
  }
  if (kind === "silence") {
    const system = reader.systemOf(connectionId);
    const sweptAt = books.sweptAt.get(connectionId) ?? null;
    const webhooks = await subscriptionsOf(trx, administrationId, connectionId);
    return [
      textOf("notice.checked", language),
      sweptAt === null
        ? textOf("notice.checked.noAnswer", language, { system })
        : textOf("notice.checked.answers", language, { system, time: momentText(sweptAt, now, reader) }),
      ...(webhooks.length === 0
        ? []
        : [
            textOf(
              webhooks.every(({ active }) => active) ? "notice.checked.webhookOn" : "notice.checked.webhookOff",
              language,
            ),
          ]),
    ];
  }
  if (kind !== "credentials" && kind !== "unreachable") return [];
  const count = await waitingCount(trx, administrationId, connectionId);
  return count === 0 ? [] : [textOf("notice.waits", language, { count })];
}
