import type { Column, Content, TableCell } from "pdfmake/interfaces.js";
import { isPositive } from "#domain/amount.ts";
import { epcQrPayload } from "#domain/epc-qr.ts";
import { printPaymentReference } from "#domain/references.ts";
import { tint } from "./colours.ts";
import { printableLine } from "./printable.ts";
import { qrSvg } from "./qr-drawing.ts";
import { asksPayment, day, dueNow, soft, type Page } from "./sheet.ts";
import { withCurrency } from "./totals.ts";

/** Collected by direct debit: the buyer transfers nothing. */
const directDebitCodes: readonly string[] = ["49", "59"];

export const printIban = (iban: string): string => iban.replaceAll(/\s/g, "").replaceAll(/(.{4})(?=.)/g, "$1 ");

/** What the buyer's banking app reads; null when there is nothing to transfer, or nothing it could read. */
export function paymentQrOf(page: Page): string | null {
  const { document, style } = page;
  if (!style.showsPaymentQr || directDebitCodes.includes(document.paymentMeansCode)) return null;
  return epcQrPayload({
    beneficiary: document.seller.name,
    iban: document.sellerIban,
    amount: dueNow(page),
    currency: document.currency,
    reference: document.paymentReference,
    belgianReferenceAs: style.belgianReferenceAs,
  });
}

const qrSize = 78;

const qrColumn = (payload: string, label: string, link: string | null): Column => ({
  width: 96,
  stack: [
    { svg: qrSvg(payload), width: qrSize, height: qrSize, alignment: "center" },
    { text: label, fontSize: 7.5, alignment: "center", margin: [0, 4, 0, 0], ...(link !== null && { link }) },
  ],
});

/** How to pay what is due: nothing when nothing is. Never on a credit note or a draft. */
export function payment(page: Page): Content[] {
  const { document, words, style, payAddress, since } = page;
  const due = dueNow(page);
  if (!asksPayment(page) || !isPositive(due)) return [];
  const account = printIban(document.sellerIban);
  const second = printIban(style.secondIban);
  const reference = printableLine(printPaymentReference(document.paymentReference));
  const online = style.showsPayLink ? payAddress : null;
  const facts: [label: string, value: string][] = [
    [words.prepaid, isPositive(since.paid) ? withCurrency(since.paid, page) : ""],
    [words.credited, isPositive(since.credited) ? withCurrency(since.credited, page) : ""],
    [words.payable, withCurrency(due, page)],
    [words.dueDate, document.dueDate === null ? "" : day(document.dueDate, page)],
    [words.iban, account],
    ["", second === account ? "" : second],
    [words.inNameOf, account === "" ? "" : printableLine(document.seller.name)],
    [words.reference, reference],
  ];
  const rows = facts
    .filter(([, value]) => value !== "")
    .map(([label, value]): TableCell[] => [
      { text: label, color: soft, fontSize: 8.5 },
      { text: value, bold: true },
    ]);
  const qr = paymentQrOf(page);
  return [
    {
      table: {
        widths: ["*"],
        body: [
          [
            {
              columns: [
                {
                  width: "*",
                  stack: [
                    {
                      table: { widths: ["auto", "*"], body: rows },
                      layout: {
                        defaultBorder: false,
                        paddingLeft: (column) => (column === 0 ? 0 : 14),
                        paddingRight: () => 0,
                        paddingTop: () => 1.6,
                        paddingBottom: () => 1.6,
                      },
                    },
                  ],
                },
                ...(qr === null ? [] : [qrColumn(qr, words.scan, null)]),
                ...(online === null ? [] : [qrColumn(online, words.payOnline, online)]),
              ],
              columnGap: 10,
            },
          ],
        ],
      },
      layout: {
        defaultBorder: false,
        fillColor: () => tint(page.style.accentColour),
        paddingLeft: () => 14,
        paddingRight: () => 10,
        paddingTop: () => 11,
        paddingBottom: () => 11,
      },
      unbreakable: true,
      margin: [0, 18, 0, 0],
    },
  ];
}
