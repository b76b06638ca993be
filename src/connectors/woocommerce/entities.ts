const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };

function decoded(entity: string): string {
  const number = /^#(?:x([\da-f]{1,6})|(\d{1,7}))$/i.exec(entity);
  if (number === null) return named[entity.toLowerCase()] ?? `&${entity};`;
  const point = number[1] === undefined ? Number(number[2]) : Number.parseInt(number[1], 16);
  return point > 0 && point <= 0x10_ff_ff ? String.fromCodePoint(point) : `&${entity};`;
}

/** A name as people wrote it: WordPress keeps `&` and the like in names as entities. Once only, so that a name that shows an entity stays it. */
export const withoutEntities = (text: string): string =>
  text.replaceAll(/&(#?\w{1,8});/g, (_all, entity: string) => decoded(entity));
