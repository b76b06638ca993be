import { writeDespatchAdvice, writeOrderResponse } from "./answer-xml.ts";
import { writeOrderCancellation, writeOrderChange, writeOrderMessage } from "./order-xml.ts";
import type { ExchangeMessage } from "./read-order-messages.ts";

/** A message as UBL 2.1, to be sent as UTF-8; `readExchangeMessage` reads the same back. */
export function writeExchangeMessage(exchange: ExchangeMessage): string {
  switch (exchange.kind) {
    case "order":
      return writeOrderMessage(exchange.message);
    case "orderChange":
      return writeOrderChange(exchange.message);
    case "orderCancellation":
      return writeOrderCancellation(exchange.message);
    case "orderResponse":
      return writeOrderResponse(exchange.message);
    case "despatchAdvice":
      return writeDespatchAdvice(exchange.message);
  }
}
