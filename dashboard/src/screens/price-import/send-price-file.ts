import { sendFile } from "#dashboard/parts/send-file.ts";
import type { Language } from "#dashboard/words/texts.ts";
import type { PriceImport } from "./price-import-queries.ts";

/** Of one call; the hub takes 60 MB at most. */
const partBytes = 32 * 1024 * 1024;

interface Sending {
  readonly priceListId: string;
  readonly administrationId: string;
  readonly language: Language;
  /** After each part. */
  readonly onPart: (sent: number) => void;
}

/** A large file goes part by part, so that what is lost on the way is one part. */
export async function sendPriceFile(
  file: File,
  { priceListId, onPart, ...from }: Sending,
): Promise<Pick<PriceImport, "id">> {
  const hasMore = (sent: number): string => (sent + partBytes < file.size ? "&more=true" : "");
  const send = (method: "POST" | "PUT", path: string, sent: number): Promise<PriceImport> =>
    sendFile<PriceImport>(method, `${path}${hasMore(sent)}`, file.slice(sent, sent + partBytes), from);
  const name = encodeURIComponent(file.name.slice(0, 200));
  const made = await send("POST", `/api/price-lists/${priceListId}/imports?fileName=${name}`, 0);
  for (let sent = partBytes; sent < file.size; sent += partBytes) {
    onPart(sent);
    await send("PUT", `/api/price-imports/${made.id}/content?offset=${sent}`, sent);
  }
  return made;
}
