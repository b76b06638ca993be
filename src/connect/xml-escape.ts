const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  // Written out, because a reader turns a bare carriage return into a line feed.
  "\r": "&#13;",
};

/** Text as it stands in XML, between tags or in quotes. Characters that XML 1.0 has no way to write are left out. */
export const xmlEscaped = (text: string): string =>
  text
    .replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "")
    .replaceAll(/[&<>"'\r]/g, (character) => entities[character] ?? "");
