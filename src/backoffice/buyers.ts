import { newId } from "#store/new-id.ts";
import { compactIdentifier } from "#domain/identifiers.ts";
import { anonymousBuyerName, normaliseEmail, type Party } from "#domain/party.ts";
import type { Transaction } from "#store/database.ts";
import { insertParties, matchParties, type PartyMatch } from "#store/parties.ts";

const fold = (text: string): string => text.normalize("NFC").trim().toLowerCase().replaceAll(/\s+/g, " ");

/** A buyer as it goes on a document: an order that names nobody is for 'Particulier'. */
export function namedBuyer(buyer: Party): Party {
  const name = buyer.name.trim() || buyer.contactName.trim() || buyer.email.trim();
  return { ...buyer, name: name === "" ? anonymousBuyerName : name };
}

const isAnonymous = (buyer: Party): boolean =>
  normaliseEmail(buyer.email) === "" && namedBuyer(buyer).name === anonymousBuyerName;

/**
 * What makes two orders the same customer: the e-mail address and, for businesses, the VAT number. Without an address: the name
 * and where they live. All orders that name nobody share one customer.
 */
export function automaticKeyOf(buyer: Party): string {
  if (isAnonymous(buyer)) return "anonymous";
  const email = normaliseEmail(buyer.email);
  const vat = compactIdentifier(buyer.vatIdentifier);
  if (email !== "") return `email ${email} ${vat}`;
  const { streetName, postalZone, countryCode } = buyer.address;
  return `name ${fold(namedBuyer(buyer).name)} | ${fold(postalZone)} | ${fold(streetName)} | ${countryCode} ${vat}`;
}

/**
 * The customer of each buyer, or null. Two customers with one address: the one with the same VAT number, else the one with
 * the same name, else the oldest. A customer with another VAT number is never the same one.
 */
export async function findBuyers(
  trx: Transaction,
  administrationId: string,
  buyers: readonly Party[],
): Promise<(string | null)[]> {
  const emails = [...new Set(buyers.map((buyer) => normaliseEmail(buyer.email)).filter((email) => email !== ""))];
  const keys = [...new Set(buyers.map(automaticKeyOf))];
  const matches = await matchParties(trx, administrationId, emails, keys);
  const byEmail = Map.groupBy(matches, (match) => match.normalisedEmail);
  const byKey = new Map(matches.map((match) => [match.automaticKey, match.id]));
  return buyers.map((buyer) => {
    const email = normaliseEmail(buyer.email);
    const candidates = email === "" ? [] : (byEmail.get(email) ?? []);
    return chooseParty(buyer, candidates)?.id ?? byKey.get(automaticKeyOf(buyer)) ?? null;
  });
}

/** Candidates come oldest first. */
export function chooseParty(buyer: Party, candidates: readonly PartyMatch[]): PartyMatch | undefined {
  const vat = compactIdentifier(buyer.vatIdentifier);
  const possible = candidates.filter(
    (party) => vat === "" || party.vatIdentifier === "" || compactIdentifier(party.vatIdentifier) === vat,
  );
  return (
    possible.find((party) => vat !== "" && compactIdentifier(party.vatIdentifier) === vat) ??
    possible.find((party) => fold(party.name) === fold(buyer.name)) ??
    possible[0]
  );
}

/** Makes the customers that were not found, once each, also when another node makes the same one now. */
export async function createBuyers(
  trx: Transaction,
  administrationId: string,
  buyers: readonly Party[],
): Promise<string[]> {
  const wanted = buyers.map((buyer) => ({ buyer: namedBuyer(buyer), key: automaticKeyOf(buyer) }));
  // Of several orders of one customer the first says who it is.
  const distinct = [...new Map(wanted.toReversed().map((entry) => [entry.key, entry])).values()];
  const made = await insertParties(
    trx,
    administrationId,
    distinct.map(({ buyer, key }) => ({
      id: newId(),
      automaticKey: key,
      normalisedEmail: normaliseEmail(buyer.email),
      party: buyer,
    })),
  );
  return wanted.map(({ key }) => {
    const id = made.get(key);
    if (id === undefined) throw new Error(`The customer ${key} was not made`);
    return id;
  });
}
