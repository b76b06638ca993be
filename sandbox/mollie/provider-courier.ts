/** Sends webhooks: at once, held and let go late, twice or in another order, and again when they fail. */
import { send } from "#sandbox/woocommerce/sending.ts";

export interface Parcel {
  /** Of the payment it is about. */ readonly id: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Delivery extends Parcel {
  readonly at: string;
  /** 1 for the first time this parcel is sent. */ readonly attempt: number;
  /** `undefined` when nothing answered. */ readonly status: number | undefined;
  readonly error: string | undefined;
}

export interface CourierRules {
  /** Milliseconds before the second, third, … attempt; after the last one it gives up. */
  readonly delays: readonly number[];
  /** Whether this answer is tried again. `undefined`: no answer. */
  isRetried(status: number | undefined): boolean;
  /** Milliseconds to wait for an answer. */ readonly timeout: number;
}

export interface Release {
  readonly order?: "as sent" | "reversed";
  /** How often each is sent; default 1. */ readonly times?: number;
}

export class Courier {
  readonly deliveries: Delivery[] = [];
  isHolding = false;
  readonly #held: Parcel[] = [];
  readonly #waiting = new Map<NodeJS.Timeout, { readonly parcel: Parcel; readonly attempt: number }>();
  readonly #underWay = new Set<Promise<Delivery>>();
  readonly #rules: CourierRules;
  #isStopped = false;

  constructor(rules: CourierRules) {
    this.#rules = rules;
  }

  get held(): readonly Parcel[] {
    return this.#held;
  }

  /** The first delivery, or `undefined` when it is held. Failing ones are tried again later, unawaited. */
  async post(parcel: Parcel): Promise<Delivery | undefined> {
    if (this.isHolding) {
      this.#held.push(parcel);
      return undefined;
    }
    return this.#send(parcel, 1);
  }

  /** Sends what is held, one after the other, and stops holding. */
  async release({ order = "as sent", times = 1 }: Release = {}): Promise<readonly Delivery[]> {
    this.isHolding = false;
    const parcels = this.#held.splice(0);
    if (order === "reversed") parcels.reverse();
    const sent: Delivery[] = [];
    for (const parcel of parcels) {
      for (let time = 0; time < times; time += 1) sent.push(await this.#send(parcel, 1));
    }
    return sent;
  }

  /** Makes every attempt that waits for its time now, instead of then. */
  async retryNow(): Promise<readonly Delivery[]> {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    const sent: Delivery[] = [];
    for (const [timer, { parcel, attempt }] of waiting) {
      clearTimeout(timer);
      sent.push(await this.#send(parcel, attempt));
    }
    return sent;
  }

  /** Until nothing is under way; attempts that wait for their time are not waited for. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay);
  }

  stop(): void {
    this.#isStopped = true;
    for (const timer of this.#waiting.keys()) clearTimeout(timer);
    this.#waiting.clear();
  }

  #send(parcel: Parcel, attempt: number): Promise<Delivery> {
    const sending = this.#sendNow(parcel, attempt);
    this.#underWay.add(sending);
    void sending.finally(() => this.#underWay.delete(sending));
    return sending;
  }

  async #sendNow(parcel: Parcel, attempt: number): Promise<Delivery> {
    const at = Temporal.Now.instant().toString();
    const { status, error } = await send(parcel.url, parcel.headers, parcel.body, this.#rules.timeout);
    const delivery = { ...parcel, at, attempt, status, error };
    this.deliveries.push(delivery);
    const delay = this.#rules.delays[attempt - 1];
    if (delay !== undefined && !this.#isStopped && this.#rules.isRetried(status)) {
      const timer = setTimeout(() => {
        this.#waiting.delete(timer);
        void this.#send(parcel, attempt + 1);
      }, delay);
      timer.unref();
      this.#waiting.set(timer, { parcel, attempt: attempt + 1 });
    }
    return delivery;
  }
}
