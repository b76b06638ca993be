import { createHmac } from "node:crypto";
import PostalMime, { type Email } from "postal-mime";
import { pdfText, totalsOn } from "#backoffice/pdf/testing/pdf-text.ts";
import { said, totalsInUbl } from "#backoffice/pdf/testing/ubl-totals.ts";
import { readXml } from "#einvoice/read-xml.ts";
import type { FreshHub } from "./fresh-hub.ts";
import { customer, orderId } from "./french-order.ts";

const mailsToCustomer = ({ mailbox }: FreshHub) => mailbox.mails().filter(({ to }) => to.includes(customer));

export const mailsTo = (world: FreshHub): Promise<Email[]> =>
  Promise.all(mailsToCustomer(world).map(({ source }) => PostalMime.parse(source)));

interface Attached {
  readonly pdf: Buffer;
  readonly ubl: Buffer;
}

function attachedTo(mail: Email): Attached | null {
  const bytes = (ending: RegExp): Buffer | undefined => {
    const content = mail.attachments.find(({ filename }) => ending.test(filename ?? ""))?.content;
    return content === undefined ? undefined : Buffer.from(content as ArrayBuffer);
  };
  const pdf = bytes(/\.pdf$/i);
  const ubl = bytes(/\.xml$/i);
  return pdf === undefined || ubl === undefined ? null : { pdf, ubl };
}

/** What the shop itself kept of its deliveries: one of each topic, signed with the secret of its webhook, taken by the hub before the first mail came. */
function signedBeforeMail(world: FreshHub, topic: string): boolean {
  const [first] = mailsToCustomer(world);
  const { deliveries, webhooks } = world.shop;
  return deliveries.some((delivery) => {
    const { webhook, body, headers, status = 0, at } = delivery;
    const secret = webhooks.find(({ id }) => id === webhook)?.secret;
    if (secret === undefined || first === undefined || delivery.topic !== topic || delivery.orderId !== orderId)
      return false;
    const isSigned = headers["X-WC-Webhook-Signature"] === createHmac("sha256", secret).update(body).digest("base64");
    const isEarlier = Temporal.Instant.compare(Temporal.Instant.from(at), Temporal.Instant.from(first.at)) < 0;
    return isSigned && isEarlier && status >= 200 && status < 300;
  });
}

interface Expected {
  readonly order: number;
  readonly refunded: number;
  readonly check: (what: string, isRight: boolean) => void;
}

/** Counts at the other side: the mailbox, the provider's store, the rows of the database, the text of the PDF. */
export async function judgeJourney(world: FreshHub, { order, refunded, check }: Expected): Promise<string> {
  const documents = await world.rows<{ id: string; kind: string; number: string; total: string; language: string }>(
    "select id, kind, number, tax_inclusive_amount::text as total, language from documents order by kind desc, id",
  );
  const [invoice, creditNote, ...more] = documents;
  check(`documents: ${documents.map(({ kind }) => kind).join(", ")}`, more.length === 0 && creditNote !== undefined);
  check(`invoice of ${invoice?.total ?? "nothing"} for an order of ${order}`, Number(invoice?.total) === order);
  check(`credit note of ${creditNote?.total ?? "nothing"}`, Math.abs(Number(creditNote?.total)) === Math.abs(refunded));
  check(`invoice in ${invoice?.language ?? "no language"}`, invoice?.language === "fr");

  for (const topic of ["order.created", "order.updated"])
    check(`no signed delivery of ${topic} was taken before the mail`, signedBeforeMail(world, topic));

  // Both kinds count their own numbers: the UBL tells which mail is of which.
  const mails = (await mailsTo(world)).map((mail) => ({ mail, attached: attachedTo(mail) }));
  const of = (root: string) => mails.filter(({ attached }) => attached !== null && readXml(attached.ubl).name === root);
  const [ofInvoice, ofCreditNote] = [of("Invoice"), of("CreditNote")];
  check(`${mails.length} mails, ${ofInvoice.length} of the invoice`, mails.length === 2 && ofInvoice.length === 1);
  check(`${ofCreditNote.length} mails of the credit note`, ofCreditNote.length === 1);
  const [{ mail, attached } = { mail: null, attached: null }] = ofInvoice;
  check("the mail has no PDF and UBL", attached !== null);
  if (attached !== null) {
    const pdf = await pdfText(attached.pdf);
    check(
      `PDF in ${pdf.language ?? "no language"}`,
      pdf.language?.startsWith("fr") === true && /Facture/.test(pdf.text),
    );
    const printed = totalsOn(pdf, { kind: "invoice", language: "fr", country: "BE" }).taxInclusiveAmount;
    check(`PDF with a total of ${printed ?? "nothing"}`, printed === said(invoice?.total ?? "0"));
    check("UBL is not of this total", Number(totalsInUbl(attached.ubl).taxInclusiveAmount) === order);
    check(
      "UBL in the PDF is another",
      pdf.attachments.some(({ bytes }) => bytes.equals(attached.ubl)),
    );
  }
  check("mail is not in French", /facture/i.test(mail?.subject ?? "") && /payer/i.test(mail?.text ?? ""));

  const paid = world.mollie.payments.filter(({ status }) => status === "paid");
  check(`${paid.length} paid at the provider`, paid.length === 1 && Number(paid[0]?.amount.value) === order);
  // A payment without an allocation stands here too, with nothing for its invoice.
  const booked = await world.rows<{ amount: string; documentId: string | null; allocated: string | null }>(
    `select p.amount::text, a.document_id as "documentId", a.amount::text as allocated
      from payments p left join payment_allocations a on a.administration_id = p.administration_id and a.payment_id = p.id
      where p.direction = 'in' and p.reverses_id is null`,
  );
  const [payment] = booked;
  check(`${booked.length} payments booked`, booked.length === 1 && Number(payment?.amount) === order);
  check(
    `${payment?.allocated ?? "nothing"} of the payment is on the invoice`,
    payment?.documentId === invoice?.id && Number(payment?.allocated) === order,
  );
  return `${invoice?.number ?? ""} of ${invoice?.total ?? ""} in ${invoice?.language ?? ""}, ${ofInvoice.length} mail, ${paid.length} paid, ${booked.length} booked; ${creditNote?.number ?? ""} of ${creditNote?.total ?? ""}`;
}
