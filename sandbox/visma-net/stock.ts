/** Stock per item and warehouse. A sales order lowers what is available, a shipment what is on hand. */
import { add, isZero, negate, subtract, zero, type Amount } from "#domain/amount.ts";
import type { Clock, Stamp } from "./clock.ts";
import type { OrderLine } from "./records.ts";

export interface Level {
  readonly warehouse: string;
  onHand: Amount;
  /** On sales orders that are neither shipped nor cancelled. */ soBooked: Amount;
  purchaseOrders: Amount;
  modified: Stamp;
}

export const availableOf = ({ onHand, soBooked }: Level): Amount => subtract(onHand, soBooked);

export class Stock {
  readonly #levels = new Map<string, Map<string, Level>>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  levelsOf(item: string): readonly Level[] {
    return [...(this.#levels.get(item)?.values() ?? [])];
  }

  /** When any of its levels changed last, `null` when it never had one. */
  modifiedOf(item: string): string | null {
    let last: string | null = null;
    for (const { modified } of this.#levels.get(item)?.values() ?? []) {
      if (last === null || modified.local > last) last = modified.local;
    }
    return last;
  }

  level(item: string, warehouse: string): Level {
    const levels = this.#levels.get(item) ?? new Map<string, Level>();
    this.#levels.set(item, levels);
    const known = levels.get(warehouse);
    if (known !== undefined) return known;
    const fresh = { warehouse, onHand: zero, soBooked: zero, purchaseOrders: zero, modified: this.#clock.stamp() };
    levels.set(warehouse, fresh);
    return fresh;
  }

  /** What is there more, or less when it is negative. */
  move(item: string, warehouse: string, quantity: Amount): void {
    if (isZero(quantity)) return;
    const level = this.level(item, warehouse);
    level.onHand = add(level.onHand, quantity);
    level.modified = this.#clock.stamp();
  }

  book(lines: readonly OrderLine[]): void {
    for (const { inventoryId, warehouseId, quantity } of lines) {
      if (warehouseId === null) continue;
      const level = this.level(inventoryId, warehouseId);
      level.soBooked = add(level.soBooked, quantity);
      level.modified = this.#clock.stamp();
    }
  }
  release(lines: readonly OrderLine[]): void {
    this.book(lines.map((line) => ({ ...line, quantity: negate(line.quantity) })));
  }
  ship(lines: readonly OrderLine[]): void {
    this.release(lines);
    for (const { inventoryId, warehouseId, quantity } of lines) {
      if (warehouseId !== null) this.move(inventoryId, warehouseId, negate(quantity));
    }
  }
}
