/** Answers around the API: of the host in front of PHP, and of the shop itself. */
import { STATUS_CODES } from "node:http";
import { phpText } from "./asked.ts";
import type { Refused } from "./refusals.ts";
import type { Settings } from "./settings.ts";

export interface Page {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

export function htmlPage(status: number, title: string, headers: Readonly<Record<string, string>> = {}): Page {
  const body = `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
  return { status, headers: { "Content-Type": "text/html; charset=utf-8", ...headers }, body };
}

export function hostPage(status: number, retryAfter?: number | string): Page {
  const title = `${status} ${STATUS_CODES[status] ?? "The web server reported an error"}`;
  return htmlPage(status, title, retryAfter === undefined ? {} : { "Retry-After": String(retryAfter) });
}

export const jsonPage = (status: number, body: string): Page => ({
  status,
  headers: { "Content-Type": "application/json" },
  body,
});

/** In the words of this version; a failure of PHP has no JSON at all. */
export function refusalPage({ status, message }: Refused, settings: Settings): Page {
  if (status === 500) return hostPage(500);
  const { errors } = settings;
  const headers: Record<string, string> = status === 401 ? { "WWW-Authenticate": 'Basic realm="REST API"' } : {};
  if (errors === "text") return { status, headers: { "Content-Type": "text/plain", ...headers }, body: message };
  const page = jsonPage(status, phpText(errors === "full" ? { message, status } : { message }, settings));
  return { ...page, headers: { ...page.headers, ...headers } };
}

export const notice =
  "<br />\n<b>Deprecated</b>:  Function strftime() is deprecated in " +
  "<b>/var/www/html/app/functions/fn.common.php</b> on line <b>312</b><br />\n";
