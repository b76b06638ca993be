/**
 * Connectors through which a customer can pay a document, with the currencies they take (null: every one). The registry's connectors of
 * the kind `payments` are these; a test compares.
 */
export const payConnectors: Readonly<Record<string, { readonly currencies: readonly string[] | null }>> = {
  mollie: { currencies: null },
  "bancontact-pro": { currencies: ["EUR"] },
};

/** Those that take this currency. */
export const payConnectorsFor = (currency: string): string[] =>
  Object.entries(payConnectors).flatMap(([connector, { currencies }]) =>
    currencies === null || currencies.includes(currency) ? [connector] : [],
  );

/** Kinds of document that ask a customer for money. */
export const payableKinds: readonly string[] = ["invoice", "paymentRequest"];
