import type { TextLanguage } from "./texts/text.ts";

/** Somebody with an account here. */
export interface KnownPerson {
  readonly name: string;
  readonly email: string;
  readonly language: TextLanguage;
}

/** What is known of the readers of mails about alarms when they are written. */
export interface Telling {
  readonly now: Temporal.Instant;
  /** Get everything as long as nobody chose. */
  readonly owners: readonly KnownPerson[];
  readonly operators: readonly KnownPerson[];
  /** Where people open this hub; null when it was not told. */
  readonly hubUrl: URL | null;
}
