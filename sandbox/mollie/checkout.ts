/** The pages a payer sees: of a payment, and of a payment link. */
import { money, type Money } from "./fields.ts";
import type { Link } from "./links.ts";
import type { Payment, State } from "./payments.ts";
import { page, seeOther } from "./provider-page.ts";
import type { Incoming, Reply } from "./provider-server.ts";

export interface Till {
  payment(id: string): Payment | undefined;
  link(id: string): Link | undefined;
  closed(link: Link): "paid" | "expired" | null;
  /** Starts a payment of this link. */ start(link: Link, amount: Money): Payment;
  decide(payment: Payment, outcome: "paid" | "failed" | "canceled" | "expired"): void;
}

const provider = "Mollie";
const outcomes = ["paid", "failed", "canceled", "expired"] as const;
const choices = [
  { value: "paid", label: "Paid" },
  { value: "failed", label: "Failed" },
  { value: "canceled", label: "Cancel" },
  { value: "expired", label: "Expire" },
];
const inWords = ({ value, currency }: Money): string => `${currency} ${value}`;
const canDecide = (status: State): boolean => status === "open" || status === "pending";

function notFound(): Reply {
  return page({ provider, heading: "No such payment", lines: ["This address is not known here."], choices: [] }, 404);
}

function ofPayment(till: Till, { method, body }: Incoming, payment: Payment): Reply {
  const { description, amount, redirectUrl } = payment;
  if (method === "POST" && canDecide(payment.status)) {
    const wanted = new URLSearchParams(body).get("outcome");
    const outcome = outcomes.find((one) => one === wanted);
    if (outcome !== undefined) {
      till.decide(payment, outcome);
      // Mollie sends the payer back before the webhook arrived, or after: nobody waits for it.
      return seeOther(redirectUrl ?? `/checkout/${payment.id}`);
    }
  }
  const lines = [description, inWords(amount), `This payment is ${payment.status}.`];
  const open = canDecide(payment.status);
  const back = open ? undefined : (redirectUrl ?? undefined);
  return page({ provider, heading: `Pay ${inWords(amount)}`, lines, choices: open ? choices : [], back });
}

function ofLink(till: Till, { method, body }: Incoming, link: Link): Reply {
  const { description, amount } = link;
  const closed = till.closed(link);
  if (closed !== null) {
    const lines = [description, closed === "paid" ? "This link has been paid." : "This link has expired."];
    return page({ provider, heading: "Payment link", lines, choices: [], back: link.redirectUrl ?? undefined });
  }
  if (method === "POST") {
    const typed = { currency: "EUR", value: new URLSearchParams(body).get("amount") };
    const payment = till.start(link, amount ?? money(typed, "payments"));
    return seeOther(`/checkout/${payment.id}`);
  }
  const lines = [description, ...(amount === null ? [] : [inWords(amount)])];
  const start = [{ value: "start", label: "Start the payment" }];
  return page({ provider, heading: "Payment link", lines, choices: start, asksAmount: amount === null });
}

export function checkout(till: Till, incoming: Incoming): Reply {
  const [, place, id = ""] = incoming.path.split("/");
  if (incoming.method !== "GET" && incoming.method !== "POST") return notFound();
  const payment = place === "checkout" ? till.payment(id) : undefined;
  if (payment !== undefined) return ofPayment(till, incoming, payment);
  const link = place === "payment" ? till.link(`pl_${id}`) : undefined;
  return link === undefined ? notFound() : ofLink(till, incoming, link);
}
