/** The buyer's side of cXML: a set-up by the book, and each part of it that can be left out or wrong. */
export interface SetupParts {
  readonly payloadId?: string;
  readonly timestamp?: string;
  readonly doctype?: string;
  readonly from?: string;
  readonly domain?: string;
  readonly to?: string;
  readonly sender?: string;
  readonly secret?: string;
  readonly userAgent?: string;
  readonly operation?: string;
  readonly cookie?: string;
  readonly hook?: string;
  /** Attributes of Request. */ readonly request?: string;
  /** XML inside the PunchOutSetupRequest. */ readonly more?: string;
}

export const cookie = "5Yd0m1Xq-aB";
export const returnAddress = `https://hub.example/punchout/return/${cookie}`;
let payloads = 0;

export function setupRequest(parts: SetupParts = {}): string {
  payloads += 1;
  const { payloadId = `20261121.0930.${payloads}@hub.example`, timestamp = "2026-11-21T09:30:00+01:00" } = parts;
  const { doctype = `<!DOCTYPE cXML SYSTEM "http://xml.cxml.org/schemas/cXML/1.2.050/cXML.dtd">` } = parts;
  const { from = "HUB-TENANT-7", domain = "NetworkId", to = "SUPPLIER-1", sender = from } = parts;
  const { secret = "gedeeld-geheim-7", userAgent = "Schakel", operation = "create", more = "" } = parts;
  return `<?xml version="1.0" encoding="UTF-8"?>
${doctype}
<cXML payloadID="${payloadId}" timestamp="${timestamp}" xml:lang="nl-BE">
  <Header>
    <From><Credential domain="${domain}"><Identity>${from}</Identity></Credential></From>
    <To><Credential domain="DUNS"><Identity>${to}</Identity></Credential></To>
    <Sender><Credential domain="${domain}"><Identity>${sender}</Identity><SharedSecret>${secret}</SharedSecret></Credential><UserAgent>${userAgent}</UserAgent></Sender>
  </Header>
  <Request ${parts.request ?? `deploymentMode="test"`}>
    <PunchOutSetupRequest operation="${operation}">
      <BuyerCookie>${parts.cookie ?? cookie}</BuyerCookie>
      <BrowserFormPost><URL>${parts.hook ?? returnAddress}</URL></BrowserFormPost>
      ${more}
    </PunchOutSetupRequest>
  </Request>
</cXML>
`;
}

export interface Answered {
  readonly http: number;
  readonly contentType: string;
  readonly xml: string;
  readonly code: string;
  /** What stands in the Status. */ readonly why: string;
  /** Path of the StartPage. */ readonly start: string | undefined;
}

export async function askCxml(
  shop: { readonly cxml: string },
  xml: string | Uint8Array<ArrayBuffer>,
): Promise<Answered> {
  const response = await fetch(shop.cxml, { method: "POST", headers: { "Content-Type": "text/xml" }, body: xml });
  const text = await response.text();
  const [, code = "", why = ""] = /<Status code="(\d+)" text="[^"]*"(?:\/>|>([^<]*)<)/.exec(text) ?? [];
  const url = /<StartPage><URL>([^<]+)<\/URL><\/StartPage>/.exec(text)?.[1];
  const contentType = response.headers.get("content-type") ?? "";
  const start = url === undefined ? undefined : new URL(url).pathname;
  return { http: response.status, contentType, xml: text, code, why, start };
}
