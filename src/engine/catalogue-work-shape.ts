/** One page of what the source has. */
export interface CataloguePage<T> {
  readonly items: readonly T[];
  readonly next: string | null;
  readonly seenUntil: string | null;
  readonly total: number | null;
}

/** What is done with the records of one kind. */
export interface CatalogueWork<T> {
  page(since: string | null, cursor: string | null): Promise<CataloguePage<T>>;
  /** Records of the source with these codes, as they are now; null where it cannot be asked for them. */
  readonly due: ((codes: string[]) => Promise<readonly T[]>) | null;
  /** Decides and, where that may be, writes up to a hundred; what is done of it by then is kept, and not done again. */
  carryOut(items: readonly T[]): Promise<void>;
}
