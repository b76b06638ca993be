/** From an HTTP request to the answer of the REST API: index, authentication, routing, error shapes (contract section 2). */
import type { Gate } from "./auth.ts";
import { ApiError, noRoute, notAllowed } from "./errors.ts";
import type { Json } from "./documents.ts";
import { parseQuery, phpJson, scalar, type Params } from "./php.ts";
import { json, type Reply } from "./reply.ts";
import type { Route } from "./routes.ts";

export interface Incoming {
  readonly method: string;
  /** Path below the home URL, `/wp-json/…`. */ readonly path: string;
  readonly query: string;
  readonly authorization: string | undefined;
  readonly contentType: string;
  readonly body: string;
  /** Answers the first page whatever page is asked. */ readonly ignoresPage?: boolean;
}

export interface Site {
  readonly home: string;
  readonly name: string;
  readonly timezone: string;
  readonly secure: boolean;
  gmtOffset(): number;
  readonly gate: Gate;
  readonly routes: readonly Route[];
}

const NAMESPACES = [
  "oembed/1.0",
  "wc/store/v1",
  "wc/store",
  "wc/private",
  "wc-admin-email",
  "wc-admin",
  "wc-analytics",
  "wc-telemetry",
  "wc/v1",
  "wc/v2",
  "wc/v3",
  "wp/v2",
  "wp-site-health/v1",
  "wp-block-editor/v1",
];

const COMMON = {
  "X-Robots-Tag": "noindex",
  "X-Content-Type-Options": "nosniff",
  "Access-Control-Expose-Headers": "X-WP-Total, X-WP-TotalPages, Link",
  "Cache-Control": "no-cache, must-revalidate, max-age=0, no-store, private",
};

function html(status: number, text: string, headers: Readonly<Record<string, string>> = {}): Reply {
  const body = `<!DOCTYPE html>\n<html lang="nl"><head><title>${text}</title></head><body><h1>${text}</h1></body></html>\n`;
  return { status, headers: { "Content-Type": "text/html; charset=UTF-8", ...headers }, text: body };
}

/** PHP only reads a body whose content type it knows: JSON sent without one is no parameters at all. */
function bodyOf(request: Incoming): Json {
  if (request.method === "GET" || request.method === "HEAD") return {};
  if (/^application\/([\w.+-]+\+)?json\b/i.test(request.contentType)) {
    if (request.body === "") return {};
    try {
      const value = JSON.parse(request.body) as unknown;
      return typeof value === "object" && value !== null ? (value as Json) : {};
    } catch {
      const data = { status: 400, json_error_code: 4, json_error_message: "Syntax error" };
      throw new ApiError(400, "rest_invalid_json", "Invalid JSON body passed.", data);
    }
  }
  if (!/^application\/x-www-form-urlencoded\b/i.test(request.contentType)) return {};
  const fields = [...parseQuery(request.body)].map(
    ([name, value]) => [name, typeof value === "string" ? value : Object.fromEntries(value)] as const,
  );
  return Object.fromEntries(fields);
}

function index(site: Site): Reply {
  return json(
    phpJson({
      name: site.name,
      description: "",
      url: site.home,
      home: site.home,
      gmt_offset: site.gmtOffset(),
      timezone_string: site.timezone,
      namespaces: NAMESPACES,
      authentication: [],
      routes: {},
    }),
  );
}

async function dispatch(
  site: Site,
  request: Incoming,
  path: string,
  params: Params,
  readKeys: boolean,
): Promise<Reply> {
  const address = `${site.home}/wp-json${path}`;
  const wc = /^\/wc[/-]/.test(path);
  const credentials = { method: request.method, address, params, authorization: request.authorization };
  const key = readKeys && wc ? site.gate.admit({ ...credentials, secure: site.secure }) : undefined;
  if (path === "" || path === "/") return index(site);
  if (request.ignoresPage === true) params.delete("page");
  for (const { pattern, kind, allow, methods } of site.routes) {
    const match = pattern.exec(path);
    if (match === null) continue;
    const work = methods[request.method === "HEAD" ? "GET" : request.method];
    if (work === undefined) break;
    if (key === undefined) throw notAllowed(request.method, kind);
    const extra = { Allow: allow };
    try {
      const body = bodyOf(request);
      const asked = { ...body };
      const ids = match.slice(1).map(Number);
      const reply = await work({ method: request.method, address, query: params, body: asked, ids });
      return { ...reply, headers: { ...extra, ...reply.headers } };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return { status: error.status, headers: extra, text: phpJson(error.body) };
    }
  }
  throw noRoute();
}

/** Answers one request; `readKeys` is false for the `?rest_route=` form, whose keys WooCommerce never looks at. */
export async function answer(site: Site, request: Incoming): Promise<Reply> {
  const params = parseQuery(request.query);
  const api = `<${site.home}/wp-json/>; rel="https://api.w.org/"`;
  const plain = scalar(params.get("rest_route"));
  const pretty = /^\/wp-json(\/.*)?$/.exec(request.path);
  if (pretty === null && plain === undefined) {
    if (request.path === "/" || request.path === "") {
      const link = { Link: `${api}, <${site.home}/wp-json/wp/v2/pages/7>; rel="alternate"; title="JSON"` };
      return html(200, site.name, link);
    }
    return html(404, "Pagina niet gevonden");
  }
  const path = (pretty === null ? (plain ?? "") : decodeURI(pretty[1] ?? "")).replace(/\/+$/, "");
  const headers = { "Content-Type": "application/json; charset=UTF-8", Link: api, ...COMMON };
  try {
    const reply = await dispatch(site, request, path, params, pretty !== null);
    return { ...reply, headers: { ...headers, ...reply.headers } };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { status: error.status, headers, text: phpJson(error.body) };
  }
}
