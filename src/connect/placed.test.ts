import { describe, expect, test } from "vitest";
import { z } from "zod";
import { asHubError } from "#domain/error.ts";
import { createBudget } from "./budget.ts";
import type { AnyConnector, Session } from "./connector.ts";
import { applyCredentials, credentialNames, maskSecrets } from "./credentials.ts";
import { createHttp, type Exchange } from "./http-client.ts";
import type { HttpRequest } from "./http.ts";
import { learntFrom, learntUnits } from "./learnt-units.ts";
import { perform } from "./perform.ts";
import { readsOnly } from "./reading.ts";
import { WireFault, type WireAnswer, type WireRequest } from "./transport.ts";
import { xmlEscaped } from "./xml-escape.ts";

const now = () => Temporal.Instant.from("2026-11-22T09:00:00Z");
const password = `p&<w>"d'é+1`;
const credentials = { type: "placed", names: ["password", "pin"] } as const;

/** An `Http` on one answer, with what was sent and what the log book would get. */
function on(
  given: WireAnswer | (() => WireAnswer) = {
    status: 200,
    headers: { "content-type": "application/xml" },
    body: "<ok/>",
  },
  { maySend = (): boolean => true, secrets = { password } as Readonly<Record<string, string>> } = {},
) {
  const requests: WireRequest[] = [];
  const exchanges: Exchange[] = [];
  const connector = {
    ...{ name: "Groothandel", credentials, settings: z.object({}), operations: {} },
    rateLimit: { per: "connection", windows: [], concurrency: 1 },
    baseUrl: () => new URL("https://shop.example/api/"),
  } as unknown as AnyConnector;
  const http = createHttp({
    ...{ connector, settings: {}, secrets, now, maySend, signal: new AbortController().signal },
    transport: async (request) => {
      requests.push(request);
      return typeof given === "function" ? given() : given;
    },
    budget: createBudget({ per: "connection", windows: [], concurrency: 1 }, () => 0),
    onExchange: (exchange) => exchanges.push(exchange),
  });
  return { http, requests, exchanges, connector };
}
const place = { secret: "password" } as const;
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "fine",
    (thrown: unknown) => asHubError(thrown).code,
  );

describe("secrets inside what is sent", () => {
  test("in XML, escaped, in parts that are put one after another", async () => {
    const { http, requests } = on();
    await http.text({ method: "POST", path: "x", xml: ["<a>", place, "</a><b>{password}</b>"] });
    expect(requests[0]?.body).toBe("<a>p&amp;&lt;w&gt;&quot;d&apos;é+1</a><b>{password}</b>");
    expect(requests[0]?.headers["content-type"]).toBe("application/xml; charset=utf-8");
    await http.text({ method: "POST", path: "x", xml: ["<a/>"], headers: { "content-type": "text/xml" } });
    expect(requests[1]?.headers["content-type"]).toBe("text/xml");
    expect(requests.every(({ headers }) => !("authorization" in headers))).toBe(true);
  });

  test("in a form: the body of a POST, the query of a GET, which is masked in the log", async () => {
    const { http, requests, exchanges } = on();
    const form = [
      { name: "~OkCode", value: "ADDI" },
      { name: "P", value: place },
      { name: "P", value: "2" },
    ];
    await http.text({ method: "POST", path: "x", form });
    expect([...new URLSearchParams(requests[0]?.body ?? "")]).toEqual([
      ["~OkCode", "ADDI"],
      ["P", password],
      ["P", "2"],
    ]);
    expect(requests[0]?.headers["content-type"]).toBe("application/x-www-form-urlencoded");
    await http.text({ method: "GET", path: "x", form });
    expect([requests[1]?.body, requests[1]?.url.searchParams.getAll("P")]).toEqual([null, [password, "2"]]);
    expect(exchanges[1]?.url).toContain("P=•••&P=2");
  });

  test("one that is not filled in is a credential to fill in; one that was not declared is a mistake of ours", async () => {
    const send = (secret: string) => on().http.text({ method: "POST", path: "x", xml: [{ secret }] });
    expect(await codeOf(send("pin"))).toBe("credentials.expired");
    expect(await codeOf(send("other"))).toBe("internal.unexpected");
    expect(on().http.fillIn([{ name: "p", value: place }])).toEqual([{ name: "p", value: password }]);
    const empty = on(undefined, { secrets: { password: "" } });
    expect(await codeOf(empty.http.text({ method: "POST", path: "x", form: [{ name: "p", value: place }] }))).toBe(
      "credentials.expired",
    );
  });

  test("names for the form, and nothing goes into headers or address by itself", () => {
    expect(credentialNames(credentials)).toEqual(["password", "pin"]);
    const [url, headers] = [new URL("https://shop.example/"), {}];
    applyCredentials({ method: "POST", url, headers }, credentials, { password }, {}, now);
    expect([url.href, headers]).toEqual(["https://shop.example/", {}]);
  });

  test.each([
    ["as XML", xmlEscaped(password)],
    ["as a web page", `p&amp;&lt;w&gt;&#34;d&#39;é+1`],
    ["as XML that leaves quotes alone", `p&amp;&lt;w&gt;"d'é+1`],
    ["as a form", new URLSearchParams({ p: password }).toString()],
    ["as it is", password],
  ])("an answer that repeats it %s is masked in the log and in errors", async (_how, written) => {
    const { http, exchanges } = on({ status: 200, headers: {}, body: `<a>${written}</a>` });
    const { body } = await http.text({ method: "POST", path: "x", xml: ["<a/>"] });
    expect(JSON.stringify(exchanges)).not.toMatch(/d(?:'|&#39;|&apos;|%27)é|d(?:'|&#39;|&apos;|%27)%C3/);
    expect(maskSecrets(written, { password })).toContain("•••");
    expect(http.masked(body)).toContain("•••");
  });
});

describe("a POST that only asks", () => {
  const ask: HttpRequest = { method: "POST", path: "x", xml: ["<a/>"], isRead: true };
  const write: HttpRequest = { method: "POST", path: "x", xml: ["<a/>"] };
  const lost = (): never => {
    throw new WireFault("lost", "no answer");
  };
  test.each([
    ["a lost answer", lost, "remote.unavailable", "remote.outcome_unknown"],
    ["a 503", { status: 503, headers: {}, body: "" }, "remote.unavailable", "remote.outcome_unknown"],
  ] as const)("%s leaves nothing in doubt", async (_what, given, onAsk, onWrite) => {
    expect(await codeOf(on(given).http.text(ask))).toBe(onAsk);
    expect(await codeOf(on(given).http.text(write))).toBe(onWrite);
  });

  test("may still leave when nothing may be sent any more, and in a dry run", async () => {
    const late = on(undefined, { maySend: () => false });
    expect(await codeOf(late.http.text(ask))).toBe("fine");
    expect(await codeOf(late.http.text(write))).toBe("remote.rate_limited");
    const { http, connector } = on();
    const session: Session = { settings: {}, http, now, signal: new AbortController().signal };
    const asking = (request: HttpRequest) =>
      readsOnly({
        connector: {
          ...connector,
          operations: {
            "paymentMethods.list": async ({ http: its }: Session) => {
              await its.text(request);
              return { items: [] };
            },
          },
        },
        session,
      }).read("paymentMethods.list", {});
    expect(await codeOf(asking(ask))).toBe("fine");
    expect(await codeOf(asking(write))).toBe("internal.unexpected");
  });
});

describe("what an account lacks", () => {
  const { http, connector } = on();
  const session: Session = { settings: {}, http, now, signal: new AbortController().signal };
  const input = { returnUrl: "https://hub.example/r/x", language: "nl" } as const;
  const open = async () => ({
    ...{ method: "post", url: "https://shop.example/oci" },
    fields: [
      { name: "P", value: place },
      { name: "U", value: "demo" },
    ],
  });

  test("is not asked, although the connector has it", async () => {
    const lacking = { ...connector, operations: { "basket.open": open }, accountLacks: () => ["basket.open"] as const };
    expect(await codeOf(perform(lacking as unknown as AnyConnector, session, "basket.open", input))).toBe(
      "capability.missing",
    );
  });

  test("a form for the user's browser gets its secrets behind the connector's back", async () => {
    const opening = { ...connector, operations: { "basket.open": open } } as unknown as AnyConnector;
    const { fields } = await perform(opening, session, "basket.open", input);
    expect(fields).toEqual([
      { name: "P", value: password },
      { name: "U", value: "demo" },
    ]);
  });
});

test("learnt units: one word and its code per line, whatever the capitals", () => {
  expect(learntFrom(learntUnits.parse(["haspel = XRO", " Doos.=XBX"]))).toEqual({ HASPEL: "XRO", DOOS: "XBX" });
  for (const wrong of ["HASPEL", "=XRO", "HASPEL=rol", "HASPEL=TOOLONG"])
    expect(learntUnits.safeParse([wrong]).success).toBe(false);
});

test("XML text: what XML has no way to write is left out", () => {
  expect(xmlEscaped("a\u0000b\u0008\ud800c\r\n<é€😀>")).toBe("abc&#13;\n&lt;é€😀&gt;");
});
