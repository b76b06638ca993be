/** How a product gets its pictures (contract section 7): by a URL or a path on the server, and no other way. */
import { createHash } from "node:crypto";

export interface Image {
  readonly pairId: number;
  readonly imageId: number;
  /** What was sent as `image_path`. */ readonly source: string;
  /** Where the shop keeps it; this, not the source, is what the API shows. */ readonly path: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
}
/** Every picture that came or went. */
export interface ImageChange {
  readonly productId: number;
  readonly change: "added" | "removed" | "not taken over";
  readonly as: "main" | "extra";
  readonly source: string;
}

const kinds: readonly (readonly [string, readonly number[]])[] = [
  ["jpg", [0xff, 0xd8, 0xff]],
  ["png", [0x89, 0x50, 0x4e, 0x47]],
  ["gif", [0x47, 0x49, 0x46, 0x38]],
  ["webp", [0x52, 0x49, 0x46, 0x46]],
];
const endingOf = (bytes: Uint8Array): string | undefined =>
  kinds.find(([, start]) => start.every((byte, index) => bytes[index] === byte))?.[0];

async function download(url: string, most: number): Promise<Uint8Array | null> {
  try {
    const answer = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(5000) });
    if (!answer.ok || answer.body === null) return null;
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of answer.body) {
      length += chunk.length;
      if (length > most) return null;
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch {
    return null;
  }
}

export class Images {
  readonly changes: ImageChange[] = [];
  /** Files on the server that an `image_path` may name. */ readonly files = new Map<string, Uint8Array>();
  readonly #kept = new Map<string, Image>();
  #last = 0;

  /** The picture at a path of the shop. */
  at(path: string): Image | undefined {
    return this.#kept.get(path);
  }

  /** Anything that is no picture at a URL or on the server is passed over without a word: base64 too. */
  async take(source: string, most: number): Promise<Image | null> {
    const bytes = /^https?:\/\//.test(source) ? await download(source, most) : (this.files.get(source) ?? null);
    const ending = bytes === null ? undefined : endingOf(bytes);
    if (bytes === null || ending === undefined) return null;
    this.#last += 1;
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const path = `/images/detailed/1/${this.#last}.${ending}`;
    const image = { pairId: this.#last + 500, imageId: this.#last, source, path, sha256, bytes };
    this.#kept.set(path, image);
    return image;
  }

  forget({ path }: Image): void {
    this.#kept.delete(path);
  }
}
