// Over 300 lines because it is one list: every screen there is.
import { at, empty, failing, loading, type Screen, type View } from "./screen.ts";

const inside = (path: string): string => `/a/$administration${path}`;

/** Every screen there is. A test fails for a route that is in none of these lines. */
export const screens: readonly Screen[] = [
  {
    name: "sign-in",
    group: "entrance",
    route: "/sign-in",
    question: "Where do I get in?",
    as: "nobody",
    isMain: true,
    states: [
      {
        name: "refused",
        async act(page, say) {
          await page.getByLabel(say("signIn.email")).fill("niemand@demo.test");
          await page.getByRole("textbox", { name: say("signIn.password") }).fill("een verkeerd wachtwoord");
          await page.getByRole("button", { name: say("signIn.button") }).click();
          await page.getByRole("alert").waitFor();
        },
      },
    ],
  },
  {
    name: "setup",
    group: "entrance",
    route: "/setup",
    question: "How do I begin?",
    as: "nobody",
  },
  {
    name: "invitation",
    group: "entrance",
    route: "/invitation/$token",
    question: "Who invites me, to what?",
    as: "nobody",
    states: [{ name: "over", path: () => "/invitation/bestaat-niet" }],
  },
  {
    name: "no-company",
    group: "entrance",
    route: "/",
    question: "Why do I see nothing, and who can help?",
    as: "alone",
  },
  {
    name: "home",
    group: "home",
    route: inside("/"),
    question: "Is everything through?",
    isMain: true,
    states: [
      empty(""),
      loading("/api/overview"),
      failing("/api/overview"),
      {
        name: "search",
        async act(page) {
          await page.keyboard.press("Control+k");
          await page.getByRole("dialog").getByRole("combobox").fill("an");
        },
      },
      {
        name: "keys",
        async act(page) {
          await page.keyboard.press("h");
          await page.getByRole("dialog").waitFor();
        },
      },
      { name: "not-mine", path: () => "/a/0192f0c0-0000-7000-8000-000000000000" },
      { name: "not-found", path: at("/bestaat-niet") },
    ],
  },
  {
    name: "work",
    group: "home",
    route: inside("/work"),
    question: "What needs me, and what helps?",
    isMain: true,
    states: [
      empty("/work"),
      loading("/api/work"),
      failing("/api/work"),
      {
        name: "opened",
        async act(page) {
          await page.locator("main a[aria-expanded]").first().click();
          await page.locator("main table").first().waitFor();
        },
      },
    ],
  },
  {
    name: "orders",
    group: "orders",
    route: inside("/orders"),
    question: "What became of each order?",
    isMain: true,
    states: [
      empty("/orders"),
      loading("/api/orders"),
      failing("/api/orders"),
      { name: "nothing-found", path: at("/orders?q=zzzzzz") },
    ],
  },
  {
    name: "order",
    group: "orders",
    route: inside("/orders/$connection/$order/{-$tab}"),
    path: at(({ records }) => `/orders/${records.booked}`),
    question: "What became of this order, and do the amounts agree?",
    isMain: true,
    states: [
      { name: "held", path: at(({ records }) => `/orders/${records.held}`) },
      { name: "waiting", path: at(({ records }) => `/orders/${records.waiting}`) },
      { name: "failed", path: at(({ records }) => `/orders/${records.failed}`) },
      { name: "skipped", path: at(({ records }) => `/orders/${records.skipped}`) },
      { name: "messages", path: at(({ records }) => `/orders/${records.booked}/messages`) },
      { name: "documents", path: at(({ records }) => `/orders/${records.booked}/documents`) },
      { name: "viewer", path: at(({ records }) => `/orders/${records.held}`), as: "viewer" },
      loading("/api/orders/"),
      failing("/api/orders/"),
      {
        name: "skipping",
        path: at(({ records }) => `/orders/${records.held}`),
        async act(page, say) {
          await page.getByRole("button", { name: say("order.skip"), exact: true }).click();
          await page.getByRole("dialog").waitFor();
        },
      },
    ],
  },
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
      { name: "open", path: at(({ records }) => `/documents/${records.openInvoice}`) },
      { name: "draft", path: at(({ records }) => `/documents/${records.draft}`) },
      { name: "credit-note", path: at(({ records }) => `/documents/${records.creditNote}`) },
      { name: "viewer", path: at(({ records }) => `/documents/${records.openInvoice}`), as: "viewer" },
      failing("/api/documents/"),
    ],
  },
  {
    name: "new-document",
    group: "documents",
    route: inside("/documents/new"),
    question: "What do I have to fill in, and what does it come to?",
    isMain: true,
  },
  {
    name: "edit-document",
    group: "documents",
    route: inside("/documents/$document/edit"),
    path: at(({ records }) => `/documents/${records.draft}/edit`),
    question: "What does this draft come to now?",
    isMain: true,
    states: [{ name: "issued", path: at(({ records }) => `/documents/${records.invoice}/edit`) }],
  },
  {
    name: "payments",
    group: "documents",
    route: inside("/payments"),
    question: "What was paid, and for what?",
    isMain: true,
    states: [empty("/payments"), failing("/api/payments")],
  },
  {
    name: "parties",
    group: "parties",
    route: inside("/parties"),
    question: "Who are our customers, and what do they owe us?",
    isMain: true,
    states: [empty("/parties"), loading("/api/parties"), failing("/api/parties")],
  },
  {
    name: "party",
    group: "parties",
    route: inside("/parties/$party"),
    question: "Who is this, and what passed between us?",
    isMain: true,
    states: [{ name: "viewer", as: "viewer" }, failing("/api/parties/")],
  },
  { name: "new-party", group: "parties", route: inside("/parties/new"), question: "What must I know of a customer?" },
  {
    name: "import-parties",
    group: "parties",
    route: inside("/parties/import"),
    question: "How do I bring my customers along?",
  },
  {
    name: "items",
    group: "parties",
    route: inside("/items"),
    question: "What do we sell, for how much?",
    isMain: true,
    states: [empty("/items"), failing("/api/items")],
  },
  { name: "item", group: "parties", route: inside("/items/$item"), question: "What do I know of this item?" },
  { name: "new-item", group: "parties", route: inside("/items/new"), question: "What must I know of an item?" },
  {
    name: "import-items",
    group: "parties",
    route: inside("/items/import"),
    question: "How do I bring my items along?",
  },
  {
    name: "apps",
    group: "connections",
    route: inside("/apps"),
    question: "What can Schakel do for me, and what is on?",
    isMain: true,
    states: [empty("/apps"), { name: "viewer", as: "viewer" }, failing("/api/apps")],
  },
  {
    name: "connections",
    group: "connections",
    route: inside("/connections"),
    question: "Are all my systems connected?",
    isMain: true,
    states: [empty("/connections"), failing("/api/connections")],
  },
  {
    name: "choose-connection",
    group: "connections",
    route: inside("/connections/new"),
    question: "Which system do I connect?",
  },
  {
    name: "connect",
    group: "connections",
    route: inside("/connections/new/$connector"),
    path: at("/connections/new/woocommerce"),
    question: "What does Schakel need of my shop, and where do I find it?",
    isMain: true,
  },
  {
    name: "connection",
    group: "connections",
    route: inside("/connections/$connection/{-$step}"),
    question: "Does this connection work, and what is left to do?",
    isMain: true,
    states: [{ name: "viewer", as: "viewer" }, failing("/api/connections/")],
  },
  {
    name: "couplings",
    group: "connections",
    route: inside("/couplings"),
    question: "Which couplings are on?",
    isMain: true,
    states: [empty("/couplings"), failing("/api/couplings")],
  },
  {
    name: "coupling",
    group: "connections",
    route: inside("/couplings/$coupling/{-$tab}"),
    question: "Which document comes of an order, and when?",
    isMain: true,
    states: [
      { name: "texts", path: at(({ records }) => `/couplings/${records.coupling}/texts`) },
      { name: "mapping", path: at(({ records }) => `/couplings/${records.coupling}/mapping`) },
      { name: "viewer", as: "viewer" },
    ],
  },
  {
    name: "log",
    group: "connections",
    route: inside("/log/{-$run}"),
    question: "What happened, and when?",
    isMain: true,
    states: [
      empty("/log"),
      loading("/api/log"),
      failing("/api/log"),
      { name: "run", path: at(({ records }) => `/log/${records.run}`) },
      { name: "nothing-found", path: at("/log?q=zzzzzz") },
    ],
  },
  {
    name: "texts",
    group: "settings",
    route: inside("/settings/texts"),
    question: "What do customers read from us?",
  },
  {
    name: "company",
    group: "settings",
    route: inside("/settings/company"),
    question: "Which company is this, for whoever reads our documents?",
    isMain: true,
  },
  { name: "style", group: "settings", route: inside("/settings/style"), question: "How do our documents look?" },
  {
    name: "numbering",
    group: "settings",
    route: inside("/settings/numbering"),
    question: "Which number comes next?",
  },
  { name: "mail", group: "settings", route: inside("/settings/mail"), question: "Who sends our mail?" },
  {
    name: "users",
    group: "settings",
    route: inside("/settings/users"),
    question: "Who may do what here?",
    states: [{ name: "viewer", as: "viewer" }],
  },
  { name: "me", group: "settings", route: inside("/me"), question: "What is mine to change?", isMain: true },
  {
    name: "pay",
    group: "pay",
    route: null,
    path: ({ records }) => records.pay,
    question: "What do I pay, to whom, and how?",
    as: "nobody",
    isMain: true,
    states: [{ name: "unknown", path: () => "/pay/bestaat-niet" }],
  },
];

export const views: readonly View[] = screens.flatMap((screen) =>
  [{ name: "" }, ...(screen.states ?? [])].map((state) => ({
    screen,
    state,
    name: [screen.name, state.name].filter((part) => part !== "").join("."),
  })),
);
