import type { DocumentPage } from "./document-query.ts";

type Link = DocumentPage["chain"][number];

export interface ChainGroup {
  readonly key: string;
  readonly relation: Link["relation"];
  readonly kind: Link["kind"];
  readonly links: readonly Link[];
}

/** `madeFrom` says what this document is to the other: it was made from it. */
const isBefore = (relation: Link["relation"]): boolean => ["madeFrom", "credits", "replaces"].includes(relation);

/** Links of one kind and relation are one group, in the order in which they first come by. */
export function chainGroups(chain: readonly Link[]): { before: readonly ChainGroup[]; after: readonly ChainGroup[] } {
  const groups = new Map<string, Link[]>();
  for (const link of chain) {
    const key = `${link.relation} ${link.kind}`;
    groups.set(key, [...(groups.get(key) ?? []), link]);
  }
  const all = [...groups].flatMap(([key, links]): ChainGroup[] => {
    const [first] = links;
    return first === undefined ? [] : [{ key, relation: first.relation, kind: first.kind, links }];
  });
  return {
    before: all.filter(({ relation }) => isBefore(relation)),
    after: all.filter(({ relation }) => !isBefore(relation)),
  };
}
