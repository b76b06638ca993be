import type { DemoWorld } from "#cli/demo-world.ts";
import type { MadeRecords } from "./made-records.ts";
import type { Session } from "./session.ts";

export type Records = FoundRecords & MadeRecords;

/** Records of the demo that screens are about; an order as `connection/order`, as it stands in an address. */
export interface FoundRecords {
  readonly booked: string;
  readonly held: string;
  readonly waiting: string;
  readonly failed: string;
  readonly skipped: string;
  /** Changed in its shop after its document was made. */
  readonly changed: string;
  readonly invoice: string;
  readonly openInvoice: string;
  readonly creditNote: string;
  readonly draft: string;
  readonly connection: string;
  readonly coupling: string;
  readonly item: string;
  readonly party: string;
  readonly run: string;
  /** Path of the page where the open invoice is paid. */
  readonly pay: string;
  /** Token of an invitation that nobody accepted yet. */
  readonly invitation: string;
}

interface List<T> {
  readonly items: readonly T[];
}

/** Asks the hub's API for one of each. Throws when the demo has no such record: a screen would show nothing. */
export async function findRecords({ administrationId, shops }: DemoWorld, an: Session): Promise<FoundRecords> {
  const get = <T>(path: string) => an.call<T>("GET", path, undefined, administrationId);
  const first = async <T>(path: string, what: string): Promise<T> => {
    const [found] = (await get<List<T>>(path)).items;
    if (found === undefined) throw new Error(`The demo has no ${what}`);
    return found;
  };
  const order = async (state: string): Promise<string> => {
    const found = await first<{ connectionId: string; orderId: string }>(
      `/api/orders?state=${state}`,
      `${state} order`,
    );
    return `${found.connectionId}/${found.orderId}`;
  };
  const idOf = async (path: string, what: string): Promise<string> => (await first<{ id: string }>(path, what)).id;
  const invitee = { email: "nieuw@demo.test", role: "bookkeeper" };
  const invited = await an.call<{ link: string }>("POST", "/api/invitations", invitee, administrationId);
  const openInvoice = await idOf("/api/documents?kind=invoice&status=issued&payment=open", "open invoice");
  const { url: payUrl } = await get<{ url: string | null }>(`/api/documents/${openInvoice}/pay-link`);
  if (payUrl === null) throw new Error("The demo's open invoice has no pay link");
  return {
    booked: await order("documented"),
    held: await order("held"),
    waiting: await order("waiting"),
    failed: await order("failed"),
    skipped: await order("skipped"),
    changed: await order("drifted"),
    invoice: await idOf("/api/documents?kind=invoice", "invoice"),
    openInvoice,
    creditNote: await idOf("/api/documents?kind=creditNote", "credit note"),
    draft: await idOf("/api/documents?status=draft", "draft"),
    connection: shops[0]?.connectionId ?? "",
    coupling: shops[0]?.couplingId ?? "",
    item: await idOf("/api/items", "item"),
    party: await idOf("/api/parties", "customer"),
    run: (await first<{ runId: string | null }>("/api/log?state=documented", "run")).runId ?? "",
    pay: new URL(payUrl).pathname,
    invitation: new URL(invited.link).pathname.split("/").at(-1) ?? "",
  };
}
