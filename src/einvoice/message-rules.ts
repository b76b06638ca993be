import { despatchAdviceFindings, orderCancellationFindings, orderResponseFindings } from "./answer-rules.ts";
import { invoiceFindings } from "./invoice-message-rules.ts";
import type { MessageFinding } from "./message-finding.ts";
import { orderFindings } from "./order-rules.ts";
import { messageIn } from "./read-elements.ts";
import type { XmlElement } from "./read-xml.ts";

const rulesOf = {
  Order: (root: XmlElement) => orderFindings(root, "Order"),
  OrderChange: (root: XmlElement) => orderFindings(root, "OrderChange"),
  OrderCancellation: orderCancellationFindings,
  OrderResponse: orderResponseFindings,
  DespatchAdvice: despatchAdviceFindings,
  Invoice: (root: XmlElement) => invoiceFindings(root, "Invoice"),
  CreditNote: (root: XmlElement) => invoiceFindings(root, "CreditNote"),
} as const;
export type CheckedMessage = keyof typeof rulesOf;
export const checkedMessages = Object.keys(rulesOf) as readonly CheckedMessage[];

/**
 * Every rule that does not hold in a message, by its published id (order-messages.md 5). Warnings are among them. Null: it is no message
 * that has rules here.
 */
export function messageFindings(
  root: XmlElement,
): { readonly kind: CheckedMessage; readonly findings: readonly MessageFinding[] } | null {
  const found = messageIn(root, checkedMessages);
  return found === null ? null : { kind: found.name, findings: rulesOf[found.name](found.element) };
}

/** What makes a message unfit to be sent, or taken in. */
export const fatalFindings = (root: XmlElement): readonly MessageFinding[] =>
  messageFindings(root)?.findings.filter(({ flag }) => flag === "fatal") ?? [];
