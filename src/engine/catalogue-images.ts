import { perform } from "#connect/perform.ts";
import { HubError } from "#domain/error.ts";
import type { ItemImage } from "#domain/item.ts";
import { readConnection } from "#store/connections.ts";
import { readCatalogueCoupling } from "#store/catalogue-couplings.ts";
import { inAdministration } from "#store/database.ts";
import { seal, unseal, type MasterKey } from "#store/keys.ts";
import type { Bench } from "./catalogue-bench.ts";
import type { EngineOptions } from "./options.ts";
import type { Sessions } from "./session.ts";

/** Larger ones are refused by name. */
export const mostImageBytes = 30 * 1024 * 1024;

/** Shops may put fetching pictures in a queue of their own. */
const hoursReachable = 6;

const sealedAs = "image";

interface ImagePlace {
  readonly administrationId: string;
  readonly couplingId: string;
  readonly itemId: string;
  readonly imageId: string;
  readonly until: string;
}

export interface ServedImage {
  readonly mediaType: string;
  readonly bytes: Buffer;
}

/** In front of the name of the picture. */
export const imagePath = "images";

/** An address of this hub where a shop can fetch a picture for some hours; what it is of stands sealed in it. */
function addressOf(publicUrl: URL, key: MasterKey, place: ImagePlace, fileName: string): string {
  const token = seal(key, sealedAs, JSON.stringify(place)).toString("base64url");
  const name =
    fileName
      .normalize("NFKD")
      .replaceAll(/[^\w.-]+/g, "-")
      .slice(-80) || "image";
  return new URL(`${imagePath}/${token}/${name}`, publicUrl).href;
}

/**
 * Where the shop can fetch these pictures. Each is fetched from the source once before: one that is too large is refused here, by name, and not
 * by the shop hours later. Throws `document.rejected`. Null when no shop can reach this hub.
 */
export async function imageAddresses(
  bench: Bench,
  itemId: string,
  images: readonly ItemImage[],
): Promise<string[] | null> {
  const { options, place } = bench;
  const { publicUrl, store, now } = options;
  if (publicUrl === null || !bench.offers("source", "images.get")) return null;
  const until = now().add({ hours: hoursReachable }).toString();
  const addresses: string[] = [];
  for (const { id, fileName } of images) {
    try {
      await bench.ask("source", "images.get", { itemId, imageId: id, maximumBytes: mostImageBytes });
    } catch (thrown) {
      if (thrown instanceof HubError && (thrown.code === "document.rejected" || thrown.code === "document.invalid"))
        throw new HubError("document.rejected", thrown.message, { cause: thrown, details: { image: fileName || id } });
      throw thrown;
    }
    addresses.push(addressOf(publicUrl, store.key, { ...place, itemId, imageId: id, until }, fileName || id));
  }
  return addresses;
}

/** The picture behind an address of ours, fetched from its source; null for an address that is none, or no longer is one. */
export function imageServer(
  { store, connectorById, now }: Pick<EngineOptions, "store" | "connectorById" | "now">,
  sessions: Sessions,
): (token: string, signal: AbortSignal) => Promise<ServedImage | null> {
  return async (token, signal) => {
    const place = opened(store.key, token);
    if (place === null || Temporal.Instant.compare(now(), Temporal.Instant.from(place.until)) > 0) return null;
    const { administrationId, couplingId, itemId, imageId } = place;
    const open = await inAdministration(store.app, administrationId, async (trx) => {
      const coupling = await readCatalogueCoupling(trx, administrationId, couplingId);
      const connection = coupling && (await readConnection(trx, administrationId, coupling.sourceConnectionId));
      if (connection === null || connection.state === "paused" || coupling?.state !== "live") return null;
      return sessions.open(trx, connection, signal);
    });
    if (open === null || connectorById(open.connection.connector).operations["images.get"] === undefined) return null;
    const { mediaType, base64 } = await perform(open.connector, open.session, "images.get", {
      itemId,
      imageId,
      maximumBytes: mostImageBytes,
    });
    return { mediaType, bytes: Buffer.from(base64, "base64") };
  };
}

function opened(key: MasterKey, token: string): ImagePlace | null {
  if (!/^[\w-]{40,1500}$/.test(token)) return null;
  try {
    return JSON.parse(unseal(key, sealedAs, Buffer.from(token, "base64url"))) as ImagePlace;
  } catch {
    return null;
  }
}
