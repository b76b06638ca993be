import type { DecimalMark } from "#dashboard/parts/number-input.ts";
import type { DraftForm } from "./draft-form.ts";

/** Work that was not saved, kept on this device: a reload or a session that ended does not lose it. */
export interface LocalCopy {
  readonly savedAt: string;
  /** Of the draft it was typed in; null: a new one. */
  readonly version: number | null;
  /** How its numbers are written, whatever the language is when it comes back. */
  readonly mark: DecimalMark;
  readonly form: DraftForm;
}

type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Of one company, one draft, or one kind of new document. */
export const copyName = (administrationId: string, place: string): string =>
  `schakel.draft.${administrationId}.${place}`;

const isCopy = (read: unknown): read is LocalCopy => {
  const copy = read as Partial<LocalCopy> | null;
  if (typeof copy !== "object" || typeof copy?.savedAt !== "string" || !Array.isArray(copy.form?.lines)) return false;
  return copy.mark === "," || copy.mark === ".";
};

/** Null when there is none, or none that can be read. */
export function readCopy(shelf: Shelf, name: string): LocalCopy | null {
  try {
    const read: unknown = JSON.parse(shelf.getItem(name) ?? "null");
    return isCopy(read) ? read : null;
  } catch {
    return null;
  }
}

/** False when the device has no room for it. */
export function writeCopy(shelf: Shelf, name: string, copy: LocalCopy): boolean {
  try {
    shelf.setItem(name, JSON.stringify(copy));
    return true;
  } catch {
    return false;
  }
}
