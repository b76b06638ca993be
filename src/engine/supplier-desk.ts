import { perform } from "#connect/perform.ts";
import type { Input, Output } from "#connect/operations.ts";
import { asHubError, HubError, remedyFor } from "#domain/error.ts";
import type { Basket } from "#domain/supplier/basket.ts";
import type { SupplierDocument } from "#domain/supplier/supplier-document.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { saidError } from "#domain/texts/said.ts";
import { readConnection } from "#store/connections.ts";
import { inAdministration } from "#store/database.ts";
import { connectionFailed, connectionWorks } from "./connection-health.ts";
import type { EngineOptions } from "./options.ts";
import type { Place } from "./queue.ts";
import type { OpenSession, Sessions } from "./session.ts";

/** A basket with the answers it was read from, as they came. */
export interface FetchedBasket {
  readonly basket: Basket;
  readonly raw: Uint8Array;
}

/** What a person who waits for the answer asks of a supplier. Everything throws the HubError that says why it could not be done. */
export interface SupplierDesk {
  fetch(place: Place, signal: AbortSignal): Promise<FetchedBasket>;
  /** Null: it is empty now. Else it held something else than `content`, was left alone, and holds this. */
  clear(place: Place, content: string, signal: AbortSignal): Promise<FetchedBasket | null>;
  /** Null: the supplier has no document of this kind and number that this login may see. */
  document(
    place: Place,
    input: Input<"supplierDocuments.get">,
    signal: AbortSignal,
  ): Promise<{ readonly document: SupplierDocument; readonly raw: Uint8Array } | null>;
  open(place: Place, input: Input<"basket.open">, signal: AbortSignal): Promise<Output<"basket.open">>;
}

const longestMs = 30_000;

export function supplierDesk({ store, now }: Pick<EngineOptions, "store" | "now">, sessions: Sessions): SupplierDesk {
  const within = async <T>(
    { administrationId, connectionId }: Place,
    signal: AbortSignal,
    work: (open: OpenSession) => Promise<T>,
  ): Promise<T> => {
    const tooLong = AbortSignal.timeout(longestMs);
    const open = await inAdministration(store.app, administrationId, async (trx) => {
      const connection = await readConnection(trx, administrationId, connectionId);
      if (connection === null) throw new HubError("settings.invalid", "There is no such connection");
      if (connection.state === "paused") throw saidError("settings.invalid", textLater("supplier.paused"));
      return sessions.open(trx, connection, AbortSignal.any([signal, tooLong]));
    });
    const health = (error: HubError | null) =>
      inAdministration(store.app, administrationId, async (trx) => {
        const connection = await readConnection(trx, administrationId, connectionId);
        if (connection === null) return;
        if (error === null) await connectionWorks(trx, connection, now());
        else await connectionFailed(trx, connection, error, now());
      });
    try {
      const done = await work(open);
      await health(null);
      return done;
    } catch (thrown) {
      if (tooLong.aborted && !signal.aborted)
        throw new HubError("remote.unavailable", `${open.connector.name} did not answer within ${longestMs / 1000} s`);
      const error = asHubError(thrown);
      // A supplier that is away is no failure of the connection here: nothing waits for it but this person.
      if (remedyFor(error.code) === "reconnect") await health(error);
      throw thrown;
    }
  };
  const rawOf = ({ exchanges }: OpenSession): Uint8Array =>
    Buffer.from(exchanges.map(({ answer }) => answer).join("\n"), "utf8");
  return {
    fetch: (place, signal) =>
      within(place, signal, async (open) => {
        const basket = await perform(open.connector, open.session, "basket.get", {});
        return { basket, raw: rawOf(open) };
      }),
    clear: (place, content, signal) =>
      within(place, signal, async (open) => {
        const { changed } = await perform(open.connector, open.session, "basket.clear", { content });
        return changed === null ? null : { basket: changed, raw: rawOf(open) };
      }),
    document: (place, input, signal) =>
      within(place, signal, async (open) => {
        const document = await perform(open.connector, open.session, "supplierDocuments.get", input);
        return document === null ? null : { document, raw: rawOf(open) };
      }),
    open: (place, input, signal) =>
      within(place, signal, (open) => perform(open.connector, open.session, "basket.open", input)),
  };
}
