import { orderStates } from "./purchase-screens.ts";
import { receiptStates } from "./supplier-screens.ts";
import { closedMonth, movedDocument, movedPayment } from "./closed-month.ts";
import { at, choosing, empty, failing, inside, loading, opening, type Screen } from "./screen.ts";

const open = at(({ records }) => `/documents/${records.openInvoice}`);
const draft = at(({ records }) => `/documents/${records.draft}`);
const overpaid = at(({ records }) => `/documents/${records.overpaid}`);
const inDocument = (dialog: string): string => `screens/document/${dialog}-dialog.tsx`;

export const documentScreens: readonly Screen[] = [
  {
    name: "documents",
    group: "documents",
    route: inside("/documents"),
    question: "Which documents went out, and what is still open on them?",
    isMain: true,
    states: [
      empty("/documents"),
      loading("/api/documents"),
      failing("/api/documents"),
      { name: "credit-notes", path: at("/documents?kind=creditNote") },
      { name: "quotes", path: at("/documents?kind=quote") },
      { name: "nothing-found", path: at("/documents?q=zzzzzz") },
    ],
  },
  {
    name: "document",
    group: "documents",
    route: inside("/documents/$document"),
    question: "What does this document say, and how does it stand?",
    isMain: true,
    states: [
      { name: "open", path: open },
      { name: "draft", path: draft },
      { name: "credit-note", path: at(({ records }) => `/documents/${records.creditNote}`) },
      { name: "viewer", path: open, as: "viewer" },
      { name: "moved", path: open, api: { path: "/api/documents/", answer: movedDocument } },
      failing("/api/documents/"),
      { name: "overpaid", path: overpaid },
      { name: "issuing", path: draft, opens: inDocument("issue"), act: opening("document.issueButton") },
      {
        name: "issuing-and-sending",
        path: draft,
        opens: inDocument("issue"),
        act: opening("document.issueAndSendButton"),
      },
      { name: "deleting", path: draft, opens: inDocument("delete"), act: opening("button.delete") },
      { name: "sending", path: open, opens: inDocument("send"), act: opening("document.sendButton") },
      {
        name: "crediting",
        path: open,
        opens: inDocument("credit"),
        async act(page, say) {
          await choosing("document.creditButton", "document.creditWhen")(page, say);
          await page.getByRole("radio", { name: say("credit.lines") }).check();
          await page.getByRole("dialog").locator("table").waitFor();
        },
      },
      {
        name: "crediting-and-new",
        path: open,
        opens: inDocument("credit-and-new"),
        act: choosing("document.creditButton", "document.creditAndNewWhen"),
      },
      {
        name: "converting",
        path: at(({ records }) => `/documents/${records.openQuote}`),
        opens: inDocument("convert"),
        async act(page, say) {
          await page.getByRole("button", { name: say("document.convertButton") }).click();
          await page.getByRole("menuitem", { name: say("kind.invoice"), exact: true }).click();
          await page.getByRole("dialog").locator("table").waitFor();
        },
      },
      { name: "paying", path: open, opens: inDocument("pay"), act: opening("pay.addButton") },
      { name: "taking-back", path: overpaid, opens: inDocument("take-back"), act: opening("pay.takeBack") },
      ...orderStates,
      ...receiptStates,
    ],
  },
  {
    name: "new-document",
    group: "documents",
    route: inside("/documents/new"),
    question: "What do I have to fill in, and what does it come to?",
    isMain: true,
    states: [
      { name: "purchase-order", path: at("/documents/new?kind=purchaseOrder") },
      {
        name: "new-customer",
        opens: "screens/editor/new-buyer-dialog.tsx",
        async act(page, say) {
          await page.getByRole("combobox", { name: say("orders.customer") }).fill("Zonneveld");
          await page.getByRole("option", { name: say("editor.newNamed", { name: "Zonneveld" }) }).click();
          await page.getByRole("dialog").waitFor();
        },
      },
      {
        name: "item-found",
        async act(page, say) {
          const cell = say("line.cell", { cell: say("line.description"), line: 1 });
          await page.getByRole("combobox", { name: cell }).fill("fiets");
          await page.getByRole("listbox").getByRole("option").first().waitFor();
        },
      },
    ],
  },
  {
    name: "edit-document",
    group: "documents",
    route: inside("/documents/$document/edit"),
    path: at(({ records }) => `/documents/${records.draft}/edit`),
    question: "What does this draft come to now?",
    isMain: true,
    states: [
      {
        name: "closed-day",
        api: { path: "/api/closed-period", answer: closedMonth },
        async act(page, say) {
          await page.getByLabel(say("orders.placed"), { exact: true }).fill("2026-09-15");
          await page.locator("main input[type=date][aria-invalid=true]").waitFor();
        },
      },
      { name: "issued", path: at(({ records }) => `/documents/${records.invoice}/edit`) },
      { name: "placed-order", path: at(({ records }) => `/documents/${records.purchaseOrder}/edit`) },
      {
        name: "refused",
        async act(page, say) {
          await page.getByLabel(say("line.cell", { cell: say("line.price"), line: 1 })).fill("veel");
          await page.getByRole("button", { name: say("document.issueButton"), exact: true }).click();
          await page.getByRole("alert").first().waitFor();
        },
      },
    ],
  },
  {
    name: "payments",
    group: "documents",
    route: inside("/payments"),
    question: "What was paid, and for what?",
    isMain: true,
    states: [
      empty("/payments"),
      failing("/api/payments"),
      { name: "moved", api: { path: "/api/payments", answer: movedPayment } },
      {
        name: "assigning",
        opens: "screens/payments/assign-dialog.tsx",
        async act(page, say) {
          await page.locator("main").getByText(say("payments.assignButton"), { exact: true }).first().click();
          await page.getByRole("dialog").waitFor();
        },
      },
    ],
  },
];
