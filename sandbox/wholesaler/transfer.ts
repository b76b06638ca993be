/** Handing over: what leaves the shop through the browser, as the page with its form and as the bytes that form posts. */
import { orderMessage, xmlText } from "./cxml-message.ts";
import { charsetName, encoded, formText, knownCharset, reference, type Charset, type Pair } from "./form-bytes.ts";
import { escaped, hidden, page, type Page } from "./html.ts";
import { ociFields } from "./oci-fields.ts";
import { returnLines, type Wanted } from "./return-lines.ts";
import type { Settings } from "./settings.ts";
import type { CxmlReturn, OciReturn, ShopSession, Transfer, World } from "./world.ts";

/** A form as it stands in the page, ready to be sent. */
export interface OutgoingForm {
  readonly action: string;
  readonly method: "post" | "get";
  readonly target: string | undefined;
  readonly charset: Charset;
  readonly fields: readonly Pair[];
}

/** What the browser sends of it. */
export interface PostedForm {
  readonly url: string;
  readonly method: "POST" | "GET";
  /** Null for a GET. */ readonly contentType: string | null;
  readonly body: Uint8Array;
  /** The window or frame it goes into. */ readonly target: string | undefined;
  /** How often the same is sent. */ readonly times: 1 | 2;
}

function hookOf(hook: string, { hookQuery }: Settings): string {
  const mark = hook.indexOf("?");
  if (mark < 0 || hookQuery === "kept") return hook;
  return hookQuery === "cut" ? hook.slice(0, mark) : hook.slice(0, mark) + hook.slice(mark).replaceAll("%", "%25");
}

/** What is still for sale of a basket. */
export function wantedOf({ articles }: World, { basket }: ShopSession): Wanted[] {
  return basket.lines.flatMap(({ number, quantity }) => {
    const article = articles.get(number);
    return article === undefined ? [] : [{ article, quantity }];
  });
}

const said = (fields: readonly Pair[], { charsetSaid }: Settings, charset: Charset): readonly Pair[] =>
  charsetSaid === "field" ? [...fields, ["_charset_", charsetName(charset)]] : fields;

/** Lines for the hook of an OCI call. */
export function ociForm(world: World, returnTo: OciReturn, wanted: readonly Wanted[]): OutgoingForm {
  const { settings, articles } = world;
  const { returnMethod, honoursAskedCharset, honoursTarget, ociVersion } = settings;
  const lines = returnLines(wanted, articles, settings, { hasHierarchy: ociVersion === "5.0", keepsBasis: false });
  const charset = (honoursAskedCharset ? knownCharset(returnTo.charset) : undefined) ?? settings.charset;
  const fields = ociFields(lines, settings, { quoteId: `MANDJE-${world.next()}`, home: world.home() });
  return {
    ...{
      action: hookOf(returnTo.hook, settings),
      method: returnMethod,
      charset,
      fields: said(fields, settings, charset),
    },
    target: honoursTarget ? returnTo.target : undefined,
  };
}

function cxmlForm(world: World, returnTo: CxmlReturn, wanted: readonly Wanted[]): OutgoingForm {
  const { settings, articles } = world;
  const { charset, cxmlField, cxmlEncoding, escapedTwice, lowerCaseNames } = settings;
  const lines = returnLines(wanted, articles, settings, { hasHierarchy: false, keepsBasis: true });
  const xml = orderMessage(world, returnTo, { lines, wanted, id: world.next() });
  const bytes = encoded(xml, cxmlEncoding === "UTF-8" ? "utf-8" : "iso-8859-1", reference);
  const both: Pair[] = [
    ["cXML-urlencoded", escapedTwice ? xmlText(xml) : xml],
    ["cXML-base64", bytes.toString("base64")],
  ];
  const fields = both
    .filter(([name]) => cxmlField === "both" || name === `cXML-${cxmlField}`)
    .map(([name, value]): Pair => [lowerCaseNames ? name.toLowerCase() : name, value]);
  const method = settings.returnMethod;
  return {
    ...{ action: hookOf(returnTo.hook, settings), method, target: undefined, charset },
    fields: said(fields, settings, charset),
  };
}

/** Presses the button: `isEmpty` goes back with nothing, whatever is in the basket. */
export function handOver(world: World, session: ShopSession, isEmpty: boolean): OutgoingForm {
  const { returnTo, user, id } = session;
  if (returnTo === null) throw new RangeError("Somebody who logged in by hand has nobody to hand the basket to");
  const wanted = isEmpty ? [] : wantedOf(world, session);
  const form = returnTo.kind === "oci" ? ociForm(world, returnTo, wanted) : cxmlForm(world, returnTo, wanted);
  keep(world, { kind: returnTo.kind, user, session: id, hook: returnTo.hook, fields: form.fields });
  if (!isEmpty && world.settings.afterTransfer === "empties") session.basket.lines = [];
  return form;
}

export function keep(world: World, transfer: Omit<Transfer, "at">): void {
  world.transfers.push({ at: world.now(), ...transfer });
}

export function posted(form: OutgoingForm, { charsetSaid, submits }: Settings): PostedForm {
  const { action, method, charset, fields, target } = form;
  const text = formText(fields, charset);
  const shared = { target, times: submits };
  // As a browser does it: the query of the address makes room for that of the form.
  if (method === "get") {
    const url = `${action.replace(/[?#].*$/s, "")}?${text}`;
    return { ...shared, url, method: "GET", contentType: null, body: new Uint8Array() };
  }
  const said = charsetSaid === "header" ? `; charset=${charset}` : "";
  const contentType = `application/x-www-form-urlencoded${said}`;
  return { ...shared, url: action, method: "POST", contentType, body: Buffer.from(text, "latin1") };
}

const sendOnce = `document.forms["overdracht"].submit();`;
/** Into a hidden frame first and, when that has its answer, for real: what two presses leave at the other side. */
const sendTwice = `var f=document.forms["overdracht"],t=f.target,b=document.getElementById("tweemaal"),n=0;
window.onload=function(){b.onload=function(){if(n++===0){f.target=t;f.submit();}};f.target="tweemaal";f.submit();};`;

/** The page that sends itself on; who has no script presses the button. */
export function transferPage(form: OutgoingForm, settings: Settings): Page {
  const { action, method, target, charset, fields } = form;
  const inFrame = target === undefined || target === "" ? "" : ` target="${escaped(target)}"`;
  // Without it a form is posted in the character set of its page.
  const accept = charset === settings.charset ? "" : ` accept-charset="${charset}"`;
  const inputs = fields.map((field) => hidden(field, settings)).join("\n");
  const isTwice = settings.submits === 2;
  const body = `<p>Uw bestelling gaat nu naar uw eigen software.</p>
<form name="overdracht" method="${method}" action="${escaped(action)}"${inFrame}${accept}>
${inputs}
<p><button class="main">Verder naar uw eigen software</button></p></form>`;
  const frame = isTwice ? `<iframe id="tweemaal" name="tweemaal" title="Eerste verzending" hidden></iframe>` : "";
  const after = `${frame}<script>${isTwice ? sendTwice : sendOnce}</script>`;
  return page(settings, { title: "Bestelling overdragen", body, after });
}
