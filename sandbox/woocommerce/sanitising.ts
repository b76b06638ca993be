/** What WordPress makes of texts before it keeps them. */

/** Texts of products: a bare `&` becomes an entity, and scripts go. */
export function filtered(text: unknown): string {
  return String(text)
    .replaceAll(/<script[\s\S]*?<\/script>/gi, "")
    .replaceAll(/&(?!#?\w+;)/g, "&amp;");
}

/** Names of categories: kept, and shown, with `&`, `<` and `>` as entities. */
export function asTerm(name: string): string {
  return filtered(name.trim()).replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

export function slugOf(text: string): string {
  return text
    .normalize("NFD")
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, "")
    .trim()
    .replaceAll(/[\s_]+/g, "-");
}
