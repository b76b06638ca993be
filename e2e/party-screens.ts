import { itemTabStates } from "./price-list-screens.ts";
import { at, empty, failing, inside, loading, opening, type Screen } from "./screen.ts";

const result = at(({ records }) => `/items/import?import=${records.importResult}`);

export const partyScreens: readonly Screen[] = [
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
    states: [
      { name: "viewer", as: "viewer" },
      { name: "editing", path: at(({ records }) => `/parties/${records.party}?edit=true`) },
      failing("/api/parties/"),
    ],
  },
  { name: "new-party", group: "parties", route: inside("/parties/new"), question: "What must I know of a customer?" },
  {
    name: "import-parties",
    group: "parties",
    route: inside("/parties/import"),
    question: "How do I bring my customers along?",
    isMain: true,
    states: [
      { name: "columns", path: at(({ records }) => `/parties/import?import=${records.importColumns}`) },
      { name: "preview", path: at(({ records }) => `/parties/import?import=${records.importPreview}`) },
      { name: "preview-new", path: at(({ records }) => `/parties/import?import=${records.importPreview}&rows=new`) },
      {
        name: "progress",
        path: at(({ records }) => `/parties/import?import=${records.importPreview}`),
        api: {
          path: "/api/imports/",
          answer: (found) => ({ ...found, state: "applying", progress: { done: 1200, total: 3500 } }),
        },
      },
    ],
  },
  {
    name: "items",
    group: "parties",
    route: inside("/items"),
    question: "What do we sell, for how much?",
    isMain: true,
    states: [empty("/items"), failing("/api/items")],
  },
  {
    name: "item",
    group: "parties",
    route: inside("/items/$item"),
    question: "What do I know of this item?",
    states: [
      {
        name: "deleting",
        path: at(({ records }) => `/items/${records.unusedItem}`),
        opens: "parts/end-of-record.tsx",
        act: opening("button.delete"),
      },
      ...itemTabStates,
    ],
  },
  { name: "new-item", group: "parties", route: inside("/items/new"), question: "What must I know of an item?" },
  {
    name: "import-items",
    group: "parties",
    route: inside("/items/import"),
    question: "How do I bring my items along?",
    states: [
      { name: "result", path: result },
      {
        name: "undoing",
        path: result,
        opens: "screens/import/result-panel.tsx",
        act: opening("import.undoButton"),
      },
      { name: "undone", path: at(({ records }) => `/items/import?import=${records.importUndone}`) },
    ],
  },
];
