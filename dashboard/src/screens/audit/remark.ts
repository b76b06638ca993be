import type { Schemas } from "#dashboard/api/client.ts";

type Details = Schemas["AuditLine"]["details"];

/** Details people can read as they stand; the others are codes, and go along in the file. */
const readable = ["reason", "name", "fileName", "email", "amount", "format", "next"];

/** What a line says beside the act itself; empty when there is nothing, or when it was deleted. */
export const remarkOf = (details: Details): string =>
  readable
    .map((name) => details?.[name])
    .filter((value) => (typeof value === "string" && value !== "") || typeof value === "number")
    .join(" · ");
