import { randomBytes } from "node:crypto";
import { HubError } from "#domain/error.ts";
import type { Credentials } from "./connector.ts";
import { oauth1Parameters } from "./oauth1.ts";
import { xmlEscaped } from "./xml-escape.ts";

/** Secrets of one connection by their declared name. Exist only inside `Http`; never logged, never given to a connector. */
export type Secrets = Readonly<Record<string, string>>;

interface Outgoing {
  readonly method: string;
  readonly url: URL;
  readonly headers: Record<string, string>;
}

export const secretNamed = (secrets: Secrets, name: string): string => {
  const secret = secrets[name];
  if (secret === undefined || secret === "") {
    throw new HubError("credentials.expired", `The credential ${name} is not filled in`, {
      details: { credential: name },
    });
  }
  return secret;
};

/** Names of the secrets a connector needs, for the form and for masking. */
export function credentialNames(credentials: Credentials): readonly string[] {
  if (credentials.type === "none") return [];
  return credentials.type === "api-key" ? [credentials.name] : credentials.names;
}

/** Puts the credentials into a request that is about to leave. Throws `credentials.expired` when one is missing. */
export function applyCredentials(
  outgoing: Outgoing,
  credentials: Credentials,
  secrets: Secrets,
  settings: Record<string, unknown>,
  now: () => Temporal.Instant,
  place?: "header" | "query",
): void {
  const { url, headers, method } = outgoing;
  // A token is not there yet (access-token.ts); what is placed stands in what is sent.
  if (credentials.type === "none" || credentials.type === "client-credentials" || credentials.type === "placed") return;
  if (credentials.type === "api-key") {
    const secret = secretNamed(secrets, credentials.name);
    if ("query" in credentials.place) url.searchParams.set(credentials.place.query, secret);
    else headers[credentials.place.header.toLowerCase()] = `${credentials.place.prefix ?? ""}${secret}`;
    return;
  }
  const [key, secret] = [secretNamed(secrets, credentials.names[0]), secretNamed(secrets, credentials.names[1])];
  const use = credentials.type === "basic" ? "basic" : credentials.use(settings);
  if (use === "oauth1") {
    const timestamp = Math.floor(now().epochMilliseconds / 1000);
    const nonce = randomBytes(16).toString("hex");
    for (const [name, value] of Object.entries(oauth1Parameters({ method, url, key, secret, nonce, timestamp }))) {
      url.searchParams.set(name, value);
    }
  } else if ((use === "basic" && place !== "query") || place === "header") {
    headers["authorization"] = `Basic ${Buffer.from(`${key}:${secret}`, "utf8").toString("base64")}`;
  } else {
    const [keyName, secretName] = use === "basic" ? (["consumer_key", "consumer_secret"] as const) : use.query;
    url.searchParams.set(keyName, key);
    url.searchParams.set(secretName, secret);
  }
}

/** As `URLSearchParams` writes a value: a blank is a plus, and it encodes signs that encodeURIComponent leaves alone. */
function inQuery(value: string): string {
  const url = new URL("https://x/");
  url.searchParams.set("x", value);
  return url.search.slice("?x=".length);
}

/** As XML and web pages write it: each quote may be a name or a number, or stand as it is. */
function inMarkup(value: string): string[] {
  const base = xmlEscaped(value).replaceAll("&quot;", '"').replaceAll("&apos;", "'");
  const quotes = ['"', "&quot;", "&#34;", "&#x22;"];
  const apostrophes = ["'", "&apos;", "&#39;", "&#039;", "&#x27;"];
  return [
    ...new Set(
      quotes.flatMap((quote) =>
        apostrophes.map((apostrophe) => base.replaceAll("'", apostrophe).replaceAll('"', quote)),
      ),
    ),
  ];
}

/** Replaces every secret, also as it is encoded in an address, in JSON, in XML, in a web page or in a Basic header, by dots. */
export function maskSecrets(text: string, secrets: Secrets): string {
  const values = Object.values(secrets).filter((value) => value.length >= 4);
  const forms = values.flatMap((value) => [
    value,
    encodeURIComponent(value),
    inQuery(value),
    JSON.stringify(value).slice(1, -1),
    ...inMarkup(value),
  ]);
  const [first, second] = Object.values(secrets);
  if (first !== undefined && second !== undefined)
    forms.push(Buffer.from(`${first}:${second}`, "utf8").toString("base64"));
  let masked = text.replaceAll(/(oauth_(?:signature|nonce)=)[^&\s"]+/g, "$1•••");
  // The longest first: a secret may begin with another one.
  for (const form of forms.toSorted((a, b) => b.length - a.length)) masked = masked.replaceAll(form, "•••");
  return masked;
}
