/** PunchOutSetupRequest (contract section 5.1): read strictly, answered with a StartPage or a Status that says what is wrong. */
import { exact } from "./exact.ts";
import { setupResponse, statusResponse } from "./cxml-message.ts";
import { addLine, basketOf, newToken, type Account, type Basket, type ShopSession, type World } from "./world.ts";
import { all, at, readXml, said, type Document, type Element } from "./xml-tree.ts";

/** Thrown while reading: answered as this Status, with HTTP 200. */
class Refused extends Error {
  override readonly name = "Refused";
  readonly code: number;

  constructor(code: number, why: string) {
    super(why);
    this.code = code;
  }
}

const words: Readonly<Record<number, string>> = {
  ...{ 400: "Bad Request", 401: "Unauthorized", 450: "Not Implemented" },
};

function needed(element: Element, path: string): string {
  const text = said(element, path);
  if (text === undefined) throw new Refused(400, `${path} is missing`);
  return text;
}

function attribute(element: Element, path: string, name: string): string {
  const value = (path === "" ? element : at(element, path))?.attributes[name]?.trim();
  if (value === undefined || value === "") throw new Refused(400, `${path || element.name}@${name} is missing`);
  return value;
}

function parsed(bytes: Uint8Array): Document {
  try {
    return readXml(bytes);
  } catch (error) {
    throw new Refused(400, error instanceof Error ? error.message : "Not XML");
  }
}

/** ISO time with a zone, as section 5.1 wants it. */
const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** Who asks. Sender and From are the same party here: nobody connects for another. */
function accountOf(root: Element, world: World): Account {
  const identity = needed(root, "Header/From/Credential/Identity");
  const domain = attribute(root, "Header/From/Credential", "domain");
  const { cxmlSupplier, cxmlUserExtrinsic } = world.settings;
  const to = needed(root, "Header/To/Credential/Identity");
  if (to !== cxmlSupplier.identity || attribute(root, "Header/To/Credential", "domain") !== cxmlSupplier.domain) {
    throw new Refused(400, "Header/To is not this supplier");
  }
  const sender = needed(root, "Header/Sender/Credential/Identity");
  const senderDomain = attribute(root, "Header/Sender/Credential", "domain");
  const secret = needed(root, "Header/Sender/Credential/SharedSecret");
  needed(root, "Header/Sender/UserAgent");
  const known = [...world.accounts.values()].filter(
    ({ cxml }) => cxml?.identity === identity && cxml.domain === domain && cxml.secret === secret,
  );
  const isSame = sender === identity && senderDomain === domain;
  const [first, second] = known;
  if (first === undefined || !isSame) throw new Refused(401, "Unknown identity or shared secret");
  if (second === undefined) return first;
  const setup = at(root, "Request/PunchOutSetupRequest");
  const user = setup && all(setup, "Extrinsic").find(({ attributes }) => attributes["name"] === cxmlUserExtrinsic);
  const account = known.find(({ email }) => email === user?.text.trim());
  if (account === undefined) throw new Refused(401, `Extrinsic ${cxmlUserExtrinsic} names no user of this buyer`);
  return account;
}

function quantityOf(item: Element, n: number): bigint {
  try {
    const quantity = exact(attribute(item, "", "quantity"));
    if (quantity > 0n) return quantity;
  } catch (error) {
    if (error instanceof Refused) throw error;
  }
  throw new Refused(400, `ItemOut ${n}: quantity is no number above zero`);
}

/** The lines of ItemOut, with the auxiliary id this shop gave them: it must come back as it went out. */
function editedLines(setup: Element, operation: string, world: World): { number: string; quantity: bigint }[] {
  const items = all(setup, "ItemOut");
  if (operation === "create" && items.length > 0) throw new Refused(400, "ItemOut with operation create");
  if (operation !== "create" && items.length === 0)
    throw new Refused(400, `ItemOut is missing with operation ${operation}`);
  const lines = items.flatMap((item, index) => {
    const n = index + 1;
    // Blanks belong to the number: only those around it may have been added.
    const number = needed(item, "ItemID/SupplierPartID");
    const auxiliary = said(item, "ItemID/SupplierPartAuxiliaryID");
    if (world.settings.auxiliaryIds && (auxiliary === undefined || world.auxiliaryIds.get(auxiliary) !== number)) {
      throw new Refused(400, `ItemOut ${n}: SupplierPartAuxiliaryID is not the one that was given`);
    }
    const quantity = quantityOf(item, n);
    return world.articles.has(number) ? [{ number, quantity }] : [];
  });
  // A charge comes back by itself with the article it belongs to.
  const byItself = new Set(lines.map(({ number }) => world.articles.get(number)?.contribution));
  return lines.filter(({ number }) => !byItself.has(number));
}

function readSetup(bytes: Uint8Array, world: World): string {
  const { root, doctype } = parsed(bytes);
  if (root.name !== "cXML") throw new Refused(400, `The root is ${root.name}, not cXML`);
  if (world.settings.cxmlNeedsDoctype && (doctype === null || !/^cXML\s/.test(doctype))) {
    throw new Refused(400, "No DOCTYPE cXML");
  }
  const payloadId = attribute(root, "", "payloadID");
  const timestamp = attribute(root, "", "timestamp");
  if (!isoTime.test(timestamp)) throw new Refused(400, "timestamp is no ISO time with a zone");
  const account = accountOf(root, world);
  if (world.payloadIds.has(payloadId)) throw new Refused(400, "This payloadID was used before");
  world.payloadIds.add(payloadId);
  const setup = at(root, "Request/PunchOutSetupRequest");
  if (setup === undefined) throw new Refused(450, "Only PunchOutSetupRequest is known here");
  const mode = at(root, "Request")?.attributes["deploymentMode"];
  if (mode !== undefined && mode !== "test" && mode !== "production")
    throw new Refused(400, `deploymentMode is ${mode}`);
  const operation = attribute(setup, "", "operation");
  if (operation !== "create" && operation !== "edit" && operation !== "inspect") {
    throw new Refused(400, `operation is ${operation}`);
  }
  const cookie = needed(setup, "BuyerCookie");
  const hook = needed(setup, "BrowserFormPost/URL");
  if (!/^https?:\/\//i.test(hook)) throw new Refused(400, "BrowserFormPost/URL is no web address");
  const lines = editedLines(setup, operation, world);

  const { user } = account;
  const basket: Basket = operation === "create" ? basketOf(world, user) : { lines: [] };
  for (const { number, quantity } of lines) addLine(world, basket, number, quantity);
  const buyer = { domain: account.cxml?.domain ?? "", identity: account.cxml?.identity ?? "" };
  const returnTo = { kind: "cxml", hook, cookie, buyer, operation } as const;
  const session: ShopSession = { id: newToken(), user, returnTo, basket, seenAt: world.now(), notice: null };
  const selected = said(setup, "SelectedItem/ItemID/SupplierPartID");
  const article = selected === undefined ? undefined : world.articles.get(selected);
  const path = article === undefined ? startPath(operation) : `/artikel/${encodeURIComponent(article.productId)}`;
  const token = newToken();
  const until = world.now() + world.settings.startPageMinutes * 60_000;
  world.starts.set(token, { session, until, path });
  return setupResponse(world, `${world.home()}/start/${token}`);
}

const startPath = (operation: string): string => (operation === "create" ? "/artikelen" : "/mandje");

/** The answer to a body that was posted to `/cxml`; always HTTP 200. */
export function answerCxml(bytes: Uint8Array, world: World): string {
  try {
    return readSetup(bytes, world);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return statusResponse(world, error.code, words[error.code] ?? "Error", error.message);
  }
}
