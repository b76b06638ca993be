/** Answers that are no XML: of the web server in front of the service. */
import { STATUS_CODES } from "node:http";

export interface Page {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

function htmlPage(status: number, title: string, headers: Readonly<Record<string, string>> = {}): Page {
  const body = `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
  return { status, headers: { "Content-Type": "text/html; charset=utf-8", ...headers }, body: Buffer.from(body) };
}

export function errorPage(status: number, retryAfter?: number | string): Page {
  const headers: Record<string, string> = retryAfter === undefined ? {} : { "Retry-After": String(retryAfter) };
  return htmlPage(status, `${status} ${STATUS_CODES[status] ?? "Error"}`, headers);
}

export const maintenancePage = (): Page => htmlPage(200, "Onze webshop is even in onderhoud");

export const xmlPage = (body: Uint8Array, encoding: string): Page => ({
  status: 200,
  headers: { "Content-Type": `application/xml; charset=${encoding.toLowerCase()}` },
  body,
});
