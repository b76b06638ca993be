import { alarmMails } from "#domain/alarm-kinds.ts";
import { isFailureDue } from "#domain/alarm-plan.ts";
import { remedies, type ErrorCode } from "#domain/error.ts";
import { mends } from "#domain/error-mends.ts";
import { normaliseEmail } from "#domain/party.ts";
import type { KnownPerson, Telling } from "#domain/telling.ts";
import { causeText, whoText } from "#domain/texts/cause-text.ts";
import { missingList } from "#domain/texts/codes-text.ts";
import { amountText } from "#domain/texts/format.ts";
import { reasonSaid } from "#domain/texts/said.ts";
import { textLanguageOf, textOf, type TextLanguage } from "#domain/texts/text.ts";
import { readAdministration, type Administration } from "#store/administrations.ts";
import { listConnections } from "#store/connections.ts";
import { listCouplings, type Coupling } from "#store/couplings.ts";
import type { Transaction } from "#store/database.ts";
import { failuresLastTold, lockUntoldFailures, markFailuresTold, type UntoldFailure } from "#store/failures.ts";
import type { Letter } from "./alarm-mail.ts";
import { hashOf, readersOf } from "./alarm-readers.ts";
import { mailParts } from "./html-mail.ts";
import { queueMail } from "./queue-mail.ts";

/** As many orders as a mail names of one cause; the rest is a number. */
const mostNamed = 10;
/** What another system said may be long. */
const longestReason = 200;

/**
 * Queues one mail per coupling about its orders that could not be booked in the package they go to (C8.4), in the transaction that marks them
 * as told. Who gets it is a setting of the coupling (C8.5); whoever is mailed about orders when nobody was chosen. Returns how many mails.
 */
export async function tellFailures(trx: Transaction, administrationId: string, telling: Telling): Promise<number> {
  const outside = (await listCouplings(trx, administrationId)).filter(
    ({ state, targetConnectionId }) => state === "live" && targetConnectionId !== null,
  );
  let queued = 0;
  for (const coupling of outside) queued += await tellCoupling(trx, administrationId, coupling, telling);
  return queued;
}

async function tellCoupling(
  trx: Transaction,
  administrationId: string,
  coupling: Coupling,
  telling: Telling,
): Promise<number> {
  const { sourceConnectionId: connectionId, targetConnectionId } = coupling;
  const at = telling.now.toString();
  const failures = await lockUntoldFailures(trx, administrationId, connectionId, at);
  const [first] = failures;
  if (first === undefined) return 0;
  const lastTold = await failuresLastTold(trx, administrationId, connectionId);
  if (!isFailureDue(first.decidedAt, lastTold, telling.now)) return 0;
  const administration = await readAdministration(trx, administrationId);
  const names = new Map((await listConnections(trx, administrationId)).map(({ id, name }) => [id, name]));
  const place = {
    administration,
    hubUrl: telling.hubUrl,
    target: names.get(targetConnectionId ?? "") ?? "?",
    systemOf: (id: string) => names.get(id) ?? "?",
    connectionId,
  };
  const people = await peopleOf(trx, administrationId, coupling, telling, administration);
  for (const person of people)
    await queueMail(trx, {
      administrationId,
      key: `failure:${coupling.id}:${at}:${hashOf(administrationId, person)}`,
      to: [person.email],
      ...letterOf(failures, person, place),
      requestedBy: alarmMails,
    });
  const ids = failures.map(({ externalId }) => externalId);
  await markFailuresTold(trx, administrationId, connectionId, ids, at);
  return people.length;
}

/** Each address once, in the language of who is known by it. */
async function peopleOf(
  trx: Transaction,
  administrationId: string,
  { settings }: Coupling,
  telling: Telling,
  administration: Administration | null,
): Promise<readonly KnownPerson[]> {
  const { failureMailTo: given } = settings;
  const chosen = Array.isArray(given) ? given.filter((one): one is string => typeof one === "string") : [];
  const known = [...telling.owners, ...telling.operators];
  if (chosen.length > 0)
    return [...new Set(chosen.map(normaliseEmail))].map((email) => {
      const person = known.find((one) => normaliseEmail(one.email) === email);
      return person ?? { name: "", email, language: textLanguageOf(administration?.language) };
    });
  const readers = await readersOf(trx, administrationId, telling);
  const ofOrders = readers.filter(({ groups }) => groups.includes("orders")).map(({ person }) => person);
  return ofOrders.length > 0 ? ofOrders : telling.owners;
}

interface Place {
  readonly administration: Administration | null;
  readonly hubUrl: URL | null;
  /** What the package that is booked in is called here. */
  readonly target: string;
  readonly systemOf: (connectionId: string) => string;
  /** The shop. */
  readonly connectionId: string;
}

function letterOf(failures: readonly UntoldFailure[], { language, name }: KnownPerson, place: Place): Letter {
  const { administration, hubUrl, target } = place;
  const subject = textOf("failure.subject", language, { count: failures.length, system: target });
  const groups = [...Map.groupBy(failures, ({ cause }) => cause).values()];
  const body = [
    `${subject}.`,
    ...(name === "" ? [] : [textOf("notice.hello", language, { name })]),
    ...groups.map((group) => paragraphOf(group, language, place)),
    textOf("failure.next", language),
    textOf("failure.settings", language),
  ].join("\n\n");
  const address =
    hubUrl === null || administration === null ? null : new URL(`a/${administration.id}/work`, hubUrl).href;
  const button = address === null ? null : { label: textOf("notice.button.work", language), address };
  const look = { banner: null, logo: null, accent: "#0a5a9c", footer: [] };
  return { subject, ...mailParts({ language, body, button, ...look }) };
}

/** Orders that stand still for one cause: what it is, which they are, and who acts. */
function paragraphOf(group: readonly UntoldFailure[], language: TextLanguage, place: Place): string {
  const [first] = group;
  if (first === undefined) return "";
  const code = first.code in remedies ? (first.code as ErrorCode) : "internal.unexpected";
  const system = place.systemOf(first.details["connection"] ?? place.connectionId);
  const count = group.length;
  const { title, body } = causeText(code, language, { system, count, details: first.details, difference: null });
  const named = group.slice(0, mostNamed).map((one) => orderText(one, code, system, language, place));
  const rest = count - named.length;
  const list = [...named, ...(rest > 0 ? [textOf("notice.more", language, { count: rest })] : [])].join("; ");
  return [
    `${title}. ${body}`,
    textOf("notice.orders", language, { list }),
    whoText(mends[code].who, system, language),
  ].join("\n");
}

/** Which order it is, and what is said of it alone: every code it lacks, what is wrong with it, or the words of the package. */
function orderText(
  { number, externalId, customerName, currency, total, text, details, difference }: UntoldFailure,
  code: ErrorCode,
  system: string,
  language: TextLanguage,
  { administration }: Place,
): string {
  const reader = { language, country: administration?.country ?? "BE" };
  const order = textOf("notice.orderLine", language, {
    number: number === "" ? externalId : number,
    customer: customerName === "" ? "?" : customerName,
    amount: total === null ? "?" : amountText(total, currency, reader),
  });
  const own =
    code === "document.rejected" || code === "document.invalid"
      ? reasonSaid(text, details, language)
      : code === "document.totals_mismatch" && difference !== null
        ? textOf("failure.difference", language, { difference: amountText(difference, currency, reader, true) })
        : missingList(details, system, language);
  return own === ""
    ? order
    : textOf("failure.because", language, { named: order, reason: own.slice(0, longestReason).replace(/\.$/, "") });
}
