/** Opened in the browser under its own name; names with accents in the form every browser reads, and a plain one beside it. */
export const inline = (name: string): string =>
  `inline; filename="${name.normalize("NFKD").replaceAll(/[^ -~]|["\\]/g, "")}"; filename*=UTF-8''${encodeURIComponent(name)}`;
