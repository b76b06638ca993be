/** What a document says of itself: XML in its declaration, a web page in a meta element. */
const inside =
  /^\s*(?:\u00ef\u00bb\u00bf)?\s*<\?xml[^>]*\sencoding=["']([\w.-]+)["']|<meta[^>]+charset=["']?\s*([\w.-]+)/i;

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};

const decoderOf = (label: string): TextDecoder | null => {
  try {
    return new TextDecoder(label);
  } catch {
    // A name nobody knows says nothing.
    return null;
  }
};

/**
 * The text of an answer: by the charset of its content type, else by what an XML document or a web page says of itself, else UTF-8. Pages
 * and XML that are not UTF-8 and say nothing are windows-1252, as browsers take them. Bytes that fit in nothing become U+FFFD.
 */
export function answerText(bytes: Uint8Array, contentType: string): string {
  const stated = /;\s*charset=["']?([\w.-]+)/i.exec(contentType)?.[1];
  if (stated !== undefined) return (decoderOf(stated) ?? new TextDecoder()).decode(bytes);
  // JSON is UTF-8.
  if (!/xml|html|text\//i.test(contentType)) return new TextDecoder().decode(bytes);
  const found = inside.exec(new TextDecoder("latin1").decode(bytes.subarray(0, 1024)));
  const own = decoderOf(found?.[1] ?? found?.[2] ?? "");
  return (own ?? new TextDecoder(isUtf8(bytes) ? "utf-8" : "windows-1252")).decode(bytes);
}
