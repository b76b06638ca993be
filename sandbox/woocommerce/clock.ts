/** Shop time and the date filters of contract section 2, "Polling by modification time". */

export interface Stamp {
  /** Shop time without offset. */ readonly local: string;
  /** UTC without `Z`. */ readonly gmt: string;
}

export interface Clock {
  now(): Stamp;
  /** The GMT second a date filter compares with, `undefined` for a text WordPress refuses. */
  threshold(text: string, datesAreGmt: boolean): string | undefined;
  /** Offset of the shop in hours, as `/wp-json/` shows it. */ gmtOffset(): number;
}

const DATE = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}:\d{2})(?:\.\d+)?(Z|[+-]\d{2}(?::\d{2})?)?$/;

function seconds(moment: Temporal.PlainDateTime): string {
  return moment.toString({ smallestUnit: "second" });
}

function stamp(instant: Temporal.Instant, timezone: string): Stamp {
  return {
    local: seconds(instant.toZonedDateTimeISO(timezone).toPlainDateTime()),
    gmt: seconds(instant.toZonedDateTimeISO("UTC").toPlainDateTime()),
  };
}

export function clockOf(timezone: string, instant = () => Temporal.Now.instant()): Clock {
  return {
    now: () => stamp(instant(), timezone),
    gmtOffset: () => instant().toZonedDateTimeISO(timezone).offsetNanoseconds / 3_600_000_000_000,
    threshold(text, datesAreGmt) {
      const match = DATE.exec(text);
      if (match === null) return undefined;
      const [, day = "", time = "", offset] = match;
      const wall = `${day}T${time}`;
      try {
        if (offset !== undefined) {
          const at = stamp(Temporal.Instant.from(wall + offset), timezone);
          // The trap: a suffix turns the value into shop time, dates_are_gmt then takes that shop time for GMT.
          return datesAreGmt ? at.local : at.gmt;
        }
        const plain = Temporal.PlainDateTime.from(wall, { overflow: "reject" });
        return datesAreGmt ? seconds(plain) : stamp(plain.toZonedDateTime(timezone).toInstant(), timezone).gmt;
      } catch {
        return undefined;
      }
    },
  };
}
