import type { Content } from "pdfmake/interfaces.js";
import { compactIdentifier } from "#domain/identifiers.ts";
import { isPurchase } from "#domain/document-kinds.ts";
import type { DocumentParty } from "#domain/document.ts";
import { anonymousBuyerName, type Address } from "#domain/party.ts";
import { countryOf, vatIdentifierOf } from "#einvoice/endpoint.ts";
import { breakable, printable, printableLine } from "./printable.ts";
import { day, hairline, kindTitle, soft, type Page } from "./sheet.ts";
import { filled } from "./words.ts";

const mm = 72 / 25.4;

/** Page margins, and where envelope windows are: text between 50 and 80 mm from the top shows in a window on either side. */
export const left = 20 * mm;
export const right = 17 * mm;
const blockGap = 8 * mm;
/** Left edge of a right-hand address: 115 mm. */
const leftColumn = 95 * mm - blockGap;
const logoBox = { width: 62 * mm, height: 22 * mm };
const top = 14 * mm;
/** The parties begin at 48 mm. */
const bandHeight = 34 * mm;

export const firstTop = top;

/** "BE 0765.432.146"; other countries' numbers have no spacing everybody knows. */
export function vatText(party: DocumentParty): string {
  const identifier = vatIdentifierOf(party) || printableLine(compactIdentifier(party.vatIdentifier));
  return identifier.replace(/^BE(\d{4})(\d{3})(\d{3})$/, "BE $1.$2.$3");
}

function countryName(code: string, { place }: Page): string {
  try {
    return new Intl.DisplayNames([place.language], { type: "region" }).of(code) ?? code;
  } catch {
    // Not a code that Intl takes: a shop's own.
    return code;
  }
}

/** Street, place and, abroad, country; without the empty ones. */
function addressLines(address: Address, page: Page): string[] {
  const isAbroad = address.countryCode !== "" && address.countryCode !== countryOf(page.document.seller);
  return [
    address.streetName,
    address.additionalStreetName,
    [address.postalZone, address.cityName].filter((part) => part !== "").join(" "),
    address.countrySubentity,
    isAbroad ? countryName(address.countryCode, page) : "",
  ].map(printableLine);
}

const stacked = (lines: readonly string[]): Content[] =>
  lines.filter((line) => line !== "").map((line) => ({ text: breakable(line) }));

function sellerBlock(page: Page): Content {
  const { seller } = page.document;
  const vat = vatText(seller);
  const register = printableLine(seller.legalRegistrationIdentifier);
  // A Belgian VAT number is the company number with BE in front.
  const isSaid = register === "" || compactIdentifier(vat).endsWith(compactIdentifier(register));
  const numbers = [
    vat === "" ? "" : `${page.words.vatNumber} ${vat}`,
    isSaid ? "" : `${page.words.companyNumber} ${register}`,
  ];
  const contact = [printableLine(seller.phone), printableLine(seller.email)];
  return {
    stack: [
      // Without a logo the name stands large above it.
      ...(page.logo === null ? [] : [{ text: breakable(printableLine(seller.name)), bold: true }]),
      ...stacked([...addressLines(seller.address, page), ...numbers, ...contact]),
    ],
    fontSize: 8.5,
    color: soft,
    lineHeight: 1.2,
  };
}

function buyerBlock(page: Page): Content {
  const { buyer } = page.document;
  // Whoever sells to us is no private customer: a draft without a supplier names nobody.
  const nobody = isPurchase(page.document.kind) ? "" : anonymousBuyerName;
  const name = printableLine(buyer.name) || printableLine(buyer.contactName) || nobody;
  const contact = printableLine(buyer.contactName);
  const vat = vatText(buyer);
  return {
    stack: [
      { text: breakable(name), bold: true },
      ...stacked([contact === name ? "" : contact, ...addressLines(buyer.address, page)]),
      ...(vat === ""
        ? []
        : [
            {
              text: `${page.words.vatNumber} ${vat}`,
              fontSize: 8.5,
              color: soft,
              margin: [0, 3, 0, 0] as [number, number, number, number],
            },
          ]),
    ],
    fontSize: 10,
    lineHeight: 1.2,
  };
}

/** As large as its box allows, and never larger than it is at 96 dots an inch: a small picture blown up looks broken. */
function logoOf({ logo, document, accent }: Page): Content {
  if (logo === null)
    return { text: breakable(printableLine(document.seller.name)), fontSize: 17, bold: true, color: accent };
  const scale = Math.min(logoBox.width / logo.width, logoBox.height / logo.height, 0.75);
  return {
    image: `data:${logo.mediaType};base64,${logo.bytes.toString("base64")}`,
    width: logo.width * scale,
    height: logo.height * scale,
  };
}

function titleOf(page: Page): Content {
  const { document, place, words, accent, isDraft } = page;
  // On one line, also "Confirmation de commande".
  const kind = kindTitle(document.kind, place);
  return {
    stack: [
      { text: kind, fontSize: kind.length > 17 ? 16 : 21, color: accent, bold: true },
      isDraft
        ? { text: words.draft, fontSize: 12, bold: true, color: soft }
        : { text: printableLine(document.number ?? ""), fontSize: 12 },
    ],
  };
}

/** Logo and title, then seller and buyer; the buyer behind the window of the envelope. */
export function head(page: Page): Content[] {
  const isRight = page.style.addressSide === "right";
  const parties = isRight ? [sellerBlock(page), buyerBlock(page)] : [buyerBlock(page), sellerBlock(page)];
  const columns = (cells: Content[], height: number, below: number): Content => ({
    table: { widths: [leftColumn, "*"], heights: [height], body: [cells as never[]] },
    layout: {
      hLineWidth: () => 0,
      vLineWidth: () => 0,
      paddingLeft: (index) => (index === 0 ? 0 : blockGap),
      paddingRight: () => 0,
      paddingTop: () => 0,
      paddingBottom: () => below,
    },
  });
  return [columns([logoOf(page), titleOf(page)], bandHeight, 0), columns(parties, 32 * mm, 10)];
}

/** One fact with its label above it. */
interface Fact {
  readonly label: string;
  readonly value: string;
}

function factsOf(page: Page): Fact[] {
  const { document, words } = page;
  const { kind, issueDate, dueDate, deliverTo } = document;
  const isQuote = kind === "quote" || kind === "salesQuote";
  const isDue = kind === "invoice" || kind === "paymentRequest";
  const supplied = document.deliveryDate ?? document.taxPointDate;
  const facts: Fact[] = [
    { label: words.date, value: issueDate === null ? "" : day(issueDate, page) },
    { label: words.dueDate, value: isDue && dueDate !== null ? day(dueDate, page) : "" },
    { label: words.validUntil, value: isQuote && dueDate !== null ? day(dueDate, page) : "" },
    { label: words.supplyDate, value: supplied === null || supplied === issueDate ? "" : day(supplied, page) },
    // On what we buy we are the buyer: the reference is ours, and an order by which it came about is nobody else's matter.
    { label: words.orderReference, value: isPurchase(kind) ? "" : printableLine(document.orderReference) },
    {
      label: isPurchase(kind) ? words.ownReference : words.buyerReference,
      value: printableLine(document.buyerReference),
    },
    {
      label: words.deliverTo,
      value:
        deliverTo === null
          ? ""
          : [printableLine(deliverTo.name), ...addressLines(deliverTo, page)].filter((line) => line !== "").join("\n"),
    },
  ];
  const isSameAddress =
    deliverTo !== null && addressLines(deliverTo, page).join() === addressLines(document.buyer.address, page).join();
  return facts.filter(({ label, value }) => value !== "" && !(label === words.deliverTo && isSameAddress));
}

const perRow = 4;

/** Dates and references in a quiet strip, then what stands above the table. */
export function strip(page: Page): Content[] {
  const { document, words } = page;
  const facts = factsOf(page);
  const rows = Array.from({ length: Math.ceil(facts.length / perRow) }, (_, row) =>
    Array.from({ length: perRow }, (_unused, column): Content => {
      const fact = facts[row * perRow + column];
      return fact === undefined
        ? ""
        : {
            stack: [
              { text: fact.label, fontSize: 7.5, color: soft },
              { text: breakable(fact.value), lineHeight: 1.15 },
            ],
          };
    }),
  );
  const preceding = document.precedingDocument;
  const notes = [
    preceding === null
      ? ""
      : filled(words.corrects, { number: printableLine(preceding.number), date: day(preceding.issueDate, page) }),
    printable(document.noteAboveLines),
  ].filter((note) => note !== "");
  return [
    ...(rows.length === 0
      ? []
      : [
          {
            table: { widths: Array.from({ length: perRow }, () => "*"), body: rows as never[][] },
            layout: {
              hLineWidth: (index: number) => (index === 0 || index === rows.length ? 0.6 : 0),
              vLineWidth: () => 0,
              hLineColor: () => hairline,
              paddingLeft: () => 0,
              paddingRight: () => 10,
              paddingTop: () => 6,
              paddingBottom: () => 6,
            },
          },
        ]),
    ...notes.map((note): Content => ({ text: note, margin: [0, 10, 0, 0] })),
  ];
}
