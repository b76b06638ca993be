/** Refusals in Mollie's shape; which words are known is in the README. */
import { Refused, type Reply } from "./provider-server.ts";

const titles: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized Request",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Conflict",
  422: "Unprocessable Entity",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

export function problem(status: number, detail: string, field?: string): Reply {
  const guide = status === 401 ? "authentication" : "handling-errors";
  const documentation = { href: `https://docs.mollie.com/reference/${guide}`, type: "text/html" };
  const body = { status, title: titles[status], detail, ...(field === undefined ? {} : { field }) };
  return { status, body: { ...body, _links: { documentation } } };
}

export const refuse = (status: number, detail: string, field?: string): Refused =>
  new Refused(problem(status, detail, field));

export const invalid = (detail: string, field: string): Refused => refuse(422, detail, field);

const words: Readonly<Record<401 | 429 | 500 | 503, string>> = {
  401: "Missing authentication, or failed to authenticate",
  429: "Too many requests",
  500: "An unexpected error occurred",
  503: "The payment platform is temporarily unavailable",
};

export const refusal = (status: 401 | 429 | 500 | 503): Reply => problem(status, words[status]);
