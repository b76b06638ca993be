/** The JSON documents the shop keeps (contract section 3); only what the stand-in itself reads is named. */

export type Json = Record<string, unknown>;

export interface OrderJson extends Json {
  id: number;
  status: string;
  customer_id: number;
  date_created: string;
  date_created_gmt: string;
  date_modified: string;
  date_modified_gmt: string;
  date_paid: string | null;
  date_paid_gmt: string | null;
  date_completed: string | null;
  date_completed_gmt: string | null;
  total: string;
  meta_data: { id: number; key: string; value: unknown }[];
  refunds: { id: number; reason: string; total: string; total_tax: string }[];
}

export interface RefundJson extends Json {
  id: number;
  amount: string;
  reason: string;
}

export interface ItemJson extends Json {
  id: number;
}
