export interface DiskRoom {
  /** Bytes. */
  readonly free: number;
  readonly total: number;
}

/** A disk is filling when less is free than both. */
const share = 0.1;
const bytes = 5_000_000_000;

export const isFilling = ({ free, total }: DiskRoom): boolean => free < total * share && free < bytes;
