/** What differs from shop to shop and from version to version. Each may be changed while it runs and holds from then on. */
export interface Settings {
  version: string;
  /** Storefronts below `/api/stores/…`, or vendors below `/api/vendors/…`, who see only what is theirs. */
  edition: "ultimate" | "multi-vendor";
  /** What `/api/orders` and `api.php` answer; `/api/2/…` is always 2.0. */
  unversioned: "1.0" | "2.0";
  /** Without it only `api.php?_d=…` works. */
  rewrite: boolean;
  /** Plain http is refused, and this stand-in speaks nothing else. */
  httpsOnly: boolean;
  /** A FastCGI host: the `Authorization` header never reaches PHP. */
  dropAuthorization: boolean;
  /** "Tax calculation based on". Decides the shape of `applies` of orders placed or recalculated from then on. */
  taxMode: "unit" | "subtotal";
  emptyMaps: "[]" | "{}";
  updatedAt: "honoured" | "ignored";
  /** Whether products may be sorted by `updated_timestamp`. */
  sortsByUpdated: boolean;
  /** Every page is the first. */
  ignoresPage: boolean;
  putOrder: "recalculates" | "drops lines" | "keeps";
  errors: "full" | "message" | "text";
  /** `noisy`: what PHP calculated has the tail of a float, 9.450000000000001. */
  floats: "rounded" | "noisy";
  /** The shape of `use_gift_certificates`. */
  certificates: "map" | "list";
  /** Whether a product may be made without `category_ids`. */
  categories: "required" | "default";
  /** Stock per combination of options, or every variation a product of its own. */
  variants: "combinations" | "variations";
  /** A list of more rows than this exhausts PHP's memory. */
  memoryItems: number;
  /** A longer body is dropped by PHP, as `post_max_size` does. */
  postBytes: number;
  /** A larger image is not taken over. */
  imageBytes: number;
  timezone: string;
  /** How dates in filters are read besides unix seconds. */
  dateFormat: "d/m/Y" | "m/d/Y";
  /** The currency of every amount of the API but `display_*`. */
  primaryCurrency: string;
  /** What one of the primary currency costs in another today, by its code. */
  currencies: Record<string, string>;
  /** What the host allows of all callers together. CS-Cart itself has no limit. */
  limit: { requests: number; seconds: number; status: number } | null;
  /** More requests at once than this: 508. */
  workers: number;
}

export const defaults: Readonly<Settings> = {
  version: "4.18.2",
  edition: "ultimate",
  unversioned: "2.0",
  rewrite: true,
  httpsOnly: false,
  dropAuthorization: false,
  taxMode: "unit",
  emptyMaps: "[]",
  updatedAt: "honoured",
  sortsByUpdated: true,
  ignoresPage: false,
  putOrder: "recalculates",
  errors: "full",
  floats: "rounded",
  certificates: "map",
  categories: "default",
  variants: "combinations",
  memoryItems: 250,
  postBytes: 8_000_000,
  imageBytes: 8_000_000,
  timezone: "Europe/Brussels",
  dateFormat: "d/m/Y",
  primaryCurrency: "EUR",
  currencies: { USD: "1.08", GBP: "0.85" },
  limit: null,
  workers: Infinity,
};

/** A shop of 2014, as there still are. */
export const oldShop: Partial<Settings> = {
  version: "4.2.3",
  unversioned: "1.0",
  updatedAt: "ignored",
  sortsByUpdated: false,
  categories: "required",
  errors: "message",
};
