// Over 300 lines because who may call what is decided in one table.
export const callers = [
  "operator",
  "owner",
  "administrator",
  "bookkeeper",
  "buyer",
  "viewer",
  "outsider",
  "nobody",
] as const;
export type MatrixCaller = (typeof callers)[number];

/**
 * Who may call which endpoint, decided here by hand and compared with the running server: one row each, `x` may, `-` is refused. The
 * operator comes with the hub's token, the five roles are people who signed in (and tokens of that role, but for what is of a person
 * alone: /api/me), the outsider is an administrator elsewhere and names ours, nobody sends nothing. A new endpoint needs a row.
 */
const table = `
operator owner administrator bookkeeper buyer viewer outsider nobody

x x x x x x - -  GET /api/summary
x x x x x x - -  GET /api/orders
x x x x x x - -  GET /api/orders/:connectionId/:orderId
x x x x - - - -  POST /api/orders/:connectionId/:orderId/retry
x x x x - - - -  POST /api/orders/:connectionId/:orderId/skip
x x x x - - - -  POST /api/orders/:connectionId/:orderId/outcome
x x x x - x - -  GET /api/orders/:connectionId/:orderId/messages
x x x x x x - -  GET /api/orders/:connectionId/:orderId/drift
x x x x - - - -  POST /api/orders/:connectionId/:orderId/drift/leave
x x x x - - - -  POST /api/orders/:connectionId/:orderId/drift/replace
x x x x x x - -  GET /api/overview
x x x x x x - -  GET /api/work
x x x x - - - -  POST /api/work/retry
x x x x - x - -  GET /api/log
x x x x - x - -  GET /api/log/:runId
x x x - - - - -  GET /api/audit
x x x - - - - -  GET /api/audit/export
x x x x - - - -  GET /api/completeness
x x x x - - - -  GET /api/completeness/statements/:statementId
x x x x - - - -  GET /api/completeness/statements/:statementId/pdf
x x x x - - - -  POST /api/completeness/checks
x x x x x x - -  GET /api/search
x x x x x x - -  GET /api/live

x x x x x x - -  GET /api/documents
x x x x x x - -  GET /api/documents/:documentId
x x x x x x - -  GET /api/documents/:documentId/ubl
x x x x x x - -  GET /api/documents/:documentId/pdf
x x x x x x - -  GET /api/documents/:documentId/history
x x x x x x - -  GET /api/documents/:documentId/left
x x x x x x - -  GET /api/document-kinds
x x x x - - - -  POST /api/documents
x x x x - - - -  PUT /api/documents/:documentId
x x x x - - - -  DELETE /api/documents/:documentId
x x x x - - - -  POST /api/documents/:documentId/issue
x x x x - - - -  PUT /api/documents/:documentId/internal-note
x x x x - - - -  POST /api/documents/:documentId/convert
x x x x - - - -  POST /api/documents/:documentId/credit
x x x x x x - -  GET /api/purchase-orders/:documentId
x x x x - - - -  POST /api/purchase-orders/:documentId/send
x x x x - - - -  POST /api/purchase-orders/:documentId/settle
x x x x - - - -  POST /api/purchase-orders/:documentId/receive
x x x x - - - -  POST /api/purchase-orders/:documentId/confirm
x x x x - - - -  POST /api/purchase-orders/:documentId/close
x x x x x x - -  GET /api/catalogue-program/price-lists
x x x x x x - -  GET /api/catalogue-program/price-lists/:priceListId/items
x x x x x x - -  GET /api/catalogue-program/price-lists/:priceListId/codes
x x x x - - - -  POST /api/catalogue-program/baskets
x x x x - - - -  POST /api/documents/:documentId/credit-preview
x x x x - - - -  POST /api/documents/:documentId/credit-and-new
x x x x - - - -  GET /api/documents/:documentId/mail-preview
x x x x - - - -  POST /api/documents/:documentId/send
x x x x - x - -  GET /api/documents/:documentId/pay-link
x x x x - - - -  POST /api/documents/:documentId/payments
x x x x - - - -  POST /api/documents/:documentId/repayments
x x x x - x - -  GET /api/payments
x x x x - x - -  GET /api/payment-methods
x x x x - x - -  GET /api/payments/cash-book
x x x x - x - -  GET /api/payments/cash-book/export
x x x x - - - -  DELETE /api/payments/:paymentId
x x x x - - - -  POST /api/payments/:paymentId/allocate

x x x x x x - -  GET /api/supplier-capabilities
x x x x - x - -  GET /api/relations
x x x - - - - -  POST /api/relations
x x x - - - - -  POST /api/relations/look
x x x - - - - -  POST /api/relations/accept
x x x - - - - -  POST /api/relations/refuse
x x x x - - - -  POST /api/relations/fetch
x x x x - x - -  GET /api/relations/:relationId
x x x - - - - -  PUT /api/relations/:relationId
x x x - - - - -  GET /api/relations/:relationId/link
x x x - - - - -  POST /api/relations/:relationId/confirm
x x x - - - - -  POST /api/relations/:relationId/cancel
x x x - - - - -  POST /api/relations/:relationId/pause
x x x - - - - -  POST /api/relations/:relationId/resume
x x x - - - - -  POST /api/relations/:relationId/end
x x x - - - - -  POST /api/relations/:relationId/rotate-key
x x x x - x - -  GET /api/relation-log
x x x x - - - -  POST /api/relations/export
x x x x - - - -  POST /api/relations/import
x x x x x x - -  GET /api/relations/orders
x x x x x x - -  GET /api/relations/orders/:orderId
x x x x - - - -  POST /api/relations/orders/:orderId/answer
x x x x - - - -  POST /api/relations/orders/:orderId/pending
x x x x - - - -  POST /api/relations/orders/:orderId/looked
x x x x - - - -  POST /api/relations/orders/:orderId/teach
x x x x x x - -  GET /api/relations/:relationId/codes
x x x x - - - -  DELETE /api/relations/:relationId/codes
x x x x - - - -  POST /api/relations/:relationId/messages/:messageId/retry
x x x x x x - -  GET /api/purchase-orders/:documentId/partner
x x x x - - - -  POST /api/purchase-orders/:documentId/partner/change
x x x x - - - -  POST /api/purchase-orders/:documentId/partner/cancel
x x x x - - - -  POST /api/purchase-orders/:documentId/partner/recall
x x x x - - - -  POST /api/purchase-orders/:documentId/partner/again
x x x x - x - -  GET /api/relations/:relationId/statements
x x x x - - - -  POST /api/relations/:relationId/statements
x x x - - - - -  POST /api/relations/:relationId/mail
x x x x x x - -  GET /api/supplier-entries
x x x x - - - -  POST /api/supplier-entries
x x x x - - - -  PUT /api/supplier-entries/:entryId
x x x x - - - -  POST /api/supplier-entries/:entryId/use-for-others
x x x x - - - -  POST /api/supplier-entries/:entryId/copy
x x x x - - - -  POST /api/supplier-entries/:entryId/test
x x x x - - - -  DELETE /api/supplier-entries/:entryId
x x x x x x - -  GET /api/supplier-baskets
x x x x - - - -  POST /api/supplier-baskets
x x x x - - - -  POST /api/supplier-baskets/open
x x x x - - - -  GET /api/supplier-baskets/open/:visitId/page
x x x x - - - -  POST /api/supplier-baskets/open/:visitId/extend
x x x x x x - -  GET /api/supplier-baskets/:basketId
x x x x - - - -  PUT /api/supplier-baskets/:basketId/lines
x x x x - - - -  POST /api/supplier-baskets/:basketId/to-document
x x x x - - - -  POST /api/supplier-baskets/:basketId/empty
x x x x x x - -  GET /api/supplier-baskets/:basketId/csv
x x x x x x - -  GET /api/supplier-baskets/:basketId/ubl
x x x x x x - -  GET /api/supplier-documents
x x x x - - - -  POST /api/supplier-documents
x x x x - - - -  POST /api/supplier-documents/upload
x x x x - - - -  POST /api/supplier-documents/:supplierDocumentId/start
x x x x - - - -  POST /api/supplier-documents/:supplierDocumentId/receive

x x x x x x - -  GET /api/outbox
x x x x x x - -  GET /api/outbox/:outboxId/message
x x x x - - - -  POST /api/outbox/:outboxId/send-again
x x x x - - - -  DELETE /api/outbox/:outboxId
x x x - - - - -  GET /api/mail-settings
x x x - - - - -  PUT /api/mail-settings
x x x - - - - -  POST /api/mail-settings/test
x x x x x x - -  GET /api/texts
x x x - - - - -  PUT /api/texts
x x x x x x - -  POST /api/texts/preview
x x x x x x - -  GET /api/house-style
x x x - - - - -  PUT /api/house-style
x x x x x x - -  GET /api/house-style/preview
x x x - - - - -  POST /api/house-style/preview
x x x x x x - -  GET /api/house-style/logo
x x x - - - - -  PUT /api/house-style/logo
x x x - - - - -  DELETE /api/house-style/logo

x x x x x x - -  GET /api/number-series
x x x x x x - -  GET /api/closed-period
x x x x - - - -  POST /api/closed-period
x x - - - - - -  POST /api/closed-period/reopen
x x x - - - - -  PUT /api/number-series/:kind/format
x x x - - - - -  PUT /api/number-series/:kind/:year/next

x x x x x x - -  GET /api/items
x x x x - - - -  POST /api/items
x x x x x x - -  GET /api/items/:itemId
x x x x - - - -  PUT /api/items/:itemId
x x x x - - - -  DELETE /api/items/:itemId
x x x x x x - -  GET /api/items/:itemId/suppliers
x x x x - - - -  PUT /api/items/:itemId/suppliers/:partyId
x x x x - - - -  DELETE /api/items/:itemId/suppliers/:partyId
x x x x x x - -  GET /api/items/:itemId/properties
x x x x - - - -  PUT /api/items/:itemId/properties
x x x x - - - -  POST /api/items/:itemId/sales-price
x x x x x x - -  GET /api/item-categories
x x x x - - - -  POST /api/item-categories
x x x x - - - -  PUT /api/item-categories/:categoryId
x x x x - - - -  DELETE /api/item-categories/:categoryId
x x x x x x - -  GET /api/price-lists
x x x x x x - -  GET /api/price-lists/:priceListId
x x x x - - - -  POST /api/price-lists
x x x x - - - -  PUT /api/price-lists/:priceListId
x x x x x x - -  GET /api/supplier-items
x x x x x x - -  GET /api/supplier-items/:supplierItemId
x x x x - - - -  POST /api/supplier-items
x x x x - - - -  PUT /api/supplier-items/:supplierItemId
x x x x - - - -  PUT /api/supplier-items/:supplierItemId/item
x x x x - - - -  POST /api/supplier-items/:supplierItemId/item
x x x x - - - -  POST /api/price-lists/:priceListId/imports
x x x x - - - -  PUT /api/price-imports/:importId/content
x x x x - - - -  GET /api/price-imports
x x x x - - - -  GET /api/price-imports/:importId
x x x x - - - -  GET /api/price-imports/:importId/rows
x x x x - - - -  GET /api/price-imports/:importId/vanished
x x x x - - - -  GET /api/price-imports/:importId/problems
x x x x - - - -  POST /api/price-imports/:importId/decisions
x x x x - - - -  POST /api/price-imports/:importId/apply
x x x x - - - -  DELETE /api/price-imports/:importId
x x x x - - - -  PUT /api/price-imports/:importId/mapping
x x x x x x - -  GET /api/suppliers/:partyId/discount-groups
x x x x - - - -  PUT /api/suppliers/:partyId/discount-groups
x x x x - - - -  DELETE /api/suppliers/:partyId/discount-groups
x x x x x x - -  GET /api/suppliers/:partyId/units
x x x x - - - -  PUT /api/suppliers/:partyId/units
x x x x x x - -  GET /api/price-batches
x x x x - - - -  POST /api/price-batches/:batchId/undo
x x x x x x - -  GET /api/units

x x x x x x - -  GET /api/parties
x x x x x x - -  GET /api/parties/:partyId
x x x x - - - -  POST /api/parties
x x x x - - - -  PUT /api/parties/:partyId
x x x x - - - -  DELETE /api/parties/:partyId

x x x x x x - -  GET /api/parties/export
x x x x x x - -  GET /api/items/export
x x x x x x - -  GET /api/documents/export
x x x x - - - -  POST /api/imports/parties
x x x x - - - -  POST /api/imports/items
x x x x - - - -  GET /api/imports
x x x x - - - -  GET /api/imports/:importId
x x x x - - - -  DELETE /api/imports/:importId
x x x x - - - -  GET /api/imports/:importId/rows
x x x x - - - -  GET /api/imports/:importId/problems
x x x x - - - -  PUT /api/imports/:importId/mapping
x x x x - - - -  POST /api/imports/:importId/apply
x x x x - - - -  POST /api/imports/:importId/undo

x x x x x x - -  GET /api/administration
x x x - - - - -  PUT /api/administration
x x x x x x - -  GET /api/companies/:vatNumber

x x x x - x - -  GET /api/connectors
x x x x - x - -  GET /api/capabilities
x x x x - x - -  GET /api/connections
x x x - - - - -  POST /api/connections
x x x - - - - -  PUT /api/connections/:connectionId
x x x - - - - -  POST /api/connections/:connectionId/check
x x x - - - - -  POST /api/connections/:connectionId/pause
x x x - - - - -  POST /api/connections/:connectionId/resume
x x x x - - - -  POST /api/connections/:connectionId/sweep
x x x - - - - -  POST /api/connections/:connectionId/webhooks
x x x - - - - -  GET /api/connections/:connectionId/webhook-secret
x x x x - - - -  PUT /api/connections/:connectionId/mappings/:what/:from
x x x x - x - -  GET /api/connections/:connectionId/mappings
x x x x - x - -  GET /api/connections/:connectionId/setup
x x x - - - - -  POST /api/connections/:connectionId/test
x x x x - x - -  GET /api/connections/:connectionId/room
x x x x - x - -  GET /api/couplings
x x x x - x - -  GET /api/couplings/:couplingId/limits
x x x - - - - -  POST /api/couplings
x x x - - - - -  PUT /api/couplings/:couplingId
x x x x - - - -  GET /api/couplings/:couplingId/dry-runs
x x x x - - - -  POST /api/couplings/:couplingId/dry-runs
x x x x - - - -  GET /api/couplings/:couplingId/dry-runs/:dryRunId
x x x x - - - -  GET /api/couplings/:couplingId/dry-runs/:dryRunId/orders
x x x x - - - -  POST /api/couplings/:couplingId/dry-runs/:dryRunId/stop
x x x x - - - -  POST /api/couplings/:couplingId/dry-runs/:dryRunId/replay
x x x x - - - -  POST /api/bulk-actions/preview
x x x x - - - -  POST /api/bulk-actions
x x x x - - - -  GET /api/bulk-actions
x x x x - - - -  GET /api/bulk-actions/:actionId
x x x x - - - -  GET /api/bulk-actions/:actionId/orders
x x x x - - - -  POST /api/bulk-actions/:actionId/stop

x x x x x x - -  GET /api/price-runs
x x x x - - - -  POST /api/price-runs
x x x x x x - -  GET /api/price-runs/:runId
x x x x x x - -  GET /api/price-runs/:runId/answers
x x x x - - - -  POST /api/price-runs/:runId/ticks
x x x x - - - -  POST /api/price-runs/:runId/pause
x x x x - - - -  POST /api/price-runs/:runId/resume
x x x x - - - -  POST /api/price-runs/:runId/stop
x x x x - - - -  POST /api/price-runs/:runId/apply
x x x x - - - -  POST /api/price-runs/:runId/batches/:batchId/undo
x x x x x x - -  GET /api/price-runs/:runId/batches/:batchId/kept
x x x x - - - -  POST /api/price-runs/:runId/order
x x x x - - - -  POST /api/price-runs/:runId/order/undo
x x x x - x - -  GET /api/couplings/:couplingId/first-migration
x x x - - - - -  PUT /api/couplings/:couplingId/first-migration
x x x - - - - -  POST /api/couplings/:couplingId/first-migration/pause
x x x - - - - -  POST /api/couplings/:couplingId/first-migration/resume

x x x x - x - -  GET /api/catalogue-couplings
x x x x - x - -  GET /api/catalogue-steps
x x x x - x - -  GET /api/catalogue-couplings/:couplingId
x x x - - - - -  POST /api/catalogue-couplings
x x x - - - - -  PUT /api/catalogue-couplings/:couplingId
x x x - - - - -  GET /api/catalogue-couplings/:couplingId/choices
x x x - - - - -  POST /api/catalogue-couplings/:couplingId/look
x x x - - - - -  POST /api/catalogue-couplings/:couplingId/start
x x x - - - - -  POST /api/catalogue-couplings/:couplingId/pause
x x x - - - - -  POST /api/catalogue-couplings/:couplingId/resume
x x x - - - - -  POST /api/catalogue-couplings/:couplingId/stop
x x x - - - - -  POST /api/catalogue-couplings/:couplingId/runs
x x x x - x - -  GET /api/catalogue-couplings/:couplingId/runs
x x x x - x - -  GET /api/catalogue-couplings/:couplingId/records
x x x - - - - -  POST /api/catalogue-couplings/:couplingId/retry
x x x - - - - -  POST /api/catalogue-couplings/:couplingId/outcome

x x x x - x - -  GET /api/alarms
x x x x - - - -  POST /api/alarms/:alarmId/close
x x x x - - - -  POST /api/alarms/:alarmId/mute
x x x - - - - -  GET /api/alarm-settings
x x x - - - - -  PUT /api/alarm-settings
x x x - - - - -  GET /api/retention
x x x - - - - -  PUT /api/retention
x x x - - - - -  POST /api/people/preview
x x x - - - - -  POST /api/people/delete

x x x x - x - -  GET /api/apps
x x x - - - - -  POST /api/apps/:module/activate
x x x - - - - -  POST /api/apps/:module/deactivate

x - - - - - - -  GET /api/system/nodes
x - - - - - - -  POST /api/administrations
x x x x x x x -  GET /api/administrations

x x x - - - - -  GET /api/users
x x x - - - - -  PUT /api/users/:userId
x x x - - - - -  DELETE /api/users/:userId
x x x - - - - -  GET /api/user-events
x x x - - - - -  GET /api/invitations
x x x - - - - -  POST /api/invitations
x x x - - - - -  DELETE /api/invitations/:invitation
x x x x x x x x  GET /api/invitations/:invitation
x x x x x x x x  POST /api/invitations/:invitation

x x x x x x x x  GET /api/setup
x x x x x x x x  POST /api/setup
x x x x x x x x  GET /api/setup/companies/:vatNumber
x x x x x x x x  POST /api/session
x x x x x x x x  POST /api/session/totp
x x x x x x x x  DELETE /api/session
- x x x x x x -  GET /api/me
- x x x x x x -  PUT /api/me
- x x x x x x -  PUT /api/me/email
- x x x x x x -  PUT /api/me/password
- x x x x x x -  POST /api/me/totp
- x x x x x x -  PUT /api/me/totp
- x x x x x x -  DELETE /api/me/totp
- x x x x x x -  POST /api/me/recovery-codes
- x x x x x x -  GET /api/me/sessions
- x x x x x x -  DELETE /api/me/sessions/:sessionId
`;

/** Routes that ask nobody who he is, each with its reason; what the server has besides these and the rows turns the test red. */
export const withoutRow: Readonly<Record<string, string>> = {
  "POST /hooks/:key": "a shop or a provider has no account: its key cannot be guessed, and the delivery is signed",
  "GET /pay/:key": "a customer has no account: the key of his document is the right to see it",
  "GET /pay/:key/pdf": "the document behind that key",
  "POST /pay/:key/:connector": "paying the document behind that key",
  "GET /images/:token/:name": "a shop has no account: the picture stands sealed in the token, for some hours",
  ...Object.fromEntries(
    ["POST", "GET", "PUT", "DELETE", "PATCH", "OPTIONS"].map((method) => [
      `${method} /punchout/return/:token`,
      "a supplier's shop has no account: the token of the visit is used once, and what is no POST is told so",
    ]),
  ),
  "GET /.well-known/hub-exchange": "what this hub speaks, for other hubs; names no company",
  ...Object.fromEntries(
    ["GET", "PUT", "POST"].map((method) => [
      `${method} /x/v1/*`,
      "a partner's hub has no account: each request is signed with a key that was pinned when both sides confirmed",
    ]),
  ),
  "GET /health": "asked by whoever keeps the node running; says nothing but that the process answers",
  "GET /ready": "asked by a load balancer; says nothing but whether this node can work",
  "GET /metrics": "looks by itself who asks: this machine, or the operator's token; watch-routes.db.test.ts",
  "GET /api/health": "asked by whoever keeps the node running; says nothing but that it is up",
  "GET /api/openapi.json": "the description of the API, the same on every hub",
};

const page = "the dashboard's one page, without data: what it shows it asks of the API";
export const pagesOfDashboard: Readonly<Record<string, string>> = {
  "GET /": page,
  "GET /a/*": page,
  "GET /sign-in": page,
  "GET /setup": page,
  "GET /invitation/*": page,
  "GET /partner-invitation": page,
  "GET /all": page,
  "GET /catalogue": "leads to the page of the catalogue program",
  "GET /catalogue/*":
    "the page of the catalogue program, without data: what it keeps it asked of the API in its visitor's name",
  "GET /certify/*": page,
  "GET /system/*": page,
};

const rowForm = /^((?:[x-] ){8}) ((?:GET|POST|PUT|DELETE) \/\S+)$/;

/** For each endpoint, the callers that are let in. Throws at a row that is not well-formed, or is there twice. */
export function permissionMatrix(): ReadonlyMap<string, ReadonlySet<MatrixCaller>> {
  const [header = "", ...rows] = table.split("\n").filter((line) => line !== "");
  if (header !== callers.join(" ")) throw new Error("The header of the matrix is not the list of callers");
  const matrix = new Map<string, ReadonlySet<MatrixCaller>>();
  for (const row of rows) {
    const [, marks = "", endpoint = ""] = rowForm.exec(row) ?? [];
    if (endpoint === "") throw new Error(`No row of the matrix: ${row}`);
    if (matrix.has(endpoint)) throw new Error(`Two rows of the matrix for ${endpoint}`);
    matrix.set(endpoint, new Set(callers.filter((_, index) => marks[index * 2] === "x")));
  }
  return matrix;
}
