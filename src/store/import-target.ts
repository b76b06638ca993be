import type { Transaction } from "./database.ts";
import type { Fields } from "./imports.ts";

/** A contact or item as an import sees it: its values by field, as text. */
export interface Found {
  readonly id: string;
  readonly fields: Fields;
  /** It has nothing but these fields: no other addresses, numbers or suppliers, and is not archived. */
  readonly isPlain: boolean;
}

export interface Written {
  readonly id: string;
  readonly fields: Fields;
}

/** Where the rows of an import go. All in the caller's transaction, many rows in one statement. */
export interface ImportTarget {
  /** Everything that may be the same as one of these rows, the oldest first. `lock`: nobody changes it before the transaction ends. */
  candidates(trx: Transaction, administrationId: string, rows: readonly Fields[], lock: boolean): Promise<Found[]>;
  /** By id, locked. */
  read(trx: Transaction, administrationId: string, ids: readonly string[]): Promise<Found[]>;
  insert(trx: Transaction, administrationId: string, rows: readonly Written[], by: string): Promise<void>;
  update(trx: Transaction, administrationId: string, rows: readonly Written[], by: string): Promise<void>;
  /** Which of these something refers to. */
  used(trx: Transaction, administrationId: string, ids: readonly string[]): Promise<ReadonlySet<string>>;
  remove(trx: Transaction, administrationId: string, ids: readonly string[]): Promise<void>;
}
