/** What a payer sees: the page of a payment and its QR code. */
import { page, seeOther } from "#sandbox/mollie/provider-page.ts";
import type { Incoming, Reply } from "#sandbox/mollie/provider-server.ts";
import qrcode from "qrcode";
import type { Payment } from "./payments.ts";

export type Outcome = "paid" | "refused" | "canceled" | "expired";

export interface Till {
  payment(id: string): Payment | undefined;
  decide(payment: Payment, outcome: Outcome): void;
}

const provider = "Bancontact Pro";
const choices: readonly { readonly value: Outcome; readonly label: string }[] = [
  { value: "paid", label: "Paid" },
  { value: "refused", label: "Refused by the bank" },
  { value: "canceled", label: "Cancel" },
  { value: "expired", label: "Expire" },
];

async function code(query: URLSearchParams): Promise<Reply> {
  const text = query.get("c") ?? "";
  if (text === "") return { status: 400, body: "" };
  if (query.get("f") === "SVG") {
    return {
      status: 200,
      headers: { "Content-Type": "image/svg+xml" },
      body: await qrcode.toString(text, { type: "svg" }),
    };
  }
  return { status: 200, headers: { "Content-Type": "image/png" }, body: await qrcode.toBuffer(text) };
}

export async function checkout(till: Till, { method, path, query, body }: Incoming): Promise<Reply> {
  if (path === "/qrcode" && method === "GET") return code(query);
  const id = path === "/checkout" ? query.get("paymentId") : /^\/pay\/2\/([^/]+)$/.exec(path)?.[1];
  const payment = till.payment(id ?? "");
  if (payment === undefined || (method !== "GET" && method !== "POST")) {
    const lines = ["This address is not known here."];
    return page({ provider, heading: "No such payment", lines, choices: [] }, 404);
  }
  const isOpen = payment.status === "PENDING" || payment.status === "IDENTIFIED";
  const outcome = choices.find(({ value }) => value === new URLSearchParams(body).get("outcome"))?.value;
  if (method === "POST" && isOpen && outcome !== undefined) {
    till.decide(payment, outcome);
    return seeOther(payment.returnUrl ?? `/pay/2/${payment.paymentId}`);
  }
  const amount = `EUR ${(payment.amount / 100).toFixed(2)}`;
  const lines = [payment.description ?? "", payment.reference ?? "", `This payment is ${payment.status}.`];
  const back = isOpen ? undefined : (payment.returnUrl ?? undefined);
  return page({ provider, heading: `Pay ${amount}`, lines, choices: isOpen ? choices : [], back });
}
