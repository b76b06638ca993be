import { setTimeout as sleep } from "node:timers/promises";
import type { Session } from "./session.ts";

/** Companies of one hub that exchange orders, or are about to. */
export interface Partners {
  /** Both sides confirmed each other. */
  readonly partner: string;
  /** Nobody accepted it yet. */
  readonly partnerInvited: string;
  /** Accepted, and nobody here said yet that it is the right one. */
  readonly partnerAnswered: string;
  /** We accepted, and the inviter did not confirm yet. */
  readonly partnerWaiting: string;
  /** Taken back before anybody answered. */
  readonly partnerWithdrawn: string;
  /** What another company passed on, whole. */
  readonly partnerLink: string;
  /** Where that link leads who opens it. */
  readonly partnerInvitation: string;
}

interface Identity {
  readonly name: string;
  readonly vatNumber: string | null;
  readonly gln: string | null;
}
interface Relation {
  readonly id: string;
  readonly state: string;
  readonly partner: Identity | null;
  readonly isConfirmedByPartner: boolean;
}

const directions = [
  { docType: "order", way: "out" },
  { docType: "order_change", way: "out" },
  { docType: "order_response", way: "in" },
  { docType: "despatch", way: "in" },
  { docType: "invoice_copy", way: "in" },
];
const turned = directions.map(({ docType, way }) => ({ docType, way: way === "in" ? "out" : "in" }));

/** Two companies of the same people, with all that may stand between them. Test and live are relations of their own. */
export async function makePartners(an: Session, ourId: string, theirId: string): Promise<Partners> {
  const call =
    (administrationId: string) =>
    <T>(method: string, path: string, body?: unknown): Promise<T> =>
      an.call<T>(method, path, body, administrationId);
  const [ours, theirs] = [call(ourId), call(theirId)];
  for (const company of [ours, theirs]) await company("POST", "/api/apps/partners/activate", {});

  const invite = (from: typeof ours, mode: "live" | "test", wanted = directions) =>
    from<{ relation: Relation; link: string }>("POST", "/api/relations", { directions: wanted, mode });
  const accept = async (to: typeof ours, link: string, wanted: typeof directions): Promise<void> => {
    const { partner } = await to<{ partner: Identity }>("POST", "/api/relations/look", { link });
    const body = { link, partyId: await contact(to, partner), partner: confirmed(partner), directions: wanted };
    await to("POST", "/api/relations/accept", body);
  };
  const until = async (from: typeof ours, id: string, is: (relation: Relation) => boolean): Promise<Relation> => {
    for (let tries = 0; tries < 600; tries += 1) {
      const relation = await from<Relation>("GET", `/api/relations/${id}`);
      if (is(relation)) return relation;
      await sleep(100);
    }
    throw new Error(`Nothing comes of the partner ${id}`);
  };

  const live = await invite(ours, "live");
  await accept(theirs, live.link, turned);
  const { partner } = await until(ours, live.relation.id, ({ isConfirmedByPartner }) => isConfirmedByPartner);
  if (partner === null) throw new Error("Nobody accepted");
  await ours("POST", `/api/relations/${live.relation.id}/confirm`, {
    partyId: await contact(ours, partner),
    partner: confirmed(partner),
  });
  await until(theirs, live.relation.id, ({ state }) => state === "active");

  const test = await invite(ours, "test");
  await accept(theirs, test.link, turned);
  await until(ours, test.relation.id, ({ isConfirmedByPartner }) => isConfirmedByPartner);

  const got = await invite(theirs, "test");
  await accept(ours, got.link, turned);

  const withdrawn = await invite(ours, "live");
  await ours("POST", `/api/relations/${withdrawn.relation.id}/cancel`);
  const { relation: invited } = await invite(ours, "live");
  const { link } = await invite(theirs, "live");
  const { pathname, hash } = new URL(link);
  return {
    partner: live.relation.id,
    partnerInvited: invited.id,
    partnerAnswered: test.relation.id,
    partnerWaiting: got.relation.id,
    partnerWithdrawn: withdrawn.relation.id,
    partnerLink: link,
    partnerInvitation: `/partner-invitation?invite=${pathname.split("/").at(-1) ?? ""}${hash}`,
  };
}

const confirmed = ({ name, vatNumber, gln }: Identity): Identity => ({ name, vatNumber, gln });

async function contact(
  company: <T>(method: string, path: string, body?: unknown) => Promise<T>,
  { name, vatNumber }: Identity,
): Promise<string> {
  const q = encodeURIComponent(vatNumber ?? name);
  const { items } = await company<{ items: { id: string; name: string }[] }>("GET", `/api/parties?q=${q}`);
  const known = items.find((one) => one.name === name);
  if (known !== undefined) return known.id;
  const made = { name, vatIdentifier: vatNumber ?? "" };
  return (await company<{ id: string }>("POST", "/api/parties", made)).id;
}
