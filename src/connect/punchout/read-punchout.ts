import { textDecoder, charsetOf } from "./charset.ts";
import { readCxml } from "./cxml.ts";
import { base64Bytes, unescapedOnce, xmlText } from "./cxml-tree.ts";
import { readFormPairs } from "./form-pairs.ts";
import { readOci, type TextPair } from "./oci.ts";
import {
  postLimits,
  sortedWarnings,
  unreadable,
  type PunchoutContext,
  type PunchoutReading,
  type PunchoutWarning,
} from "./reading.ts";
import type { PunchoutTerms } from "./terms.ts";

export interface PunchoutPost {
  /** The body as it came, not decoded. */
  readonly body: Uint8Array;
  /** Of the request, with its parameters. */
  readonly contentType: string;
  readonly terms: PunchoutTerms;
  /** When it came, as ISO text in UTC. */
  readonly retrievedAt: string;
}

/** The one value of a field of a cXML form; empty when it is not there. Two that differ are two baskets. */
function fieldOf(pairs: readonly TextPair[], name: string): string {
  const values = pairs.filter((pair) => pair.name.trim().toLowerCase() === name).map(({ value }) => value);
  if (values.some((value) => value !== values[0])) throw unreadable("fieldTwice", `two different fields ${name}`);
  return values[0] ?? "";
}

function readForm(post: PunchoutPost, context: PunchoutContext): Omit<PunchoutReading, "warnings"> {
  const bytes = readFormPairs(post.body);
  const decode = textDecoder(
    post.contentType,
    bytes.flatMap(({ name, value }) => [name, value]),
    context,
  );
  const pairs = bytes.map(({ name, value }) => ({ name: decode(name), value: decode(value) }));
  const base64 = fieldOf(pairs, "cxml-base64");
  if (base64.trim() !== "") return readXml(xmlText(base64Bytes(base64), context), context);
  const plain = fieldOf(pairs, "cxml-urlencoded");
  if (plain.trim() !== "") return readXml(plain, context);
  return { protocol: "oci", buyerCookie: null, ...readOci(pairs, context) };
}

const readXml = (xml: string, context: PunchoutContext): Omit<PunchoutReading, "warnings"> => ({
  protocol: "cxml",
  ...readCxml(unescapedOnce(xml), context),
});

/**
 * What a shop posted back, as a basket (contract punchout-oci.md 2 and 5.2): the form of OCI 4 or 5, the form of cXML, or a cXML
 * message itself. One bad line is refused and the rest is read. Throws only `document.invalid`, with a `PostFault` as `reason`, when
 * nothing of it can be read.
 */
export function readPunchout(post: PunchoutPost): PunchoutReading {
  const { body, contentType, terms, retrievedAt } = post;
  if (body.length > postLimits.bytes)
    throw unreadable("tooLarge", `${body.length} bytes is over the limit of ${postLimits.bytes}`);
  const warnings: PunchoutWarning[] = [];
  const context: PunchoutContext = {
    terms,
    retrievedAt,
    warn: (code, line = null) => void warnings.push({ code, line }),
  };
  const mediaType = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  const isXml = /^(?:text|application)\/(?:[\w.-]+\+)?xml$/.test(mediaType);
  if (!isXml && mediaType !== "application/x-www-form-urlencoded")
    throw unreadable("contentType", `its content type is ${mediaType === "" ? "missing" : JSON.stringify(mediaType)}`);
  const read = isXml ? readXml(textOfXml(post, context), context) : readForm(post, context);
  return { ...read, warnings: sortedWarnings(warnings) };
}

/** The character set of the content type goes before that of the message (RFC 7303). */
function textOfXml({ body, contentType }: PunchoutPost, context: PunchoutContext): string {
  return charsetOf(contentType) === "" ? xmlText(body, context) : textDecoder(contentType, [body], context)(body);
}
