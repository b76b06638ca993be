import { createBudget, type Budget } from "#connect/budget.ts";
import type { Transport } from "#connect/transport.ts";
import { HubError } from "#domain/error.ts";
import { compactVatIdentifier, isVatIdentifierForm } from "#domain/identifiers.ts";
import type { Address } from "#domain/party.ts";
import { askVies, viesUrl, type ViesNumber } from "./vies.ts";

export interface FoundCompany {
  readonly valid: boolean;
  /** Empty when the country does not disclose it. */
  readonly name: string;
  readonly address: Address;
  readonly requestDate: string;
  /** Proof of having asked; empty when who asked did not say who. */
  readonly consultationNumber: string;
}

export interface CompanyLookup {
  /** Null when VIES says that no number looks like that. Throws `remote.unavailable`. `requester`: the VAT number of who asks, or empty. */
  find(vatIdentifier: string, requester: string, signal: AbortSignal): Promise<FoundCompany | null>;
}

const day = 24 * 60 * 60 * 1000;
const mostKept = 2_000;
/** In all, waiting for others included: somebody sits at a form. */
const longestMs = 15_000;

/** VIES tells Greece by EL, as VAT numbers do. */
const viesNumber = (vatIdentifier: string): ViesNumber => {
  const compact = compactVatIdentifier(vatIdentifier);
  return { countryCode: compact.slice(0, 2), vatNumber: compact.slice(2) };
};

/** Companies by VAT number: an answer that says valid is kept a day, anything else not at all; one question at a time per member state. */
export function companyLookup(transport: Transport, now: () => Temporal.Instant, url: URL = viesUrl): CompanyLookup {
  const kept = new Map<string, { readonly at: number; readonly found: FoundCompany }>();
  const lanes = new Map<string, Budget>();
  const laneOf = (country: string): Budget => {
    const lane =
      lanes.get(country) ?? createBudget({ per: "app", concurrency: 1, windows: [] }, () => performance.now());
    lanes.set(country, lane);
    return lane;
  };
  return {
    async find(vatIdentifier, requester, signal) {
      const number = viesNumber(vatIdentifier);
      const asker = isVatIdentifierForm(requester) ? viesNumber(requester) : null;
      const key = `${number.countryCode}${number.vatNumber} ${asker?.countryCode ?? ""}${asker?.vatNumber ?? ""}`;
      const fresh = (): FoundCompany | undefined => {
        const known = kept.get(key);
        return known !== undefined && now().epochMilliseconds - known.at < day ? known.found : undefined;
      };
      const limit = AbortSignal.any([signal, AbortSignal.timeout(longestMs)]);
      const known = fresh();
      if (known !== undefined) return known;
      let leave: () => void;
      try {
        leave = await laneOf(number.countryCode).enter(limit);
      } catch (cause) {
        throw new HubError("remote.unavailable", "Others are asking VIES, and it does not answer", { cause });
      }
      try {
        // Who asked the same before us may have the answer by now.
        const found = fresh() ?? (await askVies(transport, url, number, asker, limit));
        if (kept.size >= mostKept) kept.clear();
        if (found?.valid === true && kept.get(key)?.found !== found)
          kept.set(key, { at: now().epochMilliseconds, found });
        return found;
      } finally {
        leave();
      }
    },
  };
}
