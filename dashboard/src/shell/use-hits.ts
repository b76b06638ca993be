import { useDebouncedValue } from "@mantine/hooks";
import { IconPlus, type Icon } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import type { Permission } from "#dashboard/session/session.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { bookOf, listedKinds } from "#dashboard/screens/documents/document-filters.ts";
import { useKindName } from "#dashboard/screens/documents/document-table.tsx";
import { useKindsToStart } from "#dashboard/screens/documents/new-document.tsx";
import type { PlainKey } from "#dashboard/words/texts.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { fits } from "./search-words.ts";
import { useMenu } from "./use-menu.ts";

/** Typing asks once it pauses. */
const pause = 200;

export interface Hit {
  readonly key: string;
  readonly label: string;
  readonly about?: string;
  readonly icon?: Icon;
  readonly open: () => unknown;
}

export interface HitGroup {
  readonly name: string;
  readonly hits: readonly Hit[];
}

/** What else people call a screen or a kind of document; the chosen word is on the screen itself. */
const synonyms: Readonly<Record<string, PlainKey>> = {
  "menu.home": "search.also.home",
  "menu.work": "search.also.work",
  "menu.documents": "search.also.documents",
  "menu.parties": "search.also.parties",
  "menu.items": "search.also.items",
  "menu.priceLists": "search.also.priceLists",
  "menu.payments": "search.also.payments",
  "menu.connections": "search.also.connections",
  "menu.couplings": "search.also.couplings",
  "menu.log": "search.also.log",
  "menu.completeness": "search.also.completeness",
  "menu.settings": "search.also.settings",
  "menu.apps": "search.also.apps",
  "menu.me": "search.also.me",
  "menu.system": "search.also.system",
  creditNote: "search.also.creditNote",
  deliveryNote: "search.also.deliveryNote",
  orderSlip: "search.also.orderSlip",
  quote: "search.also.quote",
};

const starts = [
  ["search.newParty", "/a/$administration/parties/new", "parties.manage"],
  ["search.newItem", "/a/$administration/items/new", "items.manage"],
  ["search.newPriceList", "/a/$administration/price-lists/new", "items.manage"],
  ["search.newConnection", "/a/$administration/connections/new", "connections.manage"],
] as const satisfies readonly (readonly [PlainKey, string, Permission])[];

/** Everything that fits what is typed: records first, then what one can begin, then places to go. */
export function useHits(typed: string): { readonly groups: readonly HitGroup[]; readonly isBusy: boolean } {
  const { t } = useWords();
  const wanted = typed.trim();
  const { records, isBusy } = useRecords(wanted);
  const begin = useStarts(wanted);
  const places = usePlaces(wanted);
  const groups = [
    ...(wanted.length > 1 ? records : []),
    { name: t("search.do"), hits: begin },
    { name: t("search.go"), hits: places },
  ];
  return { groups: groups.filter(({ hits }) => hits.length > 0), isBusy };
}

/** What the hub finds by number, amount, name, reference or code. */
function useRecords(wanted: string): { readonly records: readonly HitGroup[]; readonly isBusy: boolean } {
  const { t, format } = useWords();
  const api = useApi();
  const navigate = useNavigate();
  const kindName = useKindName();
  const administration = api.administrationId;
  const [q] = useDebouncedValue(wanted, pause);
  const { data, isFetching } = useQuery({
    queryKey: api.key("search", q),
    queryFn: ({ signal }) => answered(api.client.GET("/api/search", { params: { query: { q } }, signal })),
    enabled: q.length > 1,
    placeholderData: keepPreviousData,
  });
  const listed = useSupplierItems(q);
  const isBusy = isFetching || listed.isBusy || q !== wanted;
  if (data === undefined) return { records: [], isBusy };
  const joined = (...parts: readonly (string | null)[]): string => parts.filter(Boolean).join(" · ");
  const money = (amount: string | null, currency: string) => (amount === null ? null : format.amount(amount, currency));
  const orders = data.orders.map(
    ({ connectionId, orderId, number, customerName, total, currency, connectionName }) => ({
      key: `${connectionId} ${orderId}`,
      label: joined(number || orderId, customerName),
      about: joined(connectionName, money(total, currency)),
      open: () =>
        navigate({
          to: "/a/$administration/orders/$connection/$order/{-$tab}",
          params: { administration, connection: connectionId, order: orderId },
        }),
    }),
  );
  const documents = data.documents.map(({ id, kind, number, buyerName, total, currency }) => ({
    key: id,
    label: joined(`${kindName(kind)} ${number ?? ""}`.trim(), buyerName),
    about: joined(number === null ? t("order.draft") : null, money(total, currency)),
    open: () => navigate({ to: "/a/$administration/documents/$document", params: { administration, document: id } }),
  }));
  const parties = data.parties.map(({ id, name, email, vatIdentifier }) => ({
    key: id,
    label: name,
    about: email || vatIdentifier,
    open: () => navigate({ to: "/a/$administration/parties/$party", params: { administration, party: id } }),
  }));
  const items = data.items.map(({ id, name, sellersItemIdentifier }) => ({
    key: id,
    label: name,
    about: sellersItemIdentifier,
    open: () => navigate({ to: "/a/$administration/items/$item", params: { administration, item: id } }),
  }));
  const records = [
    { name: t("menu.orders"), hits: orders },
    { name: t("menu.documents"), hits: documents },
    { name: t("menu.parties"), hits: parties },
    { name: t("menu.items"), hits: items },
    { name: t("menu.priceLists"), hits: listed.hits },
  ];
  return { records, isBusy };
}

/** Articles of suppliers by their code, barcode or name, with what they cost there. */
function useSupplierItems(q: string): { readonly hits: readonly Hit[]; readonly isBusy: boolean } {
  const { format } = useWords();
  const api = useApi();
  const may = useMay();
  const navigate = useNavigate();
  const { data, isFetching } = useQuery({
    queryKey: api.key("search", "supplier-items", q),
    queryFn: ({ signal }) =>
      answered(api.client.GET("/api/supplier-items", { params: { query: { search: q, limit: 8 } }, signal })),
    enabled: q.length > 1 && may("items.read"),
    placeholderData: keepPreviousData,
  });
  const found = data?.items.filter(({ kind }) => kind === "supplierItem") ?? [];
  const hits = found.map(({ id, name, code, supplierName, cost, currency }) => ({
    key: id,
    label: name === "" ? code : name,
    about: [supplierName, code, cost === null ? "" : format.cost(cost, currency)].filter(Boolean).join(" · "),
    open: () =>
      navigate({
        to: "/a/$administration/supplier-items/$supplierItem",
        params: { administration: api.administrationId, supplierItem: id },
      }),
  }));
  return { hits, isBusy: isFetching };
}

/** What one can begin. */
function useStarts(wanted: string): readonly Hit[] {
  const { t, country } = useWords();
  const { administrationId: administration } = useApi();
  const may = useMay();
  const navigate = useNavigate();
  const kinds = useKindsToStart();
  if (wanted === "") return [];
  const documents = (may("documents.edit") ? kinds : []).map((kind) => ({
    key: `new ${kind}`,
    label: t(`newKind.${kind}`, { context: country }),
    icon: IconPlus,
    open: () => navigate({ to: "/a/$administration/documents/new", params: { administration }, search: { kind } }),
  }));
  const others = starts
    .filter(([, , permission]) => may(permission))
    .map(([text, to]) => ({
      key: text,
      label: t(text),
      icon: IconPlus,
      open: () => navigate({ to, params: { administration } }),
    }));
  return [...documents, ...others].filter(({ label }) => fits(wanted, label));
}

/** The screens of the menu, and the sales of one kind. */
function usePlaces(wanted: string): readonly Hit[] {
  const { t } = useWords();
  const { administrationId: administration } = useApi();
  const may = useMay();
  const navigate = useNavigate();
  const kindName = useKindName();
  const entries = useMenu();
  const also = (key: string): string => {
    const known = synonyms[key];
    return known === undefined ? "" : t(known);
  };
  const screens = entries
    .filter(({ text }) => fits(wanted, t(text), also(text)))
    .map(({ text, to, icon }) => ({
      key: text,
      label: t(text),
      icon,
      open: () => navigate({ to, params: { administration } }),
    }));
  if (wanted === "" || !may("documents.read")) return screens;
  const icon = entries.find(({ destination }) => destination === "documents")?.icon;
  const kinds = listedKinds
    .filter((kind) => fits(wanted, kindName(kind), also(kind)))
    .map((kind) => ({
      key: kind,
      label: `${t(bookOf(kind).menu)}: ${kindName(kind)}`,
      ...(icon !== undefined && { icon }),
      open: () => navigate({ to: bookOf(kind).to, params: { administration }, search: { kind } }),
    }));
  return [...screens, ...kinds];
}
