/** Pictures of products: the shop fetches each address itself and keeps its own copy (contract section 8, and WordPress). */
import { createHash } from "node:crypto";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { Clock } from "./clock.ts";
import type { Json } from "./documents.ts";
import { ApiError } from "./errors.ts";
import { RECORDED_URL } from "./orders.ts";

/** What the shop keeps of a picture; the same address fetched twice is two pictures. */
export interface Picture {
  readonly id: number;
  readonly source: string;
  readonly bytes: number;
  readonly sha256: string;
  /** As products show it. */ readonly shown: Json & { readonly id: number };
}

export interface Pictures {
  readonly list: readonly Picture[];
  /** The list of a product's body as it will be shown; refuses it whole when one picture cannot be had. */
  resolve(wanted: readonly Json[]): Promise<Json[]>;
}

export interface PictureLimits {
  /** A larger upload is refused; many hosts allow no more than this. */ readonly maximumBytes: number;
  readonly timeout: number;
  /** WordPress' safe-URL check: no private address, and only the ports 80, 443 and 8080. */ readonly publicOnly: boolean;
}

/** What WooCommerce lets in as a picture, by the extension of its address. */
const EXTENSIONS = /\.(jpe?g|jpe|gif|png|bmp|tiff?|ico|webp)$/i;
const PRIVATE = /^(localhost|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|\[?::1|0\.)/i;

function refused(message: string): ApiError {
  return new ApiError(400, "woocommerce_product_image_upload_error", message);
}

interface Limits extends PictureLimits {
  readonly hops: number;
}

function download(address: string, limits: Limits): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const fail = (reason: string): void => reject(refused(`Error getting remote image ${address}. Error: ${reason}`));
  const open = address.startsWith("https:") ? requestHttps : requestHttp;
  const call = open(address, { agent: false, timeout: limits.timeout, headers: { "User-Agent": "WordPress/7.1" } });
  call.on("response", (answer) => {
    const status = answer.statusCode ?? 0;
    const { location } = answer.headers;
    if (status >= 301 && status <= 308 && location !== undefined && limits.hops > 0) {
      answer.resume();
      resolve(download(new URL(location, address).href, { ...limits, hops: limits.hops - 1 }));
      return;
    }
    if (status !== 200) {
      answer.resume();
      fail(answer.statusMessage ?? String(status));
      return;
    }
    const chunks: Buffer[] = [];
    let size = 0;
    answer.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limits.maximumBytes) chunks.push(chunk);
      else {
        call.destroy();
        reject(refused("Invalid image: The uploaded file exceeds the upload_max_filesize directive in php.ini."));
      }
    });
    answer.on("error", (error) => fail(error.message));
    answer.on("end", () => resolve(Buffer.concat(chunks)));
  });
  call.on("timeout", () => call.destroy(new Error("Operation timed out")));
  call.on("error", (error) => fail(error.message));
  call.end();
  return promise;
}

export function pictures(nextId: () => number, clock: Clock, limits: PictureLimits): Pictures {
  const list: Picture[] = [];

  async function upload(source: string, wanted: Json): Promise<Picture> {
    if (!URL.canParse(source) || !/^https?:/.test(source)) throw refused(`Invalid URL ${source}.`);
    const url = new URL(source);
    if (limits.publicOnly && (PRIVATE.test(url.hostname) || !["", "80", "443", "8080"].includes(url.port))) {
      throw refused(`Error getting remote image ${source}. Error: A valid URL was not provided.`);
    }
    const file = decodeURIComponent(url.pathname.split("/").at(-1) ?? "");
    const content = await download(source, { ...limits, hops: 5 });
    if (!EXTENSIONS.test(file)) {
      throw refused("Invalid image: Sorry, you are not allowed to upload this file type.");
    }
    if (content.length === 0) throw refused("Invalid image: File is empty. Please upload something more substantial.");
    const id = nextId();
    const now = clock.now();
    const dates = { date_created: now.local, date_created_gmt: now.gmt };
    const [, base = file, extension = ""] = /^(.*)\.(\w+)$/.exec(file) ?? [];
    const twin = list.filter((one) => String(one.shown["src"]).includes(`/${base}`)).length;
    const kept = `${base}${twin === 0 ? "" : `-${twin}`}`;
    const picture: Picture = {
      id,
      source,
      bytes: content.length,
      sha256: createHash("sha256").update(content).digest("hex"),
      shown: {
        id,
        ...dates,
        date_modified: now.local,
        date_modified_gmt: now.gmt,
        src: `${RECORDED_URL}/wp-content/uploads/${now.local.slice(0, 7).replace("-", "/")}/${kept}.${extension}`,
        name: String(wanted["name"] ?? file),
        alt: String(wanted["alt"] ?? ""),
      },
    };
    list.push(picture);
    return picture;
  }

  return {
    list,
    async resolve(wanted) {
      const shown: Json[] = [];
      for (const one of wanted) {
        const id = Number(one["id"] ?? 0);
        if (id === 0 && typeof one["src"] === "string") shown.push((await upload(one["src"], one)).shown);
        if (id === 0) continue;
        const held = list.find((picture) => picture.id === id);
        if (held === undefined) {
          throw new ApiError(400, "woocommerce_product_invalid_image_id", `#${id} is an invalid image ID.`);
        }
        shown.push(held.shown);
      }
      return shown;
    },
  };
}
