import { expect, test } from "vitest";
import { answerText } from "./answer-text.ts";

const latin = (text: string): Uint8Array => Buffer.from(text, "latin1");
const utf8 = (text: string): Uint8Array => Buffer.from(text, "utf8");

test.each<readonly [what: string, bytes: Uint8Array, contentType: string, text: string]>([
  ["as its content type says", latin("caf\u00e9"), "text/html; charset=ISO-8859-1", "café"],
  ["in quotes, in capitals", latin("caf\u00e9"), 'application/xml; Charset="iso-8859-1"', "café"],
  ["UTF-8 by its content type", utf8("café"), "application/json; charset=UTF-8", "café"],
  [
    "as its XML declaration says",
    latin('<?xml version="1.0" encoding="ISO-8859-1"?><a>\u00e9</a>'),
    "application/xml",
    '<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>',
  ],
  [
    "as its meta element says",
    latin('<html><meta charset="windows-1252">\u00e9\u0080</html>'),
    "text/html",
    '<html><meta charset="windows-1252">é€</html>',
  ],
  ["UTF-8 where nobody says so", utf8("<p>é</p>"), "text/html", "<p>é</p>"],
  ["windows-1252 where nobody says so and it is not UTF-8", latin("<p>\u00e9\u0080</p>"), "text/html", "<p>é€</p>"],
  ["a charset that nobody knows", utf8("é"), "text/plain; charset=klingon", "é"],
  ["windows-1252 where XML says UTF-8 and is not", latin("<a>\u00e9</a>"), "text/xml; charset=utf-8", "<a>é</a>"],
  [
    "windows-1252 where only its declaration says UTF-8 and it is not",
    latin('<?xml version="1.0" encoding="UTF-8"?><a>\u00e9</a>'),
    "application/xml",
    '<?xml version="1.0" encoding="UTF-8"?><a>é</a>',
  ],
  ["JSON is UTF-8, whatever its bytes", latin('"\u00e9"'), "application/json", '"\ufffd"'],
  ["without a content type", utf8("é"), "", "é"],
  ["nothing", new Uint8Array(), "text/html", ""],
  ["the mark of UTF-8 in front is no text", utf8("\ufeffé"), "text/html", "é"],
])("%s", (_what, bytes, contentType, text) => expect(answerText(bytes, contentType)).toBe(text));
