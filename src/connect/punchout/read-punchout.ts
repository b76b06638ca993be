import { charsetOf, isKnownCharset, textDecoder, textOfPart } from "./charset.ts";
import { readCxml } from "./cxml.ts";
import { base64Bytes, unescapedOnce, xmlText } from "./cxml-tree.ts";
import { readFormPairs, type BytePair } from "./form-pairs.ts";
import { readMultipart } from "./multipart.ts";
import { isOciName, readOci, type TextPair } from "./oci.ts";
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

const xmlType = /^(?:text|application)\/(?:[\w.-]+\+)?xml$/;
const [space, equalsSign] = [0x20, 0x3d];

const beginsAsXml = (body: Uint8Array): boolean =>
  /^(?:\u00ef\u00bb\u00bf)?\s*</.test(Buffer.from(body.subarray(0, 1000)).toString("latin1"));

/** The one value of a field of a cXML form; empty when it is not there. Two that differ are two baskets. */
function fieldOf(pairs: readonly TextPair[], name: string): string {
  const values = pairs.filter((pair) => pair.name.trim().toLowerCase() === name).map(({ value }) => value);
  if (values.some((value) => value !== values[0])) throw unreadable("fieldTwice", `two different fields ${name}`);
  return values[0] ?? "";
}

/** The hidden field in which a browser writes the character set of the form it sends. */
const charsetField = Buffer.from("_charset_");

function textPairs(bytes: readonly BytePair[], contentType: string, context: PunchoutContext): TextPair[] {
  const inForm = bytes.find(({ name }) => charsetField.equals(name))?.value ?? new Uint8Array();
  const decode = textDecoder(
    charsetOf(contentType) || Buffer.from(inForm).toString("latin1").trim(),
    bytes.flatMap(({ name, value, charset }) => (textOfPart(value, charset) === null ? [name, value] : [name])),
    context,
  );
  return bytes.map(({ name, value, charset }) => ({
    name: decode(name),
    value: textOfPart(value, charset) ?? decode(value),
  }));
}

/** A message of cXML, also as it is for HTML. */
const looksLikeCxml = (text: string): boolean => /^\s{0,1000}(?:<|&lt;)(?:\?xml|!DOCTYPE\s+cXML|cXML)[\s>]/i.test(text);

/** As fields are named by people and programs. */
const fieldName = /^[\p{L}\p{N}~_$.:[\]-]{0,200}$/u;

function readForm(
  post: PunchoutPost,
  context: PunchoutContext,
  isMultipart: boolean,
): Omit<PunchoutReading, "warnings"> {
  const { body, contentType } = post;
  const bytes = isMultipart ? readMultipart(body, contentType) : readFormPairs(body);
  const pairs = textPairs(bytes, contentType, context);
  const base64 = fieldOf(pairs, "cxml-base64");
  if (base64.trim() !== "") return readXml(xmlText(base64Bytes(base64), context), context);
  const plain = fieldOf(pairs, "cxml-urlencoded");
  if (plain.trim() !== "") return readXml(plain, context);
  if (!pairs.some(({ name }) => isOciName(name))) {
    const message = pairs.find(({ value }) => looksLikeCxml(value));
    if (message !== undefined) return readXml(message.value, context);
    if (pairs.some(({ name }) => name.trim().toLowerCase() === "~xmldocument"))
      throw unreadable("notPunchOut", "it is the XML variant of OCI, which is not read");
    // A form of nothing may have other fields; what is no form at all is no empty basket.
    if (!isMultipart && !body.includes(equalsSign) && body.some((byte) => byte > space))
      throw unreadable("noFieldUnderstood", "it is no form");
    if (pairs.some(({ name }) => !fieldName.test(name.trim())))
      throw unreadable("noFieldUnderstood", "none of its fields is one of a basket");
  }
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
  const isForm = mediaType === "application/x-www-form-urlencoded";
  const isMultipart = mediaType === "multipart/form-data";
  // No form begins so: a message that is sent under the wrong name.
  const isXml = xmlType.test(mediaType) || (isForm && beginsAsXml(body));
  if (!isXml && !isForm && !isMultipart)
    throw unreadable("contentType", `its content type is ${mediaType === "" ? "missing" : JSON.stringify(mediaType)}`);
  const read = isXml ? readXml(textOfXml(post, context), context) : readForm(post, context, isMultipart);
  return { ...read, warnings: sortedWarnings(warnings) };
}

/** The character set of the content type goes before that of the message (RFC 7303), where a message can be read in it. */
function textOfXml({ body, contentType }: PunchoutPost, context: PunchoutContext): string {
  const said = charsetOf(contentType);
  return isKnownCharset(said) ? textDecoder(said, [body], context)(body) : xmlText(body, context);
}
