/** Everything one shop is made of, handed to whoever answers a request or stands at its counter. */
import type { Catalog } from "./catalog.ts";
import type { Images } from "./images.ts";
import type { Orders } from "./orders.ts";
import type { Settings } from "./settings.ts";
import type { ShopData } from "./shop-data.ts";
import type { Users } from "./users.ts";

export interface Shipment {
  readonly shipmentId: number;
  readonly orderId: number;
  readonly shippingId: number;
  readonly carrier: string;
  readonly trackingNumber: string;
  readonly comments: string;
  /** Pieces by item. */ readonly products: Readonly<Record<string, number>>;
  readonly timestamp: number;
}
/** A mail the shop sent about a status. */
export interface Mail {
  readonly at: number;
  readonly orderId: number;
  readonly to: "customer" | "department" | "vendor";
  readonly status: string;
}

export interface World {
  readonly settings: Settings;
  readonly data: ShopData;
  readonly catalog: Catalog;
  readonly images: Images;
  readonly orders: Orders;
  readonly users: Users;
  readonly shipments: Shipment[];
  readonly mails: Mail[];
  /** What is left on gift certificates, by code, in cents. */ readonly certificates: Map<string, bigint>;
  /** Unix seconds. */ readonly now: () => number;
  /** What the shop calls itself, for the addresses of its images. */ readonly home: () => string;
}
