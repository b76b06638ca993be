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
 * and XML that are not UTF-8, although they say so or because they say nothing, are windows-1252. JSON is UTF-8: bytes that are not become U+FFFD.
 */
export function answerText(bytes: Uint8Array, contentType: string): string {
  const stated = /;\s*charset=["']?([\w.-]+)/i.exec(contentType)?.[1];
  const isPage = /xml|html|text\//i.test(contentType);
  const inItself = () => inside.exec(new TextDecoder("latin1").decode(bytes.subarray(0, 1024)));
  const found = stated === undefined && isPage ? inItself() : null;
  const decoder = decoderOf(stated ?? found?.[1] ?? found?.[2] ?? "") ?? new TextDecoder();
  const isWrong = isPage && decoder.encoding === "utf-8" && !isUtf8(bytes);
  return (isWrong ? new TextDecoder("windows-1252") : decoder).decode(bytes);
}
