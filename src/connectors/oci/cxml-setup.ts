import { createHash } from "node:crypto";
import type { Placed } from "#connect/placed.ts";
import { child, readCxmlTree, textAt, words, type CxmlElement } from "#connect/punchout/cxml-tree.ts";
import { xmlEscaped } from "#connect/xml-escape.ts";
import type { Answer } from "#connect/http.ts";
import { HubError } from "#domain/error.ts";
import { pairOf, type Oci } from "./settings.ts";

interface Visit {
  readonly returnUrl: string;
  readonly language: string;
}

const credential = (domain: string, identity: string): string =>
  `<Credential domain="${xmlEscaped(domain)}"><Identity>${xmlEscaped(identity)}</Identity>`;

/** Our token is the end of the return address; the shop echoes it. */
const cookieOf = (returnUrl: string): string => new URL(returnUrl).pathname.split("/").at(-1) ?? "";

/** Unique for ever: the return address is used once. */
const payloadIdOf = (returnUrl: string, at: Temporal.Instant): string =>
  `${at.epochMilliseconds}.${createHash("sha256").update(returnUrl).digest("base64url").slice(0, 22)}@schakel`;

function requestOf({ settings, now }: Oci, { returnUrl, language }: Visit): readonly (string | Placed)[] {
  const { fromDomain, fromIdentity, toDomain, toIdentity, deploymentMode, extrinsics } = settings;
  const sender = credential(settings.senderDomain || fromDomain, settings.senderIdentity || fromIdentity);
  const at = now();
  const extras = extrinsics
    .map(pairOf)
    .map(({ name, value }) => `<Extrinsic name="${xmlEscaped(name)}">${xmlEscaped(value)}</Extrinsic>`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>' +
      '<!DOCTYPE cXML SYSTEM "http://xml.cxml.org/schemas/cXML/1.2.050/cXML.dtd">' +
      `<cXML payloadID="${payloadIdOf(returnUrl, at)}" timestamp="${at.toString()}" xml:lang="${language}"><Header>` +
      `<From>${credential(fromDomain, fromIdentity)}</Credential></From>` +
      `<To>${credential(toDomain, toIdentity)}</Credential></To><Sender>${sender}<SharedSecret>`,
    { secret: "password" },
    "</SharedSecret></Credential><UserAgent>Schakel</UserAgent></Sender></Header>" +
      `<Request deploymentMode="${deploymentMode}"><PunchOutSetupRequest operation="create">` +
      `<BuyerCookie>${xmlEscaped(cookieOf(returnUrl))}</BuyerCookie>${extras.join("")}` +
      `<BrowserFormPost><URL>${xmlEscaped(returnUrl)}</URL></BrowserFormPost>` +
      "</PunchOutSetupRequest></Request></cXML>",
  ];
}

/** A refusal by its code; one of the contract's list that is not sure is told in the shop's own words. */
function refusalOf({ http, settings }: Oci, host: string, status: CxmlElement | undefined): HubError {
  const code = status?.attributes["code"]?.trim() ?? "";
  const said = http.masked(words(`${status?.attributes["text"] ?? ""} ${status?.text ?? ""}`));
  const options = { details: { refusal: code, answer: said } };
  if (code === "401")
    return new HubError(
      "credentials.expired",
      `${host} refuses ${settings.fromIdentity} and its shared secret: ${said}`,
      options,
    );
  if (/^5\d\d$/.test(code)) return new HubError("remote.unavailable", `${host} says ${code}: ${said}`, options);
  return new HubError("document.rejected", said === "" ? `${host} refuses this (${code})` : said, options);
}

function treeOf({ host, body, headers }: Answer): CxmlElement {
  const isPage = (headers["content-type"] ?? "").includes("html") || /^\s*<(?:!doctype\s+)?html/i.test(body);
  if (isPage) throw new HubError("remote.unavailable", `${host} answered with a web page instead of cXML`);
  try {
    return readCxmlTree(body.replace(/^\uFEFF/, ""));
  } catch (cause) {
    throw new HubError("remote.unavailable", `${host} answered with something that is no cXML, or is cut off`, {
      cause,
    });
  }
}

/** Asks the shop for a page of this visit (contract 5.1): its address, to be opened at once in the user's browser. */
export async function setUp(session: Oci, visit: Visit): Promise<string> {
  const { http, settings } = session;
  const answer = await http.text({
    method: "POST",
    path: settings.address,
    headers: { accept: "text/xml, application/xml", "content-type": "text/xml; charset=utf-8" },
    xml: requestOf(session, visit),
    isRead: true,
  });
  const response = child(treeOf(answer), "Response");
  const status = child(response, "Status");
  const changed = (where: string) =>
    new HubError("remote.protocol_changed", `${answer.host} answered in a form that is not expected: ${where}`, {
      details: { where },
    });
  if (status === undefined) throw changed("there is no Status in it");
  if (status.attributes["code"]?.trim() !== "200") throw refusalOf(session, answer.host, status);
  const url = textAt(response, "PunchOutSetupResponse", "StartPage", "URL");
  // It becomes an address of the user's own browser.
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) throw changed("the StartPage is no web address");
  return url;
}
