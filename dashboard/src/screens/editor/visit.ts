/** What the screen shows, from the address it was opened at on. */
export interface Visit {
  /** A draft, or the kind of a new document. */
  readonly place: string;
  /** The draft that was made here; null while the document is only typed. */
  readonly madeId: string | null;
  /** Another number is another document. */
  readonly count: number;
}

/** At another address one sees another document, unless it is that of the draft that was made here. */
export function visitAt(visit: Visit, place: string): Visit {
  if (place === visit.place) return visit;
  return place === visit.madeId ? { ...visit, place } : { place, madeId: null, count: visit.count + 1 };
}
