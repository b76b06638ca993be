// Over 300 lines because it is generated. Made by `npm run client`; never edited.
/* oxlint-disable */
export interface paths {
  "/api/summary": {
    /** Is everything through? Orders per outcome, documents per kind, tie-outs, deliveries */
    get: {
      parameters: { query?: { administration?: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["Summary"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/overview": {
    /** Is everything through? Headline, what keeps people busy by cause, what goes on by itself, couplings and today */
    get: {
      parameters: { query?: { administration?: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["Overview"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/work": {
    /** What keeps people busy, grouped by cause; with `cause` also the orders that wait for it */
    get: {
      parameters: { query?: { cause?: string; limit?: number; after?: string; administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              /** Instant, ISO 8601, UTC */
              asOf: string;
              causes: components["schemas"]["Cause"][];
              toRepay: components["schemas"]["ToRepay"];
              catalogues: components["schemas"]["StoppedCatalogue"][];
              /** Only with `cause`; empty when the cause is gone */
              records: {
                items: components["schemas"]["Order"][];
                next: string | null;
              } | null;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/work/retry": {
    /** Look again now at every order that waits for one cause */
    post: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            cause: string;
          };
        };
      };
      responses: {
        202: {
          content: {
            "application/json": {
              restarted: number;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/log": {
    /** The log book, newest first, with how many lines of each state the filters leave */
    get: {
      parameters: {
        query?: {
          coupling?: string;
          connectionId?: string;
          state?: "documented" | "skipped" | "waiting" | "held" | "failed" | "changed";
          code?: string;
          from?: string;
          to?: string;
          q?: string;
          limit?: number;
          after?: string;
          administration?: string;
        };
      };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["LogLine"][];
              next: string | null;
              /** 10001 means more than 10000. Null on later pages */
              counts: Record<string, number> | null;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/log/{runId}": {
    /** One run: how long it took, what it said of each order, and which calls it made */
    get: {
      parameters: { path: { runId: string }; query?: { administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              run: {
                id: string;
                flow: string;
                couplingId: string | null;
                couplingName: string;
                connectionId: string | null;
                connectionName: string;
                /** Instant, ISO 8601, UTC */
                startedAt: string;
                finishedAt: string | null;
                elapsedMs: number | null;
                counts: Record<string, number>;
              };
              lines: components["schemas"]["LogLine"][];
              exchanges: {
                id: string;
                /** Instant, ISO 8601, UTC */
                at: string;
                method: string;
                url: string;
                status: number | null;
                elapsedMs: number;
              }[];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/audit": {
    /** The audit log: who did what to what, latest first, and up to where its chain was found whole */
    get: {
      parameters: {
        query?: {
          actor?: string;
          subject?:
            | "alarm"
            | "app"
            | "basket"
            | "company"
            | "connection"
            | "coupling"
            | "document"
            | "hub"
            | "import"
            | "invitation"
            | "item"
            | "mail"
            | "mapping"
            | "numbers"
            | "order"
            | "party"
            | "payment"
            | "period"
            | "person"
            | "priceRun"
            | "relation"
            | "retention"
            | "session"
            | "supplierDocument"
            | "supplierEntry"
            | "texts"
            | "user"
            | "category"
            | "priceFile"
            | "priceList"
            | "supplierItem"
            | "work";
          from?: string;
          to?: string;
          limit?: number;
          after?: string;
          administration?: string;
        };
      };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["AuditLine"][];
              next: string | null;
              /** Everybody who did anything here. Null on later pages */
              actors:
                | {
                    actor: string;
                    name: string;
                  }[]
                | null;
              /** Of the daily check; null before the first one */
              check: components["schemas"]["AuditCheck"] | null;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/audit/export": {
    /** The audit log as CSV, latest first, with the hash of each row */
    get: {
      parameters: {
        query?: {
          separator?: ";" | "," | "tab";
          bom?: "true" | "false";
          actor?: string;
          subject?:
            | "alarm"
            | "app"
            | "basket"
            | "company"
            | "connection"
            | "coupling"
            | "document"
            | "hub"
            | "import"
            | "invitation"
            | "item"
            | "mail"
            | "mapping"
            | "numbers"
            | "order"
            | "party"
            | "payment"
            | "period"
            | "person"
            | "priceRun"
            | "relation"
            | "retention"
            | "session"
            | "supplierDocument"
            | "supplierEntry"
            | "texts"
            | "user"
            | "category"
            | "priceFile"
            | "priceList"
            | "supplierItem"
            | "work";
          from?: string;
          to?: string;
          administration?: string;
        };
      };

      responses: {
        200: { content: { "text/csv": string } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/search": {
    /** Orders, documents, contacts and items by number, amount, name, e-mail, reference, code or barcode; five of each */
    get: {
      parameters: { query: { q: string; administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              orders: {
                connectionId: string;
                orderId: string;
                number: string;
                connectionName: string;
                customerName: string;
                total: string | null;
                currency: string;
                outcome: "documented" | "skipped" | "waiting" | "held" | "failed" | null;
              }[];
              documents: {
                id: string;
                kind:
                  | "quote"
                  | "salesQuote"
                  | "orderConfirmation"
                  | "orderSlip"
                  | "deliveryNote"
                  | "workPreparation"
                  | "workOrder"
                  | "invoice"
                  | "creditNote"
                  | "purchaseOrder"
                  | "requestForQuotation"
                  | "purchaseReceipt"
                  | "purchaseDocument"
                  | "purchaseSlip"
                  | "tillReceipt"
                  | "paymentRequest";
                number: string | null;
                status: string;
                buyerName: string;
                /** Decimal number as text, with a point */
                total: string;
                currency: string;
              }[];
              parties: {
                id: string;
                name: string;
                email: string;
                vatIdentifier: string;
              }[];
              items: {
                id: string;
                name: string;
                sellersItemIdentifier: string;
              }[];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/live": {
    /** Server-sent events: says which kinds of things changed (orders, documents, payments, connections, outbox, parties, items, imports), and nothing else */
    get: {
      parameters: { query?: { administration?: string } };

      responses: {
        200: { content: { "text/event-stream": string } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/orders/{connectionId}/{orderId}/messages": {
    /** What came in and what the shop answered about one order, secrets masked; that somebody looked is noted */
    get: {
      parameters: { path: { connectionId: string; orderId: string }; query?: { administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              deliveries: {
                id: string;
                /** Instant, ISO 8601, UTC */
                receivedAt: string;
                /** `sweep`: our own check found it, `migration`: it was taken in as an old order; there is no message */
                topic: string;
                state: string;
                headers: Record<string, string>;
                body: string;
              }[];
              exchanges: {
                id: string;
                /** Instant, ISO 8601, UTC */
                at: string;
                method: string;
                url: string;
                status: number | null;
                elapsedMs: number;
                /** Of an answer about several orders only this one */
                answer: string;
              }[];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/connections/{connectionId}/setup": {
    /** How far a webshop is connected: webhooks heard from, what went wrong, the last test, and advice */
    get: {
      parameters: { path: { connectionId: string }; query?: { administration?: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["ShopSetup"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/connections/{connectionId}/test": {
    /** Try everything this connection is for, and ask the shop for a test call where it can be asked */
    post: {
      parameters: { path: { connectionId: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              setup: components["schemas"]["ShopSetup"];
              /** The shop was asked for test calls of our webhooks */
              asked: boolean;
              /** What a person still does to see a delivery; empty when all was seen */
              todo: string;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/connections/{connectionId}/mappings": {
    /** What values of the shop mean here, and which ones orders wait for */
    get: {
      parameters: { path: { connectionId: string }; query?: { administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              items: {
                what:
                  | "untaxedLine"
                  | "exchangeRate"
                  | "orderStatus"
                  | "paymentMethod"
                  | "itemCode"
                  | "chargeItem"
                  | "vatCode";
                /** Of the kind, for people */
                name: string;
                /** `*`: every value without a choice of its own */
                from: string;
                /** As people call it, in the language of the request */
                fromName: string;
                /** Null: nothing chosen yet */
                to: Record<string, unknown> | null;
                /** Orders that wait for this choice */
                waiting: number;
                since: string | null;
              }[];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/apps": {
    /** Apps and couplings: what is on, what can be switched on, and what keeps it from it */
    get: {
      parameters: { query?: { administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["App"][];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/apps/{module}/activate": {
    /** Switch an app on; what waited for it goes on by itself */
    post: {
      parameters: { path: { module: string } };
      requestBody: {
        content: {
          "application/json": {
            licence?: string;
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["App"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/apps/{module}/deactivate": {
    /** Switch an app off; nothing of it is processed or changed any more, and nothing of it is thrown away */
    post: {
      parameters: { path: { module: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              app: components["schemas"]["App"];
              stops: {
                connections: number;
                couplings: number;
                /** Started by customers and not over: nobody hears what comes of them */
                payments: number;
                /** They stay, and can still be made final */
                drafts: number;
                text: string;
              };
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/orders": {
    /** Orders and what became of each, newest first, with how many stand in each state */
    get: {
      parameters: {
        query?: {
          state?: "queued" | "documented" | "skipped" | "waiting" | "held" | "failed" | "drifted";
          outcome?: "documented" | "skipped" | "waiting" | "held" | "failed";
          connectionId?: string;
          coupling?: string;
          cause?: string;
          statement?: string;
          group?: string;
          q?: string;
          from?: string;
          to?: string;
          limit?: number;
          after?: string;
          administration?: string;
        };
      };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["Order"][];
              next: string | null;
              /** Orders per state that the other filters leave; 10001 means more than 10000. Null on later pages */
              counts: components["schemas"]["OrderCounts"] | null;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/orders/{connectionId}/{orderId}": {
    /** One order: outcome and reason, amounts beside each other, documents and its story */
    get: {
      parameters: {
        path: { connectionId: string; orderId: string };
        query?: {
          state?: "queued" | "documented" | "skipped" | "waiting" | "held" | "failed" | "drifted";
          outcome?: "documented" | "skipped" | "waiting" | "held" | "failed";
          coupling?: string;
          cause?: string;
          statement?: string;
          group?: string;
          q?: string;
          from?: string;
          to?: string;
          administration?: string;
        };
      };

      responses: {
        200: {
          content: {
            "application/json": {
              order: components["schemas"]["Order"];
              /** Null while the order was never read */
              customer: {
                name: string;
                contactName: string;
                email: string;
                phone: string;
                vatIdentifier: string;
                cityName: string;
                countryCode: string;
                /** The contact it became; null before there is a document */
                partyId: string | null;
              } | null;
              paymentMethod: string;
              note: string;
              amounts: components["schemas"]["OrderAmounts"] | null;
              documents: components["schemas"]["Document"][];
              /** Made in an outside package */
              outsideDocuments: {
                id: string;
                kind:
                  | "quote"
                  | "salesQuote"
                  | "orderConfirmation"
                  | "orderSlip"
                  | "deliveryNote"
                  | "workPreparation"
                  | "workOrder"
                  | "invoice"
                  | "creditNote"
                  | "purchaseOrder"
                  | "requestForQuotation"
                  | "purchaseReceipt"
                  | "purchaseDocument"
                  | "purchaseSlip"
                  | "tillReceipt"
                  | "paymentRequest";
                number: string;
                issueDate: string;
                currency: string;
                /** Decimal number as text, with a point */
                totalAmount: string;
                system: string;
                /** Where people see it in that package; null when it has no such address */
                url: string | null;
              }[];
              story: components["schemas"]["OrderStep"][];
              couplingId: string | null;
              /** Above it in the list that the query narrows */
              previous: {
                connectionId: string;
                orderId: string;
              } | null;
              next: {
                connectionId: string;
                orderId: string;
              } | null;
              events: {
                /** Instant, ISO 8601, UTC */
                at: string;
                level: "info" | "warning" | "error";
                code: string;
                message: string;
                data: Record<string, unknown>;
              }[];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/orders/{connectionId}/{orderId}/retry": {
    /** Look at this order again now, with today's settings and mappings; undoes a skip */
    post: {
      parameters: { path: { connectionId: string; orderId: string } };

      responses: {
        202: { content: { "application/json": Record<string, never> } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/orders/{connectionId}/{orderId}/skip": {
    /** Leave this order alone, whatever the shop says of it later; only a retry undoes it */
    post: {
      parameters: { path: { connectionId: string; orderId: string } };
      requestBody: {
        content: {
          "application/json": {
            reason: string;
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["Order"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/orders/{connectionId}/{orderId}/outcome": {
    /** Say what a person found of a document whose answer was lost: it is there, or it may be sent again */
    post: {
      parameters: { path: { connectionId: string; orderId: string } };
      requestBody: {
        content: {
          "application/json":
            | {
                isThere: false;
              }
            | {
                isThere: true;
                /** As the other package shows it */
                number: string;
                /** Its id there, when that is another one */
                id?: string;
              };
        };
      };
      responses: {
        200: { content: { "application/json": Record<string, never> } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/orders/{connectionId}/{orderId}/drift": {
    /** What the order says in its shop now that its document does not, field by field; asks the shop */
    get: {
      parameters: { path: { connectionId: string; orderId: string }; query?: { administration?: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["OrderDrift"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/orders/{connectionId}/{orderId}/drift/leave": {
    /** Leave the difference between an order and its document as it is, until the order changes again */
    post: {
      parameters: { path: { connectionId: string; orderId: string } };
      requestBody: {
        content: {
          "application/json": {
            /** `seen` of the difference that was looked at */
            seen: string;
            reason: string;
          };
        };
      };
      responses: {
        200: { content: { "application/json": Record<string, never> } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/orders/{connectionId}/{orderId}/drift/replace": {
    /** Credit the invoice of a changed order, and make a new one of the order as it is now, once */
    post: {
      parameters: { path: { connectionId: string; orderId: string } };
      requestBody: {
        content: {
          "application/json": {
            /** `seen` of the difference that was looked at */
            seen: string;
            /** Of the document, as it was looked at */
            version: number;
            /** Above the lines of the credit note */
            reason?: string;
            /** Otherwise the new document is left as a draft */
            isFinal: boolean;
            /** What was made final is mailed to the customer */
            isMailed: boolean;
          };
        };
      };
      responses: {
        201: {
          content: {
            "application/json": {
              creditNote: {
                id: string;
                number: string;
              };
              document: {
                id: string;
                number: string | null;
              } | null;
              isMailed: boolean;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/documents": {
    /** Documents with what is paid, credited and open, newest first; drafts without a day on top */
    get: {
      parameters: {
        query?: {
          kind?:
            | "quote"
            | "salesQuote"
            | "orderConfirmation"
            | "orderSlip"
            | "deliveryNote"
            | "workPreparation"
            | "workOrder"
            | "invoice"
            | "creditNote"
            | "purchaseOrder"
            | "requestForQuotation"
            | "purchaseReceipt"
            | "purchaseDocument"
            | "purchaseSlip"
            | "tillReceipt"
            | "paymentRequest"
            | (
                | "quote"
                | "salesQuote"
                | "orderConfirmation"
                | "orderSlip"
                | "deliveryNote"
                | "workPreparation"
                | "workOrder"
                | "invoice"
                | "creditNote"
                | "purchaseOrder"
                | "requestForQuotation"
                | "purchaseReceipt"
                | "purchaseDocument"
                | "purchaseSlip"
                | "tillReceipt"
                | "paymentRequest"
              )[];
          status?:
            | "draft"
            | "issued"
            | "cancelled"
            | "placed"
            | "confirmed"
            | "received"
            | "closed"
            | ("draft" | "issued" | "cancelled" | "placed" | "confirmed" | "received" | "closed")[];
          payment?:
            | "open"
            | "partlyPaid"
            | "paid"
            | "overpaid"
            | "toRepay"
            | "overdue"
            | ("open" | "partlyPaid" | "paid" | "overpaid" | "toRepay" | "overdue")[];
          q?: string;
          buyerId?: string;
          from?: unknown & unknown;
          to?: unknown & unknown;
          counts?: "true" | "false";
          limit?: number;
          after?: string;
          administration?: string;
        };
      };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["DocumentRow"][];
              next: string | null;
              /** Documents per status that fit the filter, whatever status it asks for; null when not asked for */
              counts: Record<string, number> | null;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Start a draft of a sales document */
    post: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            buyerId?: string | null;
            deliverTo?: {
              name?: string;
              streetName?: string;
              additionalStreetName?: string;
              cityName?: string;
              postalZone?: string;
              countrySubentity?: string;
              countryCode?: string;
            } | null;
            /** Null: the day it is made final */
            issueDate?: (unknown & unknown) | null;
            dueDate?: (unknown & unknown) | null;
            paymentTermDays?: number | null;
            deliveryDate?: (unknown & unknown) | null;
            language?: "nl" | "fr" | "en" | "de";
            noteAboveLines?: string;
            internalNote?: string;
            orderReference?: string;
            buyerReference?: string;
            terms?: string;
            /** The invoice a credit note corrects */
            precedingDocumentId?: string | null;
            pricesIncludeTax?: boolean;
            exemptionReason?: string;
            rounding?: string;
            allowances?: {
              reason?: string;
              percent?: string | null;
              amount?: string | null;
              group?: {
                vatCategory: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
                vatRate: string;
              } | null;
            }[];
            lines?: {
              kind?: "item" | "shipping" | "charge" | "deposit" | "contribution" | "surcharge" | "text" | "subtotal";
              itemId?: string | null;
              sourceLineId?: string;
              itemName?: string;
              description?: string;
              sellersItemIdentifier?: string;
              standardItemIdentifier?: string;
              quantity?: string;
              unitCode?: string;
              /** Per baseQuantity, before the discount, with VAT in it when pricesIncludeTax */
              price?: string;
              baseQuantity?: string;
              discountPercent?: string;
              /** Needed on every line with money */
              vatCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
              /** Needed on every line with money */
              vatRate?: string;
              /** The line of another document it came from */
              from?: {
                documentId: string;
                position: number;
              } | null;
            }[];
            kind:
              | "quote"
              | "salesQuote"
              | "orderConfirmation"
              | "orderSlip"
              | "deliveryNote"
              | "workPreparation"
              | "workOrder"
              | "invoice"
              | "creditNote"
              | "purchaseOrder"
              | "requestForQuotation"
              | "purchaseReceipt"
              | "purchaseDocument"
              | "purchaseSlip"
              | "tillReceipt"
              | "paymentRequest";
          };
        };
      };
      responses: {
        201: { content: { "application/json": components["schemas"]["DocumentPage"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/documents/{documentId}": {
    /** One document, whole: with its sums, the documents it came from and went into, and what may be done with it */
    get: {
      parameters: { path: { documentId: string }; query?: { administration?: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["DocumentPage"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Save a draft, unless somebody else did since it was read */
    put: {
      parameters: { path: { documentId: string } };
      requestBody: {
        content: {
          "application/json": {
            buyerId?: string | null;
            deliverTo?: {
              name?: string;
              streetName?: string;
              additionalStreetName?: string;
              cityName?: string;
              postalZone?: string;
              countrySubentity?: string;
              countryCode?: string;
            } | null;
            /** Null: the day it is made final */
            issueDate?: (unknown & unknown) | null;
            dueDate?: (unknown & unknown) | null;
            paymentTermDays?: number | null;
            deliveryDate?: (unknown & unknown) | null;
            language?: "nl" | "fr" | "en" | "de";
            noteAboveLines?: string;
            internalNote?: string;
            orderReference?: string;
            buyerReference?: string;
            terms?: string;
            /** The invoice a credit note corrects */
            precedingDocumentId?: string | null;
            pricesIncludeTax?: boolean;
            exemptionReason?: string;
            rounding?: string;
            allowances?: {
              reason?: string;
              percent?: string | null;
              amount?: string | null;
              group?: {
                vatCategory: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
                vatRate: string;
              } | null;
            }[];
            lines?: {
              kind?: "item" | "shipping" | "charge" | "deposit" | "contribution" | "surcharge" | "text" | "subtotal";
              itemId?: string | null;
              sourceLineId?: string;
              itemName?: string;
              description?: string;
              sellersItemIdentifier?: string;
              standardItemIdentifier?: string;
              quantity?: string;
              unitCode?: string;
              /** Per baseQuantity, before the discount, with VAT in it when pricesIncludeTax */
              price?: string;
              baseQuantity?: string;
              discountPercent?: string;
              /** Needed on every line with money */
              vatCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
              /** Needed on every line with money */
              vatRate?: string;
              /** The line of another document it came from */
              from?: {
                documentId: string;
                position: number;
              } | null;
            }[];
            /** Of the document as it was read; another one is refused */
            version: number;
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["DocumentPage"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Throw a draft away */
    delete: {
      parameters: { path: { documentId: string }; query?: { version?: number } };

      responses: {
        200: {
          content: {
            "application/json": {
              id: string;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/documents/{documentId}/ubl": {
    /** The UBL (Peppol BIS Billing 3.0) of an invoice or credit note: written once, always the same bytes */
    get: {
      parameters: { path: { documentId: string }; query?: { administration?: string } };

      responses: {
        200: { content: { "application/xml": string } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/documents/{documentId}/history": {
    /** What happened to a document and by whom, oldest first; null is the hub itself */
    get: {
      parameters: { path: { documentId: string }; query?: { administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              items: {
                /** Instant, ISO 8601, UTC */
                at: string;
                actor: string | null;
                action:
                  | "created"
                  | "edited"
                  | "issued"
                  | "converted"
                  | "credited"
                  | "noted"
                  | "deleted"
                  | "ordered"
                  | "answered"
                  | "settled"
                  | "confirmed"
                  | "received"
                  | "closed"
                  | "mailed"
                  | "paid";
                data: Record<string, unknown>;
              }[];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/documents/{documentId}/left": {
    /** How much of each line is left to become another kind of document: to deliver, to invoice, to credit */
    get: {
      parameters: {
        path: { documentId: string };
        query: {
          kind:
            | "quote"
            | "salesQuote"
            | "orderConfirmation"
            | "orderSlip"
            | "deliveryNote"
            | "workPreparation"
            | "workOrder"
            | "invoice"
            | "creditNote"
            | "purchaseOrder"
            | "requestForQuotation"
            | "purchaseReceipt"
            | "purchaseDocument"
            | "purchaseSlip"
            | "tillReceipt"
            | "paymentRequest";
          administration?: string;
        };
      };

      responses: {
        200: {
          content: {
            "application/json": {
              lines: {
                position: number;
                /** Decimal number as text, with a point */
                quantity: string;
                /** Decimal number as text, with a point */
                left: string;
              }[];
              /** With VAT; only for credits */
              amount: string | null;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/document-kinds": {
    /** Every kind of document: its name in the asked language, its series and what it may be made into */
    get: {
      parameters: { query?: { administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              items: {
                kind:
                  | "quote"
                  | "salesQuote"
                  | "orderConfirmation"
                  | "orderSlip"
                  | "deliveryNote"
                  | "workPreparation"
                  | "workOrder"
                  | "invoice"
                  | "creditNote"
                  | "purchaseOrder"
                  | "requestForQuotation"
                  | "purchaseReceipt"
                  | "purchaseDocument"
                  | "purchaseSlip"
                  | "tillReceipt"
                  | "paymentRequest";
                name: string;
                side: "sale" | "purchase";
                series: string;
                convertsTo: (
                  | "quote"
                  | "salesQuote"
                  | "orderConfirmation"
                  | "orderSlip"
                  | "deliveryNote"
                  | "workPreparation"
                  | "workOrder"
                  | "invoice"
                  | "creditNote"
                  | "purchaseOrder"
                  | "requestForQuotation"
                  | "purchaseReceipt"
                  | "purchaseDocument"
                  | "purchaseSlip"
                  | "tillReceipt"
                  | "paymentRequest"
                )[];
                mayBeDraft: boolean;
                mayGoOverPeppol: boolean;
                /** A person may start one */
                mayBeEntered: boolean;
              }[];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/documents/{documentId}/issue": {
    /** Make a draft final: it gets its number and its day. Asked again it changes nothing and answers the same */
    post: {
      parameters: { path: { documentId: string } };
      requestBody: {
        content: {
          "application/json": {
            version?: number | null;
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["DocumentPage"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/documents/{documentId}/internal-note": {
    /** Write the office's own note on a document, also when it is final */
    put: {
      parameters: { path: { documentId: string } };
      requestBody: {
        content: {
          "application/json": {
            /** Of the document as it was read; another one is refused */
            version: number;
            internalNote: string;
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["DocumentPage"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/purchase-orders/{documentId}": {
    /** What the supplier of a purchase order was told and answered, what came in of it, and how it can be sent */
    get: {
      parameters: { path: { documentId: string }; query?: { administration?: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["PurchaseOrder"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/purchase-orders/{documentId}/send": {
    /** Send a purchase order to its supplier's service, once; by mail it goes as every document does. Again only when it changed since */
    post: {
      parameters: { path: { documentId: string } };
      requestBody: {
        content: {
          "application/json": {
            /** Of the document as it was read; another one is refused */
            version: number;
            /** One of `roads` */
            roadId: string;
            /** The supplier has it, and is told what changed since */
            again?: boolean;
          };
        };
      };
      responses: {
        202: { content: { "application/json": components["schemas"]["PurchaseOrder"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/purchase-orders/{documentId}/settle": {
    /** Say whether an order is at its supplier, when its answer was lost. What is not there may be sent again */
    post: {
      parameters: { path: { documentId: string } };
      requestBody: {
        content: {
          "application/json":
            | {
                isThere: true;
                sendingId: string;
                /** Its number at the supplier */
                number: string;
              }
            | {
                isThere: false;
                sendingId: string;
              };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["PurchaseOrder"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/purchase-orders/{documentId}/receive": {
    /** Goods came in: makes their receipt, final at once, and books them in stock when asked. Answers the receipt */
    post: {
      parameters: { path: { documentId: string } };
      requestBody: {
        content: {
          "application/json": {
            /** Of the document as it was read; another one is refused */
            version: number;
            /** Null: all that is left */
            lines?:
              | {
                  position: number;
                  quantity: string;
                }[]
              | null;
            /** What came in is in stock from now on */
            movesStock: boolean;
          };
        };
      };
      responses: {
        201: { content: { "application/json": components["schemas"]["DocumentPage"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/purchase-orders/{documentId}/confirm": {
    /** The supplier confirmed a purchase order by another way */
    post: {
      parameters: { path: { documentId: string } };
      requestBody: {
        content: {
          "application/json": {
            /** Of the document as it was read; another one is refused */
            version: number;
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["DocumentPage"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/purchase-orders/{documentId}/close": {
    /** Nothing more is expected of a purchase order, whatever is left of it */
    post: {
      parameters: { path: { documentId: string } };
      requestBody: {
        content: {
          "application/json": {
            /** Of the document as it was read; another one is refused */
            version: number;
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["DocumentPage"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/catalogue-program/price-lists": {
    /** Price lists the catalogue program may keep offline, and how many articles are in each */
    get: {
      parameters: { query?: { administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["OfflinePriceList"][];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/catalogue-program/price-lists/{priceListId}/items": {
    /** Articles of a price list by code, a page at a time; all of them, or what changed since a moment */
    get: {
      parameters: {
        path: { priceListId: string };
        query?: { since?: unknown & unknown; after?: string; administration?: string };
      };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["OfflineItem"][];
              /** Null: this was the last page. A page may be empty before that */
              next: string | null;
              /** What changes from this moment on is not all in here */
              asOf: string;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/catalogue-program/price-lists/{priceListId}/codes": {
    /** The codes of a price list, a page at a time: what is kept of it and is not among them is gone */
    get: {
      parameters: { path: { priceListId: string }; query?: { after?: string; administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              codes: string[];
              next: string | null;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/catalogue-program/baskets": {
    /** Stage what was put together in the catalogue program, a basket per supplier and currency; once per key */
    post: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            /** Of one press of the button: sent again it stages nothing more, and answers the same */
            key: string;
            lines: {
              lineId: string;
              priceListId: string;
              itemId: string;
              code: string;
              name?: string;
              brandName?: string;
              gtin?: string;
              unitCode: string;
              quantity: string;
              note?: string;
            }[];
          };
        };
      };
      responses: {
        200: {
          content: {
            "application/json": {
              /** It was staged before, under this key */
              isRepeated: boolean;
              baskets: components["schemas"]["SupplierBasketRow"][];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/documents/{documentId}/convert": {
    /** Make a draft of another kind of it: of all that is left, or of parts of its lines. Answers the draft */
    post: {
      parameters: { path: { documentId: string } };
      requestBody: {
        content: {
          "application/json": {
            to:
              | "quote"
              | "salesQuote"
              | "orderConfirmation"
              | "orderSlip"
              | "deliveryNote"
              | "workPreparation"
              | "workOrder"
              | "invoice"
              | "creditNote"
              | "purchaseOrder"
              | "requestForQuotation"
              | "purchaseReceipt"
              | "purchaseDocument"
              | "purchaseSlip"
              | "tillReceipt"
              | "paymentRequest";
            /** Null: all that is left */
            lines?:
              | {
                  position: number;
                  quantity: string;
                }[]
              | null;
          };
        };
      };
      responses: {
        201: { content: { "application/json": components["schemas"]["DocumentPage"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/documents/{documentId}/credit": {
    /** Credit an invoice: all that is left of it, parts of its lines, or an amount with VAT. Answers the credit note */
    post: {
      parameters: { path: { documentId: string } };
      requestBody: {
        content: {
          "application/json": {
            /** Of the document as it was read; another one is refused */
            version: number;
            wish:
              | {
                  what: "whole";
                }
              | {
                  what: "lines";
                  lines: {
                    position: number;
                    quantity: string;
                  }[];
                }
              | {
                  what: "amount";
                  amount: string;
                };
            reason?: string;
            asDraft?: boolean;
          };
        };
      };
      responses: {
        201: { content: { "application/json": components["schemas"]["DocumentPage"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/documents/{documentId}/credit-preview": {
    /** What a credit would come to, with VAT. Changes nothing */
    post: {
      parameters: { path: { documentId: string } };
      requestBody: {
        content: {
          "application/json": {
            /** Of the document as it was read; another one is refused */
            version: number;
            wish:
              | {
                  what: "whole";
                }
              | {
                  what: "lines";
                  lines: {
                    position: number;
                    quantity: string;
                  }[];
                }
              | {
                  what: "amount";
                  amount: string;
                };
          };
        };
      };
      responses: {
        200: {
          content: {
            "application/json": {
              /** Decimal number as text, with a point */
              amount: string;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/documents/{documentId}/credit-and-new": {
    /** Credit an invoice whole and put a draft with the same lines in its place. Answers the draft */
    post: {
      parameters: { path: { documentId: string } };
      requestBody: {
        content: {
          "application/json": {
            /** Of the document as it was read; another one is refused */
            version: number;
            reason?: string;
          };
        };
      };
      responses: {
        201: {
          content: {
            "application/json": {
              creditNote: {
                id: string;
                number: string;
              };
              draft: components["schemas"]["DocumentPage"];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/documents/{documentId}/pdf": {
    /** The PDF of a document: of an issued one always the same bytes, of a draft made anew and marked as a draft */
    get: {
      parameters: { path: { documentId: string }; query?: { administration?: string } };

      responses: {
        200: { content: { "application/pdf": string } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/house-style": {
    /** How the documents of the company look */
    get: {
      parameters: { query?: { administration?: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["HouseStyle"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Choose how documents look from now on; what was issued keeps its look */
    put: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            accentColour: string;
            addressSide: "left" | "right";
            secondIban: string;
            footer: string;
            terms: {
              nl: string;
              fr: string;
              en: string;
              de: string;
            };
            showsPaymentQr: boolean;
            showsPayLink: boolean;
            belgianReferenceAs?: "text" | "structured";
            pricesOnDeliveryNotes: boolean;
            version: number;
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["HouseStyle"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/house-style/preview": {
    /** An invented document in the saved house style, as PDF */
    get: {
      parameters: {
        query?: {
          kind?:
            | "quote"
            | "salesQuote"
            | "orderConfirmation"
            | "orderSlip"
            | "deliveryNote"
            | "workPreparation"
            | "workOrder"
            | "invoice"
            | "creditNote"
            | "tillReceipt"
            | "paymentRequest";
          sample?: "nl" | "fr" | "en" | "de";
          administration?: string;
        };
      };

      responses: {
        200: { content: { "application/pdf": string } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** An invented document in a house style that is not saved yet, as PDF */
    post: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            kind?:
              | "quote"
              | "salesQuote"
              | "orderConfirmation"
              | "orderSlip"
              | "deliveryNote"
              | "workPreparation"
              | "workOrder"
              | "invoice"
              | "creditNote"
              | "tillReceipt"
              | "paymentRequest";
            /** Language of the invented document */
            sample?: "nl" | "fr" | "en" | "de";
            style: {
              accentColour: string;
              addressSide: "left" | "right";
              secondIban: string;
              footer: string;
              terms: {
                nl: string;
                fr: string;
                en: string;
                de: string;
              };
              showsPaymentQr: boolean;
              showsPayLink: boolean;
              belgianReferenceAs?: "text" | "structured";
              pricesOnDeliveryNotes: boolean;
            };
          };
        };
      };
      responses: {
        200: { content: { "application/pdf": string } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/house-style/logo": {
    /** The logo on documents */
    get: {
      parameters: { query?: { administration?: string } };

      responses: {
        200: { content: { "image/*": string } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Put a logo on documents: the body is a PNG or an RGB JPEG of at most 2 MB, judged by its content */
    put: {
      parameters: {};

      responses: {
        200: {
          content: {
            "application/json": {
              mediaType: string;
              width: number;
              height: number;
              sha256: string;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Take the logo off documents; what was issued keeps it */
    delete: {
      parameters: {};

      responses: {
        200: { content: { "application/json": Record<string, never> } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/number-series": {
    /** Formats and next numbers of the series that were used or set so far */
    get: {
      parameters: { query?: { administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              items: {
                kind:
                  | "quote"
                  | "salesQuote"
                  | "orderConfirmation"
                  | "orderSlip"
                  | "deliveryNote"
                  | "workPreparation"
                  | "workOrder"
                  | "invoice"
                  | "creditNote"
                  | "purchaseOrder"
                  | "requestForQuotation"
                  | "purchaseReceipt"
                  | "purchaseDocument"
                  | "purchaseSlip"
                  | "tillReceipt"
                  | "paymentRequest";
                format: string;
                lastIssueDate: string | null;
                next: {
                  year: number;
                  next: number;
                }[];
              }[];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/number-series/{kind}/format": {
    /** Choose how the numbers of a series are written from now on: {yyyy} or {yy}, and {nnnn} */
    put: {
      parameters: {
        path: {
          kind:
            | "quote"
            | "salesQuote"
            | "orderConfirmation"
            | "orderSlip"
            | "deliveryNote"
            | "workPreparation"
            | "workOrder"
            | "invoice"
            | "creditNote"
            | "purchaseOrder"
            | "requestForQuotation"
            | "purchaseReceipt"
            | "purchaseDocument"
            | "purchaseSlip"
            | "tillReceipt"
            | "paymentRequest";
        };
      };
      requestBody: {
        content: {
          "application/json": {
            format: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            "application/json": {
              format: string;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/number-series/{kind}/{year}/next": {
    /** Choose the next number of a series, to go on where another program stopped */
    put: {
      parameters: {
        path: {
          kind:
            | "quote"
            | "salesQuote"
            | "orderConfirmation"
            | "orderSlip"
            | "deliveryNote"
            | "workPreparation"
            | "workOrder"
            | "invoice"
            | "creditNote"
            | "purchaseOrder"
            | "requestForQuotation"
            | "purchaseReceipt"
            | "purchaseDocument"
            | "purchaseSlip"
            | "tillReceipt"
            | "paymentRequest";
          year: number;
        };
      };
      requestBody: {
        content: {
          "application/json": {
            next: number;
          };
        };
      };
      responses: {
        200: {
          content: {
            "application/json": {
              next: number;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/items": {
    /** Items of the back office with what is on hand, by code */
    get: {
      parameters: {
        query?: { q?: string; archived?: "true" | "false"; limit?: number; after?: string; administration?: string };
      };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["Item"][];
              next: string | null;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Add an item; invoices move its stock when their line has its code */
    post: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            sellersItemIdentifier: string;
            name: string;
            unitCode?: string;
            /** Without VAT, for one unit */
            salesPrice?: string | null;
            vatRate?: string | null;
            countsStock?: boolean;
            gtins?: string[];
          };
        };
      };
      responses: {
        201: {
          content: {
            "application/json": {
              id: string;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/items/{itemId}": {
    /** One item, with what is on hand and who changed it last */
    get: {
      parameters: { path: { itemId: string }; query?: { administration?: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["ItemPage"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Save an item, unless somebody else did since it was read. Documents keep what they say */
    put: {
      parameters: { path: { itemId: string } };
      requestBody: {
        content: {
          "application/json": {
            sellersItemIdentifier: string;
            name: string;
            unitCode?: string;
            /** Without VAT, for one unit */
            salesPrice?: string | null;
            vatRate?: string | null;
            countsStock?: boolean;
            gtins?: string[];
            version: number;
            isArchived?: boolean;
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["ItemPage"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Delete an item that nothing refers to */
    delete: {
      parameters: { path: { itemId: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              id: string;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/units": {
    /** Units an item or line may be counted in, in the asked language; other codes of UN/ECE Recommendation 20 work too */
    get: {
      parameters: { query?: { administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              items: {
                code: string;
                one: string;
                several: string;
              }[];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/items/{itemId}/suppliers": {
    /** Suppliers of an item: one code each, the preferred one first */
    get: {
      parameters: { path: { itemId: string }; query?: { administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["ItemSupplier"][];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/items/{itemId}/suppliers/{partyId}": {
    /** Add a supplier to an item with its code there, or change it. Articles of its price lists with this code are the item from then on */
    put: {
      parameters: { path: { itemId: string; partyId: string } };
      requestBody: {
        content: {
          "application/json": {
            suppliersItemIdentifier: string;
            isPreferred?: boolean;
            purchasePrice?: string | null;
            priceQuantity?: string;
            priceUnitCode?: string;
            currency?: string;
            minimum?: string | null;
            multiple?: string | null;
            leadTimeDays?: number | null;
            /** A price that looks like a mistake in its unit is right: the refusal said why it was asked */
            confirmed?: boolean;
          };
        };
      };
      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["ItemSupplier"][];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Take a supplier off an item; its articles in price lists are no longer the item */
    delete: {
      parameters: { path: { itemId: string; partyId: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["ItemSupplier"][];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/items/{itemId}/properties": {
    /** Manufacturer, brand, barcodes and category of an item, and how its sales price is made */
    get: {
      parameters: { path: { itemId: string }; query?: { administration?: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["ItemProperties"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Save manufacturer, brand, barcodes, category and sales rule of an item, unless somebody else saved it since */
    put: {
      parameters: { path: { itemId: string } };
      requestBody: {
        content: {
          "application/json": {
            brandName?: string;
            manufacturersItemIdentifier?: string;
            gtins?: string[];
            categoryId?: string | null;
            salesRule?:
              | {
                  kind: "margin";
                  percent: string;
                }
              | {
                  kind: "factor";
                  factor: string;
                }
              | null;
            version: number;
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["ItemProperties"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/items/{itemId}/sales-price": {
    /** Make the sales price of an item by its margin or factor, from what its preferred supplier asks now */
    post: {
      parameters: { path: { itemId: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["ItemProperties"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/item-categories": {
    /** Categories of own items, by name */
    get: {
      parameters: { query?: { administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["ItemCategory"][];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Add a category */
    post: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            name: string;
            salesRule?:
              | {
                  kind: "margin";
                  percent: string;
                }
              | {
                  kind: "factor";
                  factor: string;
                }
              | null;
          };
        };
      };
      responses: {
        201: { content: { "application/json": components["schemas"]["ItemCategory"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/item-categories/{categoryId}": {
    /** Save a category, unless somebody else did since it was read. Sales prices follow when they are made anew */
    put: {
      parameters: { path: { categoryId: string } };
      requestBody: {
        content: {
          "application/json": {
            name: string;
            salesRule?:
              | {
                  kind: "margin";
                  percent: string;
                }
              | {
                  kind: "factor";
                  factor: string;
                }
              | null;
            version: number;
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["ItemCategory"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Delete a category in which there are no items */
    delete: {
      parameters: { path: { categoryId: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              id: string;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/price-lists": {
    /** Price lists of suppliers, with how many articles are in each */
    get: {
      parameters: { query?: { partyId?: string; archived?: "true" | "false"; administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["ListedPriceList"][];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Make a price list of a supplier */
    post: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            partyId: string;
            name: string;
            currency?: string;
            terms?: {
              metalInNet?: "yes" | "no";
              contributionsIncluded?: "unknown" | "yes" | "no";
              generalDiscountPercent?: string | null;
              pricesIncludeTax?: boolean;
              vatRate?: string | null;
              salesRule?:
                | {
                    kind: "margin";
                    percent: string;
                  }
                | {
                    kind: "factor";
                    factor: string;
                  }
                | null;
            };
          };
        };
      };
      responses: {
        201: { content: { "application/json": components["schemas"]["PriceList"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/price-lists/{priceListId}": {
    /** One price list */
    get: {
      parameters: { path: { priceListId: string }; query?: { administration?: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["PriceList"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Save a price list, or archive it. Prices that were read before stay as they were read */
    put: {
      parameters: { path: { priceListId: string } };
      requestBody: {
        content: {
          "application/json": {
            name: string;
            currency: string;
            terms: {
              metalInNet?: "yes" | "no";
              contributionsIncluded?: "unknown" | "yes" | "no";
              generalDiscountPercent?: string | null;
              pricesIncludeTax?: boolean;
              vatRate?: string | null;
              salesRule?:
                | {
                    kind: "margin";
                    percent: string;
                  }
                | {
                    kind: "factor";
                    factor: string;
                  }
                | null;
            };
            isArchived?: boolean;
            version: number;
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["PriceList"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/supplier-items": {
    /** Search own items and articles of suppliers by code, barcode, beginning, words, or with one typo; or, without `search`, the articles of one price list by code */
    get: {
      parameters: {
        query?: {
          search?: string;
          priceListId?: string;
          notInList?: "true" | "false";
          priceStatus?: "ok" | "noNet" | "noPrice" | "onRequest" | "discontinued" | "unknown";
          linked?: "true" | "false";
          limit?: number;
          after?: string;
          administration?: string;
        };
      };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["CatalogueRow"][];
              next: string | null;
              /** What was searched for instead, as there was nothing else */
              corrected: string | null;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Add an article to a price list by hand */
    post: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            suppliersItemIdentifier: string;
            manufacturersItemIdentifier?: string;
            brandName?: string;
            gtin?: string;
            name?: string;
            category?: string;
            discountGroup?: string;
            gross?: string | null;
            listedNet?: string | null;
            discounts?: {
              kind: "percent" | "amount" | "multiplier";
              value: string;
              group?: string;
              source?: string;
            }[];
            basisQuantity?: string;
            basisUnitCode?: string;
            orderUnitCode?: string;
            perOrderUnit?: string;
            useUnitCode?: string;
            usePerOrder?: string;
            minimum?: string | null;
            multiple?: string | null;
            packQuantity?: string | null;
            surcharges?: {
              kind:
                | "metal"
                | "eco"
                | "recupel"
                | "bebat"
                | "auvibel"
                | "cutting"
                | "smallOrder"
                | "freight"
                | "deposit"
                | "other";
              amount: string;
              per:
                | {
                    quantity: string;
                    unitCode: string;
                  }
                | "line"
                | "order";
              includedInNet: "yes" | "no" | "unknown";
              vatRate?: string | null;
            }[];
            metal?: {
              type: string;
              weightKgPerKm: string;
              basePer100Kg: string;
              quotePer100Kg: string;
              quoteDate: string;
              handlingPercent: string;
            } | null;
            vatRate?: string | null;
            validFrom?: string | null;
            validTo?: string | null;
            isOnRequest?: boolean;
            priceListId: string;
            /** A price that looks like a mistake in its unit is right: the refusal said why it was asked */
            confirmed?: boolean;
          };
        };
      };
      responses: {
        201: { content: { "application/json": components["schemas"]["SupplierItem"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/supplier-items/{supplierItemId}": {
    /** One article of a supplier, with what it costs and cost before */
    get: {
      parameters: { path: { supplierItemId: string }; query?: { administration?: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["SupplierItem"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Change an article by hand, unless somebody else did since it was read. Its earlier price is kept, and it can be undone */
    put: {
      parameters: { path: { supplierItemId: string } };
      requestBody: {
        content: {
          "application/json": {
            manufacturersItemIdentifier?: string;
            brandName?: string;
            gtin?: string;
            name?: string;
            category?: string;
            discountGroup?: string;
            gross?: string | null;
            listedNet?: string | null;
            discounts?: {
              kind: "percent" | "amount" | "multiplier";
              value: string;
              group?: string;
              source?: string;
            }[];
            basisQuantity?: string;
            basisUnitCode?: string;
            orderUnitCode?: string;
            perOrderUnit?: string;
            useUnitCode?: string;
            usePerOrder?: string;
            minimum?: string | null;
            multiple?: string | null;
            packQuantity?: string | null;
            surcharges?: {
              kind:
                | "metal"
                | "eco"
                | "recupel"
                | "bebat"
                | "auvibel"
                | "cutting"
                | "smallOrder"
                | "freight"
                | "deposit"
                | "other";
              amount: string;
              per:
                | {
                    quantity: string;
                    unitCode: string;
                  }
                | "line"
                | "order";
              includedInNet: "yes" | "no" | "unknown";
              vatRate?: string | null;
            }[];
            metal?: {
              type: string;
              weightKgPerKm: string;
              basePer100Kg: string;
              quotePer100Kg: string;
              quoteDate: string;
              handlingPercent: string;
            } | null;
            vatRate?: string | null;
            validFrom?: string | null;
            validTo?: string | null;
            isOnRequest?: boolean;
            salesRule?:
              | {
                  kind: "margin";
                  percent: string;
                }
              | {
                  kind: "factor";
                  factor: string;
                }
              | null;
            version: number;
            /** A price that looks like a mistake in its unit is right: the refusal said why it was asked */
            confirmed?: boolean;
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["SupplierItem"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/supplier-items/{supplierItemId}/item": {
    /** Say which own item an article is; null: none. The item gets the supplier with this code */
    put: {
      parameters: { path: { supplierItemId: string } };
      requestBody: {
        content: {
          "application/json": {
            itemId: string | null;
            version: number;
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["SupplierItem"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Make an own item of an article, with its supplier, barcode and the sales price its rule makes */
    post: {
      parameters: { path: { supplierItemId: string } };
      requestBody: {
        content: {
          "application/json": {
            sellersItemIdentifier: string;
          };
        };
      };
      responses: {
        201: {
          content: {
            "application/json": {
              /** Of the own item */
              id: string;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/price-lists/{priceListId}/imports": {
    /** Bring in a file of prices, CSV or Datanorm: the body is the file, or its first 60 MB. Nothing is taken over yet */
    post: {
      parameters: { path: { priceListId: string }; query?: { fileName?: string; more?: "true" | "false" } };

      responses: {
        201: { content: { "application/json": components["schemas"]["PriceImport"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/price-imports/{importId}/content": {
    /** The next part of a large file; `offset` is how many bytes have arrived. A part that was sent before is refused */
    put: {
      parameters: { path: { importId: string }; query: { offset: number; more?: "true" | "false" } };

      responses: {
        200: { content: { "application/json": components["schemas"]["PriceImport"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/price-imports": {
    /** Files of prices that were brought in, the newest first */
    get: {
      parameters: { query?: { priceListId?: string; administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["PriceImport"][];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/price-imports/{importId}": {
    /** One file of prices, with how far it is */
    get: {
      parameters: { path: { importId: string }; query?: { administration?: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["PriceImport"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Throw away a file of which nothing was taken over */
    delete: {
      parameters: { path: { importId: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              id: string;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/price-imports/{importId}/mapping": {
    /** Say how the file is written and what its columns are: shows the first articles with their cost, and reads all of it in the background. Without `columns` they are what was found */
    put: {
      parameters: { path: { importId: string } };
      requestBody: {
        content: {
          "application/json": {
            format?: {
              kind?: "csv" | "datanorm";
              encoding?: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252" | "cp850";
              separator?: ";" | "," | "\t" | "|";
              headerLine?: number;
              version?: 4 | 5 | null;
              priceQuantityField?: 6 | 7 | null;
              currency?: string;
            };
            /** A column that is not named is not read */
            columns?:
              | {
                  position: number;
                  field: string | null;
                }[]
              | null;
            /** What it leaves out is no longer in the list */
            isWholeList?: boolean;
            /** Whether VAT is in its prices, for this list from now on */
            tax?: {
              pricesIncludeTax: boolean;
              vatRate?: string | null;
            } | null;
          };
        };
      };
      responses: {
        202: {
          content: {
            "application/json": {
              id: string;
              priceListId: string;
              batchId: string | null;
              state: "uploading" | "uploaded" | "reading" | "previewed" | "applying" | "applied" | "failed";
              fileName: string;
              fileSize: number;
              /** Null while the file is not whole yet */
              format: {
                kind: "csv" | "datanorm";
                encoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252" | "cp850";
                separator: ";" | "," | "\t" | "|";
                headerLine: number;
                version: 4 | 5 | null;
                priceQuantityField: 6 | 7 | null;
                currency: string;
                saysTaxIncluded: boolean | null;
              } | null;
              columns: {
                position: number;
                header: string;
                samples: string[];
                /** What it is taken for; null: nothing */
                field: string | null;
                decimal: "comma" | "dot" | null;
                /** For how many units its header says the price is */
                basis: string | null;
              }[];
              fields: {
                field: string;
                name: string;
              }[];
              questions: {
                question: "priceQuantityField" | "tax" | "currency";
                text: string;
              }[];
              isWholeList: boolean;
              counts: Record<string, number>;
              /** What is being done with it; null: nothing */
              stage: string | null;
              /** Of the stage: bytes that were read, or articles */
              progress: {
                done: number;
                total: number;
              } | null;
              /** Why it cannot be read; empty: nothing is wrong */
              failure: string;
              /** Instant, ISO 8601, UTC */
              createdAt: string;
              createdBy: string;
              appliedAt: string | null;
              appliedBy: string;
              rows: components["schemas"]["PriceImportRow"][];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/price-imports/{importId}/rows": {
    /** Articles of a file as they would become beside what they are, by code */
    get: {
      parameters: {
        path: { importId: string };
        query?: {
          state?: "new" | "changed" | "unchanged" | "suspicious" | "gone" | "wrong";
          after?: string;
          limit?: number;
          administration?: string;
        };
      };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["PriceImportRow"][];
              next: string | null;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/price-imports/{importId}/vanished": {
    /** Articles of the list that the file leaves out, by code */
    get: {
      parameters: { path: { importId: string }; query?: { after?: string; limit?: number; administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              items: {
                id: string;
                code: string;
                name: string;
              }[];
              next: string | null;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/price-imports/{importId}/problems": {
    /** Lines that could not be read, or not whole, with what to do; at most 2,000 */
    get: {
      parameters: { path: { importId: string }; query?: { administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["PriceImportProblem"][];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/price-imports/{importId}/decisions": {
    /** Say of suspicious prices whether they are taken over */
    post: {
      parameters: { path: { importId: string } };
      requestBody: {
        content: {
          "application/json": {
            codes: string[];
            isTaken: boolean;
          };
        };
      };
      responses: {
        200: {
          content: {
            "application/json": {
              decided: number;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/price-imports/{importId}/apply": {
    /** Take the prices over as one batch that can be undone. It goes on by itself; pressed again it changes nothing */
    post: {
      parameters: { path: { importId: string } };
      requestBody: {
        content: {
          "application/json": {
            /** All suspicious prices, also those nobody looked at */
            takesSuspicious?: boolean;
          };
        };
      };
      responses: {
        202: { content: { "application/json": components["schemas"]["PriceImport"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/suppliers/{partyId}/discount-groups": {
    /** What we get off in each discount group of a supplier */
    get: {
      parameters: { path: { partyId: string }; query?: { administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["DiscountGroup"][];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Make or change a discount group. Prices follow with the next file or when the group file is read */
    put: {
      parameters: { path: { partyId: string } };
      requestBody: {
        content: {
          "application/json": {
            code: string;
            from?: string;
            name?: string;
            discounts: {
              kind: "percent" | "amount" | "multiplier";
              value: string;
              group?: string;
              source?: string;
            }[];
            validFrom?: (unknown & unknown) | null;
            validTo?: (unknown & unknown) | null;
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["DiscountGroup"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Delete a discount group. Prices that were made with it stay until the next file */
    delete: {
      parameters: { path: { partyId: string }; query: { code: string; from?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              code: string;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/suppliers/{partyId}/units": {
    /** What a supplier's own words for units mean, as somebody said once */
    get: {
      parameters: { path: { partyId: string }; query?: { administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              items: {
                word: string;
                unitCode: string;
              }[];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Say what a supplier's word for a unit means; null: nothing any more. Read a file again to use it */
    put: {
      parameters: { path: { partyId: string } };
      requestBody: {
        content: {
          "application/json": {
            word: string;
            unitCode: string | null;
          };
        };
      };
      responses: {
        200: {
          content: {
            "application/json": {
              items: {
                word: string;
                unitCode: string;
              }[];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/price-batches": {
    /** What wrote prices: files, price runs and changes by hand, the newest first */
    get: {
      parameters: { query?: { priceListId?: string; administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["PriceBatch"][];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/price-batches/{batchId}/undo": {
    /** Put back every price a batch wrote, within a day; what was changed since stays. It goes on by itself */
    post: {
      parameters: { path: { batchId: string } };

      responses: {
        202: { content: { "application/json": components["schemas"]["PriceBatch"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/parties": {
    /** Contacts by name, with their documents and what is open */
    get: {
      parameters: {
        query?: { q?: string; archived?: "true" | "false"; limit?: number; after?: string; administration?: string };
      };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["PartyRow"][];
              next: string | null;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Add a contact */
    post: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            name: string;
            contactName?: string;
            email?: string;
            phone?: string;
            language?: "nl" | "fr" | "en" | "de" | null;
            vatIdentifier?: string;
            legalRegistrationIdentifier?: string;
            addresses?: {
              postal?: {
                name?: string;
                streetName?: string;
                additionalStreetName?: string;
                cityName?: string;
                postalZone?: string;
                countrySubentity?: string;
                countryCode?: string;
              };
              delivery?: {
                name?: string;
                streetName?: string;
                additionalStreetName?: string;
                cityName?: string;
                postalZone?: string;
                countrySubentity?: string;
                countryCode?: string;
              }[];
            };
            identifiers?: {
              scheme: string;
              value: string;
            }[];
            /** Make it although another contact has the same VAT number or e-mail address */
            duplicate?: boolean;
          };
        };
      };
      responses: {
        201: { content: { "application/json": components["schemas"]["Party"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/parties/{partyId}": {
    /** One contact, with addresses, numbers and sums */
    get: {
      parameters: { path: { partyId: string }; query?: { administration?: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["Party"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Save a contact, unless somebody else did since it was read. Documents keep what they say */
    put: {
      parameters: { path: { partyId: string } };
      requestBody: {
        content: {
          "application/json": {
            name: string;
            contactName?: string;
            email?: string;
            phone?: string;
            language?: "nl" | "fr" | "en" | "de" | null;
            vatIdentifier?: string;
            legalRegistrationIdentifier?: string;
            addresses?: {
              postal?: {
                name?: string;
                streetName?: string;
                additionalStreetName?: string;
                cityName?: string;
                postalZone?: string;
                countrySubentity?: string;
                countryCode?: string;
              };
              delivery?: {
                name?: string;
                streetName?: string;
                additionalStreetName?: string;
                cityName?: string;
                postalZone?: string;
                countrySubentity?: string;
                countryCode?: string;
              }[];
            };
            identifiers?: {
              scheme: string;
              value: string;
            }[];
            version: number;
            isArchived?: boolean;
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["Party"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Delete a contact that nothing refers to */
    delete: {
      parameters: { path: { partyId: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              id: string;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/administration": {
    /** The company as it stands on its documents */
    get: {
      parameters: { query?: { administration?: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["Company"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Save the company, unless somebody else did since it was read. Documents that were issued keep what they say */
    put: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            name: string;
            country: string;
            language?: "nl" | "fr" | "en" | "de";
            timeZone?: string;
            vatIdentifier?: string;
            legalRegistrationIdentifier?: string;
            email?: string | "";
            phone?: string;
            iban?: string;
            address: {
              name?: string;
              streetName?: string;
              additionalStreetName?: string;
              cityName?: string;
              postalZone?: string;
              countrySubentity?: string;
              countryCode?: string;
            };
            paymentTermDays?: number;
            /** Left out: stays as it is */
            gln?: string;
            version: number;
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["Company"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/closed-period": {
    /** Up to and including which day nothing is dated any more */
    get: {
      parameters: { query?: { administration?: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["ClosedPeriod"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Close everything up to and including a day of the past; only further than what is closed */
    post: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            day: string;
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["ClosedUntil"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/closed-period/reopen": {
    /** Open days that were closed, with a reason: from a day on, or all of them */
    post: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            /** The last day that stays closed; null: none */
            day: string | null;
            reason: string;
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["ClosedUntil"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/companies/{vatNumber}": {
    /** A company by its VAT number, as VIES knows it today */
    get: {
      parameters: { path: { vatNumber: string }; query?: { administration?: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["FoundCompany"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/setup/companies/{vatNumber}": {
    /** The same before there is a user, to fill in the first company */
    get: {
      parameters: { path: { vatNumber: string }; query?: { code?: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["FoundCompany"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/parties/export": {
    /** All contacts as CSV, but archived ones; an import reads it back */
    get: {
      parameters: { query?: { separator?: ";" | "," | "tab"; bom?: "true" | "false"; administration?: string } };

      responses: {
        200: { content: { "text/csv": string } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/items/export": {
    /** All items as CSV, but archived ones; an import reads it back */
    get: {
      parameters: { query?: { separator?: ";" | "," | "tab"; bom?: "true" | "false"; administration?: string } };

      responses: {
        200: { content: { "text/csv": string } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/documents/export": {
    /** Documents as CSV, by day, with what is paid and open */
    get: {
      parameters: {
        query?: {
          separator?: ";" | "," | "tab";
          bom?: "true" | "false";
          kind?:
            | "quote"
            | "salesQuote"
            | "orderConfirmation"
            | "orderSlip"
            | "deliveryNote"
            | "workPreparation"
            | "workOrder"
            | "invoice"
            | "creditNote"
            | "purchaseOrder"
            | "requestForQuotation"
            | "purchaseReceipt"
            | "purchaseDocument"
            | "purchaseSlip"
            | "tillReceipt"
            | "paymentRequest"
            | (
                | "quote"
                | "salesQuote"
                | "orderConfirmation"
                | "orderSlip"
                | "deliveryNote"
                | "workPreparation"
                | "workOrder"
                | "invoice"
                | "creditNote"
                | "purchaseOrder"
                | "requestForQuotation"
                | "purchaseReceipt"
                | "purchaseDocument"
                | "purchaseSlip"
                | "tillReceipt"
                | "paymentRequest"
              )[];
          from?: unknown & unknown;
          to?: unknown & unknown;
          administration?: string;
        };
      };

      responses: {
        200: { content: { "text/csv": string } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/imports/{importId}/problems": {
    /** What is wrong in a file, row by row, as CSV */
    get: {
      parameters: {
        path: { importId: string };
        query?: { separator?: ";" | "," | "tab"; bom?: "true" | "false"; administration?: string };
      };

      responses: {
        200: { content: { "text/csv": string } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/imports/parties": {
    /** Bring in a file of contacts: the body is a CSV of at most 60 MB. Nothing is taken over yet */
    post: {
      parameters: { query?: { fileName?: string } };

      responses: {
        201: { content: { "application/json": components["schemas"]["Import"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/imports/items": {
    /** Bring in a file of items: the body is a CSV of at most 60 MB. Nothing is taken over yet */
    post: {
      parameters: { query?: { fileName?: string } };

      responses: {
        201: { content: { "application/json": components["schemas"]["Import"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/imports": {
    /** What was brought in, the newest first */
    get: {
      parameters: { query?: { administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["Import"][];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/imports/{importId}": {
    /** One import, with how far it is */
    get: {
      parameters: { path: { importId: string }; query?: { administration?: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["Import"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Throw away a file of which nothing was taken over */
    delete: {
      parameters: { path: { importId: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              id: string;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/imports/{importId}/rows": {
    /** Rows of an import as they would become or became, by line */
    get: {
      parameters: {
        path: { importId: string };
        query?: {
          state?: "new" | "changed" | "unchanged" | "wrong";
          kept?: "true" | "false";
          after?: number;
          limit?: number;
          administration?: string;
        };
      };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["ImportRow"][];
              next: number | null;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/imports/{importId}/mapping": {
    /** Say how the file is written and what its columns are, and see what it would do. Without `columns` they are what was found */
    put: {
      parameters: { path: { importId: string } };
      requestBody: {
        content: {
          "application/json": {
            format?: {
              encoding?: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";
              separator?: ";" | "," | "\t" | "|";
              hasHeader?: boolean;
              decimal?: "comma" | "point";
            };
            /** A column that is not named is not taken over */
            columns?:
              | {
                  position: number;
                  field: string | null;
                }[]
              | null;
          };
        };
      };
      responses: {
        200: {
          content: {
            "application/json": {
              id: string;
              what: "parties" | "items";
              state: "uploaded" | "previewed" | "applying" | "applied" | "undoing" | "undone";
              fileName: string;
              fileSize: number;
              format: {
                encoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";
                separator: ";" | "," | "\t" | "|";
                hasHeader: boolean;
                decimal: "comma" | "point";
              };
              columns: {
                position: number;
                header: string;
                samples: string[];
                /** What it is taken for; null: nothing */
                field: string | null;
              }[];
              /** What a column may be, named in the language of the request */
              fields: {
                field: string;
                name: string;
              }[];
              /** Rows of the preview; null before it */
              counts: {
                new: number;
                changed: number;
                unchanged: number;
                wrong: number;
              } | null;
              /** While it is applied or undone; null otherwise */
              progress: {
                done: number;
                total: number;
              } | null;
              /** Rows that were not put back, or could no longer be taken over: see the rows with outcome kept */
              kept: number;
              /** Instant, ISO 8601, UTC */
              createdAt: string;
              createdBy: string;
              appliedAt: string | null;
              appliedBy: string | null;
              undoneAt: string | null;
              undoneBy: string | null;
              rows: components["schemas"]["ImportRow"][];
              wrong: components["schemas"]["ImportRow"][];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/imports/{importId}/apply": {
    /** Take the good rows over, or nothing when `strict` and one is wrong. It goes on by itself; pressed again it changes nothing */
    post: {
      parameters: { path: { importId: string } };
      requestBody: {
        content: {
          "application/json": {
            strict?: boolean;
          };
        };
      };
      responses: {
        202: { content: { "application/json": components["schemas"]["Import"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/imports/{importId}/undo": {
    /** Put back what it changed, row by row; what was changed or used since stays, and is told */
    post: {
      parameters: { path: { importId: string } };

      responses: {
        202: { content: { "application/json": components["schemas"]["Import"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/administrations": {
    /** The administrations the caller may reach; all of the hub for its operator */
    get: {
      parameters: {};

      responses: {
        200: {
          content: {
            "application/json": {
              items: {
                id: string;
                name: string;
                country: string;
              }[];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Add a company's books to this hub; a person who does so owns them */
    post: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            name: string;
            country: string;
            language?: "nl" | "fr" | "en" | "de";
            timeZone?: string;
            vatIdentifier?: string;
            legalRegistrationIdentifier?: string;
            email?: string | "";
            phone?: string;
            iban?: string;
            address: {
              name?: string;
              streetName?: string;
              additionalStreetName?: string;
              cityName?: string;
              postalZone?: string;
              countrySubentity?: string;
              countryCode?: string;
            };
            paymentTermDays?: number;
          };
        };
      };
      responses: {
        201: {
          content: {
            "application/json": {
              id: string;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/connectors": {
    /** Products that can be connected, with the form each of them asks */
    get: {
      parameters: { query?: { administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["Connector"][];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/capabilities": {
    /** What each product can do here, and what that is known from */
    get: {
      parameters: { query?: { administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              /** All there are, also those that nobody offers */
              operations: {
                name:
                  | "orders.list"
                  | "orders.known"
                  | "orders.get"
                  | "refunds.list"
                  | "products.list"
                  | "products.find"
                  | "products.create"
                  | "products.update"
                  | "images.get"
                  | "stock.list"
                  | "stock.set"
                  | "warehouses.list"
                  | "vatClasses.list"
                  | "categories.list"
                  | "categories.create"
                  | "customers.list"
                  | "customers.update"
                  | "taxRates.list"
                  | "paymentMethods.list"
                  | "customers.find"
                  | "customers.create"
                  | "documents.create"
                  | "payments.create"
                  | "payments.get"
                  | "payments.cancel"
                  | "basket.get"
                  | "basket.clear"
                  | "basket.open"
                  | "prices.get"
                  | "items.search"
                  | "purchaseOrders.send"
                  | "supplierDocuments.get";
                label: string;
              }[];
              items: {
                connector: string;
                name: string;
                /** A module of this hub, not one of Schakel's */
                isOwn: boolean;
                offers: {
                  operation:
                    | "orders.list"
                    | "orders.known"
                    | "orders.get"
                    | "refunds.list"
                    | "products.list"
                    | "products.find"
                    | "products.create"
                    | "products.update"
                    | "images.get"
                    | "stock.list"
                    | "stock.set"
                    | "warehouses.list"
                    | "vatClasses.list"
                    | "categories.list"
                    | "categories.create"
                    | "customers.list"
                    | "customers.update"
                    | "taxRates.list"
                    | "paymentMethods.list"
                    | "customers.find"
                    | "customers.create"
                    | "documents.create"
                    | "payments.create"
                    | "payments.get"
                    | "payments.cancel"
                    | "basket.get"
                    | "basket.clear"
                    | "basket.open"
                    | "prices.get"
                    | "items.search"
                    | "purchaseOrders.send"
                    | "supplierDocuments.get";
                  /** recording: asked of the product itself; documentation: after what its vendor says; inferred: by analogy */
                  evidence: "recording" | "documentation" | "inferred";
                }[];
              }[];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/connections": {
    /** Connections, their state and their webhooks */
    get: {
      parameters: { query?: { administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["Connection"][];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Connect an account at an outside product; check it afterwards */
    post: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            connector: string;
            name: string;
            settings: Record<string, unknown>;
            credentials: Record<string, string>;
            hookSecret?: string;
            pollingOnly?: boolean;
          };
        };
      };
      responses: {
        201: { content: { "application/json": components["schemas"]["ConnectionSaved"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/connections/{connectionId}": {
    /** Change name, settings or keys, each only when given; check the connection afterwards */
    put: {
      parameters: { path: { connectionId: string } };
      requestBody: {
        content: {
          "application/json": {
            name?: string;
            settings?: Record<string, unknown>;
            credentials?: Record<string, string>;
            pollingOnly?: boolean;
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["ConnectionSaved"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/connections/{connectionId}/pause": {
    /** Read nothing from this connection until it is resumed; what it delivers is kept and waits */
    post: {
      parameters: { path: { connectionId: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["Connection"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/connections/{connectionId}/resume": {
    /** Go on with a paused connection, and with what it delivered meanwhile */
    post: {
      parameters: { path: { connectionId: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["Connection"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/connections/{connectionId}/check": {
    /** Check address and credentials; what waited for this connection goes on */
    post: {
      parameters: { path: { connectionId: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              account: string;
              warnings: string[];
              rights: components["schemas"]["Right"][];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/connections/{connectionId}/webhooks": {
    /** Register the webhooks at the shop; repeating it makes nothing double */
    post: {
      parameters: { path: { connectionId: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              items: {
                topic: string;
                active: boolean;
              }[];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/connections/{connectionId}/webhook-secret": {
    /** Delivery URL and secret, to set the webhooks up in the shop by hand */
    get: {
      parameters: { path: { connectionId: string }; query?: { administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              deliveryUrl: string | null;
              secret: string;
              topics: string[];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/connections/{connectionId}/room": {
    /** How much may still be asked of the other system now, and when what waits will be through */
    get: {
      parameters: { path: { connectionId: string }; query?: { administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              left: number | null;
              atOnce: number;
              windows: {
                requests: number;
                seconds: number;
                left: number;
              }[];
              told: {
                left: number;
                until: string;
              }[];
              pausedUntil: string | null;
              usedPercent: number;
              backlog: number;
              expectedAt: string | null;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/completeness": {
    /** Per coupling of orders the newest statement of exactly these days */
    get: {
      parameters: { query: { from: unknown & unknown; to: unknown & unknown; administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              items: {
                couplingId: string;
                connectionId: string;
                shop: string;
                isLive: boolean;
                /** Null: none was drawn up yet */
                statement: components["schemas"]["CompletenessStatement"] | null;
              }[];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/completeness/statements/{statementId}": {
    /** One statement, as it was drawn up */
    get: {
      parameters: { path: { statementId: string }; query?: { administration?: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["CompletenessStatement"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/completeness/statements/{statementId}/pdf": {
    /** One statement on paper: what the shop had, what became of it, and what was found */
    get: {
      parameters: { path: { statementId: string }; query?: { administration?: string } };

      responses: {
        200: { content: { "application/pdf": string } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/completeness/checks": {
    /** Ask the shop now what it knows of these days, mend what is missing, and draw up a statement */
    post: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            from: unknown & unknown;
            /** Counts whole */
            to: unknown & unknown;
            couplingId: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            "application/json": {
              /** Null: it takes longer, and is read when it is drawn up */
              statement: components["schemas"]["CompletenessStatement"] | null;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/system/nodes": {
    /** The processes that run on this database, and how the hub stands: queues, database, disk and backups */
    get: {
      parameters: {};

      responses: {
        200: { content: { "application/json": components["schemas"]["System"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/connections/{connectionId}/sweep": {
    /** Ask the shop now for everything that changed since the last good moment */
    post: {
      parameters: { path: { connectionId: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              announced: number;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/couplings": {
    /** Configured movements between two connections */
    get: {
      parameters: { query?: { administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["Coupling"][];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Couple a webshop's orders to the built-in back office, or to an outside package */
    post: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            kind: "shopOrders";
            sourceConnectionId: string;
            /** Null: the built-in back office */
            targetConnectionId?: string | null;
            settings: {
              documentKind?: "orderSlip" | "deliveryNote" | "invoice";
              moment?: "created" | "paid" | "statuses";
              statuses?: string[];
              /** Orders of before this day are skipped; left out: today; null: the shop's whole history */
              startDate?: string | null;
              documentZeroTotals?: boolean;
              roundingLimit?: string;
              vatPolicy?: "calculated" | "source";
              noteAboveLines?: boolean;
              noteInternal?: boolean;
              sending?: "automatic" | "none" | "draft";
              issueDate?: "orderDay" | "today";
              failureMailTo?: string[];
              keepsContent?: boolean;
            };
            offset?: number;
            state?: "off" | "live";
          };
        };
      };
      responses: {
        201: { content: { "application/json": components["schemas"]["Coupling"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/couplings/{couplingId}/dry-runs": {
    /** The last dry runs of a coupling, the newest first */
    get: {
      parameters: { path: { couplingId: string }; query?: { administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["DryRun"][];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Look what would become of orders of the last days, from a day on, or named, with the settings as saved or as given. Nothing is made, changed or mailed */
    post: {
      parameters: { path: { couplingId: string } };
      requestBody: {
        content: {
          "application/json": {
            /** Orders placed in the last so many days */
            days?: number;
            /** Orders placed or changed since this local day */
            from?: unknown & unknown;
            orderIds?: string[];
            /** Left out: as they are saved */
            settings?: {
              documentKind?: "orderSlip" | "deliveryNote" | "invoice";
              moment?: "created" | "paid" | "statuses";
              statuses?: string[];
              startDate?: string | null;
              documentZeroTotals?: boolean;
              roundingLimit?: string;
              vatPolicy?: "calculated" | "source";
              noteAboveLines?: boolean;
              noteInternal?: boolean;
              sending?: "automatic" | "none" | "draft";
              issueDate?: "orderDay" | "today";
              failureMailTo?: string[];
              keepsContent?: boolean;
            };
          };
        };
      };
      responses: {
        202: { content: { "application/json": components["schemas"]["DryRun"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/couplings/{couplingId}/dry-runs/{dryRunId}": {
    /** One dry run: how far it is, and what would happen */
    get: {
      parameters: { path: { couplingId: string; dryRunId: string }; query?: { administration?: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["DryRun"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/couplings/{couplingId}/dry-runs/{dryRunId}/orders": {
    /** What would become of each order, as they were read */
    get: {
      parameters: {
        path: { couplingId: string; dryRunId: string };
        query?: {
          outcome?: "documented" | "skipped" | "waiting" | "held" | "failed";
          code?: string;
          only?: "changed" | "different" | "new" | "made";
          after?: number;
          limit?: number;
          administration?: string;
        };
      };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["DryRunOrder"][];
              next: number | null;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/couplings/{couplingId}/dry-runs/{dryRunId}/stop": {
    /** End a dry run where it is; what it found so far stays */
    post: {
      parameters: { path: { couplingId: string; dryRunId: string } };

      responses: {
        202: { content: { "application/json": components["schemas"]["DryRun"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/couplings/{couplingId}/dry-runs/{dryRunId}/replay": {
    /** Process the orders of this dry run again, with today's settings: what exists already is not made again. Of days or a day on: everything the shop has changed since */
    post: {
      parameters: { path: { couplingId: string; dryRunId: string } };

      responses: {
        202: { content: { "application/json": components["schemas"]["BulkAction"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/bulk-actions/preview": {
    /** What would be told to the orders a filter means: how many, the first ten, how long, and what else happens */
    post: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            act: "retry" | "again" | "skip";
            filter: {
              /** An outcome, queued (none yet) or drifted */
              state?: "queued" | "documented" | "skipped" | "waiting" | "held" | "failed" | "drifted";
              connectionId?: string;
              coupling?: string;
              /** `key` of a cause of /api/work */
              cause?: string;
              /** A statement of /api/completeness: the orders it counts */
              statement?: string;
              /** With `statement`: one of its groups, or `skipped` for every rule; left out: all */
              group?: string;
              /** Number, customer's name or e-mail address, or amount */
              q?: string;
              /** Local day, inclusive */
              from?: string;
              /** Local day, inclusive */
              to?: string;
            };
          };
        };
      };
      responses: {
        200: {
          content: {
            "application/json": {
              /** Orders it applies to; named again when it is carried out */
              count: number;
              /** Orders of the filter it does not apply to */
              others: number;
              first: components["schemas"]["Order"][];
              /** How long it takes, about */
              seconds: number;
              effects: string[];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/bulk-actions": {
    /** Tell the orders a filter means to be tried again, processed again or left alone, in the background */
    post: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            act: "retry" | "again" | "skip";
            filter: {
              /** An outcome, queued (none yet) or drifted */
              state?: "queued" | "documented" | "skipped" | "waiting" | "held" | "failed" | "drifted";
              connectionId?: string;
              coupling?: string;
              /** `key` of a cause of /api/work */
              cause?: string;
              /** A statement of /api/completeness: the orders it counts */
              statement?: string;
              /** With `statement`: one of its groups, or `skipped` for every rule; left out: all */
              group?: string;
              /** Number, customer's name or e-mail address, or amount */
              q?: string;
              /** Local day, inclusive */
              from?: string;
              /** Local day, inclusive */
              to?: string;
            };
            /** As the preview said: when there are more or fewer by now, it is refused */
            count: number;
            /** Why they are left alone; needed to skip */
            reason?: string;
          };
        };
      };
      responses: {
        202: { content: { "application/json": components["schemas"]["BulkAction"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** What many orders at once were told to do, the newest first */
    get: {
      parameters: { query?: { administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["BulkAction"][];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/bulk-actions/{actionId}": {
    /** One of them: how far it is, and what became of the orders compared with before */
    get: {
      parameters: { path: { actionId: string }; query?: { administration?: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["BulkAction"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/bulk-actions/{actionId}/orders": {
    /** Its orders as they were and as they are; those that changed first */
    get: {
      parameters: { path: { actionId: string }; query?: { after?: number; limit?: number; administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["BulkOrder"][];
              next: number | null;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/bulk-actions/{actionId}/stop": {
    /** Tell no more orders; those that were told go on */
    post: {
      parameters: { path: { actionId: string } };

      responses: {
        202: { content: { "application/json": components["schemas"]["BulkAction"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/price-runs": {
    /** Which prices were asked of suppliers' webshops, the newest first */
    get: {
      parameters: { query?: { priceListId?: string; documentId?: string; limit?: number; administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["PriceRun"][];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Ask a supplier's webshop for the prices of a price list or of a draft order, in the background. Nothing is changed by it */
    post: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            /** A supplier that is set up for prices */
            entryId: string;
            priceListId?: string;
            /** A purchase order that is a draft */
            documentId?: string;
            /** Also what was asked less than 12 hours ago; of an order always, unless said otherwise */
            asksAgain?: boolean;
          };
        };
      };
      responses: {
        202: { content: { "application/json": components["schemas"]["PriceRun"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/price-runs/{runId}": {
    /** One of them: how far it is, when it will be through, what it found, and what was done with that */
    get: {
      parameters: { path: { runId: string }; query?: { administration?: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["PriceRun"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/price-runs/{runId}/answers": {
    /** What the supplier says beside what we have, in the order of the supplier's codes */
    get: {
      parameters: {
        path: { runId: string };
        query?: {
          filter?: "changed" | "big" | "review" | "notFound" | "skipped" | "leftOut" | "all";
          sort?: "code" | "change";
          after?: string;
          limit?: number;
          administration?: string;
        };
      };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["PriceRunAnswer"][];
              next: string | null;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/price-runs/{runId}/ticks": {
    /** Tick or untick prices: named ones, or all that a filter shows */
    post: {
      parameters: { path: { runId: string } };
      requestBody: {
        content: {
          "application/json":
            | {
                codes: string[];
                isTicked: boolean;
              }
            | {
                filter: "changed" | "big" | "review" | "notFound" | "skipped" | "leftOut" | "all";
                isTicked: boolean;
              };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["PriceRun"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/price-runs/{runId}/pause": {
    /** Ask no more for now. What was asked is kept; the call under way is still answered */
    post: {
      parameters: { path: { runId: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["PriceRun"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/price-runs/{runId}/resume": {
    /** Go on asking where it was */
    post: {
      parameters: { path: { runId: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["PriceRun"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/price-runs/{runId}/stop": {
    /** Ask no more. What was asked can be taken over, and it can go on later */
    post: {
      parameters: { path: { runId: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["PriceRun"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/price-runs/{runId}/apply": {
    /** Save the ticked prices at the articles: under suppliers, under prices, or both, in the background. An order changes by another act */
    post: {
      parameters: { path: { runId: string } };
      requestBody: {
        content: {
          "application/json": {
            underSuppliers?: boolean;
            underPrices?: boolean;
            /** How sales prices are made of the new costs; null: as the item, its category or the list says */
            salesRule?:
              | {
                  kind: "margin";
                  percent: string;
                }
              | {
                  kind: "factor";
                  factor: string;
                }
              | null;
          };
        };
      };
      responses: {
        202: { content: { "application/json": components["schemas"]["PriceRun"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/price-runs/{runId}/batches/{batchId}/undo": {
    /** Put back the prices that one act replaced, up to 24 hours after it; what somebody changed since stays, and is listed */
    post: {
      parameters: { path: { runId: string; batchId: string } };

      responses: {
        202: { content: { "application/json": components["schemas"]["PriceRun"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/price-runs/{runId}/batches/{batchId}/kept": {
    /** What was not put back, because somebody changed it since; the first 200 */
    get: {
      parameters: { path: { runId: string; batchId: string }; query?: { administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              items: {
                kind: "supplierItem" | "itemSupplier" | "item";
                id: string;
                code: string;
                name: string;
              }[];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/price-runs/{runId}/order": {
    /** Put the ticked prices on the lines of the draft order; the old ones stay with the run, and no article changes */
    post: {
      parameters: { path: { runId: string } };
      requestBody: {
        content: {
          "application/json": {
            /** Of the order as it was read */
            version: number;
          };
        };
      };
      responses: {
        200: {
          content: {
            "application/json": {
              run: components["schemas"]["PriceRun"];
              documentVersion: number;
              changed: number;
              /** Lines that are not what they were, and stay */
              left: number;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/price-runs/{runId}/order/undo": {
    /** Put the prices of the draft order back that the run replaced, up to 24 hours after it */
    post: {
      parameters: { path: { runId: string } };
      requestBody: {
        content: {
          "application/json": {
            /** Of the order as it was read */
            version: number;
          };
        };
      };
      responses: {
        200: {
          content: {
            "application/json": {
              run: components["schemas"]["PriceRun"];
              documentVersion: number;
              changed: number;
              /** Lines that are not what they were, and stay */
              left: number;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/couplings/{couplingId}": {
    /** Change settings or state of a coupling, given the version that was read */
    put: {
      parameters: { path: { couplingId: string } };
      requestBody: {
        content: {
          "application/json": {
            settings: {
              documentKind?: "orderSlip" | "deliveryNote" | "invoice";
              moment?: "created" | "paid" | "statuses";
              statuses?: string[];
              startDate?: string | null;
              documentZeroTotals?: boolean;
              roundingLimit?: string;
              vatPolicy?: "calculated" | "source";
              noteAboveLines?: boolean;
              noteInternal?: boolean;
              sending?: "automatic" | "none" | "draft";
              issueDate?: "orderDay" | "today";
              failureMailTo?: string[];
              keepsContent?: boolean;
            };
            state: "off" | "live";
            offset?: number;
            settingsVersion: number;
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["Coupling"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/couplings/{couplingId}/limits": {
    /** What this coupling does not do, by its kind and the products it goes between */
    get: {
      parameters: { path: { couplingId: string }; query?: { administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              /** Sentences, in the language of the request */
              items: string[];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/couplings/{couplingId}/first-migration": {
    /** How far the shop's old orders were taken in; null when there were none to take in */
    get: {
      parameters: { path: { couplingId: string }; query?: { administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              migration: components["schemas"]["FirstMigration"] | null;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** How many old orders may be taken in per minute; null: as fast as the shop allows */
    put: {
      parameters: { path: { couplingId: string } };
      requestBody: {
        content: {
          "application/json": {
            perMinute: number | null;
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["FirstMigration"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/couplings/{couplingId}/first-migration/pause": {
    /** Take in no more old orders until it is resumed; those taken in already are looked at */
    post: {
      parameters: { path: { couplingId: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["FirstMigration"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/couplings/{couplingId}/first-migration/resume": {
    /** Go on taking in old orders where it was */
    post: {
      parameters: { path: { couplingId: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["FirstMigration"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/connections/{connectionId}/mappings/{what}/{from}": {
    /** Say what a value of the shop means here; orders that waited for exactly this go on */
    put: {
      parameters: {
        path: {
          connectionId: string;
          what:
            "untaxedLine" | "exchangeRate" | "orderStatus" | "paymentMethod" | "itemCode" | "chargeItem" | "vatCode";
          from: string;
        };
      };
      requestBody: { content: { "application/json": Record<string, unknown> } };
      responses: {
        200: {
          content: {
            "application/json": {
              resumed: number;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/catalogue-couplings": {
    /** Couplings that bring products, stock and customers of an ERP to a shop, with how far each is */
    get: {
      parameters: { query?: { administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["CatalogueCoupling"][];
              /** A package and a shop that can be coupled in this way, coupled or not */
              pairs: {
                sourceConnectionId: string;
                sourceName: string;
                targetConnectionId: string;
                targetName: string;
                /** What can be coupled between these two */
                kinds: ("products" | "stock" | "customers")[];
              }[];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Couple the products, the stock or the customers of an ERP to a shop; nothing is written before a person starts it */
    post: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            kind: "products" | "stock" | "customers";
            /** The ERP */
            sourceConnectionId: string;
            /** The shop */
            targetConnectionId: string;
            settings?: Record<string, unknown>;
          };
        };
      };
      responses: {
        201: { content: { "application/json": components["schemas"]["CatalogueCoupling"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/catalogue-steps": {
    /** Steps of own modules that this hub has loaded, for the settings of couplings */
    get: {
      parameters: { query?: { administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              items: {
                id: string;
                name: string;
              }[];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/catalogue-couplings/{couplingId}": {
    /** One of them */
    get: {
      parameters: { path: { couplingId: string }; query?: { administration?: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["CatalogueCoupling"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Change settings, or switch it off and on again, given the version that was read; what stopped is looked at again */
    put: {
      parameters: { path: { couplingId: string } };
      requestBody: {
        content: {
          "application/json": {
            settings: Record<string, unknown>;
            state: "off" | "live";
            settingsVersion: number;
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["CatalogueCoupling"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/catalogue-couplings/{couplingId}/choices": {
    /** What can be chosen between: warehouses, VAT classes and categories, asked of both sides now */
    get: {
      parameters: { path: { couplingId: string }; query?: { administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              /** Of the source. Null, here and below: it does not say */
              warehouses:
                | {
                    id: string;
                    name: string;
                  }[]
                | null;
              sourceVatClasses:
                | {
                    id: string;
                    name: string;
                  }[]
                | null;
              shopVatClasses:
                | {
                    id: string;
                    name: string;
                  }[]
                | null;
              shopCategories:
                | {
                    id: string;
                    name: string;
                    parentId: string;
                  }[]
                | null;
              /** False: shops cannot reach this hub, so no image is written */
              imagesReachable: boolean;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/catalogue-couplings/{couplingId}/look": {
    /** Look at everything and show what would be written; writes nothing. Looks anew when that was done and not started */
    post: {
      parameters: { path: { couplingId: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["CatalogueCoupling"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/catalogue-couplings/{couplingId}/start": {
    /** Write what was shown, and from then on what changes */
    post: {
      parameters: { path: { couplingId: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["CatalogueCoupling"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/catalogue-couplings/{couplingId}/pause": {
    /** Let the run that is under way stand still, with its place kept */
    post: {
      parameters: { path: { couplingId: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["CatalogueCoupling"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/catalogue-couplings/{couplingId}/resume": {
    /** Go on where it stood still */
    post: {
      parameters: { path: { couplingId: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["CatalogueCoupling"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/catalogue-couplings/{couplingId}/stop": {
    /** End the run that is under way where it is; what was written stays */
    post: {
      parameters: { path: { couplingId: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["CatalogueCoupling"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/catalogue-couplings/{couplingId}/runs": {
    /** Go over what changed since the last run now, or again over everything that changed since a day (C8.1) */
    post: {
      parameters: { path: { couplingId: string } };
      requestBody: {
        content: {
          "application/json": {
            /** Null: what changed since the last run */
            from?: (unknown & unknown) | null;
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["CatalogueCoupling"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** The last runs of a coupling, the newest first */
    get: {
      parameters: { path: { couplingId: string }; query?: { administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["CatalogueRun"][];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/catalogue-couplings/{couplingId}/records": {
    /** Its records, with what differs and why one was left as it is */
    get: {
      parameters: {
        path: { couplingId: string };
        query?: {
          state?:
            | "new"
            | "toCreate"
            | "toUpdate"
            | "same"
            | "writing"
            | "created"
            | "updated"
            | "skipped"
            | "held"
            | "waiting"
            | "failed"
            | "gone"
            | (
                | "new"
                | "toCreate"
                | "toUpdate"
                | "same"
                | "writing"
                | "created"
                | "updated"
                | "skipped"
                | "held"
                | "waiting"
                | "failed"
                | "gone"
              )[];
          q?: string;
          after?: string;
          limit?: number;
          administration?: string;
        };
      };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["CatalogueRecord"][];
              next: string | null;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/catalogue-couplings/{couplingId}/retry": {
    /** Look again at what stopped: at one record, or at all of them */
    post: {
      parameters: { path: { couplingId: string } };
      requestBody: {
        content: {
          "application/json": {
            externalId?: string | null;
          };
        };
      };
      responses: {
        200: {
          content: {
            "application/json": {
              count: number;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/supplier-capabilities": {
    /** Which supplier offers which function: what every picker goes by */
    get: {
      parameters: { query?: { administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              functions: {
                function: "basket" | "price" | "order" | "document";
                label: string;
              }[];
              items: {
                connector: string;
                name: string;
                functions: {
                  function: "basket" | "price" | "order" | "document";
                  isOffered: boolean;
                  /** That it is not offered, or only by files, in words; empty when it is as any other */
                  text: string;
                }[];
                /** It has no protocol: there is no login, and its documents come as files */
                isByUpload: boolean;
              }[];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/supplier-entries": {
    /** Suppliers that are set up, per function, with the logins of everybody and one's own */
    get: {
      parameters: { query?: { function?: "basket" | "price" | "order" | "document"; administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["SupplierEntry"][];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Set a supplier up for a function; it has its alias at once, and gets its login when it is saved */
    post: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            function: "basket" | "price" | "order" | "document";
            connector: string;
            partyId?: string | null;
            alias?: string;
            isMine?: boolean;
          };
        };
      };
      responses: {
        201: { content: { "application/json": components["schemas"]["SupplierEntry"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/supplier-entries/{entryId}": {
    /** Save alias, supplier and login, each only when given; says for which other functions the login could be used */
    put: {
      parameters: { path: { entryId: string } };
      requestBody: {
        content: {
          "application/json": {
            version: number;
            alias?: string;
            partyId?: string | null;
            isMine?: boolean;
            settings?: Record<string, unknown>;
            credentials?: Record<string, string>;
          };
        };
      };
      responses: {
        200: {
          content: {
            "application/json": {
              entry: components["schemas"]["SupplierEntry"];
              /** Functions the supplier offers and this login is not used for yet: the question after saving */
              otherFunctions: ("basket" | "price" | "order" | "document")[];
              notices: string[];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Take an entry away; its login and the baskets that were fetched with it stay */
    delete: {
      parameters: { path: { entryId: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              id: string;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/supplier-entries/{entryId}/use-for-others": {
    /** Use the login of this entry for the other functions of its supplier as well */
    post: {
      parameters: { path: { entryId: string } };
      requestBody: {
        content: {
          "application/json": {
            functions?: ("basket" | "price" | "order" | "document")[];
          };
        };
      };
      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["SupplierEntry"][];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/supplier-entries/{entryId}/copy": {
    /** Make a second entry of the same supplier and function, for another login */
    post: {
      parameters: { path: { entryId: string } };
      requestBody: {
        content: {
          "application/json": {
            isMine?: boolean;
          };
        };
      };
      responses: {
        201: {
          content: {
            "application/json": {
              entry: components["schemas"]["SupplierEntry"];
              /** Of the login it was copied from, to be filled in beforehand; never what is secret */
              settings: Record<string, unknown>;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/supplier-entries/{entryId}/test": {
    /** Ask the supplier whether it takes this login */
    post: {
      parameters: { path: { entryId: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              account: string;
              warnings: string[];
              rights: components["schemas"]["Right"][];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/supplier-baskets": {
    /** Baskets that were fetched, the latest first; of everybody's logins and one's own */
    get: {
      parameters: { query?: { documentId?: string; limit?: number; administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["SupplierBasketRow"][];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Fetch the basket of a login and stage it; nothing of it is on a document yet, and nothing changes at the supplier */
    post: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            entryId: string;
            documentId?: string | null;
            /** Also when the same content was taken into a document before */
            again?: boolean;
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["SupplierBasketAnswer"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/supplier-baskets/open": {
    /** Open the webshop of a supplier: what the user puts in the basket there comes back to the staging screen */
    post: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            entryId: string;
            documentId?: string | null;
          };
        };
      };
      responses: {
        200: {
          content: {
            "application/json": {
              outcome:
                | "opened"
                | "loaded"
                | "empty"
                | "refused"
                | "notOffered"
                | "unreachable"
                | "unreadable"
                | "unknownItem"
                | "emptied"
                | "changed"
                | "mayReturn";
              title: string;
              body: string;
              /** Null when the shop could not be opened */
              visit: {
                id: string;
                /** Instant, ISO 8601, UTC */
                expiresAt: string;
                /** Address of ours that leads the browser into the shop: once, within five minutes */
                page: string;
              } | null;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/supplier-baskets/open/{visitId}/page": {
    /** The page that leads the browser of who opened the visit into the shop; it works once */
    get: {
      parameters: { path: { visitId: string }; query?: { administration?: string } };

      responses: {
        200: { content: { "text/html": string } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/supplier-baskets/open/{visitId}/extend": {
    /** Give a visit to a shop its full time again, while nothing came back from it */
    post: {
      parameters: { path: { visitId: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              id: string;
              /** Instant, ISO 8601, UTC */
              expiresAt: string;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/supplier-baskets/{basketId}": {
    /** One staged basket, and how its lines would stand on a document */
    get: {
      parameters: { path: { basketId: string }; query?: { documentId?: string; administration?: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["SupplierBasket"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/supplier-baskets/{basketId}/lines": {
    /** Tick lines, and change quantities, units and prices before they go to a document; the supplier hears nothing of it */
    put: {
      parameters: { path: { basketId: string } };
      requestBody: {
        content: {
          "application/json": {
            version: number;
            documentId?: string;
            lines: {
              position: number;
              isTicked?: boolean;
              quantity?: string;
              unitCode?: string;
              enteredPrice?: string | null;
            }[];
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["SupplierBasket"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/supplier-baskets/{basketId}/to-document": {
    /** Put exactly the ticked lines into a draft; again with the same key changes nothing */
    post: {
      parameters: { path: { basketId: string } };
      requestBody: {
        content: {
          "application/json": {
            /** Of the basket as it was read */
            version: number;
            documentId: string;
            documentVersion: number;
            key: string;
            /** Also when the same content was taken into a document before */
            again?: boolean;
          };
        };
      };
      responses: {
        200: {
          content: {
            "application/json": {
              documentId: string;
              lines: number;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/supplier-baskets/{basketId}/empty": {
    /** Empty the basket at the supplier, when it still holds what was staged; the staged copy stays */
    post: {
      parameters: { path: { basketId: string } };
      requestBody: {
        content: {
          "application/json": {
            version: number;
            /** That a person was asked and said yes */
            confirm: boolean;
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["SupplierBasketAnswer"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/supplier-baskets/{basketId}/csv": {
    /** A staged basket as CSV, for people who keep another back office */
    get: {
      parameters: {
        path: { basketId: string };
        query?: {
          separator?: ";" | "," | "tab";
          bom?: "true" | "false";
          which?: "ticked" | "all";
          administration?: string;
        };
      };

      responses: {
        200: { content: { "text/csv": string } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/supplier-baskets/{basketId}/ubl": {
    /** A staged basket as a UBL order (Peppol BIS Order 3) at the supplier's prices */
    get: {
      parameters: { path: { basketId: string }; query?: { which?: "ticked" | "all"; administration?: string } };

      responses: {
        200: { content: { "application/xml": string } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/supplier-documents": {
    /** Orders and delivery notes of suppliers that were fetched or came as files, the latest first */
    get: {
      parameters: {
        query?: { number?: string; source?: "service" | "upload" | "partner"; limit?: number; administration?: string };
      };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["SupplierDocumentRow"][];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Find an order or a delivery note of a supplier by its number, by its service or in what came as files, and stage its lines; nothing of it is on a document yet */
    post: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            entryId: string;
            kind: "order" | "deliveryNote";
            number: string;
            documentId?: string | null;
            /** Also when something of this number was taken into a document before */
            again?: boolean;
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["SupplierDocumentAnswer"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/supplier-documents/upload": {
    /** Bring in an order, a delivery note or an invoice of a supplier as a file, of at most 5 MB: UBL, or CSV with headings. It is found by its number from then on */
    post: {
      parameters: {
        query: {
          entryId: string;
          fileName?: string;
          kind?: "order" | "deliveryNote";
          number?: string;
          again?: "true" | "false";
        };
      };

      responses: {
        201: {
          content: {
            "application/json": {
              document: components["schemas"]["SupplierDocumentRow"];
              /** False: the same was brought in before */
              isNew: boolean;
              remarks: string[];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/supplier-documents/{supplierDocumentId}/start": {
    /** Make a draft of a goods receipt or a purchase order with the ticked lines; nothing is in stock until it is final */
    post: {
      parameters: { path: { supplierDocumentId: string } };
      requestBody: {
        content: {
          "application/json": {
            basketId: string;
            /** Of the staged lines as they were read */
            version: number;
            /** Of one press of the button: sent again, nothing is done twice */
            key: string;
            /** Also when something of this number was taken over before */
            again?: boolean;
            kind: "purchaseReceipt" | "purchaseOrder";
          };
        };
      };
      responses: {
        201: {
          content: {
            "application/json": {
              documentId: string;
              lines: number;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/supplier-documents/{supplierDocumentId}/receive": {
    /** Book the ticked lines as received of our own purchase order, and in stock when asked. The receipt is final at once */
    post: {
      parameters: { path: { supplierDocumentId: string } };
      requestBody: {
        content: {
          "application/json": {
            basketId: string;
            /** Of the staged lines as they were read */
            version: number;
            /** Of one press of the button: sent again, nothing is done twice */
            key: string;
            /** Also when something of this number was taken over before */
            again?: boolean;
            /** Of the purchase order as it was read */
            orderVersion: number;
            /** What came in is in stock from now on */
            movesStock: boolean;
          };
        };
      };
      responses: {
        201: {
          content: {
            "application/json": {
              documentId: string;
              lines: number;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/relations": {
    /** Partners with whom orders are exchanged, also those invited and those of before, the newest first */
    get: {
      parameters: { query?: { administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["PartnerRelation"][];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Invite a trading partner: makes the link to pass on. Nothing moves before both sides confirmed each other */
    post: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            partyId?: string | null;
            mode?: "test" | "live";
            /** What we want to go each way */
            directions: {
              docType:
                | "order"
                | "order_response"
                | "order_change"
                | "order_cancel"
                | "despatch"
                | "invoice_copy"
                | "catalogue"
                | "stock"
                | "statement";
              way: "in" | "out";
            }[];
            settings?: {
              priceTolerancePercent?: string;
              priceToleranceAmount?: string;
              acceptsBuyerPrice?: boolean;
              orderOnly?: boolean;
              allowsTextLines?: boolean;
              maximumOrderValue?: string | null;
              acceptsByItself?: boolean;
              pulls?: boolean;
            };
          };
        };
      };
      responses: {
        201: {
          content: {
            "application/json": {
              relation: components["schemas"]["PartnerRelation"];
              link: string;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/relations/look": {
    /** Who invites, asked from the hub in the link. Nothing is agreed to by looking */
    post: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            /** As the inviter passed it on */
            link: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            "application/json": {
              relationId: string;
              partner: components["schemas"]["PartnerIdentity"];
              hub: string;
              fingerprint: string;
              mode: "test" | "live";
              /** What the inviter wants, as we would see it */
              directions: {
                docType:
                  | "order"
                  | "order_response"
                  | "order_change"
                  | "order_cancel"
                  | "despatch"
                  | "invoice_copy"
                  | "catalogue"
                  | "stock"
                  | "statement";
                way: "in" | "out";
              }[];
              expiresAt: string;
              isLocal: boolean;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/relations/accept": {
    /** Accept an invitation that was looked at: say which contact it is, and confirm who it is */
    post: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            /** As the inviter passed it on */
            link: string;
            partyId: string;
            partner: {
              name: string;
              vatNumber: string | null;
              gln: string | null;
            };
            /** What we want to go each way */
            directions: {
              docType:
                | "order"
                | "order_response"
                | "order_change"
                | "order_cancel"
                | "despatch"
                | "invoice_copy"
                | "catalogue"
                | "stock"
                | "statement";
              way: "in" | "out";
            }[];
            settings?: {
              priceTolerancePercent?: string;
              priceToleranceAmount?: string;
              acceptsBuyerPrice?: boolean;
              orderOnly?: boolean;
              allowsTextLines?: boolean;
              maximumOrderValue?: string | null;
              acceptsByItself?: boolean;
              pulls?: boolean;
            };
          };
        };
      };
      responses: {
        201: { content: { "application/json": components["schemas"]["PartnerRelation"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/relations/refuse": {
    /** Refuse an invitation; the inviter hears so */
    post: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            /** As the inviter passed it on */
            link: string;
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["PartnerRelation"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/relations/fetch": {
    /** Ask every partner now what it has for us; what comes of it stands in the log book */
    post: {
      parameters: {};

      responses: {
        202: {
          content: {
            "application/json": {
              asked: number;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/relations/{relationId}": {
    /** One partner: who it is, what goes which way, and the keys of both sides */
    get: {
      parameters: { path: { relationId: string }; query?: { administration?: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["PartnerRelation"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Save which contact it is, what goes which way, and how orders of this partner are judged */
    put: {
      parameters: { path: { relationId: string } };
      requestBody: {
        content: {
          "application/json": {
            partyId: string | null;
            /** What we want to go each way */
            directions: {
              docType:
                | "order"
                | "order_response"
                | "order_change"
                | "order_cancel"
                | "despatch"
                | "invoice_copy"
                | "catalogue"
                | "stock"
                | "statement";
              way: "in" | "out";
            }[];
            settings: {
              priceTolerancePercent?: string;
              priceToleranceAmount?: string;
              acceptsBuyerPrice?: boolean;
              orderOnly?: boolean;
              allowsTextLines?: boolean;
              maximumOrderValue?: string | null;
              acceptsByItself?: boolean;
              pulls?: boolean;
            };
            version: number;
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["PartnerRelation"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/relations/{relationId}/link": {
    /** The link of an invitation once more, until somebody is through with it */
    get: {
      parameters: { path: { relationId: string }; query?: { administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              link: string;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/relations/{relationId}/mail": {
    /** Mail the link of an open invitation to the partner, once per address */
    post: {
      parameters: { path: { relationId: string } };
      requestBody: {
        content: {
          "application/json": {
            to: string;
            language?: "nl" | "fr" | "en";
          };
        };
      };
      responses: {
        202: {
          content: {
            "application/json": {
              /** False: it went to this address before */
              isNew: boolean;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/relations/{relationId}/confirm": {
    /** The inviter confirms who accepted, and says which contact it is: from here on documents move */
    post: {
      parameters: { path: { relationId: string } };
      requestBody: {
        content: {
          "application/json": {
            partyId: string;
            partner: {
              name: string;
              vatNumber: string | null;
              gln: string | null;
            };
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["PartnerRelation"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/relations/{relationId}/cancel": {
    /** Take an invitation back, or refuse who accepted it */
    post: {
      parameters: { path: { relationId: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["PartnerRelation"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/relations/{relationId}/pause": {
    /** Nothing goes or comes until we resume it; the partner hears so */
    post: {
      parameters: { path: { relationId: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["PartnerRelation"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/relations/{relationId}/resume": {
    /** Let go on what we paused */
    post: {
      parameters: { path: { relationId: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["PartnerRelation"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/relations/{relationId}/end": {
    /** End it for good: history stays, and a new relation needs a new invitation */
    post: {
      parameters: { path: { relationId: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["PartnerRelation"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/relations/{relationId}/rotate-key": {
    /** Sign with a new key from now on; the one before it counts a week more */
    post: {
      parameters: { path: { relationId: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["PartnerRelation"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/relation-log": {
    /** The log book of partners, the newest first */
    get: {
      parameters: {
        query?: {
          relationId?: string;
          messageId?: string;
          documentId?: string;
          way?: "in" | "out";
          onlyTrouble?: string;
          beforeAt?: string;
          beforeId?: string;
          administration?: string;
        };
      };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["PartnerEvent"][];
              isMore: boolean;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/relations/export": {
    /** Send every purchase order that is placed and was not exported yet, each to its own supplier's connection, once. Each goes by itself: one that is refused keeps no other */
    post: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            /** Null: all there are */
            documentIds?: string[] | null;
          };
        };
      };
      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["ExportedOrder"][];
              /** 0: there was nothing to send */
              sent: number;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/relations/import": {
    /** Ask every partner for what it has for us, and take in what came: by itself this happens all the time. What comes of it stands in the log book */
    post: {
      parameters: {};

      responses: {
        202: {
          content: {
            "application/json": {
              /** Partners that are asked */
              asked: number;
              /** Partners of whom something is here and not taken in yet */
              waiting: number;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/relations/orders": {
    /** Orders of partners and our orders at partners, the latest first */
    get: {
      parameters: {
        query?: {
          side?: "buyer" | "seller";
          state?: "sent" | "accepted" | "changed" | "rejected" | "cancelled" | "recalled" | "held" | "open";
          relationId?: string;
          documentId?: string;
          administration?: string;
        };
      };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["PartnerOrderRow"][];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/relations/orders/{orderId}": {
    /** One order over a connection: as it was asked, how its lines stand, and what was answered */
    get: {
      parameters: { path: { orderId: string }; query?: { administration?: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["PartnerOrder"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/relations/orders/{orderId}/answer": {
    /** Accept an order of a partner, as it stands in our draft or with other quantities, prices and lines refused, or refuse it whole. Accepted, it is final and the buyer is told */
    post: {
      parameters: { path: { orderId: string } };
      requestBody: {
        content: {
          "application/json": {
            /** Of the order as it was read; another one is refused */
            version: number;
            isAccepted: boolean;
            lines?: {
              lineId: string;
              isRejected?: boolean;
              /** In our own unit; null: as it stands */
              quantity?: string | null;
              /** For one of our unit; null: as it stands */
              price?: string | null;
              /** So many follow later */
              backorder?: string | null;
              promised?: (unknown & unknown) | null;
              note?: string;
            }[];
            /** On which day it comes */
            promised?: (unknown & unknown) | null;
            note?: string;
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["PartnerOrder"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/relations/orders/{orderId}/pending": {
    /** Accept or refuse a change or a cancellation that was asked of an order; refused, what was agreed holds */
    post: {
      parameters: { path: { orderId: string } };
      requestBody: {
        content: {
          "application/json": {
            /** Of the order as it was read; another one is refused */
            version: number;
            isAccepted: boolean;
            note?: string;
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["PartnerOrder"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/relations/orders/{orderId}/looked": {
    /** What the other side said was looked at */
    post: {
      parameters: { path: { orderId: string } };
      requestBody: {
        content: {
          "application/json": {
            /** Of the order as it was read; another one is refused */
            version: number;
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["PartnerOrder"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/relations/orders/{orderId}/teach": {
    /** Say which item of ours a line means, once: every order of this partner that waits for it is taken in, and later ones know it */
    post: {
      parameters: { path: { orderId: string } };
      requestBody: {
        content: {
          "application/json": {
            lineId: string;
            itemId: string;
            /** How many of our unit one of theirs is; null: as the units say */
            unitFactor?: string | null;
          };
        };
      };
      responses: {
        200: {
          content: {
            "application/json": {
              code: string;
              /** Messages that are looked at again */
              released: number;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/relations/{relationId}/codes": {
    /** What was taught: by which code this partner means which item */
    get: {
      parameters: { path: { relationId: string }; query?: { administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              items: {
                code: string;
                itemId: string;
                unitFactor: string | null;
                /** Instant, ISO 8601, UTC */
                taughtAt: string;
                taughtBy: string;
              }[];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Forget what a code of this partner means */
    delete: {
      parameters: { path: { relationId: string }; query: { code: string } };

      responses: {
        200: { content: { "application/json": Record<string, never> } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/relations/{relationId}/messages/{messageId}/retry": {
    /** Look once more at a message that was set aside after it failed again and again */
    post: {
      parameters: { path: { relationId: string; messageId: string } };

      responses: {
        202: { content: { "application/json": Record<string, never> } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/purchase-orders/{documentId}/partner": {
    /** How a purchase order stands with the partner it went to: what of it the partner does not know, and what it said */
    get: {
      parameters: { path: { documentId: string }; query?: { administration?: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["PartnerOrder"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/purchase-orders/{documentId}/partner/change": {
    /** Tell the partner the order as it is now, where it takes changes; until it answers, what it had before holds */
    post: {
      parameters: { path: { documentId: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["PartnerOrder"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/purchase-orders/{documentId}/partner/cancel": {
    /** Ask the partner to let a purchase order go; it may refuse, and until it answers the order holds */
    post: {
      parameters: { path: { documentId: string } };
      requestBody: {
        content: {
          "application/json": {
            reason: string;
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["PartnerOrder"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/purchase-orders/{documentId}/partner/recall": {
    /** Take an order back that did not leave yet; it may be exported again */
    post: {
      parameters: { path: { documentId: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["PartnerOrder"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/purchase-orders/{documentId}/partner/again": {
    /** Send an order once more under the same id, which the partner knows again; it never becomes a second one there */
    post: {
      parameters: { path: { documentId: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["PartnerOrder"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/relations/{relationId}/statements": {
    /** Per period what went between, counted and signed by both sides, and whether they agree */
    get: {
      parameters: { path: { relationId: string }; query?: { administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["PartnerStatement"][];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Count what went between in a period that is over, sign it, and ask the partner for the same */
    post: {
      parameters: { path: { relationId: string } };
      requestBody: {
        content: {
          "application/json": {
            from: unknown & unknown;
            to: unknown & unknown;
          };
        };
      };
      responses: {
        201: {
          content: {
            "application/json": {
              items: components["schemas"]["PartnerStatement"][];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/catalogue-couplings/{couplingId}/outcome": {
    /** Say what a person found of something whose answer was lost: it is in the shop, or it may be made again */
    post: {
      parameters: { path: { couplingId: string } };
      requestBody: {
        content: {
          "application/json":
            | {
                externalId: string;
                isThere: false;
              }
            | {
                externalId: string;
                isThere: true;
                /** Its id in the shop */
                id: string;
              };
        };
      };
      responses: {
        200: { content: { "application/json": Record<string, never> } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/alarms": {
    /** What needs attention now */
    get: {
      parameters: { query?: { administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["Alarm"][];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/alarms/{alarmId}/close": {
    /** Close an alarm that was dealt with; it opens again when it happens again */
    post: {
      parameters: { path: { alarmId: string } };

      responses: {
        200: { content: { "application/json": Record<string, never> } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/alarms/{alarmId}/mute": {
    /** Send no mail about this until a day, at most 92 days from now; also when it ends and begins anew. Null: send it again */
    post: {
      parameters: { path: { alarmId: string } };
      requestBody: {
        content: {
          "application/json": {
            until: string | null;
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["Alarm"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/alarm-settings": {
    /** Who is mailed about which alarms */
    get: {
      parameters: { query?: { administration?: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["AlarmSettings"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Choose who is mailed about which alarms, given the version that was read */
    put: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            recipients: {
              address: string;
              language: "nl" | "fr" | "en";
              groups: ("silence" | "connections" | "orders" | "payments" | "mail" | "apps")[];
            }[];
            version: number;
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["AlarmSettings"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/retention": {
    /** How long each class of data is kept, and what went last */
    get: {
      parameters: { query?: { administration?: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["Retention"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Choose how long each class of data is kept, given the version that was read */
    put: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            days: {
              raw: number;
              trace: number;
              passThrough: number;
            };
            ownBooksYears: number;
            version: number;
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["Retention"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/people/preview": {
    /** What would be deleted of a person, and what the law keeps until when; changes nothing */
    post: {
      parameters: {};
      requestBody: {
        content: {
          "application/json":
            | {
                by: "email";
                email: string;
              }
            | {
                by: "party";
                partyId: string;
              }
            | {
                by: "order";
                connectionId: string;
                externalId: string;
              };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["PersonPreview"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/people/delete": {
    /** Delete a person everywhere but in issued documents, in one go; the answer names nobody and may be printed */
    post: {
      parameters: {};
      requestBody: {
        content: {
          "application/json":
            | {
                by: "email";
                email: string;
              }
            | {
                by: "party";
                partyId: string;
              }
            | {
                by: "order";
                connectionId: string;
                externalId: string;
              };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["PersonReport"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/setup": {
    /** Does this hub still need its first user? */
    get: {
      parameters: {};

      responses: {
        200: {
          content: {
            "application/json": {
              needed: boolean;
              /** The set-up code that the server prints when it starts has to come along */
              codeNeeded: boolean;
              /** False when the hub has administrations; the first user owns them */
              administrationNeeded: boolean;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Make the first user, who manages the hub and owns its first administration, and sign in */
    post: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            user: {
              name: string;
              email: string;
              password: string;
              language?: "nl" | "fr" | "en";
            };
            administration?: {
              name: string;
              country: string;
              language?: "nl" | "fr" | "en" | "de";
              timeZone?: string;
              vatIdentifier?: string;
              legalRegistrationIdentifier?: string;
              email?: string | "";
              phone?: string;
              iban?: string;
              address?: {
                name?: string;
                streetName?: string;
                additionalStreetName?: string;
                cityName?: string;
                postalZone?: string;
                countrySubentity?: string;
                countryCode?: string;
              };
              paymentTermDays?: number;
            };
            /** The set-up code; not needed on the machine of the hub itself */
            code?: string;
          };
        };
      };
      responses: {
        201: {
          content: {
            "application/json": {
              administrationId: string | null;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/session": {
    /** Sign in with e-mail address and password; the session comes as a cookie */
    post: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            email: string;
            password: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            "application/json": {
              /** What has to follow before the session is there; null: it is */
              needs: "totp" | null;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** End this session */
    delete: {
      parameters: {};

      responses: {
        200: { content: { "application/json": Record<string, never> } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/session/totp": {
    /** The second step of signing in: the code of the app, or one of the recovery codes */
    post: {
      parameters: {};
      requestBody: {
        content: {
          "application/json":
            | {
                code: string;
              }
            | {
                recoveryCode: string;
              };
        };
      };
      responses: {
        200: {
          content: {
            "application/json": {
              /** What has to follow before the session is there; null: it is */
              needs: "totp" | null;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/me": {
    /** Who is signed in, and the administrations he is a member of */
    get: {
      parameters: {};

      responses: {
        200: { content: { "application/json": components["schemas"]["Me"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Change one's own name, language or first page */
    put: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            name?: string;
            language?: "nl" | "fr" | "en";
            firstPage?: "usual" | "home" | "work" | "orders" | "documents" | "administrations" | "system";
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["Me"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/me/email": {
    /** Change the e-mail address one signs in with */
    put: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            email: string;
            password: string;
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["Me"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/me/password": {
    /** Change one's password; every other session ends */
    put: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            password: string;
            newPassword: string;
          };
        };
      };
      responses: {
        200: { content: { "application/json": Record<string, never> } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/me/totp": {
    /** Begin with a second factor: the secret for the app, and recovery codes. It counts once it is confirmed */
    post: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            password: string;
          };
        };
      };
      responses: {
        201: {
          content: {
            "application/json": {
              /** otpauth://…, for the QR code */
              uri: string;
              /** For typing over */
              secret: string;
              /** Each works once; shown only here */
              recoveryCodes: string[];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Confirm the second factor with a code of the app; from now on signing in asks for one */
    put: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            code: string;
          };
        };
      };
      responses: {
        200: { content: { "application/json": Record<string, never> } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Take the second factor away */
    delete: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            password: string;
          };
        };
      };
      responses: {
        200: { content: { "application/json": Record<string, never> } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/me/recovery-codes": {
    /** New recovery codes; the old ones no longer work */
    post: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            password: string;
          };
        };
      };
      responses: {
        201: {
          content: {
            "application/json": {
              /** Each works once; shown only here */
              recoveryCodes: string[];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/me/sessions": {
    /** Where one is signed in */
    get: {
      parameters: {};

      responses: {
        200: {
          content: {
            "application/json": {
              items: {
                id: string;
                /** Instant, ISO 8601, UTC */
                createdAt: string;
                /** To the day: it is written once a day */
                seenAt: string;
                address: string;
                /** As the browser calls itself */
                browser: string;
                isCurrent: boolean;
              }[];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/me/sessions/{sessionId}": {
    /** End one of one's sessions */
    delete: {
      parameters: { path: { sessionId: string } };

      responses: {
        200: { content: { "application/json": Record<string, never> } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/users": {
    /** The users of this administration */
    get: {
      parameters: { query?: { administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["Member"][];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/users/{userId}": {
    /** Give a user of this administration another role */
    put: {
      parameters: { path: { userId: string } };
      requestBody: {
        content: {
          "application/json": {
            role: "owner" | "administrator" | "bookkeeper" | "buyer" | "viewer";
          };
        };
      };
      responses: {
        200: { content: { "application/json": Record<string, never> } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Take a user out of this administration; at the next click it is closed to him */
    delete: {
      parameters: { path: { userId: string } };

      responses: {
        200: { content: { "application/json": Record<string, never> } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/user-events": {
    /** What happened with users and sign-ins, latest first */
    get: {
      parameters: { query?: { limit?: number; administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              items: {
                id: string;
                /** Instant, ISO 8601, UTC */
                at: string;
                userId: string | null;
                actor: string;
                action:
                  | "signedIn"
                  | "signInFailed"
                  | "passwordChanged"
                  | "emailChanged"
                  | "twoFactorOn"
                  | "twoFactorOff"
                  | "invited"
                  | "invitationRevoked"
                  | "invitationAccepted"
                  | "roleChanged"
                  | "removed";
                details: Record<string, string>;
              }[];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/invitations": {
    /** Invitations that can still be accepted */
    get: {
      parameters: { query?: { administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["Invitation"][];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Invite somebody into this administration, by mail, once and for seven days; an owner is made of a member */
    post: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            email: string;
            role: "administrator" | "bookkeeper" | "buyer" | "viewer";
            /** Of the mail; otherwise that of the request */
            language?: "nl" | "fr" | "en";
          };
        };
      };
      responses: {
        201: {
          content: {
            "application/json": {
              invitation: components["schemas"]["Invitation"];
              /** What stands in the mail, to hand over in another way; shown only here */
              link: string;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/invitations/{invitation}": {
    /** Take an invitation back, by its id */
    delete: {
      parameters: { path: { invitation: string } };

      responses: {
        200: { content: { "application/json": Record<string, never> } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** What the invitation with this token is for */
    get: {
      parameters: { path: { invitation: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              administration: string;
              email: string;
              role: "administrator" | "bookkeeper" | "buyer" | "viewer";
              invitedBy: string;
              /** Instant, ISO 8601, UTC */
              expiresAt: string;
              /** Somebody signs in with this e-mail address: then that goes first */
              hasAccount: boolean;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Accept the invitation with this token: as who is signed in, or as a new user, who is then signed in */
    post: {
      parameters: { path: { invitation: string } };
      requestBody: {
        content: {
          "application/json": {
            /** Only for a new user */
            user?: {
              name: string;
              password: string;
              language?: "nl" | "fr" | "en";
            };
          };
        };
      };
      responses: {
        200: {
          content: {
            "application/json": {
              administrationId: string;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/payments": {
    /** Payments in and out, newest first, with what they pay */
    get: {
      parameters: {
        query?: {
          documentId?: string;
          direction?: "in" | "out";
          method?: string | string[];
          unallocated?: "true" | "false";
          from?: string;
          until?: string;
          limit?: number;
          after?: string;
          administration?: string;
        };
      };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["Payment"][];
              next: string | null;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/payment-methods": {
    /** Codes of the ways in which anything was paid so far */
    get: {
      parameters: { query?: { administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              items: string[];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/payments/cash-book": {
    /** Cash of a period: what was in the register, each receipt and payment out, and what is in it after, per currency */
    get: {
      parameters: { query?: { from?: unknown & unknown; to?: unknown & unknown; administration?: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["CashBook"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/payments/cash-book/export": {
    /** The cash book of a period as CSV, with the balance before and after */
    get: {
      parameters: {
        query?: {
          separator?: ";" | "," | "tab";
          bom?: "true" | "false";
          from?: unknown & unknown;
          to?: unknown & unknown;
          administration?: string;
        };
      };

      responses: {
        200: { content: { "text/csv": string } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/documents/{documentId}/payments": {
    /** Enter a payment by hand; more than is open only when overpayment is true */
    post: {
      parameters: { path: { documentId: string } };
      requestBody: {
        content: {
          "application/json": {
            amount: string;
            date: string;
            method: "bankTransfer" | "cash" | "card" | "other";
            key?: string;
            overpayment?: boolean;
          };
        };
      };
      responses: {
        201: {
          content: {
            "application/json": {
              payment: components["schemas"]["Payment"];
              balance: components["schemas"]["Balance"] | null;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/documents/{documentId}/repayments": {
    /** Enter money that was given back of what was paid on a document: at most what is owed back */
    post: {
      parameters: { path: { documentId: string } };
      requestBody: {
        content: {
          "application/json": {
            amount: string;
            date: string;
            method: "bankTransfer" | "cash" | "card" | "other";
            key?: string;
          };
        };
      };
      responses: {
        201: {
          content: {
            "application/json": {
              payment: components["schemas"]["Payment"];
              balance: components["schemas"]["Balance"] | null;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/payments/{paymentId}": {
    /** Take back a payment or repayment that was entered by hand: it stays, with a row against it */
    delete: {
      parameters: { path: { paymentId: string } };
      requestBody: {
        content: {
          "application/json": {
            reason: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            "application/json": {
              payment: components["schemas"]["Payment"];
              balance: components["schemas"]["Balance"] | null;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/payments/{paymentId}/allocate": {
    /** Give what is left of a payment, or a part of it, to an open document: what is for no document, and what is owed back on others */
    post: {
      parameters: { path: { paymentId: string } };
      requestBody: {
        content: {
          "application/json": {
            documentId: string;
            amount?: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            "application/json": {
              payment: components["schemas"]["Payment"];
              balance: components["schemas"]["Balance"] | null;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/documents/{documentId}/pay-link": {
    /** Where a customer pays this document online, and what is open on it */
    get: {
      parameters: { path: { documentId: string }; query?: { administration?: string } };

      responses: {
        200: {
          content: {
            "application/json": {
              /** Null when nothing is due, or no payment provider is active */
              url: string | null;
              balance: components["schemas"]["Balance"];
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/documents/{documentId}/mail-preview": {
    /** The mail of a document as it would leave now; having seen one counts as confirming the first */
    get: {
      parameters: {
        path: { documentId: string };
        query?: { documentLanguage?: "nl" | "fr" | "en" | "de"; administration?: string };
      };

      responses: {
        200: { content: { "application/json": components["schemas"]["MailPreview"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/documents/{documentId}/send": {
    /** Mail an issued document. The first mail to a customer needs confirmed, unless a preview was seen; it refuses with who gets what */
    post: {
      parameters: { path: { documentId: string } };
      requestBody: {
        content: {
          "application/json": {
            /** Left out: the address of the buyer */
            to?: string[];
            /** Left out: those of the mail settings */
            cc?: string[];
            bcc?: string[];
            /** Text, no template. Left out: the text of the settings */
            subject?: string;
            body?: string;
            language?: "nl" | "fr" | "en" | "de";
            confirmed?: boolean;
            /** Also when it was sent there before */
            again?: boolean;
          };
        };
      };
      responses: {
        202: { content: { "application/json": components["schemas"]["QueuedMail"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/outbox": {
    /** Mails that wait, left or failed, newest first */
    get: {
      parameters: {
        query?: {
          state?: "queued" | "sending" | "sent" | "delivered" | "failed" | "unknown" | "cancelled";
          documentId?: string;
          limit?: number;
          after?: string;
          administration?: string;
        };
      };

      responses: {
        200: {
          content: {
            "application/json": {
              items: components["schemas"]["OutboxMail"][];
              next: string | null;
            };
          };
        };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/outbox/{outboxId}/message": {
    /** The message as it left the last time, byte for byte */
    get: {
      parameters: { path: { outboxId: string }; query?: { administration?: string } };

      responses: {
        200: { content: { "message/rfc822": string } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/outbox/{outboxId}/send-again": {
    /** Send a mail once more, because a person asks; asked twice it is one */
    post: {
      parameters: { path: { outboxId: string } };

      responses: {
        201: { content: { "application/json": components["schemas"]["OutboxMail"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/outbox/{outboxId}": {
    /** Take back a mail that has not left yet */
    delete: {
      parameters: { path: { outboxId: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["OutboxMail"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/mail-settings": {
    /** How the mail of this company is sent; never the password */
    get: {
      parameters: { query?: { administration?: string } };

      responses: {
        200: { content: { "application/json": components["schemas"]["MailSettings"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Choose how mail is sent, given the version that was read; what waits is tried at once */
    put: {
      parameters: {};
      requestBody: { content: { "application/json": components["schemas"]["MailSettingsChangeInput"] } };
      responses: {
        200: { content: { "application/json": components["schemas"]["MailSettings"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/mail-settings/test": {
    /** Send one mail to who asks, over the saved settings, and tell how far it came */
    post: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            to?: string;
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["MailTest"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/texts": {
    /** Captions and mail texts of a kind of document, of the company or of one coupling */
    get: {
      parameters: {
        query?: {
          couplingId?: string;
          kind?:
            | "quote"
            | "salesQuote"
            | "orderConfirmation"
            | "orderSlip"
            | "deliveryNote"
            | "workPreparation"
            | "workOrder"
            | "invoice"
            | "creditNote"
            | "purchaseOrder"
            | "requestForQuotation"
            | "purchaseReceipt"
            | "purchaseDocument"
            | "purchaseSlip"
            | "tillReceipt"
            | "paymentRequest";
          administration?: string;
        };
      };

      responses: {
        200: { content: { "application/json": components["schemas"]["DocumentTexts"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
    /** Change captions and mail texts, given the version that was read */
    put: {
      parameters: {
        query?: {
          couplingId?: string;
          kind?:
            | "quote"
            | "salesQuote"
            | "orderConfirmation"
            | "orderSlip"
            | "deliveryNote"
            | "workPreparation"
            | "workOrder"
            | "invoice"
            | "creditNote"
            | "purchaseOrder"
            | "requestForQuotation"
            | "purchaseReceipt"
            | "purchaseDocument"
            | "purchaseSlip"
            | "tillReceipt"
            | "paymentRequest";
        };
      };
      requestBody: {
        content: {
          "application/json": {
            texts: components["schemas"]["TextOverridesInput"];
            version: number;
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["DocumentTexts"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
  "/api/texts/preview": {
    /** What texts that are not saved yet would say, on a real document or else an example. Of a coupling it counts as having seen what that mails */
    post: {
      parameters: {};
      requestBody: {
        content: {
          "application/json": {
            /** Left out: of the whole company */
            couplingId?: string;
            /** Left out: the kind of the coupling, else invoice */
            kind?:
              | "quote"
              | "salesQuote"
              | "orderConfirmation"
              | "orderSlip"
              | "deliveryNote"
              | "workPreparation"
              | "workOrder"
              | "invoice"
              | "creditNote"
              | "purchaseOrder"
              | "requestForQuotation"
              | "purchaseReceipt"
              | "purchaseDocument"
              | "purchaseSlip"
              | "tillReceipt"
              | "paymentRequest";
            texts: components["schemas"]["TextOverridesInput"];
            /** Left out: of the newest real order */
            documentId?: string;
            documentLanguage?: "nl" | "fr" | "en" | "de";
            /** Left out: as the document is */
            situation?: "paid" | "toPay";
          };
        };
      };
      responses: {
        200: { content: { "application/json": components["schemas"]["TextPreview"] } };
        default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
      };
    };
  };
}

export interface components {
  schemas: {
    AboutSupplierDocument: {
      id: string;
      kind: "order" | "deliveryNote";
      number: string;
      date: string | null;
      source: "service" | "upload" | "partner";
      ourOrderNumber: string;
      /** Which of our suppliers it is of is known */
      hasSupplier: boolean;
      /** Our purchase order it is about */
      order: {
        id: string;
        number: string;
        version: number;
        isOpen: boolean;
      } | null;
      takings: {
        documentId: string;
        /** Instant, ISO 8601, UTC */
        at: string;
        by: string;
      }[];
    };
    Alarm: {
      id: string;
      kind: string;
      subject: string;
      text: string;
      /** For people, in the language of the request */
      message: string;
      occurrences: number;
      /** Instant, ISO 8601, UTC */
      openedAt: string;
      /** Instant, ISO 8601, UTC */
      seenAt: string;
      /** No mail about it before then: a person asked so */
      mutedUntil: string | null;
    };
    AlarmSettings: {
      /** Empty: the owners get everything */
      recipients: {
        address: string;
        language: "nl" | "fr" | "en";
        groups: ("silence" | "connections" | "orders" | "payments" | "mail" | "apps")[];
      }[];
      /** Addresses of the owners, who get everything while nobody is chosen */
      owners: string[];
      version: number;
      changedBy: string;
    };
    App: {
      module:
        | "customers"
        | "items"
        | "invoices"
        | "payments"
        | "quotes"
        | "orderSlips"
        | "deliveryNotes"
        | "workOrders"
        | "purchases"
        | "partners"
        | "epcQr"
        | "foreignLanguageCustomers"
        | "woocommerce"
        | "cs-cart"
        | "mollie"
        | "visma-net"
        | "bancontact-pro"
        | "supplierWebshops";
      group: "basic" | "advanced";
      name: string;
      about: string;
      /** stopped: on, and standing still until there is a licence */
      state: "on" | "off" | "stopped";
      /** Always on: there is no button */
      isFixed: boolean;
      /** Whose connections it lets be made */
      connector: string | null;
      /** What Configure opens; null when there is nothing to set */
      configures: string | null;
      mayActivate: boolean;
      /** Why it cannot be switched on as it is, and what helps */
      hindrance: string | null;
      /** Null when no licence is asked for */
      licence: {
        isNeeded: boolean;
        validUntil: string | null;
        state: "none" | "valid" | "expiring" | "invalid";
        /** How to get a code, in the words of the operator of the hub */
        contact: string;
      } | null;
      /** What stops when it goes off; settings and connections are kept */
      whenOff: string;
    };
    AuditCheck: {
      /** Instant, ISO 8601, UTC */
      checkedAt: string;
      /** The last row that was looked at and is whole */
      sequence: string;
      fault: "altered" | "detailsAltered" | "removed" | "cutOff" | "forked" | null;
      faultSequence: string | null;
    };
    AuditLine: {
      sequence: string;
      /** Instant, ISO 8601, UTC */
      at: string;
      /** `user:{id}`, `token:{id}`, or `command` for whoever sits at the server */
      actor: string;
      /** As called today, else as called then; empty when both are gone */
      who: string;
      action: string;
      /** What was done, in the reader's language */
      text: string;
      subject: {
        kind:
          | "alarm"
          | "app"
          | "basket"
          | "company"
          | "connection"
          | "coupling"
          | "document"
          | "hub"
          | "import"
          | "invitation"
          | "item"
          | "mail"
          | "mapping"
          | "numbers"
          | "order"
          | "party"
          | "payment"
          | "period"
          | "person"
          | "priceRun"
          | "relation"
          | "retention"
          | "session"
          | "supplierDocument"
          | "supplierEntry"
          | "texts"
          | "user"
          | "category"
          | "priceFile"
          | "priceList"
          | "supplierItem"
          | "work";
        id: string;
        name: string;
      };
      /** Fields that were given, and values of some; null when they were deleted */
      details: Record<string, unknown> | null;
    };
    Balance: {
      /** Decimal number as text, with a point */
      payable: string;
      /** Decimal number as text, with a point */
      paid: string;
      /** Decimal number as text, with a point */
      credited: string;
      /** Decimal number as text, with a point */
      open: string;
      currency: string;
    };
    BulkAction: {
      id: string;
      act: "retry" | "again" | "skip" | "since";
      reason: string;
      /** watching: all were told, and not all were looked at yet */
      state: "running" | "watching" | "done" | "stopped" | "failed";
      /** False while the shop is still asked which orders there are */
      isListed: boolean;
      total: number;
      told: number;
      /** For which it makes no sense any more */
      left: number;
      /** When done: orders; by outcome; same, changed, newDocuments, compared with before; left */
      counts: Record<string, number>;
      failure: string | null;
      since: string | null;
      /** Instant, ISO 8601, UTC */
      requestedAt: string;
      requestedBy: string;
      finishedAt: string | null;
    };
    BulkOrder: {
      connectionId: string;
      orderId: string;
      number: string;
      state: "waiting" | "told" | "left";
      before: {
        outcome: string | null;
        reason: string | null;
        documents: {
          kind: string;
          number: string | null;
          /** Decimal number as text, with a point */
          total: string;
        }[];
      } | null;
      after: {
        outcome: string | null;
        reason: string | null;
        documents: {
          kind: string;
          number: string | null;
          /** Decimal number as text, with a point */
          total: string;
        }[];
      } | null;
    };
    CashBook: {
      from: string;
      to: string;
      currencies: {
        currency: string;
        /** Decimal number as text, with a point */
        opening: string;
        /** Decimal number as text, with a point */
        received: string;
        /** Decimal number as text, with a point */
        paidOut: string;
        /** Decimal number as text, with a point */
        closing: string;
        lines: {
          paymentId: string;
          /** Instant, ISO 8601, UTC */
          paidAt: string;
          direction: "in" | "out";
          /** Decimal number as text, with a point */
          amount: string;
          /** In the cash register after it */
          balance: string;
          documents: {
            documentId: string;
            number: string;
          }[];
          reason: string;
          reversesId: string | null;
          enteredBy: string;
        }[];
      }[];
    };
    CatalogueCoupling: {
      id: string;
      kind: "products" | "stock" | "customers";
      sourceConnectionId: string;
      sourceName: string;
      targetConnectionId: string;
      targetName: string;
      state: "off" | "live";
      settings: Record<string, unknown>;
      settingsVersion: number;
      /** A person started it once: what changes is followed while it is on */
      isStarted: boolean;
      /** By the source's clock */
      upToDateUntil: string | null;
      lastRunAt: string | null;
      /** All of its records, by state */
      counts: Record<string, number>;
      /** The newest */
      run: components["schemas"]["CatalogueRun"] | null;
    };
    CatalogueRecord: {
      externalId: string;
      /** Empty for customers, of whom only a hash is kept */
      code: string;
      /** Empty once nothing is to be done about it */
      name: string;
      state:
        | "new"
        | "toCreate"
        | "toUpdate"
        | "same"
        | "writing"
        | "created"
        | "updated"
        | "skipped"
        | "held"
        | "waiting"
        | "failed"
        | "gone";
      /** At the shop; empty: not there, or not known */
      targetId: string;
      /** What differs, while a person has to look at it */
      changes: {
        field: string;
        /** What stands there; null: nothing */
        shop: string | null;
        source: string;
        /** Keep: the shop made this of it itself */
        act: "write" | "keep";
      }[];
      /** Fields left alone, because the shop changed them */
      kept: string[];
      reason: {
        code: string;
        message: string;
        /** Who must act, in words; null: nobody has to */
        who: string | null;
      } | null;
      /** Of which only a person can say whether it was made in the shop: of itself, or of a category of it */
      uncertain: "record" | "category" | null;
      nextAttemptAt: string | null;
      decidedAt: string | null;
    };
    CatalogueRow: {
      /** An own item, or an article of a supplier */
      kind: "item" | "supplierItem";
      id: string;
      /** What of it was found; list: it was not searched for */
      by: "code" | "gtin" | "prefix" | "words" | "list";
      code: string;
      /** Third-party text: escape it wherever it is shown */
      name: string;
      manufacturersItemIdentifier: string;
      brandName: string;
      gtins: string[];
      supplierName: string;
      partyId: string | null;
      priceListId: string | null;
      priceListName: string;
      /** The own item it is */
      itemId: string | null;
      unitCode: string;
      currency: string;
      /** Per unit; null: not known */
      cost: string | null;
      salesPrice: string | null;
      priceStatus: "ok" | "noNet" | "noPrice" | "onRequest" | "discontinued" | "unknown";
      /** False: the newest file of the whole list leaves it out */
      isInList: boolean;
      pricedAt: string | null;
    };
    CatalogueRun: {
      id: string;
      /** First: everything, looked at, and written when a person starts it; delta: what changed since; from: what changed since a moment a person chose; night: everything */
      scope: "first" | "delta" | "from" | "night";
      /** Ready: looked at, and waits for a person */
      state: "looking" | "ready" | "writing" | "done" | "stopped";
      isPaused: boolean;
      /** Null: everything */
      since: string | null;
      /** How many the source said there are; null: not said */
      total: number | null;
      /** How many of them were looked at */
      seen: number;
      /** How many it left in each state */
      counts: Record<string, number>;
      /** What it stands still for, and when it goes on by itself */
      reason: {
        code: string;
        message: string;
        /** Instant, ISO 8601, UTC */
        nextAttemptAt: string;
      } | null;
      /** `schedule`, or who asked */
      requestedBy: string;
      startedBy: string;
      /** Instant, ISO 8601, UTC */
      begunAt: string;
      endedAt: string | null;
    };
    Cause: {
      /** For `?cause=` of /api/work and /api/orders: both show exactly `count` orders */
      key: string;
      code: string;
      params: Record<string, string>;
      title: string;
      body: string;
      count: number;
      /** Null when the orders are in several currencies */
      amount: string | null;
      currency: string | null;
      /** Instant, ISO 8601, UTC */
      since: string;
      connectionId: string;
      connectionName: string;
      /** Who must act */
      who: {
        code: "you" | "source" | "operator";
        text: string;
      };
      /** The one thing that helps; null when nothing a person can press does */
      action: {
        kind:
          | "chooseMapping"
          | "reconnect"
          | "checkRights"
          | "openConnection"
          | "openCoupling"
          | "compareAmounts"
          | "openOrders"
          | "viewChanges"
          | "retry"
          | "report";
        label: string;
        connectionId: string;
        couplingId: string | null;
        /** Only when it is about one order */
        orderId: string | null;
        what: string | null;
        fromValue: string | null;
        /** As people call it */
        fromName: string | null;
      } | null;
    };
    ClosedPeriod: {
      /** The last day that is closed: nothing is dated up to and including it */
      closedUntil: string | null;
      /** The last time it was closed further or opened again; null when it never was */
      changed: {
        isReopened: boolean;
        /** Instant, ISO 8601, UTC */
        at: string;
        /** As called today, else as called then; empty when both are gone */
        who: string;
        reason: string;
      } | null;
    };
    ClosedUntil: {
      closedUntil: string | null;
    };
    Company: {
      id: string;
      name: string;
      country: string;
      language: "nl" | "fr" | "en" | "de";
      timeZone: string;
      currency: string;
      vatIdentifier: string;
      legalRegistrationIdentifier: string;
      email: string;
      phone: string;
      iban: string;
      address: {
        name: string;
        streetName: string;
        additionalStreetName: string;
        cityName: string;
        postalZone: string;
        countrySubentity: string;
        countryCode: string;
      };
      paymentTermDays: number;
      /** By which trading partners know it; empty: none */
      gln: string;
      /** Send it back when saving */
      version: number;
      /** Instant, ISO 8601, UTC */
      changedAt: string;
      changedBy: string;
      /** There are documents: the country stays */
      countryIsFixed: boolean;
    };
    CompletenessStatement: {
      id: string;
      couplingId: string;
      connectionId: string;
      shop: string;
      /** Is everything accounted for? In one sentence */
      verdict: string;
      from: unknown & unknown;
      to: unknown & unknown;
      /** When the shop was asked */
      at: string;
      /** `schedule`, or the name of who asked */
      askedBy: string;
      /** Null: the shop could not be asked, and nothing is known */
      known: {
        unexplained: number;
        inShop: {
          count: number;
          totals: {
            currency: string;
            /** Decimal number as text, with a point */
            amount: string;
          }[];
          /** Orders in `count` whose amount could not be read: they are in no total */
          unknown: number;
        };
        inBooks: {
          count: number;
          totals: {
            currency: string;
            /** Decimal number as text, with a point */
            amount: string;
          }[];
          /** Orders in `count` whose amount could not be read: they are in no total */
          unknown: number;
        };
        /** In our books and no longer in the shop; they are in their groups too */
        goneFromShop: number;
        /** Documented, and changed in the shop since */
        drifted: number;
        groups: {
          count: number;
          totals: {
            currency: string;
            /** Decimal number as text, with a point */
            amount: string;
          }[];
          /** Orders in `count` whose amount could not be read: they are in no total */
          unknown: number;
          /** With `statement`, a filter of /api/orders that gives exactly these */
          group: string;
          kind: "documented" | "skipped" | "waiting" | "held" | "failed" | "unexplained";
          name: string;
        }[];
        vat: {
          currency: string;
          country: string;
          /** Decimal number as text, with a point */
          rate: string;
          /** As the shop charged it; null when it does not say so of every order */
          source: string | null;
          /** Decimal number as text, with a point */
          document: string;
        }[];
        /** Documented orders of which no VAT is known here */
        withoutVat: number;
        series: {
          kind: string;
          series: string;
          year: number;
          first: string;
          last: string;
          /** Documents of these orders in it; others may stand between them */
          count: number;
          /** Numbers between the first and the last that no document has */
          gaps: string[];
        }[];
        refunds: {
          inShop: number;
          credited: number;
          creditNotes: number;
        };
        gaps: {
          orderId: string;
          number: string;
          missing: "neverHeard" | "entryLost" | "changeMissed" | "goneUnnoticed" | "refundMissed" | "refundGone";
          text: string;
          done: "announced";
          isHealed: boolean;
          outcome: "documented" | "skipped" | "waiting" | "held" | "failed" | null;
          reasonCode: string | null;
        }[];
      } | null;
      reason: {
        code: string;
        text: string;
      } | null;
    };
    Connection: {
      id: string;
      connector: string;
      name: string;
      account: string;
      state: string;
      stateReason: string;
      pollingOnly: boolean;
      retryAt: string | null;
      /** When it last answered or delivered */
      lastContactAt: string | null;
      deliveryUrl: string | null;
      settings: Record<string, unknown>;
      /** Kinds that orders can be booked as there; none: no orders */
      makesDocuments: (
        | "quote"
        | "salesQuote"
        | "orderConfirmation"
        | "orderSlip"
        | "deliveryNote"
        | "workPreparation"
        | "workOrder"
        | "invoice"
        | "creditNote"
        | "purchaseOrder"
        | "requestForQuotation"
        | "purchaseReceipt"
        | "purchaseDocument"
        | "purchaseSlip"
        | "tillReceipt"
        | "paymentRequest"
      )[];
      webhooks: {
        topic: string;
        active: boolean;
        /** Instant, ISO 8601, UTC */
        checkedAt: string;
      }[];
    };
    ConnectionSaved: {
      id: string;
      connector: string;
      name: string;
      account: string;
      state: string;
      stateReason: string;
      pollingOnly: boolean;
      retryAt: string | null;
      /** When it last answered or delivered */
      lastContactAt: string | null;
      deliveryUrl: string | null;
      settings: Record<string, unknown>;
      /** Kinds that orders can be booked as there; none: no orders */
      makesDocuments: (
        | "quote"
        | "salesQuote"
        | "orderConfirmation"
        | "orderSlip"
        | "deliveryNote"
        | "workPreparation"
        | "workOrder"
        | "invoice"
        | "creditNote"
        | "purchaseOrder"
        | "requestForQuotation"
        | "purchaseReceipt"
        | "purchaseDocument"
        | "purchaseSlip"
        | "tillReceipt"
        | "paymentRequest"
      )[];
      webhooks: {
        topic: string;
        active: boolean;
        /** Instant, ISO 8601, UTC */
        checkedAt: string;
      }[];
      /** What was entered otherwise than it was saved */
      notices: string[];
    };
    Connector: {
      id: string;
      name: string;
      kind: string;
      docs: string;
      /** Its app is on: a connection can be made */
      isOn: boolean;
      settings: components["schemas"]["ConnectorField"][];
      /** Keys of the other side: written, never read back */
      credentials: {
        name: string;
        label: string;
      }[];
      /** Where its own screens make keys, Dutch beside English; null when that is not known */
      keys: {
        path: {
          nl: string;
          en: string;
        }[];
        right: {
          nl: string;
          en: string;
        };
      } | null;
      givesOrders: boolean;
      /** byItself: each request names the address to call, nobody sets it up */
      webhooks: "none" | "byHand" | "byItself";
      /** In which its orders can be, as its own screens call them; plug-ins add others */
      statuses: {
        value: string;
        nl: string;
        en: string;
      }[];
    };
    ConnectorField: {
      name: string;
      /** In the language of the request */
      label: string;
      kind: "text" | "address" | "choice" | "yesNo" | "list";
      /** There is no default */
      isNeeded: boolean;
      /** The check of the connection finds it out */
      isLearnt: boolean;
      choices: {
        value: string;
        label: string;
      }[];
      placeholder: string;
      /** What stands there when nobody filled it in; null when nothing does */
      initial: unknown;
    };
    Coupling: {
      id: string;
      kind: "shopOrders";
      sourceConnectionId: string;
      targetConnectionId: string | null;
      state: "off" | "dry" | "live";
      settings: Record<string, unknown>;
      settingsVersion: number;
      offsetLeft: number;
      sweptUntil: string | null;
    };
    CouplingLine: {
      id: string;
      name: string;
      connectionId: string;
      connectionName: string;
      /** What counts most: an app that is off, then the state of its connection */
      state: "live" | "off" | "dry" | "paused" | "reconnect" | "unreachable" | "moduleOff";
      /** Orders of today: /api/orders?coupling=…&from=…&to=… */
      today: number;
      /** When the last order was placed */
      lastAt: string | null;
      /** When the source was last asked for what changed, and answered */
      checkedAt: string | null;
      /** Orders per day, oldest first, today last; null before the coupling was there */
      days14: (number | null)[];
    };
    DiscountGroup: {
      /** Text: 06 is not 6 */
      code: string;
      /** From this quantity on */
      from: string;
      name: string;
      discounts: {
        kind: string;
        /** Decimal number as text, with a point */
        value: string;
        group: string;
        source: string;
      }[];
      validFrom: string | null;
      validTo: string | null;
      version: number;
      /** Instant, ISO 8601, UTC */
      changedAt: string;
      changedBy: string;
    };
    Document: {
      id: string;
      kind:
        | "quote"
        | "salesQuote"
        | "orderConfirmation"
        | "orderSlip"
        | "deliveryNote"
        | "workPreparation"
        | "workOrder"
        | "invoice"
        | "creditNote"
        | "purchaseOrder"
        | "requestForQuotation"
        | "purchaseReceipt"
        | "purchaseDocument"
        | "purchaseSlip"
        | "tillReceipt"
        | "paymentRequest";
      status: string;
      number: string | null;
      issueDate: string | null;
      dueDate: string | null;
      taxPointDate: string | null;
      deliveryDate: string | null;
      currency: string;
      exchangeRate: string | null;
      taxAmountInEuro: string | null;
      language: string;
      seller: {
        name: string;
        contactName: string;
        email: string;
        phone: string;
        language: string | null;
        vatIdentifier: string;
        legalRegistrationIdentifier: string;
        address: {
          name: string;
          streetName: string;
          additionalStreetName: string;
          cityName: string;
          postalZone: string;
          countrySubentity: string;
          countryCode: string;
        };
      };
      sellerIban: string;
      buyer: {
        name: string;
        contactName: string;
        email: string;
        phone: string;
        language: string | null;
        vatIdentifier: string;
        legalRegistrationIdentifier: string;
        address: {
          name: string;
          streetName: string;
          additionalStreetName: string;
          cityName: string;
          postalZone: string;
          countrySubentity: string;
          countryCode: string;
        };
      };
      deliverTo: {
        name: string;
        streetName: string;
        additionalStreetName: string;
        cityName: string;
        postalZone: string;
        countrySubentity: string;
        countryCode: string;
      } | null;
      noteAboveLines: string;
      internalNote: string;
      orderReference: string;
      buyerReference: string;
      paymentMeansCode: string;
      paymentReference: string;
      sourceOrderId: string;
      connectionId: string | null;
      precedingDocument: {
        number: string;
        issueDate: string;
      } | null;
      flag: string | null;
      totals: {
        /** Decimal number as text, with a point */
        lineExtensionAmount: string;
        /** Decimal number as text, with a point */
        allowanceTotalAmount: string;
        /** Decimal number as text, with a point */
        chargeTotalAmount: string;
        /** Decimal number as text, with a point */
        taxExclusiveAmount: string;
        /** Decimal number as text, with a point */
        taxAmount: string;
        /** Decimal number as text, with a point */
        taxInclusiveAmount: string;
        /** Decimal number as text, with a point */
        prepaidAmount: string;
        /** Decimal number as text, with a point */
        payableRoundingAmount: string;
        /** Decimal number as text, with a point */
        payableAmount: string;
      };
      lines: {
        position: number;
        kind: "item" | "shipping" | "charge" | "deposit" | "contribution" | "surcharge" | "text" | "subtotal";
        itemName: string;
        description: string;
        sellersItemIdentifier: string;
        standardItemIdentifier: string;
        /** Decimal number as text, with a point */
        quantity: string;
        unitCode: string;
        /** Decimal number as text, with a point */
        netPrice: string;
        /** Decimal number as text, with a point */
        baseQuantity: string;
        /** Decimal number as text, with a point */
        lineNetAmount: string;
        vatCategory: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
        /** Decimal number as text, with a point */
        vatRate: string;
        itemId: string | null;
        /** As it was entered, before the discount; null when nobody did */
        price: string | null;
        /** Decimal number as text, with a point */
        discountPercent: string;
      }[];
      allowanceCharges: {
        kind: "allowance" | "charge";
        /** Decimal number as text, with a point */
        amount: string;
        reasonCode: string;
        reason: string;
        vatCategory: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
        /** Decimal number as text, with a point */
        vatRate: string;
      }[];
      vat: {
        vatCategory: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
        /** Decimal number as text, with a point */
        vatRate: string;
        vatCountry: string;
        /** Decimal number as text, with a point */
        taxableAmount: string;
        /** Decimal number as text, with a point */
        taxAmount: string;
        sourceTaxAmount: string | null;
        exemptionReasonCode: string | null;
        exemptionReason: string | null;
      }[];
      /** Instant, ISO 8601, UTC */
      createdAt: string;
    };
    DocumentPage: {
      id: string;
      kind:
        | "quote"
        | "salesQuote"
        | "orderConfirmation"
        | "orderSlip"
        | "deliveryNote"
        | "workPreparation"
        | "workOrder"
        | "invoice"
        | "creditNote"
        | "purchaseOrder"
        | "requestForQuotation"
        | "purchaseReceipt"
        | "purchaseDocument"
        | "purchaseSlip"
        | "tillReceipt"
        | "paymentRequest";
      status: string;
      number: string | null;
      issueDate: string | null;
      dueDate: string | null;
      taxPointDate: string | null;
      deliveryDate: string | null;
      currency: string;
      exchangeRate: string | null;
      taxAmountInEuro: string | null;
      language: string;
      seller: {
        name: string;
        contactName: string;
        email: string;
        phone: string;
        language: string | null;
        vatIdentifier: string;
        legalRegistrationIdentifier: string;
        address: {
          name: string;
          streetName: string;
          additionalStreetName: string;
          cityName: string;
          postalZone: string;
          countrySubentity: string;
          countryCode: string;
        };
      };
      sellerIban: string;
      buyer: {
        name: string;
        contactName: string;
        email: string;
        phone: string;
        language: string | null;
        vatIdentifier: string;
        legalRegistrationIdentifier: string;
        address: {
          name: string;
          streetName: string;
          additionalStreetName: string;
          cityName: string;
          postalZone: string;
          countrySubentity: string;
          countryCode: string;
        };
      };
      deliverTo: {
        name: string;
        streetName: string;
        additionalStreetName: string;
        cityName: string;
        postalZone: string;
        countrySubentity: string;
        countryCode: string;
      } | null;
      noteAboveLines: string;
      internalNote: string;
      orderReference: string;
      buyerReference: string;
      paymentMeansCode: string;
      paymentReference: string;
      sourceOrderId: string;
      connectionId: string | null;
      precedingDocument: {
        number: string;
        issueDate: string;
      } | null;
      flag: string | null;
      totals: {
        /** Decimal number as text, with a point */
        lineExtensionAmount: string;
        /** Decimal number as text, with a point */
        allowanceTotalAmount: string;
        /** Decimal number as text, with a point */
        chargeTotalAmount: string;
        /** Decimal number as text, with a point */
        taxExclusiveAmount: string;
        /** Decimal number as text, with a point */
        taxAmount: string;
        /** Decimal number as text, with a point */
        taxInclusiveAmount: string;
        /** Decimal number as text, with a point */
        prepaidAmount: string;
        /** Decimal number as text, with a point */
        payableRoundingAmount: string;
        /** Decimal number as text, with a point */
        payableAmount: string;
      };
      lines: {
        position: number;
        kind: "item" | "shipping" | "charge" | "deposit" | "contribution" | "surcharge" | "text" | "subtotal";
        itemName: string;
        description: string;
        sellersItemIdentifier: string;
        standardItemIdentifier: string;
        /** Decimal number as text, with a point */
        quantity: string;
        unitCode: string;
        /** Decimal number as text, with a point */
        netPrice: string;
        /** Decimal number as text, with a point */
        baseQuantity: string;
        /** Decimal number as text, with a point */
        lineNetAmount: string;
        vatCategory: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
        /** Decimal number as text, with a point */
        vatRate: string;
        itemId: string | null;
        /** As it was entered, before the discount; null when nobody did */
        price: string | null;
        /** Decimal number as text, with a point */
        discountPercent: string;
      }[];
      allowanceCharges: {
        kind: "allowance" | "charge";
        /** Decimal number as text, with a point */
        amount: string;
        reasonCode: string;
        reason: string;
        vatCategory: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
        /** Decimal number as text, with a point */
        vatRate: string;
      }[];
      vat: {
        vatCategory: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
        /** Decimal number as text, with a point */
        vatRate: string;
        vatCountry: string;
        /** Decimal number as text, with a point */
        taxableAmount: string;
        /** Decimal number as text, with a point */
        taxAmount: string;
        sourceTaxAmount: string | null;
        exemptionReasonCode: string | null;
        exemptionReason: string | null;
      }[];
      /** Instant, ISO 8601, UTC */
      createdAt: string;
      /** Decimal number as text, with a point */
      paidAmount: string;
      /** Decimal number as text, with a point */
      creditedAmount: string;
      /** What is still to be paid; below zero when too much was */
      openAmount: string;
      /** Null where nothing is to be paid */
      paymentState: "open" | "partlyPaid" | "paid" | "overpaid" | "toRepay" | "overdue" | null;
      /** Of the latest mail of it; null when none was asked for */
      mailState: string | null;
      /** Money that still has to go back, on this document or, of a credit note, on its invoice */
      toRepay: {
        documentId: string;
        number: string;
        /** Decimal number as text, with a point */
        amount: string;
      } | null;
      version: number;
      buyerId: string | null;
      couplingId: string | null;
      precedingDocumentId: string | null;
      replacesDocumentId: string | null;
      /** The day it would have had, when that day is closed */
      datedInsteadOf: string | null;
      pricesIncludeTax: boolean;
      paymentTermDays: number | null;
      terms: string;
      editedAt: string | null;
      editedBy: string | null;
      chain: {
        /** What this document is to the other: made from it, credited by it … */
        relation: "madeFrom" | "madeInto" | "credits" | "creditedBy" | "replaces" | "replacedBy";
        id: string;
        kind:
          | "quote"
          | "salesQuote"
          | "orderConfirmation"
          | "orderSlip"
          | "deliveryNote"
          | "workPreparation"
          | "workOrder"
          | "invoice"
          | "creditNote"
          | "purchaseOrder"
          | "requestForQuotation"
          | "purchaseReceipt"
          | "purchaseDocument"
          | "purchaseSlip"
          | "tillReceipt"
          | "paymentRequest";
        status: "draft" | "issued" | "cancelled" | "placed" | "confirmed" | "received" | "closed";
        number: string | null;
        issueDate: string | null;
        /** Decimal number as text, with a point */
        taxInclusiveAmount: string;
      }[];
      /** What whoever asks may do with it now */
      actions: (
        "edit" | "delete" | "issue" | "send" | "convert" | "credit" | "creditAndNew" | "pay" | "repay" | "note" | "ubl"
      )[];
      convertsTo: (
        | "quote"
        | "salesQuote"
        | "orderConfirmation"
        | "orderSlip"
        | "deliveryNote"
        | "workPreparation"
        | "workOrder"
        | "invoice"
        | "creditNote"
        | "purchaseOrder"
        | "requestForQuotation"
        | "purchaseReceipt"
        | "purchaseDocument"
        | "purchaseSlip"
        | "tillReceipt"
        | "paymentRequest"
      )[];
      /** For the editor; null when it is neither a draft nor a purchase order that may still change */
      entered: components["schemas"]["DraftContent"] | null;
    };
    DocumentRow: {
      /** Decimal number as text, with a point */
      paidAmount: string;
      /** Decimal number as text, with a point */
      creditedAmount: string;
      /** What is still to be paid; below zero when too much was */
      openAmount: string;
      /** Null where nothing is to be paid */
      paymentState: "open" | "partlyPaid" | "paid" | "overpaid" | "toRepay" | "overdue" | null;
      /** Of the latest mail of it; null when none was asked for */
      mailState: string | null;
      id: string;
      kind:
        | "quote"
        | "salesQuote"
        | "orderConfirmation"
        | "orderSlip"
        | "deliveryNote"
        | "workPreparation"
        | "workOrder"
        | "invoice"
        | "creditNote"
        | "purchaseOrder"
        | "requestForQuotation"
        | "purchaseReceipt"
        | "purchaseDocument"
        | "purchaseSlip"
        | "tillReceipt"
        | "paymentRequest";
      status: "draft" | "issued" | "cancelled" | "placed" | "confirmed" | "received" | "closed";
      number: string | null;
      issueDate: string | null;
      dueDate: string | null;
      buyerId: string | null;
      buyerName: string;
      currency: string;
      /** Decimal number as text, with a point */
      taxExclusiveAmount: string;
      /** Decimal number as text, with a point */
      taxInclusiveAmount: string;
      /** Decimal number as text, with a point */
      payableAmount: string;
      connectionId: string | null;
      sourceOrderId: string | null;
      orderReference: string;
      flag: string | null;
      editedBy: string | null;
      /** Instant, ISO 8601, UTC */
      createdAt: string;
    };
    DocumentTexts: {
      couplingId: string | null;
      kind:
        | "quote"
        | "salesQuote"
        | "orderConfirmation"
        | "orderSlip"
        | "deliveryNote"
        | "workPreparation"
        | "workOrder"
        | "invoice"
        | "creditNote"
        | "purchaseOrder"
        | "requestForQuotation"
        | "purchaseReceipt"
        | "purchaseDocument"
        | "purchaseSlip"
        | "tillReceipt"
        | "paymentRequest";
      /** Of the company */
      language: "nl" | "fr" | "en" | "de";
      /** Those that can be set: more than one with Foreign-language customers */
      languages: ("nl" | "fr" | "en" | "de")[];
      own: components["schemas"]["TextOverrides"];
      /** What applies where nothing of its own is set */
      inherited: Record<
        string,
        {
          paid: {
            caption: string;
            subject: string;
            body: string;
          };
          toPay: {
            caption: string;
            subject: string;
            body: string;
          };
        }
      >;
      variables: {
        name: string;
        description: string;
      }[];
      version: number;
      changedBy: string;
    };
    DraftContent: {
      buyerId: string | null;
      deliverTo: {
        name: string;
        streetName: string;
        additionalStreetName: string;
        cityName: string;
        postalZone: string;
        countrySubentity: string;
        countryCode: string;
      } | null;
      issueDate: string | null;
      dueDate: string | null;
      paymentTermDays: number | null;
      deliveryDate: string | null;
      language: "nl" | "fr" | "en" | "de";
      noteAboveLines: string;
      internalNote: string;
      orderReference: string;
      buyerReference: string;
      terms: string;
      precedingDocumentId: string | null;
      pricesIncludeTax: boolean;
      exemptionReason: string;
      /** Decimal number as text, with a point */
      rounding: string;
      allowances: {
        reason: string;
        percent: string | null;
        amount: string | null;
        group: {
          vatCategory: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
          /** Decimal number as text, with a point */
          vatRate: string;
        } | null;
      }[];
      lines: {
        kind: "item" | "shipping" | "charge" | "deposit" | "contribution" | "surcharge" | "text" | "subtotal";
        itemId: string | null;
        sourceLineId: string;
        itemName: string;
        description: string;
        sellersItemIdentifier: string;
        standardItemIdentifier: string;
        /** Decimal number as text, with a point */
        quantity: string;
        unitCode: string;
        /** Decimal number as text, with a point */
        price: string;
        /** Decimal number as text, with a point */
        baseQuantity: string;
        /** Decimal number as text, with a point */
        discountPercent: string;
        vatCategory: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
        /** Decimal number as text, with a point */
        vatRate: string;
        from: {
          documentId: string;
          position: number;
        } | null;
      }[];
    };
    DryRun: {
      id: string;
      couplingId: string;
      scope: {
        days: number | null;
        since: string | null;
        /** How many orders were named */
        orders: number | null;
      };
      /** Null: as they are saved */
      settings: Record<string, unknown> | null;
      /** Of the saved settings, when it ran */
      settingsVersion: number | null;
      state: "waiting" | "running" | "done" | "stopped" | "failed";
      isStopping: boolean;
      ordersRead: number;
      /** orders; by outcome; new (documents that would be made), made (orders that have theirs), same, different, newBuyers, credits, redrafts, mails, rounded, changed (by the settings given) */
      counts: Record<string, number>;
      causes: {
        outcome: "documented" | "skipped" | "waiting" | "held" | "failed";
        code: string;
        title: string;
        details: Record<string, string>;
        count: number;
      }[];
      /** Orders that are counted, and not listed */
      rowsLeftOut: number;
      /** Why it failed */
      reason: {
        code: string;
        message: string;
      } | null;
      /** Instant, ISO 8601, UTC */
      requestedAt: string;
      requestedBy: string;
      startedAt: string | null;
      finishedAt: string | null;
    };
    DryRunOrder: {
      position: number;
      orderId: string;
      number: string;
      placedAt: string | null;
      status: string;
      customerName: string;
      currency: string;
      total: string | null;
      outcome: "documented" | "skipped" | "waiting" | "held" | "failed";
      reason: {
        code: string;
        message: string;
        details: Record<string, string>;
      } | null;
      tieOut: components["schemas"]["TieOut"] | null;
      document: {
        kind:
          | "quote"
          | "salesQuote"
          | "orderConfirmation"
          | "orderSlip"
          | "deliveryNote"
          | "workPreparation"
          | "workOrder"
          | "invoice"
          | "creditNote"
          | "purchaseOrder"
          | "requestForQuotation"
          | "purchaseReceipt"
          | "purchaseDocument"
          | "purchaseSlip"
          | "tillReceipt"
          | "paymentRequest";
        currency: string;
        /** Decimal number as text, with a point */
        taxExclusive: string;
        /** Decimal number as text, with a point */
        tax: string;
        /** VAT and rounding included */
        total: string;
        isDraft: boolean;
        /** Decimal number as text, with a point */
        rounding: string;
        vatPolicy: "calculated" | "source";
        vat: {
          category: string;
          /** Decimal number as text, with a point */
          rate: string;
          /** Decimal number as text, with a point */
          taxable: string;
          /** Decimal number as text, with a point */
          tax: string;
        }[];
      } | null;
      buyer: "known" | "new" | null;
      follows: {
        kind:
          | "quote"
          | "salesQuote"
          | "orderConfirmation"
          | "orderSlip"
          | "deliveryNote"
          | "workPreparation"
          | "workOrder"
          | "invoice"
          | "creditNote"
          | "purchaseOrder"
          | "requestForQuotation"
          | "purchaseReceipt"
          | "purchaseDocument"
          | "purchaseSlip"
          | "tillReceipt"
          | "paymentRequest";
        currency: string;
        /** Decimal number as text, with a point */
        taxExclusive: string;
        /** Decimal number as text, with a point */
        tax: string;
        /** VAT and rounding included */
        total: string;
        isRedraft: boolean;
      }[];
      payments: {
        /** Decimal number as text, with a point */
        amount: string;
        currency: string;
        isReturn: boolean;
      }[];
      mails: {
        to: string;
        kind:
          | "quote"
          | "salesQuote"
          | "orderConfirmation"
          | "orderSlip"
          | "deliveryNote"
          | "workPreparation"
          | "workOrder"
          | "invoice"
          | "creditNote"
          | "purchaseOrder"
          | "requestForQuotation"
          | "purchaseReceipt"
          | "purchaseDocument"
          | "purchaseSlip"
          | "tillReceipt"
          | "paymentRequest";
      }[];
      made: {
        kind:
          | "quote"
          | "salesQuote"
          | "orderConfirmation"
          | "orderSlip"
          | "deliveryNote"
          | "workPreparation"
          | "workOrder"
          | "invoice"
          | "creditNote"
          | "purchaseOrder"
          | "requestForQuotation"
          | "purchaseReceipt"
          | "purchaseDocument"
          | "purchaseSlip"
          | "tillReceipt"
          | "paymentRequest";
        currency: string;
        /** Decimal number as text, with a point */
        taxExclusive: string;
        /** Decimal number as text, with a point */
        tax: string;
        /** VAT and rounding included */
        total: string;
        id: string;
        number: string | null;
      } | null;
      differs: {
        what: "document" | "kind" | "currency" | "taxExclusive" | "tax" | "total";
        made: string;
        now: string;
      }[];
      /** What the saved settings make of it, where that is something else */
      saved: {
        outcome: "documented" | "skipped" | "waiting" | "held" | "failed";
        reasonCode: string | null;
        kind:
          | "quote"
          | "salesQuote"
          | "orderConfirmation"
          | "orderSlip"
          | "deliveryNote"
          | "workPreparation"
          | "workOrder"
          | "invoice"
          | "creditNote"
          | "purchaseOrder"
          | "requestForQuotation"
          | "purchaseReceipt"
          | "purchaseDocument"
          | "purchaseSlip"
          | "tillReceipt"
          | "paymentRequest"
          | null;
        total: string | null;
      } | null;
    };
    ExportedOrder: {
      documentId: string;
      number: string;
      supplier: string;
      relationId: string;
      /** `waiting`: the supplier did not accept the connection yet, or it is paused; it leaves by itself after that */
      result: "sent" | "waiting" | "refused";
      /** Of what was refused or waits, as `partner.noCode`; else empty */
      code: string;
      /** For people, in the language of the request; empty when it was sent */
      message: string;
      /** The lines it is about, each by its number and name */
      lines: string[];
    };
    FirstMigration: {
      state: "running" | "paused" | "done";
      /** Running, while the coupling or its connection does not work now */
      isStill: boolean;
      /** Null: the shop's whole history */
      fromDay: (unknown & unknown) | null;
      /** How many orders were to be ignored when it began */
      offset: number;
      /** How many the shop said there are; null: not asked yet, or not told */
      total: number | null;
      /** The shop's list was read to its end */
      isRead: boolean;
      takenIn: number;
      /** Documented, or skipped by a rule */
      settled: number;
      waiting: number;
      held: number;
      failed: number;
      /** The limit; null: as fast as the shop allows */
      perMinute: number | null;
      /** Orders per minute over the last minutes; null: none */
      pace: number | null;
      /** Null: not to be told */
      expectedAt: string | null;
      /** Why the next page could not be had, and when it is asked for again */
      reason: {
        code: string;
        text: string;
        /** Instant, ISO 8601, UTC */
        nextAttemptAt: string;
      } | null;
      /** Instant, ISO 8601, UTC */
      begunAt: string;
      endedAt: string | null;
    };
    FoundCompany: {
      vatIdentifier: string;
      country: string;
      /** Registered, as VIES says today */
      valid: boolean;
      /** Empty when the member state does not tell */
      name: string;
      /** Split where its form is known; else whole in streetName */
      address: {
        name: string;
        streetName: string;
        additionalStreetName: string;
        cityName: string;
        postalZone: string;
        countrySubentity: string;
        countryCode: string;
      };
      requestDate: string;
      /** Proof of having asked; empty without our own VAT number */
      consultationNumber: string;
    };
    HouseStyle: {
      accentColour: string;
      addressSide: "left" | "right";
      secondIban: string;
      footer: string;
      terms: {
        nl: string;
        fr: string;
        en: string;
        de: string;
      };
      showsPaymentQr: boolean;
      showsPayLink: boolean;
      belgianReferenceAs: "text" | "structured";
      pricesOnDeliveryNotes: boolean;
      /** Send it back when saving; 0 while nobody chose */
      version: number;
      /** Its bytes are at /api/house-style/logo */
      logo: {
        mediaType: string;
        width: number;
        height: number;
        sha256: string;
      } | null;
    };
    Import: {
      id: string;
      what: "parties" | "items";
      state: "uploaded" | "previewed" | "applying" | "applied" | "undoing" | "undone";
      fileName: string;
      fileSize: number;
      format: {
        encoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";
        separator: ";" | "," | "\t" | "|";
        hasHeader: boolean;
        decimal: "comma" | "point";
      };
      columns: {
        position: number;
        header: string;
        samples: string[];
        /** What it is taken for; null: nothing */
        field: string | null;
      }[];
      /** What a column may be, named in the language of the request */
      fields: {
        field: string;
        name: string;
      }[];
      /** Rows of the preview; null before it */
      counts: {
        new: number;
        changed: number;
        unchanged: number;
        wrong: number;
      } | null;
      /** While it is applied or undone; null otherwise */
      progress: {
        done: number;
        total: number;
      } | null;
      /** Rows that were not put back, or could no longer be taken over: see the rows with outcome kept */
      kept: number;
      /** Instant, ISO 8601, UTC */
      createdAt: string;
      createdBy: string;
      appliedAt: string | null;
      appliedBy: string | null;
      undoneAt: string | null;
      undoneBy: string | null;
    };
    ImportRow: {
      /** In the file, where the row begins; the first line is 1 */
      line: number;
      state: "new" | "changed" | "unchanged" | "wrong";
      /** As it would become; what the file does not say stays */
      fields: Record<string, string>;
      problems: {
        /** Header of the column, or its number; empty: the whole row */
        column: string;
        field: string | null;
        value: string;
        /** What to do, in the language of the request */
        message: string;
      }[];
      /** The contact or item it went into */
      targetId: string | null;
      outcome: "applied" | "undone" | "kept" | null;
      keptReason: "changed" | "used" | "gone" | null;
    };
    Invitation: {
      id: string;
      email: string;
      role: "administrator" | "bookkeeper" | "buyer" | "viewer";
      invitedBy: string;
      /** Instant, ISO 8601, UTC */
      createdAt: string;
      /** Instant, ISO 8601, UTC */
      expiresAt: string;
    };
    Item: {
      id: string;
      sellersItemIdentifier: string;
      name: string;
      unitCode: string;
      /** Without VAT, for one unit; null: not filled in */
      salesPrice: string | null;
      vatRate: string | null;
      gtins: string[];
      countsStock: boolean;
      /** Decimal number as text, with a point */
      onHand: string;
      isArchived: boolean;
    };
    ItemCategory: {
      id: string;
      name: string;
      salesRule: unknown | null;
      items: number;
      version: number;
      /** Instant, ISO 8601, UTC */
      changedAt: string;
      changedBy: string;
    };
    ItemPage: {
      id: string;
      sellersItemIdentifier: string;
      name: string;
      unitCode: string;
      /** Without VAT, for one unit; null: not filled in */
      salesPrice: string | null;
      vatRate: string | null;
      gtins: string[];
      countsStock: boolean;
      /** Decimal number as text, with a point */
      onHand: string;
      isArchived: boolean;
      /** Send it back when saving */
      version: number;
      /** Instant, ISO 8601, UTC */
      changedAt: string;
      /** Empty: the hub itself */
      changedBy: string;
      /** Instant, ISO 8601, UTC */
      createdAt: string;
      /** False: something refers to it; it can be archived */
      mayDelete: boolean;
    };
    ItemProperties: {
      brandName: string;
      manufacturersItemIdentifier: string;
      gtins: string[];
      categoryId: string | null;
      salesRule: unknown | null;
      /** Its own, else that of its category */
      ruleInForce: unknown | null;
      /** At the preferred supplier, per unit; null: not known, or in another currency */
      cost: string | null;
      salesPrice: string | null;
      /** What the rule makes of the cost */
      proposedPrice: string | null;
      version: number;
    };
    ItemSupplier: {
      partyId: string;
      supplierName: string;
      suppliersItemIdentifier: string;
      isPreferred: boolean;
      /** Per `priceQuantity` of `priceUnitCode` */
      purchasePrice: string | null;
      /** Decimal number as text, with a point */
      priceQuantity: string;
      priceUnitCode: string;
      currency: string;
      /** Per unit we use, with everything that comes on top */
      cost: string | null;
      minimum: string | null;
      multiple: string | null;
      leadTimeDays: number | null;
      pricedAt: string | null;
      version: number;
      /** Instant, ISO 8601, UTC */
      changedAt: string;
      changedBy: string;
      /** The same article in the supplier's price lists, with what it costs now */
      inLists: {
        supplierItemId: string;
        priceListId: string;
        cost: string | null;
        currency: string;
        priceStatus: string;
        /** Instant, ISO 8601, UTC */
        pricedAt: string;
        isInList: boolean;
      }[];
    };
    ListedPriceList: {
      id: string;
      partyId: string;
      supplierName: string;
      name: string;
      currency: string;
      /** How its prices are to be read */
      terms: Record<string, unknown>;
      /** Send it back when saving */
      version: number;
      /** Instant, ISO 8601, UTC */
      changedAt: string;
      changedBy: string;
      isArchived: boolean;
      items: number;
      /** Articles the newest file of the whole list leaves out */
      notInList: number;
      /** Articles with a list price and no discount that is known */
      withoutNet: number;
    };
    LogLine: {
      id: string;
      /** Instant, ISO 8601, UTC */
      at: string;
      level: "info" | "warning" | "error";
      /** Null: a remark, or something a person did */
      state: "documented" | "skipped" | "waiting" | "held" | "failed" | "changed" | null;
      code: string;
      message: string;
      connectionId: string | null;
      connectionName: string;
      orderId: string | null;
      number: string;
      runId: string | null;
    };
    MailPreview: {
      /** Null: no sender was chosen yet */
      from: string | null;
      replyTo: string;
      to: string[];
      cc: string[];
      bcc: string[];
      subject: string;
      /** The text to change before sending */
      body: string;
      text: string;
      /** Show in a frame without scripts; pictures are data addresses */
      html: string;
      language: "nl" | "fr" | "en" | "de";
      situation: "paid" | "toPay";
      attachments: {
        name: string;
        mediaType: string;
        size: number;
      }[];
      isTest: boolean;
      hasServer: boolean;
    };
    MailSettings: {
      /** hub: over the server of the operator */
      road: "hub" | "own";
      host: string;
      port: number;
      security: "tls" | "starttls" | "none";
      user: string;
      fromName: string;
      fromAddress: string;
      replyTo: string;
      cc: string[];
      bcc: string[];
      /** When set, every mail goes here and nowhere else */
      testRecipient: string;
      perMinute: number;
      hasPassword: boolean;
      version: number;
      changedBy: string;
      /** A person saw a preview, or confirmed the first mail to a customer */
      isConfirmed: boolean;
      /** The server refused the sign-in; nothing is tried until these are saved */
      isRefused: boolean;
      /** The server of the operator; null when there is none */
      hub: {
        host: string;
        from: string;
      } | null;
      recipes: {
        id: string;
        name: string;
        host: string;
        port: number;
        security: "tls" | "starttls";
        signIn: "address" | "appPassword";
        /** It switches sign-in by password off by itself */
        endsPasswords: boolean;
        perMinute: number;
        /** Of one message, copies included */
        mostRecipients: number | null;
      }[];
    };
    MailSettingsChangeInput: {
      /** hub: over the server of the operator */
      road: "hub" | "own";
      host?: string;
      port?: number;
      security?: "tls" | "starttls" | "none";
      user?: string;
      fromName?: string;
      fromAddress?: string;
      replyTo?: string;
      cc?: string[];
      bcc?: string[];
      /** When set, every mail goes here and nowhere else */
      testRecipient?: string;
      perMinute?: number;
      /** Left out: the one that is kept stays. Never given back */
      password?: string;
      version: number;
    };
    MailTest: {
      to: string;
      isAccepted: boolean;
      /** `notUsed`: the settings say no encryption, or no user to sign in */
      steps: {
        step: "connect" | "tls" | "signIn" | "accept";
        state: "done" | "failed" | "notTried" | "notUsed";
      }[];
      /** What to do about it, in the language of the request */
      message: string | null;
      /** What the server said, unedited */
      words: string;
    };
    Me: {
      user: {
        id: string;
        name: string;
        email: string;
        language: "nl" | "fr" | "en";
        /** One of usual, home, work, orders, documents, administrations, system */
        firstPage: string;
        isOperator: boolean;
        twoFactor: boolean;
      };
      administrations: {
        id: string;
        name: string;
        country: string;
        /** IANA name, where its days begin */
        timeZone: string;
        role: "owner" | "administrator" | "bookkeeper" | "buyer" | "viewer";
        /** What this role may do here */
        permissions: string[];
      }[];
    };
    Member: {
      id: string;
      name: string;
      email: string;
      role: "owner" | "administrator" | "bookkeeper" | "buyer" | "viewer";
      twoFactor: boolean;
      /** Last time a session was made or prolonged; to the day */
      seenAt: string | null;
      isYou: boolean;
    };
    OfflineItem: {
      id: string;
      /** Of the supplier; one article per code and list */
      code: string;
      manufacturersCode: string;
      brandName: string;
      /** 14 digits, or empty */
      gtin: string;
      name: string;
      category: string;
      orderUnitCode: string;
      gross: string | null;
      net: string | null;
      /** What gross and net are for */
      basisQuantity: string;
      basisUnitCode: string;
      minimum: string | null;
      multiple: string | null;
      packQuantity: string | null;
      priceStatus: "ok" | "noNet" | "noPrice" | "onRequest" | "discontinued" | "unknown";
      /** Instant, ISO 8601, UTC */
      pricedAt: string;
      /** False: the newest list of the supplier leaves it out */
      isListed: boolean;
    };
    OfflinePriceList: {
      id: string;
      supplier: string;
      name: string;
      currency: string;
      items: number;
      /** Instant, ISO 8601, UTC */
      changedAt: string;
    };
    Order: {
      connectionId: string;
      orderId: string;
      number: string;
      status: string;
      outcome: "documented" | "skipped" | "waiting" | "held" | "failed" | null;
      reason: {
        code: string;
        /** The bare fact, in English or as the other side said it */
        text: string;
        /** For people, in the language of the request */
        message: string;
        /** Name of the connection it is about: the shop, or what is booked in */
        system: string;
        /** Who must act, in words; null while nobody has to */
        who: string | null;
        details: Record<string, string>;
      } | null;
      currency: string;
      total: string | null;
      tieOut: components["schemas"]["TieOut"] | null;
      placedAt: string | null;
      /** Instant, ISO 8601, UTC */
      heardAt: string;
      decidedAt: string | null;
      changedAfterIssueAt: string | null;
      nextAttemptAt: string | null;
      connectionName: string;
      /** When it was placed, or first heard of: the order of the list */
      orderedAt: string;
      customer: {
        name: string;
        email: string;
      };
      documents: {
        id: string;
        kind:
          | "quote"
          | "salesQuote"
          | "orderConfirmation"
          | "orderSlip"
          | "deliveryNote"
          | "workPreparation"
          | "workOrder"
          | "invoice"
          | "creditNote"
          | "purchaseOrder"
          | "requestForQuotation"
          | "purchaseReceipt"
          | "purchaseDocument"
          | "purchaseSlip"
          | "tillReceipt"
          | "paymentRequest";
        status: string;
        number: string | null;
        /** The package it stands in; null: the books of this hub */
        system: string | null;
      }[];
      /** Null while it is not known */
      payment: "open" | "partlyPaid" | "paid" | "overpaid" | "toRepay" | "overdue" | null;
      /** Key of what keeps a person busy with it, for `?cause=` */
      cause: string | null;
    };
    OrderAmounts: {
      currency: string;
      state: "exact" | "rounded" | "held" | null;
      /** Without VAT; a line may differ by a cent while the totals agree: VAT is calculated per rate */
      lines: {
        /** Null when the source does not say */
        source: string | null;
        /** Null when there is no document, or nothing of it there */
        document: string | null;
        /** Document less source */
        difference: string | null;
        name: string;
        kind: string;
        quantity: string | null;
      }[];
      vat: {
        /** Null when the source does not say */
        source: string | null;
        /** Null when there is no document, or nothing of it there */
        document: string | null;
        /** Document less source */
        difference: string | null;
        country: string;
        /** Decimal number as text, with a point */
        rate: string;
      }[];
      rounding: string | null;
      total: {
        /** Null when the source does not say */
        source: string | null;
        /** Null when there is no document, or nothing of it there */
        document: string | null;
        /** Document less source */
        difference: string | null;
      };
    };
    OrderCounts: Record<string, number>;
    OrderDifference: {
      fields: (
        | "requested"
        | "deliverTo"
        | "note"
        | "customerReference"
        | "contractReference"
        | "projectReference"
        | "currency"
        | "charges"
      )[];
      added: {
        lineId: string;
        itemName: string;
        /** Decimal number as text, with a point */
        quantity: string;
      }[];
      removed: {
        lineId: string;
        itemName: string;
        /** Decimal number as text, with a point */
        quantity: string;
      }[];
      changed: {
        lineId: string;
        itemName: string;
        fields: ("quantity" | "unit" | "item" | "price" | "requested" | "note")[];
        /** Decimal number as text, with a point */
        before: string;
        /** Decimal number as text, with a point */
        after: string;
      }[];
    };
    OrderDrift: {
      /** Names what was compared; whoever acts on it sends it back */
      seen: string;
      differences: {
        field:
          | "status"
          | "currency"
          | "buyerName"
          | "buyerContact"
          | "buyerAddress"
          | "buyerVat"
          | "deliverTo"
          | "lineAdded"
          | "lineRemoved"
          | "lineName"
          | "lineQuantity"
          | "linePrice"
          | "lineVat"
          | "lineAmount"
          | "shipping"
          | "allowances"
          | "vat"
          | "netTotal"
          | "total"
          | "refunds"
          | "paid";
        label: string;
        /** On the document */
        was: string;
        /** In the shop now */
        now: string;
        /** Now less was, with its sign */
        difference: string | null;
      }[];
      /** What can be done here, beside leaving it */
      way: "replace" | "credit" | "none";
      wayText: string;
      document: {
        id: string;
        kind:
          | "quote"
          | "salesQuote"
          | "orderConfirmation"
          | "orderSlip"
          | "deliveryNote"
          | "workPreparation"
          | "workOrder"
          | "invoice"
          | "creditNote"
          | "purchaseOrder"
          | "requestForQuotation"
          | "purchaseReceipt"
          | "purchaseDocument"
          | "purchaseSlip"
          | "tillReceipt"
          | "paymentRequest";
        number: string;
        version: number | null;
        /** The outside package it is in */
        system: string | null;
      } | null;
      currency: string;
      /** What a credit note would come to */
      credit: string | null;
      /** What a new document would come to */
      fresh: string | null;
      /** The new document less the credit note */
      difference: string | null;
    };
    OrderStep: {
      /** Null: still to come */
      at: string | null;
      state: "done" | "skipped" | "held" | "failed" | "waiting" | "changed" | "future";
      code: string;
      title: string;
      /** How often it happened in a row */
      times: number;
      /** To be folded under the step */
      technical: {
        /** Instant, ISO 8601, UTC */
        at: string;
        text: string;
      }[];
    };
    OutboxMail: {
      id: string;
      state: "queued" | "sending" | "sent" | "delivered" | "failed" | "unknown" | "cancelled";
      document: {
        id: string;
        kind:
          | "quote"
          | "salesQuote"
          | "orderConfirmation"
          | "orderSlip"
          | "deliveryNote"
          | "workPreparation"
          | "workOrder"
          | "invoice"
          | "creditNote"
          | "purchaseOrder"
          | "requestForQuotation"
          | "purchaseReceipt"
          | "purchaseDocument"
          | "purchaseSlip"
          | "tillReceipt"
          | "paymentRequest";
        number: string;
      } | null;
      recipient: string;
      /** Rises when a person presses send again */
      edition: number;
      /** A person, or coupling */
      requestedBy: string;
      attempts: number;
      messageId: string | null;
      reason: {
        code: string;
        /** What the mail server said, unedited */
        text: string;
        /** For people, in the language of the request */
        message: string;
      } | null;
      /** Instant, ISO 8601, UTC */
      createdAt: string;
      nextAttemptAt: string | null;
      sentAt: string | null;
    };
    Overview: {
      /** Instant, ISO 8601, UTC */
      asOf: string;
      headline: {
        state: "well" | "needsYou" | "blind" | "new";
        title: string;
        /** Empty when the title says it all */
        text: string;
        /** Orders that wait for a person */
        count: number;
      };
      causes: components["schemas"]["Cause"][];
      toRepay: components["schemas"]["ToRepay"];
      /** Longest first */
      catalogues: components["schemas"]["StoppedCatalogue"][];
      waiting: {
        /** /api/orders?state=waiting */
        count: number;
        nextAt: string | null;
        systems: {
          connectionId: string;
          name: string;
          count: number;
          nextAt: string | null;
          text: string;
        }[];
      };
      couplings: components["schemas"]["CouplingLine"][];
      today: {
        day: string;
        orders: number;
        documents: {
          kind:
            | "quote"
            | "salesQuote"
            | "orderConfirmation"
            | "orderSlip"
            | "deliveryNote"
            | "workPreparation"
            | "workOrder"
            | "invoice"
            | "creditNote"
            | "purchaseOrder"
            | "requestForQuotation"
            | "purchaseReceipt"
            | "purchaseDocument"
            | "purchaseSlip"
            | "tillReceipt"
            | "paymentRequest";
          count: number;
          /** Decimal number as text, with a point */
          amount: string;
        }[];
        mailed: number;
        paid: {
          count: number;
          /** Decimal number as text, with a point */
          amount: string;
        };
        currency: string;
      };
      alarms: components["schemas"]["Alarm"][];
      /** What a new administration did already; null once all is done */
      setUp: {
        company: boolean;
        bankAccount: boolean;
        shop: boolean;
        firstOrder: boolean;
      } | null;
    };
    PartnerEvent: {
      id: string;
      /** Instant, ISO 8601, UTC */
      at: string;
      durationMs: number | null;
      relationId: string | null;
      way: "in" | "out" | null;
      docType:
        | "order"
        | "order_response"
        | "order_change"
        | "order_cancel"
        | "despatch"
        | "invoice_copy"
        | "catalogue"
        | "stock"
        | "statement"
        | "";
      mode: string;
      messageId: string | null;
      businessId: string;
      revision: number | null;
      step: string;
      /** Empty: it went well */
      code: string;
      /** For developers, in English */
      text: string;
      details: Record<string, unknown>;
      documentId: string | null;
      /** Empty: by itself */
      actor: string;
    };
    PartnerIdentity: {
      /** What `id` is a number of: 0208, 0106, 0088, … */
      scheme: string;
      id: string;
      name: string;
      vatNumber: string | null;
      gln: string | null;
      address: {
        street: string | null;
        postalCode: string | null;
        city: string | null;
        country: string;
      } | null;
    };
    PartnerOrder: {
      id: string;
      relationId: string;
      /** Our end of it: `seller`, an order of a partner */
      side: "buyer" | "seller";
      partner: string;
      orderNumber: string;
      documentId: string | null;
      revision: number;
      state: "sent" | "accepted" | "changed" | "rejected" | "cancelled" | "recalled" | "held" | "open";
      needsLook: boolean;
      /** What was asked after it and is not answered */
      asks: "change" | "cancel" | null;
      lines: number;
      net: string | null;
      currency: string;
      requested: string | null;
      problem: {
        code: string;
        /** For people, in the language of the request */
        message: string;
        lines: string[];
      } | null;
      /** Instant, ISO 8601, UTC */
      createdAt: string;
      /** Instant, ISO 8601, UTC */
      changedAt: string;
      version: number;
      issueDate: string;
      note: string;
      customerReference: string;
      orderLines: {
        lineId: string;
        itemName: string;
        gtin: string;
        sellersItemIdentifier: string;
        buyersItemIdentifier: string;
        manufacturersItemIdentifier: string;
        brandName: string;
        note: string;
        /** Decimal number as text, with a point */
        quantity: string;
        unitCode: string;
        price: {
          /** Decimal number as text, with a point */
          net: string;
          /** Decimal number as text, with a point */
          baseQuantity: string;
        } | null;
        /** Of an order of a partner: our article, how many of our unit, and how the prices compare */
        judged: {
          itemId: string | null;
          step: "gtin" | "sellersCode" | "manufacturersCode" | "taught" | null;
          isContradicted: boolean;
          isText: boolean;
          quantity: string | null;
          unitCode: string;
          /** Decimal number as text, with a point */
          factor: string;
          unitFault: "unitUnknown" | "packingUnknown" | "notWhole" | "negative" | null;
          price: {
            /** Decimal number as text, with a point */
            net: string;
            /** Decimal number as text, with a point */
            baseQuantity: string;
          } | null;
          verdict: "same" | "tolerated" | "differs" | "notAsked" | "buyersTaken" | "noOwnPrice";
          ownAmount: string | null;
          askedAmount: string | null;
        } | null;
        /** Of an order of ours: what the supplier says of the line */
        answered: {
          state: "pending" | "accepted" | "changed" | "rejected" | "delivered" | "noInformation";
          /** Decimal number as text, with a point */
          confirmed: string;
          /** Decimal number as text, with a point */
          backorder: string;
          /** Another price than was asked; null: as ordered, or nothing said */
          price: {
            /** Decimal number as text, with a point */
            net: string;
            /** Decimal number as text, with a point */
            baseQuantity: string;
          } | null;
          promised: string | null;
        } | null;
      }[];
      pending: {
        kind: "change" | "cancel";
        revision: number;
        reason: string;
        /** Instant, ISO 8601, UTC */
        askedAt: string;
        difference: components["schemas"]["OrderDifference"] | null;
      } | null;
      response: {
        id: string;
        code: "AB" | "AP" | "CA" | "RE";
        issueDate: string;
        salesOrderId: string;
        note: string;
        promised: string | null;
      } | null;
      papers: {
        kind: "despatch" | "invoice";
        number: string;
        date: string | null;
        supplierDocumentId: string;
        /** Where its lines wait to be booked */
        basketId: string | null;
        /** Instant, ISO 8601, UTC */
        receivedAt: string;
      }[];
      /** Of an order of ours */
      sent: {
        isChangedSinceSent: boolean;
        difference: components["schemas"]["OrderDifference"] | null;
        /** False: the supplier does not know of these changes, and a person tells it */
        tellsChanges: boolean;
        tellsCancellation: boolean;
        /** It did not leave yet */
        mayRecall: boolean;
      } | null;
    };
    PartnerOrderRow: {
      id: string;
      relationId: string;
      /** Our end of it: `seller`, an order of a partner */
      side: "buyer" | "seller";
      partner: string;
      orderNumber: string;
      documentId: string | null;
      revision: number;
      state: "sent" | "accepted" | "changed" | "rejected" | "cancelled" | "recalled" | "held" | "open";
      needsLook: boolean;
      /** What was asked after it and is not answered */
      asks: "change" | "cancel" | null;
      lines: number;
      net: string | null;
      currency: string;
      requested: string | null;
      problem: {
        code: string;
        /** For people, in the language of the request */
        message: string;
        lines: string[];
      } | null;
      /** Instant, ISO 8601, UTC */
      createdAt: string;
      /** Instant, ISO 8601, UTC */
      changedAt: string;
      version: number;
    };
    PartnerRelation: {
      id: string;
      side: "initiator" | "responder";
      state: "invited" | "active" | "suspended" | "rejected" | "cancelled" | "expired" | "ended";
      /** Instant, ISO 8601, UTC */
      stateChangedAt: string;
      stateChangedBy: string;
      suspendedByUs: boolean;
      suspendedByPartner: boolean;
      /** Which contact it is */
      party: {
        id: string;
        name: string;
      } | null;
      own: components["schemas"]["PartnerIdentity"];
      partner: components["schemas"]["PartnerIdentity"] | null;
      partnerHub: string;
      isLocal: boolean;
      mode: "test" | "live";
      isConfirmedByUs: boolean;
      isConfirmedByPartner: boolean;
      /** The same eight digits on both sides; empty until both keys are known */
      comparisonCode: string;
      /** Of the invitation */
      expiresAt: string;
      settings: {
        priceTolerancePercent: string;
        priceToleranceAmount: string;
        acceptsBuyerPrice: boolean;
        orderOnly: boolean;
        allowsTextLines: boolean;
        maximumOrderValue: string | null;
        acceptsByItself: boolean;
        pulls: boolean;
      };
      directions: {
        docType:
          | "order"
          | "order_response"
          | "order_change"
          | "order_cancel"
          | "despatch"
          | "invoice_copy"
          | "catalogue"
          | "stock"
          | "statement";
        way: "in" | "out";
        enabled: boolean;
        /** The partner wants it as well */
        announced: boolean;
      }[];
      keys: {
        owner: "own" | "partner";
        kid: string;
        state: "announced" | "current" | "previous" | "revoked";
        /** Instant, ISO 8601, UTC */
        validFrom: string;
        validTo: string | null;
      }[];
      partnerPulls: boolean;
      pulledAt: string | null;
      trouble: {
        code: string;
        text: string;
      } | null;
      /** Instant, ISO 8601, UTC */
      createdAt: string;
      createdBy: string;
      /** Send it back when saving */
      version: number;
    };
    PartnerStatement: {
      id: string;
      /** First day, in UTC */
      from: string;
      /** Last day */
      to: string;
      /** `drawnUp`: the partner did not answer with its own yet */
      state: "drawnUp" | "agreed" | "differs";
      own: {
        docType: string;
        way: "in" | "out";
        messages: number;
        /** Over which messages they are: equal counts of other messages differ */
        sha256: string;
      }[];
      /** As the partner sees the ways: its `in` is our `out` */
      partner:
        | {
            docType: string;
            way: "in" | "out";
            messages: number;
            /** Over which messages they are: equal counts of other messages differ */
            sha256: string;
          }[]
        | null;
      differences: {
        docType: string;
        way: "in" | "out";
        own: number;
        partner: number;
      }[];
      /** Instant, ISO 8601, UTC */
      drawnUpAt: string;
      /** Empty: the partner asked for it */
      drawnUpBy: string;
      answeredAt: string | null;
    };
    Party: {
      id: string;
      name: string;
      contactName: string;
      email: string;
      phone: string;
      language: "nl" | "fr" | "en" | "de" | null;
      vatIdentifier: string;
      legalRegistrationIdentifier: string;
      addresses: {
        postal: {
          name: string;
          streetName: string;
          additionalStreetName: string;
          cityName: string;
          postalZone: string;
          countrySubentity: string;
          countryCode: string;
        };
        delivery: {
          name: string;
          streetName: string;
          additionalStreetName: string;
          cityName: string;
          postalZone: string;
          countrySubentity: string;
          countryCode: string;
        }[];
      };
      identifiers: {
        scheme: string;
        value: string;
      }[];
      isArchived: boolean;
      /** Send it back when saving */
      version: number;
      /** Instant, ISO 8601, UTC */
      changedAt: string;
      /** Empty: the hub itself */
      changedBy: string;
      /** Instant, ISO 8601, UTC */
      createdAt: string;
      sums: {
        documentCount: number;
        /** Decimal number as text, with a point */
        openAmount: string;
        /** Invoices less credit notes, without VAT */
        revenue: string;
        lastDocumentOn: string | null;
      };
      /** False: something refers to it; it can be archived */
      mayDelete: boolean;
    };
    PartyRow: {
      id: string;
      name: string;
      contactName: string;
      email: string;
      city: string;
      country: string;
      vatIdentifier: string;
      language: "nl" | "fr" | "en" | "de" | null;
      isArchived: boolean;
      documentCount: number;
      /** What is still to be paid; null when there are too many documents to add up in a list */
      openAmount: string | null;
    };
    Payment: {
      id: string;
      direction: "in" | "out";
      source: "hand" | "shop" | "provider";
      /** Decimal number as text, with a point */
      amount: string;
      currency: string;
      /** What a person entered, or the code of the provider or shop */
      method: string;
      /** Where the money came in or left: the cash register, an IBAN, a provider or shop by its name */
      account: {
        kind: "cash" | "bank" | "connection";
        name: string;
      } | null;
      transactionId: string;
      /** Instant, ISO 8601, UTC */
      paidAt: string;
      /** When the money really moved, where that day was closed */
      movedFrom: string | null;
      reason: string;
      enteredBy: string;
      reversesId: string | null;
      /** What was taken back of it */
      reversed: string;
      /** What of it is for no document: paid twice, or too much */
      remainder: string;
      allocations: {
        documentId: string;
        number: string;
        /** Decimal number as text, with a point */
        amount: string;
      }[];
    };
    PersonPreview: {
      at: string;
      /** Rows per table that went, or of which the content went */
      deleted: {
        table:
          | "deliveries"
          | "exchanges"
          | "events"
          | "runs"
          | "sent_mails"
          | "outbox"
          | "alarms"
          | "audit_details"
          | "hub_audit_details"
          | "user_events"
          | "invitations"
          | "alarm_settings"
          | "import_parts"
          | "import_rows"
          | "imports"
          | "effects"
          | "outside_documents"
          | "mapping_waits"
          | "inbox"
          | "documents"
          | "parties"
          | "users"
          | "verifications"
          | "bulk_actions"
          | "bulk_action_orders"
          | "dry_runs"
          | "couplings"
          | "catalogue_records"
          | "supplier_baskets"
          | "supplier_basket_lines"
          | "supplier_documents"
          | "punchout_sessions"
          | "punchout_attempts"
          | "partner_orders"
          | "relation_messages"
          | "relation_notices"
          | "relation_events";
        count: number;
      }[];
      /** Issued documents, which are neither searched nor mailed from now on */
      kept: {
        id: string;
        kind:
          | "quote"
          | "salesQuote"
          | "orderConfirmation"
          | "orderSlip"
          | "deliveryNote"
          | "workPreparation"
          | "workOrder"
          | "invoice"
          | "creditNote"
          | "purchaseOrder"
          | "requestForQuotation"
          | "purchaseReceipt"
          | "purchaseDocument"
          | "purchaseSlip"
          | "tillReceipt"
          | "paymentRequest";
        number: string;
        issueDate: string;
        /** The last day the law asks for it */
        until: string;
      }[];
      /** Orders of which an outside package has a document as well */
      ordersElsewhere: number;
      /** Older ones, that still hold the person */
      backups: {
        folder: string;
        madeAt: string;
        expiresAt: string | null;
      }[];
      emails: string[];
      names: string[];
    };
    PersonReport: {
      at: string;
      /** Rows per table that went, or of which the content went */
      deleted: {
        table:
          | "deliveries"
          | "exchanges"
          | "events"
          | "runs"
          | "sent_mails"
          | "outbox"
          | "alarms"
          | "audit_details"
          | "hub_audit_details"
          | "user_events"
          | "invitations"
          | "alarm_settings"
          | "import_parts"
          | "import_rows"
          | "imports"
          | "effects"
          | "outside_documents"
          | "mapping_waits"
          | "inbox"
          | "documents"
          | "parties"
          | "users"
          | "verifications"
          | "bulk_actions"
          | "bulk_action_orders"
          | "dry_runs"
          | "couplings"
          | "catalogue_records"
          | "supplier_baskets"
          | "supplier_basket_lines"
          | "supplier_documents"
          | "punchout_sessions"
          | "punchout_attempts"
          | "partner_orders"
          | "relation_messages"
          | "relation_notices"
          | "relation_events";
        count: number;
      }[];
      /** Issued documents, which are neither searched nor mailed from now on */
      kept: {
        id: string;
        kind:
          | "quote"
          | "salesQuote"
          | "orderConfirmation"
          | "orderSlip"
          | "deliveryNote"
          | "workPreparation"
          | "workOrder"
          | "invoice"
          | "creditNote"
          | "purchaseOrder"
          | "requestForQuotation"
          | "purchaseReceipt"
          | "purchaseDocument"
          | "purchaseSlip"
          | "tillReceipt"
          | "paymentRequest";
        number: string;
        issueDate: string;
        /** The last day the law asks for it */
        until: string;
      }[];
      /** Orders of which an outside package has a document as well */
      ordersElsewhere: number;
      /** Older ones, that still hold the person */
      backups: {
        folder: string;
        madeAt: string;
        expiresAt: string | null;
      }[];
    };
    PriceBatch: {
      id: string;
      kind: "import" | "run" | "hand";
      partyId: string;
      supplierName: string;
      priceListId: string | null;
      state: "applying" | "applied" | "undoing" | "undone";
      counts: Record<string, number>;
      /** Instant, ISO 8601, UTC */
      createdAt: string;
      createdBy: string;
      appliedAt: string | null;
      undoneAt: string | null;
      undoneBy: string;
      mayUndo: boolean;
    };
    PriceImport: {
      id: string;
      priceListId: string;
      batchId: string | null;
      state: "uploading" | "uploaded" | "reading" | "previewed" | "applying" | "applied" | "failed";
      fileName: string;
      fileSize: number;
      /** Null while the file is not whole yet */
      format: {
        kind: "csv" | "datanorm";
        encoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252" | "cp850";
        separator: ";" | "," | "\t" | "|";
        headerLine: number;
        version: 4 | 5 | null;
        priceQuantityField: 6 | 7 | null;
        currency: string;
        saysTaxIncluded: boolean | null;
      } | null;
      columns: {
        position: number;
        header: string;
        samples: string[];
        /** What it is taken for; null: nothing */
        field: string | null;
        decimal: "comma" | "dot" | null;
        /** For how many units its header says the price is */
        basis: string | null;
      }[];
      fields: {
        field: string;
        name: string;
      }[];
      questions: {
        question: "priceQuantityField" | "tax" | "currency";
        text: string;
      }[];
      isWholeList: boolean;
      counts: Record<string, number>;
      /** What is being done with it; null: nothing */
      stage: string | null;
      /** Of the stage: bytes that were read, or articles */
      progress: {
        done: number;
        total: number;
      } | null;
      /** Why it cannot be read; empty: nothing is wrong */
      failure: string;
      /** Instant, ISO 8601, UTC */
      createdAt: string;
      createdBy: string;
      appliedAt: string | null;
      appliedBy: string;
    };
    PriceImportProblem: {
      line: number;
      /** Header of the column, or number of the field; empty: the whole line */
      place: string;
      value: string;
      /** What to do, in the language of the request */
      message: string;
    };
    PriceImportRow: {
      code: string;
      /** In the file; the first line is 1 */
      line: number;
      /** Third-party text: escape it wherever it is shown */
      name: string;
      state: string | null;
      reasons: {
        reason: string;
        text: string;
      }[];
      /** A suspicious one that a person said yes to */
      isTaken: boolean;
      /** What the file says of it */
      fields: Record<string, string>;
      /** As it would become; null: nothing is made of it */
      price: {
        status: string;
        currency: string;
        gross: string | null;
        net: string | null;
        /** Decimal number as text, with a point */
        basisQuantity: string;
        basisUnitCode: string;
        useUnitCode: string;
        /** Per use unit */
        cost: string | null;
        flags: string[];
      } | null;
      /** As it is; null: it is new */
      before: {
        net: string | null;
        cost: string | null;
        currency: string;
      } | null;
      /** Of the cost; null: one of the two is not known */
      changePercent: string | null;
    };
    PriceList: {
      id: string;
      partyId: string;
      supplierName: string;
      name: string;
      currency: string;
      /** How its prices are to be read */
      terms: Record<string, unknown>;
      /** Send it back when saving */
      version: number;
      /** Instant, ISO 8601, UTC */
      changedAt: string;
      changedBy: string;
      isArchived: boolean;
    };
    PriceRun: {
      id: string;
      priceListId: string | null;
      documentId: string | null;
      /** Of the price list, or the number of the order; empty for a draft */
      name: string;
      supplier: {
        id: string;
        name: string;
      };
      connectionId: string;
      alias: string;
      asksAgain: boolean;
      state: "asking" | "paused" | "stopped" | "review" | "applied" | "undone";
      total: number;
      done: number;
      /** up, down, first (had no price), same, other (in another unit or currency), review (for a person first), unknown, discontinued, noPrice, onRequest, error, recent (skipped: asked less than 12 hours ago), remembered (part of unknown: not asked again), noCode, calls, unsure (may have been asked twice: a node ended during a call) */
      counts: Record<string, number>;
      /** Articles, since it began or went on; null: not known yet */
      perMinute: number | null;
      /** When everything will be asked, at that pace */
      expectedAt: string | null;
      /** The supplier is away or asked to wait: asked again then */
      waitsUntil: string | null;
      /** Why it waits, or stopped by itself */
      reason: {
        code: string;
        message: string;
      } | null;
      /** Prices that would be taken over */
      ticked: number;
      /** Of the ticked ones on open quotes; null while it is asking */
      effect: {
        /** Open quotes that are about it */
        quotes: number;
        /** What their margin becomes more, or below zero less */
        marginChange: string;
      } | null;
      /** What the lines of the order were and became; null: not taken over there */
      order: {
        /** Instant, ISO 8601, UTC */
        changedAt: string;
        changedBy: string;
        undoneAt: string | null;
        undoUntil: string | null;
        lines: {
          code: string;
          itemName: string;
          unitCode: string;
          before: {
            /** Decimal number as text, with a point */
            price: string;
            /** Decimal number as text, with a point */
            baseQuantity: string;
            /** Decimal number as text, with a point */
            discountPercent: string;
          };
          after: {
            /** Decimal number as text, with a point */
            price: string;
            /** Decimal number as text, with a point */
            baseQuantity: string;
          };
        }[];
      } | null;
      batches: components["schemas"]["PriceRunBatch"][];
      /** Instant, ISO 8601, UTC */
      begunAt: string;
      begunBy: string;
      finishedAt: string | null;
      /** Who paused or stopped it; empty: nobody */
      endedBy: string;
      version: number;
    };
    PriceRunAnswer: {
      code: string;
      /** 0, but of a line of an order without a code */
      line: number;
      /** Of the order */
      lines: number[];
      supplierItemId: string | null;
      /** Our own item; null: none */
      itemId: string | null;
      name: string;
      bucket: "big" | "small" | "same" | "notFound" | "noPrice" | "skipped";
      status: "ok" | "unknown" | "discontinued" | "noPrice" | "onRequest" | "error" | "recent" | "noCode";
      oldCost: string | null;
      oldCurrency: string;
      cost: string | null;
      currency: string;
      /** What both costs are for one of */
      unitCode: string;
      /** As the supplier states it: so much for so many */
      basis: {
        /** Decimal number as text, with a point */
        quantity: string;
        unitCode: string;
        net: string | null;
      } | null;
      changePercent: string | null;
      /** For a person first: it does not start ticked */
      isReview: boolean;
      /** What a person should know of it, in words */
      remarks: string[];
      isTicked: boolean;
      mayTick: boolean;
      /** On open quotes; null: on none */
      effect: {
        /** Open quotes that are about it */
        quotes: number;
        /** What their margin becomes more, or below zero less */
        marginChange: string;
      } | null;
      /** Of our own item: its sales price, and the margin on the old and the new cost in percent */
      sales: {
        /** Decimal number as text, with a point */
        price: string;
        marginBefore: string | null;
        /** Decimal number as text, with a point */
        marginAfter: string;
      } | null;
    };
    PriceRunBatch: {
      id: string;
      state: "applying" | "applied" | "undoing" | "undone";
      underSuppliers: boolean;
      underPrices: boolean;
      salesRule:
        | {
            kind: "margin";
            /** Decimal number as text, with a point */
            percent: string;
          }
        | {
            kind: "factor";
            /** Decimal number as text, with a point */
            factor: string;
          }
        | null;
      /** supplierItems, itemSuppliers, salesPrices: written; leftOut: not written; putBack, kept: of undoing, kept because somebody changed it since */
      counts: Record<string, number>;
      /** Instant, ISO 8601, UTC */
      createdAt: string;
      createdBy: string;
      appliedAt: string | null;
      undoneAt: string | null;
      undoneBy: string;
      /** Until when it can be put back; null: not, or not any more */
      undoUntil: string | null;
    };
    Problem: {
      type: string;
      /** For people, in the language of the request */
      title: string;
      status: number;
      /** Stable; what a program looks at */
      code: string;
      /** For developers, in English */
      detail: string;
      errors?: {
        field: string;
        message: string;
        /** Of what stands in the way */
        id?: string;
      }[];
    };
    PurchaseOrder: {
      documentId: string;
      version: number;
      status: string;
      /** Every time it was sent, the latest first */
      sendings: components["schemas"]["PurchaseSending"][];
      isChangedSinceSent: boolean;
      /** It is open, and nothing was made of it: it can be saved as a draft can */
      mayChange: boolean;
      received: "none" | "part" | "all";
      lines: {
        position: number;
        /** Decimal number as text, with a point */
        quantity: string;
        /** Decimal number as text, with a point */
        received: string;
        /** Decimal number as text, with a point */
        invoiced: string;
        /** Decimal number as text, with a point */
        leftToReceive: string;
        /** Decimal number as text, with a point */
        leftToInvoice: string;
      }[];
      /** Logins at this supplier that are set up for ordering, of everybody and one's own */
      roads: {
        id: string;
        name: string;
        system: string;
      }[];
    };
    PurchaseSending: {
      id: string;
      channel: "service" | "mail";
      /** `unknown`: its answer was lost, and it may be there; `notThere`: a person found out that it is not, or the mail was taken back */
      state: "queued" | "sending" | "unknown" | "sent" | "refused" | "notThere";
      /** Name of the login it went by, or of the supplier */
      supplier: string;
      recipient: string | null;
      answer: "accepted" | "acceptedWithChanges" | "basketOnly" | null;
      /** Its reference, for people; empty when it gave none */
      supplierNumber: string;
      answerText: string;
      lines: {
        /** Of our line; null where the supplier names another */
        position: number | null;
        suppliersItemIdentifier: string;
        ordered: string | null;
        backordered: string | null;
        backorderDate: string | null;
        netPrice: string | null;
        text: string;
      }[];
      reason: {
        code: string;
        /** For people, in the language of the request */
        message: string;
        /** As the other side said it */
        text: string;
      } | null;
      /** Nobody looks any more by itself: a person says whether it is there */
      asksPerson: boolean;
      /** When it is tried or asked after again */
      nextAt: string | null;
      /** Instant, ISO 8601, UTC */
      requestedAt: string;
      requestedBy: string;
      sentAt: string | null;
      settledBy: string | null;
    };
    QueuedMail: {
      /** In the outbox */
      id: string;
      recipient: string;
      state: "queued" | "sending" | "sent" | "delivered" | "failed" | "unknown" | "cancelled";
      /** False: it was sent there, or is on its way, already; see send-again */
      isNew: boolean;
    };
    Retention: {
      /** Zero: gone in the transaction that ends the work */
      days: {
        raw: number;
        trace: number;
        passThrough: number;
      };
      /** After the year of the document; the law's floor is ten */
      ownBooksYears: number;
      /** 0: never saved */
      version: number;
      changedBy: string;
      /** What was over and went, the last time first */
      passes: {
        at: string;
        /** Rows per table that went, or of which the content went */
        deleted: {
          table:
            | "deliveries"
            | "exchanges"
            | "events"
            | "runs"
            | "sent_mails"
            | "outbox"
            | "alarms"
            | "audit_details"
            | "hub_audit_details"
            | "user_events"
            | "invitations"
            | "alarm_settings"
            | "import_parts"
            | "import_rows"
            | "imports"
            | "effects"
            | "outside_documents"
            | "mapping_waits"
            | "inbox"
            | "documents"
            | "parties"
            | "users"
            | "verifications"
            | "bulk_actions"
            | "bulk_action_orders"
            | "dry_runs"
            | "couplings"
            | "catalogue_records"
            | "supplier_baskets"
            | "supplier_basket_lines"
            | "supplier_documents"
            | "punchout_sessions"
            | "punchout_attempts"
            | "partner_orders"
            | "relation_messages"
            | "relation_notices"
            | "relation_events";
          count: number;
        }[];
      }[];
      /** Keyed hashes by which deletions of people are repeated */
      deletedHashes: number;
    };
    Right: {
      kind: "role" | "scope";
      name: string;
      /** Null when nothing that was tried tells */
      proved: boolean | null;
    };
    ShopSetup: {
      /** Null when shops cannot reach this hub: it asks by itself then */
      deliveryUrl: string | null;
      /** Empty until they are known */
      shop: {
        name: string;
        version: string;
      };
      topics: {
        topic: string;
        label: {
          nl: string;
          en: string;
        };
        pingVerifiedAt: string | null;
        deliveryVerifiedAt: string | null;
        /** Only after a test call and a signed delivery */
        isVerified: boolean;
      }[];
      /** How many webhooks the hub makes when it is asked to */
      makes: number;
      /** Test calls of webhooks that have not delivered yet: which topic they are for is not known */
      pings: {
        webhookId: string;
        /** Instant, ISO 8601, UTC */
        at: string;
      }[];
      lastDeliveryAt: string | null;
      /** Of the last week, or as the last test found it */
      faults: {
        kind: "wrongSecret" | "stranger" | "plain" | "elsewhere" | "off" | "absent";
        topic: string;
        /** What it means */
        text: string;
        /** What to do */
        mend: string;
        /** Instant, ISO 8601, UTC */
        at: string;
        count: number;
      }[];
      /** Null before the first test */
      test: {
        /** Instant, ISO 8601, UTC */
        at: string;
        lines: {
          what: "access" | "orders" | "taxRates" | "paymentMethods" | "customers" | "write" | "webhooks";
          state: "ok" | "missing" | "failed";
          title: string;
          /** Empty when all is well */
          text: string;
        }[];
        rights: components["schemas"]["Right"][];
      } | null;
      /** Where to click in the shop, Dutch beside English; `fill` names what to copy */
      guide: {
        path: {
          nl: string;
          en: string;
        }[];
        fields: {
          name: {
            nl: string;
            en: string;
          };
          fill: string | null;
          choose: {
            nl: string;
            en: string;
          } | null;
        }[];
        save: {
          nl: string;
          en: string;
        };
      } | null;
      /** The shop's own mail to the customer of an order, and where it is switched off */
      orderMail: {
        name: {
          nl: string;
          en: string;
        };
        path: {
          nl: string;
          en: string;
        }[];
      } | null;
      advice: {
        /** Only when documents are mailed automatically: the customer gets the shop's own mail as well */
        doubleMail: {
          text: string;
          mend: string;
          path: {
            nl: string;
            en: string;
          }[];
          names: {
            nl: string;
            en: string;
          }[];
        } | null;
        stock: string[];
        bankTransfer: {
          text: string;
          path: {
            nl: string;
            en: string;
          }[];
          paste: {
            nl: string;
            fr: string;
            en: string;
          };
        };
      };
    };
    StoppedCatalogue: {
      couplingId: string;
      kind: "products" | "stock" | "customers";
      title: string;
      /** Records that wait for a person; 0: the whole run stands still */
      count: number;
      /** Instant, ISO 8601, UTC */
      since: string;
    };
    Summary: {
      orders: {
        received: number;
        open: number;
        documented: number;
        skipped: number;
        waiting: number;
        held: number;
        failed: number;
      };
      documents: Record<string, number>;
      tieOut: {
        exact: number;
        rounded: number;
        held: number;
      };
      deliveries: Record<string, number>;
    };
    SupplierBasket: {
      id: string;
      entryId: string | null;
      supplier: string;
      /** Of the login it was fetched with */
      alias: string;
      isMine: boolean;
      fetchedBy: string;
      /** Instant, ISO 8601, UTC */
      fetchedAt: string;
      source: "service" | "punchout" | "catalogue" | "file" | "document";
      documentId: string | null;
      currency: string;
      /** parked: it came back after its visit was over */
      state: "staged" | "parked" | "taken";
      /** At the supplier. failed: that is not known, and its lines may come again */
      emptied: "no" | "yes" | "failed";
      emptiedAt: string | null;
      lineCount: number;
      version: number;
      canEmpty: boolean;
      /** An earlier basket of this login that held the same and was taken */
      doublesId: string | null;
      /** What could not be read of it */
      remarks: string[];
      target: {
        id: string;
        kind:
          | "quote"
          | "salesQuote"
          | "orderConfirmation"
          | "orderSlip"
          | "deliveryNote"
          | "workPreparation"
          | "workOrder"
          | "invoice"
          | "creditNote"
          | "purchaseOrder"
          | "requestForQuotation"
          | "purchaseReceipt"
          | "purchaseDocument"
          | "purchaseSlip"
          | "tillReceipt"
          | "paymentRequest";
        name: string;
        currency: string;
        version: number;
        isDraft: boolean;
        takesBasket: boolean;
      } | null;
      ticked: {
        count: number;
        /** Decimal number as text, with a point */
        amount: string;
      };
      /** Null: it is a basket */
      supplierDocument: components["schemas"]["AboutSupplierDocument"] | null;
      lines: {
        position: number;
        /** Of the supplier */
        code: string;
        manufacturersItemIdentifier: string;
        brandName: string;
        gtin: string;
        /** As the shop wrote it; plain text, to be escaped */
        description: string;
        note: string;
        kind: "item" | "contribution" | "charge";
        suppliersUnit: string;
        /** How many are in the basket at the supplier */
        asked: string;
        net: string | null;
        basisQuantity: string | null;
        basisUnitCode: string;
        /** For one of the unit it is ordered in, with what comes on top */
        cost: string | null;
        costFlags: ("contributionAssumedOnTop" | "surchargeAssumedOnTop" | "metalComputed" | "surchargeNotConverted")[];
        match: "supplier" | "gtin" | "several" | "none";
        item: {
          id: string;
          code: string;
          name: string;
        } | null;
        isTicked: boolean;
        /** Decimal number as text, with a point */
        quantity: string;
        /** Empty: what the supplier writes is not known yet */
        unitCode: string;
        enteredPrice: string | null;
        /** Decimal number as text, with a point */
        takenQuantity: string;
        /** How it would stand on the document, without VAT */
        offer: {
          /** Decimal number as text, with a point */
          quantity: string;
          unitCode: string;
          price: string | null;
          from: "entered" | "item" | "rule" | "cost" | "none";
          amount: string | null;
          vatRate: string | null;
        };
        /** What keeps it from a document */
        fault: {
          field: "quantity" | "unitCode" | "price" | "vatRate";
          message: string;
        } | null;
        /** What the supplier says of the item itself; empty: nothing */
        said: string;
        /** Null: it is of a basket */
        supplierDocument: {
          /** In the unit the supplier gives it in; null: it does not say */
          delivered: string | null;
          deliveryDate: string | null;
          backordered: string | null;
          backorderDate: string | null;
          /** The line of our purchase order, with how many are still to come */
          orderLine: {
            position: number;
            /** Decimal number as text, with a point */
            left: string;
            unitCode: string;
          } | null;
        } | null;
      }[];
    };
    SupplierBasketAnswer: {
      outcome:
        | "loaded"
        | "empty"
        | "refused"
        | "notOffered"
        | "unreachable"
        | "unreadable"
        | "unknownItem"
        | "emptied"
        | "changed"
        | "mayReturn";
      title: string;
      body: string;
      /** What is staged now; null when nothing is */
      basket: components["schemas"]["SupplierBasket"] | null;
    };
    SupplierBasketRow: {
      id: string;
      entryId: string | null;
      supplier: string;
      /** Of the login it was fetched with */
      alias: string;
      isMine: boolean;
      fetchedBy: string;
      /** Instant, ISO 8601, UTC */
      fetchedAt: string;
      source: "service" | "punchout" | "catalogue" | "file" | "document";
      documentId: string | null;
      currency: string;
      /** parked: it came back after its visit was over */
      state: "staged" | "parked" | "taken";
      /** At the supplier. failed: that is not known, and its lines may come again */
      emptied: "no" | "yes" | "failed";
      emptiedAt: string | null;
      lineCount: number;
      version: number;
    };
    SupplierDocumentAnswer: {
      /** useOrderNumber: the supplier gives no delivery notes by their number; rejected: it says why itself */
      outcome:
        | "loaded"
        | "empty"
        | "notFound"
        | "useOrderNumber"
        | "refused"
        | "notOffered"
        | "unreachable"
        | "unreadable"
        | "rejected";
      title: string;
      body: string;
      /** Its lines as they are staged now; null when nothing is */
      basket: components["schemas"]["SupplierBasket"] | null;
    };
    SupplierDocumentRow: {
      id: string;
      entryId: string | null;
      supplier: string;
      /** Of the login, or of the entry a file was given for */
      alias: string;
      isMine: boolean;
      /** upload: found in what was given as a file */
      source: "service" | "upload" | "partner";
      kind: "order" | "deliveryNote";
      /** Of the supplier */
      number: string;
      /** Of our purchase order, as the supplier has it */
      ourOrderNumber: string;
      date: string | null;
      currency: string;
      lineCount: number;
      /** False: its content was deleted when its retention was over */
      isKept: boolean;
      fileName: string;
      fetchedBy: string;
      /** Instant, ISO 8601, UTC */
      fetchedAt: string;
      /** Documents of ours that something of it went into */
      takings: {
        documentId: string;
        /** Instant, ISO 8601, UTC */
        at: string;
        by: string;
      }[];
    };
    SupplierEntry: {
      id: string;
      function: "basket" | "price" | "order" | "document";
      connector: string;
      /** As its product is called; the party has the name of the supplier */
      supplier: string;
      partyId: string | null;
      partyName: string | null;
      alias: string;
      /** Nobody else sees it or can use it */
      isMine: boolean;
      /** There is no login: its documents come as files */
      isByUpload: boolean;
      /** Null until a login was filled in */
      connectionId: string | null;
      state: "unchecked" | "connected" | "reconnect" | "unreachable" | "paused" | null;
      stateReason: string;
      /** Of its login, but for what is secret */
      settings: Record<string, unknown>;
      canFetch: boolean;
      canOpen: boolean;
      canEmpty: boolean;
      /** Whether whoever asks may change it */
      mayChange: boolean;
      version: number;
    };
    SupplierItem: {
      id: string;
      priceListId: string;
      priceListName: string;
      partyId: string;
      supplierName: string;
      itemId: string | null;
      suppliersItemIdentifier: string;
      manufacturersItemIdentifier: string;
      brandName: string;
      gtin: string;
      name: string;
      category: string;
      discountGroup: string;
      currency: string;
      /** List price per basis; null: none */
      gross: string | null;
      /** A net price the supplier gave */
      listedNet: string | null;
      /** After discounts, per basis, without surcharges */
      net: string | null;
      /** The condition that made the net price; empty: there is none */
      netFrom: string;
      discounts: {
        kind: string;
        /** Decimal number as text, with a point */
        value: string;
        group: string;
        source: string;
      }[];
      /** Decimal number as text, with a point */
      basisQuantity: string;
      basisUnitCode: string;
      orderUnitCode: string;
      /** Decimal number as text, with a point */
      perOrderUnit: string;
      useUnitCode: string;
      /** Decimal number as text, with a point */
      usePerOrder: string;
      minimum: string | null;
      multiple: string | null;
      packQuantity: string | null;
      surcharges: unknown[];
      metal: unknown | null;
      vatRate: string | null;
      validFrom: string | null;
      validTo: string | null;
      priceStatus: "ok" | "noNet" | "noPrice" | "onRequest" | "discontinued" | "unknown";
      /** Per use unit */
      cost: string | null;
      costFlags: string[];
      /** Its own; null: that of its list */
      salesRule: unknown | null;
      ruleInForce: unknown | null;
      /** What the rule in force makes of the cost; null: no rule, or no cost */
      salesPrice: string | null;
      priceSource: "list" | "service" | "hand";
      /** Instant, ISO 8601, UTC */
      pricedAt: string;
      notInListSince: string | null;
      version: number;
      /** Instant, ISO 8601, UTC */
      changedAt: string;
      changedBy: string;
      earlier: {
        batchId: string;
        kind: "import" | "run" | "hand";
        net: string | null;
        currency: string;
        /** Decimal number as text, with a point */
        basisQuantity: string;
        basisUnitCode: string;
        cost: string | null;
        priceSource: string;
        /** Instant, ISO 8601, UTC */
        pricedAt: string;
        /** Instant, ISO 8601, UTC */
        replacedAt: string;
        replacedBy: string;
        isUndone: boolean;
      }[];
    };
    System: {
      /** Instant, ISO 8601, UTC */
      asOf: string;
      nodes: {
        id: string;
        role: "all" | "server" | "worker";
        host: string;
        pid: number;
        version: string;
        /** `draining`: it was told to stop and takes no new work. `silent`: it has not shown itself for half a minute; after an hour it is forgotten */
        state: "working" | "draining" | "silent";
        /** Instant, ISO 8601, UTC */
        startedAt: string;
        /** Instant, ISO 8601, UTC */
        seenAt: string;
        jobsActive: number;
        jobsLastMinute: number;
      }[];
      queues: {
        name: string;
        waiting: number;
        active: number;
        oldestSeconds: number;
      }[];
      database: {
        version: string;
        bytes: number;
        isEmbedded: boolean;
      };
      /** Of the machine that answers */
      disk: {
        freeBytes: number;
        totalBytes: number;
        isFilling: boolean;
      };
      /** In the data folder; null for a database that is backed up with its own tools */
      backups: {
        count: number;
        newest: {
          /** Instant, ISO 8601, UTC */
          madeAt: string;
          reason: "asked" | "before-upgrade";
          bytes: number;
        } | null;
      } | null;
    };
    TextOverrides: {
      nl?: {
        paid?: {
          caption?: string;
          subject?: string;
          body?: string;
        };
        toPay?: {
          caption?: string;
          subject?: string;
          body?: string;
        };
      };
      fr?: {
        paid?: {
          caption?: string;
          subject?: string;
          body?: string;
        };
        toPay?: {
          caption?: string;
          subject?: string;
          body?: string;
        };
      };
      en?: {
        paid?: {
          caption?: string;
          subject?: string;
          body?: string;
        };
        toPay?: {
          caption?: string;
          subject?: string;
          body?: string;
        };
      };
      de?: {
        paid?: {
          caption?: string;
          subject?: string;
          body?: string;
        };
        toPay?: {
          caption?: string;
          subject?: string;
          body?: string;
        };
      };
    };
    TextOverridesInput: {
      nl?: {
        paid?: {
          caption?: string;
          subject?: string;
          body?: string;
        };
        toPay?: {
          caption?: string;
          subject?: string;
          body?: string;
        };
      };
      fr?: {
        paid?: {
          caption?: string;
          subject?: string;
          body?: string;
        };
        toPay?: {
          caption?: string;
          subject?: string;
          body?: string;
        };
      };
      en?: {
        paid?: {
          caption?: string;
          subject?: string;
          body?: string;
        };
        toPay?: {
          caption?: string;
          subject?: string;
          body?: string;
        };
      };
      de?: {
        paid?: {
          caption?: string;
          subject?: string;
          body?: string;
        };
        toPay?: {
          caption?: string;
          subject?: string;
          body?: string;
        };
      };
    };
    TextPreview: {
      /** Null: an invented example, until there is a document */
      documentId: string | null;
      number: string | null;
      language: "nl" | "fr" | "en" | "de";
      situation: "paid" | "toPay";
      subject: string;
      caption: string;
      text: string;
      html: string;
    };
    TieOut: {
      /** Decimal number as text, with a point */
      source: string;
      document: string | null;
      /** Decimal number as text, with a point */
      difference: string;
      /** Decimal number as text, with a point */
      rounding: string;
      state: "exact" | "rounded" | "held";
      vat: {
        country: string;
        /** Decimal number as text, with a point */
        rate: string;
        source: string | null;
        /** Decimal number as text, with a point */
        document: string;
        difference: string | null;
      }[];
    };
    ToRepay: {
      /** /api/documents?payment=toRepay */
      count: number;
      /** Empty when there are none */
      title: string;
      /** Those that wait longest */
      documents: {
        id: string;
        number: string;
        customer: string;
        /** Decimal number as text, with a point */
        amount: string;
        currency: string;
        /** Day of the credit note */
        since: string;
        title: string;
      }[];
    };
  };
}
