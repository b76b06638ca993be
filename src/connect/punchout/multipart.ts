import { charsetOf } from "./charset.ts";
import type { BytePair } from "./form-pairs.ts";
import { postLimits, unreadable } from "./reading.ts";

const boundaryOf = (contentType: string): string | undefined => {
  const [, quoted, bare] = /;\s*boundary\s*=\s*(?:"([^"]{1,200})"|([^\s";,]{1,200}))/i.exec(contentType) ?? [];
  return quoted ?? bare;
};

const brokenOff = () => unreadable("multipart", "its parts break off");

/** Where the lines that begin with the boundary are, and where what is behind each begins. */
function* delimiters(body: Buffer, boundary: string): Generator<{ readonly from: number; readonly to: number }> {
  const mark = Buffer.from(`--${boundary}`, "latin1");
  for (let at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at + mark.length)) {
    if (at > 0 && body[at - 1] !== 0x0a) continue; // in a text, not at the beginning of a line
    const isAfterReturn = at > 1 && body[at - 2] === 0x0d;
    yield { from: at === 0 ? 0 : at - (isAfterReturn ? 2 : 1), to: at + mark.length };
  }
}

/** Behind a boundary the line ends, with blanks at most. */
const lineEnd = /^[ \t]*\r?\n/;
const headerEnd = /(?:^|\n)\r?\n/;
/** Wide for three headers. */
const longestHead = 8192;

function fieldOf(part: Buffer): BytePair | null {
  // Headers are ASCII, but for names that are not: as latin1 each byte stays one.
  const text = part.subarray(0, longestHead).toString("latin1");
  const end = headerEnd.exec(text);
  if (end === null) throw brokenOff();
  const head = text.slice(0, end.index + 1);
  const header = (name: string): string => new RegExp(`^${name}[ \\t]*:(.*)$`, "im").exec(head)?.[1]?.trim() ?? "";
  const disposition = header("Content-Disposition");
  const name = /;\s*name="((?:[^"\\]|\\.)*)"/i.exec(disposition)?.[1] ?? /;\s*name=([^\s";]+)/i.exec(disposition)?.[1];
  if (name === undefined) throw unreadable("multipart", "one of its parts has no name");
  if (!/^(?:7bit|8bit|binary|)$/i.test(header("Content-Transfer-Encoding")))
    throw unreadable("multipart", "its parts are packed in a way that forms are not");
  // A file is no field.
  if (/;\s*filename\*?\s*=/i.test(disposition)) return null;
  return {
    name: Buffer.from(name.replaceAll(/\\(.)/g, "$1").replaceAll("%22", '"'), "latin1"),
    value: part.subarray(end.index + end[0].length),
    charset: charsetOf(header("Content-Type")),
  };
}

/** The fields of a `multipart/form-data` body (RFC 7578), in their order. One that has no end is half a post, and is refused. */
export function readMultipart(bytes: Uint8Array, contentType: string): BytePair[] {
  const boundary = boundaryOf(contentType);
  if (boundary === undefined) throw unreadable("contentType", "it names no boundary for its parts");
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pairs: BytePair[] = [];
  let begin: number | null = null;
  let count = 0;
  for (const { from, to } of delimiters(body, boundary)) {
    const behind = body.subarray(to, to + 200).toString("latin1");
    const isLast = behind.startsWith("--");
    const rest = lineEnd.exec(behind);
    if (!isLast && rest === null) continue; // the beginning of a longer word
    if (begin !== null) {
      const field = fieldOf(body.subarray(begin, Math.max(begin, from)));
      if (field !== null) pairs.push(field);
    }
    if (isLast) return pairs;
    count += 1;
    if (count > postLimits.fields) throw unreadable("tooManyFields", `over ${postLimits.fields} fields`);
    begin = to + (rest?.[0].length ?? 0);
  }
  throw brokenOff();
}
