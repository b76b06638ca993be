/** The time of the ERP: finance stamps are company time without a zone, those of the sales order service are UTC. */
import { invalid } from "./answers.ts";
import type { Settings } from "./settings.ts";

export interface Stamp {
  /** `2026-11-20T10:22:33.457`. */ readonly local: string;
  /** `2026-11-20T09:22:33.457Z`. */ readonly utc: string;
}

export class Clock {
  readonly now: () => number;
  readonly #settings: Settings;
  #last: { readonly at: number; readonly timeZone: string; readonly stamp: Stamp } | undefined;

  constructor(now: () => number, settings: Settings) {
    this.now = now;
    this.#settings = settings;
  }

  stamp(): Stamp {
    const at = this.now();
    const { timeZone } = this.#settings;
    if (this.#last?.at === at && this.#last.timeZone === timeZone) return this.#last.stamp;
    const instant = Temporal.Instant.fromEpochMilliseconds(at);
    const local = instant.toZonedDateTimeISO(timeZone).toPlainDateTime();
    const stamp = {
      local: local.toString({ fractionalSecondDigits: 3 }),
      utc: instant.toString({ fractionalSecondDigits: 3 }),
    };
    this.#last = { at, timeZone, stamp };
    return stamp;
  }
  today(): string {
    return this.stamp().local.slice(0, 10);
  }
}

const dateTime = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?)?$/;

/** A date filter of the finance interface, in the form of a local stamp. A zone is refused. */
export function threshold(name: string, given: string): string {
  if (dateTime.test(given)) {
    try {
      return Temporal.PlainDateTime.from(given, { overflow: "reject" }).toString({ fractionalSecondDigits: 3 });
    } catch {
      throw invalid(`${name}: ${given} is not in the calendar.`);
    }
  }
  throw invalid(`${name}: ${given} is not of the form yyyy-MM-dd or yyyy-MM-dd HH:mm:ss[.FFF], without a zone.`);
}

/** A day of the calendar as `YYYY-MM-DD`, from that or from a date and time without a zone. */
export function dayOf(given: string): string | undefined {
  if (!dateTime.test(given)) return undefined;
  try {
    return Temporal.PlainDateTime.from(given, { overflow: "reject" }).toPlainDate().toString();
  } catch {
    return undefined;
  }
}
