/** VIES in small, strictly from contracts/vat.md section 6. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** The error words the contract names. */
export type ViesFault =
  | "INVALID_INPUT"
  | "INVALID_REQUESTER_INFO"
  | "SERVICE_UNAVAILABLE"
  | "MS_UNAVAILABLE"
  | "TIMEOUT"
  | "VAT_BLOCKED"
  | "IP_BLOCKED"
  | "GLOBAL_MAX_CONCURRENT_REQ"
  | "MS_MAX_CONCURRENT_REQ"
  /** No word, but what happens to any server. */
  | "html"
  | "500"
  | "hang";

export interface Company {
  readonly name: string;
  /** With line ends, as VIES gives it. */
  readonly address: string;
}

export interface Asked {
  readonly countryCode: string;
  readonly vatNumber: string;
  readonly requesterMemberStateCode?: string;
  readonly requesterNumber?: string;
}

export interface Vies {
  /** Ends with a slash; the paths of the REST API follow. */
  readonly url: URL;
  readonly asked: readonly Asked[];
  /** Most questions under way at once, per member state. */
  readonly mostAtOnce: ReadonlyMap<string, number>;
  /** What it knows, by number with its prefix; others are not valid. */
  readonly companies: Map<string, Company>;
  /** The next questions are answered so, whatever they are. A question while another of its member state is under way is always refused. */
  readonly faults: ViesFault[];
  /** Every answer takes so long. */
  slowMs: number;
  stop(): Promise<void>;
}

/** What follows the prefix, per member state; Greece is EL, Northern Ireland XI. Everything else is INVALID_INPUT. */
const forms: Readonly<Record<string, RegExp>> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  EL: /^\d{9}$/,
  ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/,
  FI: /^\d{8}$/,
  FR: /^[A-Z0-9]{2}\d{9}$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^\d[A-Z0-9+*]\d{5}[A-Z]{1,2}$/,
  IT: /^\d{11}$/,
  LT: /^(\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^[A-Z0-9+*]{9}B\d{2}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{12}$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
  XI: /^(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
};
const isForm = (country: unknown, number: unknown): boolean =>
  typeof country === "string" && typeof number === "string" && forms[country]?.test(number) === true;

/** What is wrong with a question before anybody looks it up. */
function refusalOf(question: Asked): ViesFault | undefined {
  if (!isForm(question.countryCode, question.vatNumber)) return "INVALID_INPUT";
  const { requesterMemberStateCode, requesterNumber } = question;
  const isAnonymous = requesterMemberStateCode === undefined && requesterNumber === undefined;
  return isAnonymous || isForm(requesterMemberStateCode, requesterNumber) ? undefined : "INVALID_REQUESTER_INFO";
}

const known: readonly (readonly [string, Company])[] = [
  ["BE0202239951", { name: "NV PROXIMUS", address: "KONING ALBERT II LAAN 27\n1030 SCHAARBEEK" }],
  ["BE0765432146", { name: "BV FIETSEN PEETERS", address: "KERKSTRAAT 12 BUS 3\n9000 GENT" }],
  ["NL004495445B01", { name: "VOORBEELD B.V.", address: "\nDAMRAK 00012\n1012AB AMSTERDAM\n" }],
  ["LU15027442", { name: "EXEMPLE S.A R.L.", address: "12, RUE DU FORT\nL-1234 LUXEMBOURG" }],
  ["FR40303265045", { name: "SA EXEMPLE", address: "12 RUE DE LA PAIX\n75001 PARIS" }],
  ["EL094259216", { name: "PARADEIGMA AE", address: "ODOS ERMOU 5\n105 63 ATHINA" }],
  // Germany does not disclose.
  ["DE136695976", { name: "---", address: "---" }],
];

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

/** In-process; `stop` ends it. */
export async function startVies(port = 0): Promise<Vies> {
  const companies = new Map(known);
  const asked: Asked[] = [];
  const faults: ViesFault[] = [];
  const inside = new Map<string, number>();
  const mostAtOnce = new Map<string, number>();
  const state = { slowMs: 0 };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== "POST" || request.url !== "/taxation_customs/vies/rest-api/check-vat-number") {
      send(response, 404, {});
      return;
    }
    const question = JSON.parse(await textOf(request)) as Asked;
    const { countryCode, vatNumber } = question;
    asked.push(question);
    const now = (inside.get(countryCode) ?? 0) + 1;
    inside.set(countryCode, now);
    mostAtOnce.set(countryCode, Math.max(now, mostAtOnce.get(countryCode) ?? 0));
    const leave = (): void => void inside.set(countryCode, (inside.get(countryCode) ?? 1) - 1);
    const fault = faults.shift() ?? refusalOf(question) ?? (now > 1 ? "MS_MAX_CONCURRENT_REQ" : undefined);
    if (fault === "hang") {
      response.once("close", leave);
      return;
    }
    await new Promise((done) => setTimeout(done, state.slowMs));
    // Before the answer: who has it may ask the next at once.
    leave();
    if (fault === "html") {
      response.writeHead(200, { "content-type": "text/html" });
      response.end("<html>maintenance</html>");
    } else if (fault === "500") send(response, 500, {});
    else if (fault !== undefined) send(response, 200, { actionSucceed: false, errorWrappers: [{ error: fault }] });
    else {
      const company = companies.get(`${countryCode}${vatNumber}`);
      const isNamed = question.requesterNumber !== undefined;
      send(response, 200, {
        countryCode,
        vatNumber,
        requestDate: Temporal.Now.instant().toString(),
        valid: company !== undefined,
        requestIdentifier: isNamed && company !== undefined ? `WAPIAAAA${asked.length}` : "",
        name: company?.name ?? "---",
        address: company?.address ?? "---",
        traderName: "---",
      });
    }
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  const listening = Promise.withResolvers<undefined>();
  server.listen(port, "127.0.0.1", () => listening.resolve(undefined));
  await listening.promise;
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/taxation_customs/vies/rest-api/`);
  return {
    url,
    asked,
    mostAtOnce,
    companies,
    faults,
    get slowMs() {
      return state.slowMs;
    },
    set slowMs(ms) {
      state.slowMs = ms;
    },
    async stop() {
      server.closeAllConnections();
      const closed = Promise.withResolvers<undefined>();
      server.close(() => closed.resolve(undefined));
      await closed.promise;
    },
  };
}
