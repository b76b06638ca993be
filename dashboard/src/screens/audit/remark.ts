import type { Schemas } from "#dashboard/api/client.ts";
import type { Format } from "#dashboard/words/format.ts";

/** Details people can read as they stand; the others are codes, and go along in the file. */
const readable = ["reason", "name", "fileName", "email", "amount", "format", "next"];

/** What a line says beside the act itself and the name of what it was about; empty when there is nothing, or when it was deleted. */
export const remarkOf = (
  { details, subject }: Pick<Schemas["AuditLine"], "details" | "subject">,
  { bareAmount }: Pick<Format, "bareAmount">,
): string =>
  readable
    .map((name) => [name, details?.[name]] as const)
    .filter(([, value]) => (typeof value === "string" && value !== "") || typeof value === "number")
    .filter(([, value]) => value !== subject.name)
    .map(([name, value]) => (name === "amount" ? bareAmount(String(value)) : value))
    .join(" · ");
