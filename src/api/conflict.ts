import { momentText } from "#domain/texts/format.ts";
import { textOf } from "#domain/texts/text.ts";
import { RequestRefused } from "./problem.ts";
import type { Reader } from "./reader.ts";

/** Somebody saved it since it was read: who and when. */
export function changedMeanwhile(
  { changedBy, changedAt }: { readonly changedBy: string; readonly changedAt: string },
  reader: Reader,
): RequestRefused {
  const { language, now } = reader;
  const message =
    changedBy === ""
      ? textOf("form.changed", language)
      : textOf("form.conflict", language, { user: changedBy, time: momentText(changedAt, now, reader) });
  return new RequestRefused("request.conflict", message, [{ field: "version", message }]);
}

/** Something that is keeps it from being done; `field` may be empty. */
export const standsInTheWay = (field: string, message: string, id?: string): RequestRefused =>
  new RequestRefused("request.conflict", message, [{ field, message, ...(id !== undefined && { id }) }]);
