/** A person with a browser, as far as the tests need one: cookies, redirects, forms of a page, and what sending them posts. */
export interface Form {
  readonly name: string;
  readonly action: string;
  readonly method: string;
  readonly target: string;
  readonly acceptCharset: string;
  readonly fields: readonly (readonly [string, string])[];
  readonly buttons: readonly string[];
}

export interface Seen {
  readonly status: number;
  /** The path the last redirect led to. */ readonly path: string;
  readonly contentType: string;
  /** Without markup, entities read. */ readonly text: string;
  readonly html: string;
  readonly forms: readonly Form[];
  /** The form that sends itself to the other side. */ readonly handOver: Form | undefined;
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };
const read = (text: string): string =>
  text.replace(/&(?:#(\d+)|(\w+));/g, (whole, point: string | undefined, name: string) =>
    point === undefined ? (entities[name] ?? whole) : String.fromCodePoint(Number(point)),
  );

function attributesOf(tag: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name = "", double, single, bare] of tag.matchAll(
    /\s([\w-]+)(?:=(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?/g,
  )) {
    found[name.toLowerCase()] = read(double ?? single ?? bare ?? "");
  }
  return found;
}

function formsOf(html: string): Form[] {
  return [...html.matchAll(/<form\b[^>]*>.*?<\/form>/gis)].map(([whole]) => {
    const head = attributesOf(/<form\b[^>]*>/i.exec(whole)?.[0] ?? "");
    const inputs = [...whole.matchAll(/<input\b[^>]*>/gi)].map(([tag]) => attributesOf(tag));
    return {
      ...{ name: head["name"] ?? "", action: head["action"] ?? "", method: head["method"] ?? "get" },
      ...{ target: head["target"] ?? "", acceptCharset: head["accept-charset"] ?? "" },
      fields: inputs.map((input) => [input["name"] ?? "", input["value"] ?? ""] as const),
      buttons: [...whole.matchAll(/<button\b[^>]*>([^<]*)/g)].map(([, text = ""]) => read(text)),
    };
  });
}

export interface Visitor {
  /** The session of the cookie. */ session(): string;
  get(path: string): Promise<Seen>;
  post(path: string, fields: Readonly<Record<string, string>>): Promise<Seen>;
}

export function visitorOf(shop: { readonly url: string }): Visitor {
  let cookie = "";
  async function go(path: string, init: RequestInit): Promise<Seen> {
    const headers = { ...(init.headers as Record<string, string> | undefined), ...(cookie === "" ? {} : { cookie }) };
    const response = await fetch(shop.url + path, { ...init, headers, redirect: "manual" });
    for (const set of response.headers.getSetCookie()) {
      const pair = set.split(";")[0] ?? "";
      cookie = pair.endsWith("=") ? "" : pair;
    }
    const location = response.headers.get("location");
    if (response.status === 303 && location !== null) return go(location, {});
    const contentType = response.headers.get("content-type") ?? "";
    const bytes = Buffer.from(await response.arrayBuffer());
    const html = bytes.toString(contentType.includes("iso-8859-1") ? "latin1" : "utf8");
    const forms = formsOf(html);
    const text = read(html.replace(/<style>.*?<\/style>/s, "").replace(/<[^>]+>/g, " "));
    const handOver = forms.find(({ name }) => name === "overdracht");
    return { status: response.status, path, contentType, text, html, forms, handOver };
  }
  return {
    session: () => cookie.split("=")[1] ?? "",
    get: (path) => go(path, {}),
    post: (path, fields) => go(path, { method: "POST", body: new URLSearchParams(fields) }),
  };
}

export const hook = "https://hub.example/punchout/return/5Yd0m1Xq";

/** The opening form of section 2.2, as the user `demo`. */
export const opening = (more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  ...{ USERNAME: "demo", PASSWORD: "klemrail-demo", HOOK_URL: hook, OCI_VERSION: "4.0", http_content_charset: "utf-8" },
  ...{ "~OkCode": "ADDI", "~TARGET": "_top", "~CALLER": "CTLG", ...more },
});

/** What came in at the other side, read by its own rules and none of ours: names and values in order. */
export const pairsOf = (body: Uint8Array): [string, string][] => [
  ...new URLSearchParams(Buffer.from(body).toString("latin1")),
];
