import { alarmEn } from "./alarm-en.ts";
import { basketEn } from "./basket-en.ts";
import { relationEn } from "./relation-en.ts";
import { supplierDocumentEn } from "./supplier-document-en.ts";
import { bookingEn } from "./booking-en.ts";
import { catalogueEn } from "./catalogue-en.ts";
import { givenEn } from "./given-en.ts";
import { ledgerEn } from "./ledger-en.ts";
import { mailEn } from "./mail-en.ts";
import { driftEn } from "./drift-en.ts";
import { tradeEn } from "./trade-en.ts";
import { auditEn } from "./audit-en.ts";
import { limitEn } from "./limit-en.ts";
import { saysEn } from "./says-en.ts";
import { operationEn } from "./operation-en.ts";
import { priceEn } from "./price-en.ts";
import { priceRunEn } from "./price-run-en.ts";
import { purchaseEn } from "./purchase-en.ts";
import { workEn } from "./work-en.ts";
import type { StoredKey } from "./text.ts";

/** Plain English. */
export const en: Readonly<Record<StoredKey, string>> = {
  "record.order": "order {{number}}",
  "time.onDay": "{{time}} on {{day}}",
  "error.remote.unavailable.title": "{{record}} is waiting: {{system}} is not responding",
  "error.remote.unavailable.body":
    "Nothing is lost and nothing was sent twice. Schakel will try again at {{time}}. You don't need to do anything.",
  "error.remote.rate_limited.title": "{{record}} is waiting: {{system}} has reached its limit",
  "error.remote.rate_limited.body":
    "{{system}} is not accepting more requests right now. Schakel resumes at {{time}}. This does not count as a failed attempt.",
  "error.remote.outcome_unknown.title": "{{record}}: not sure {{system}} received it",
  "error.remote.outcome_unknown.body":
    "The request went out, but no answer came back. At {{time}} Schakel first looks for {{key}} in {{system}} and sends again only if it is not there.",
  "error.remote.conflict.title": "{{record}}: changed in {{system}} in the meantime",
  "error.remote.conflict.body":
    "Schakel reads the new version and tries again at {{time}}. You don't need to do anything.",
  "error.retry.stopped":
    "Schakel no longer tries this by itself. Nothing was booked. Check that {{system}} can be reached, then retry {{key}}.",
  "error.remote.outcome_unknown.held":
    "Schakel cannot look up whether {{system}} received this. Check for {{key}} yourself, then choose: it is there, or send again.",
  "error.credentials.expired.title": "{{system}}: please reconnect",
  "error.credentials.expired.body":
    "{{system}} no longer accepts the keys of this connection. Nothing was booked and nothing is lost. Reconnect, and whatever is waiting will resume.",
  "error.credentials.insufficient.title": "{{system}}: the connection lacks permissions",
  "error.credentials.insufficient.body":
    "Nothing was booked and nothing is lost. Ask an administrator of {{system}} to give the keys read and write permission, then check the connection.",
  "error.settings.invalid.title": "{{system}}: a setting is not right",
  "error.settings.invalid.body":
    "Nothing was booked. Change the settings of this connection and check it; whatever is waiting will then resume.",
  "error.mapping.missing.title": "{{record}}: nothing chosen yet for ‘{{value}}’ ({{kind}})",
  "error.mapping.missing.body":
    "Schakel does not guess. Choose once what belongs to ‘{{value}}’. Every order that waits for it is then processed.",
  "mapping.untaxedLine": "line without VAT",
  "mapping.exchangeRate": "exchange rate",
  "mapping.orderStatus": "order status",
  "mapping.paymentMethod": "payment method",
  "error.capability.missing.title": "{{system}} cannot do this",
  "error.capability.missing.body":
    "{{system}} does not have this function, or it is not enabled for your account. Choose another connection or switch this part off.",
  "error.document.invalid.title": "{{record}}: something is missing or wrong",
  "error.document.invalid.body":
    "{{message}}. No document was made and nothing was booked. Correct {{key}} in {{system}} and Schakel will carry on.",
  "error.document.rejected.title": "{{record}} was refused by {{system}}",
  "error.document.rejected.body":
    "{{system}} answered: ‘{{message}}’. Nothing was booked. Put right what is wrong and process {{key}} again.",
  "error.document.totals_mismatch.title": "{{record}}: amounts differ by {{difference}}",
  "error.document.totals_mismatch.body":
    "{{system}} gives a total of {{expected}}; the lines add up to {{actual}}. Schakel books nothing while they differ. Compare the lines.",
  "error.document.totals_mismatch.unknown": "{{record}}: the amounts do not match",
  "error.document.totals_mismatch.unknownBody":
    "Schakel books nothing while the amounts differ. Compare the lines with {{system}}.",
  "error.remote.protocol_changed.title": "{{system}} no longer answers as agreed",
  "error.remote.protocol_changed.body":
    "The answer has a form Schakel does not know. Nothing was guessed and nothing was booked. Report it to your administrator; the answer has been kept.",
  "error.internal.unexpected.title": "{{record}}: unexpected error in Schakel",
  "error.internal.unexpected.body":
    "This is not your doing. Everything is kept as it came in. Report it to your administrator.",
  "rule.status": "Skipped: status ‘{{value}}’ is not processed",
  "rule.before": "Skipped: from {{value}}, older than the starting point",
  "rule.offset": "Skipped: left alone, as chosen at the start",
  "rule.zero": "Skipped: the total is zero",
  "rule.unpaid": "Skipped: not paid yet (status ‘{{value}}’)",
  "rule.user": "Skipped by a user: {{value}}",
  "event.document.issued": "{{document}} created",
  "event.order.skipped": "{{record}} skipped",
  "event.order.held": "{{record}} needs action",
  "event.order.waiting": "{{record}} is waiting and will resume by itself",
  "event.order.failed": "{{record}} failed",
  "event.order.gone": "{{record}} is no longer in {{system}}. The document stays.",
  "event.order.unknownRate":
    "{{record}} has {{rate}}% VAT ({{country}}), a rate that is not in the table for that day. The rate of {{system}} was followed.",
  "event.order.foundThere": "{{who}} found {{value}} in the other package",
  "event.order.notThere": "{{who}} found nothing in the other package: it is sent again",
  "event.order.leftAsIs": "{{who}} left the difference with the document as it is: {{value}}",
  "event.order.changedAfterIssue": "{{record}} was changed in {{system}} after the document was made",
  "event.refund.notCredited": "No credit note for refund {{refund}}. The invoice has not changed. Compare the amounts.",
  "alarm.refundNotCredited": "Order {{value}}: a refund at {{system}} cannot be credited. Compare the amounts.",
  "alarm.couplingSettings":
    "A setting of the integration with {{system}} does not fit. Nothing is booked until it is changed.",
  "event.payment.received": "{{amount}} received for {{document}}, through {{provider}}",
  "event.payment.late": "{{amount}} for {{document}} came in through {{provider}} after the payment had ended",
  "event.payment.unallocated": "{{amount}} more was paid than was open on {{document}}: not assigned yet",
  "event.payment.refunded": "{{amount}} of {{document}} refunded through {{provider}}",
  "event.payment.chargedBack": "{{amount}} of {{document}} taken back by the customer, through {{provider}}",
  "alarm.paymentUnallocated":
    "{{value}}: more was paid than was open, perhaps twice. Assign the difference or pay it back.",
  "alarm.paymentReversed": "{{value}} is open again: a payment through {{system}} was refunded or taken back.",
  "alarm.paymentRestored":
    "{{system}} states that a refund or chargeback of {{value}} did not go through. The money is booked again. Compare with {{system}}.",
  "alarm.paymentMismatch":
    "{{system}} states another amount than was asked for {{value}}. Nothing was booked. Compare the payment in {{system}}.",
  "alarm.paymentUnreadable":
    "Schakel cannot read the answer of {{system}} about payment {{value}}. Nothing was booked. Look in {{system}}.",
  "alarm.paymentRefused": "{{system}} refuses to start a payment for {{value}}. The customer cannot pay online.",
  "alarm.callbackRefused":
    "A message from {{system}} about a payment was stopped: its signature does not match. Nothing of it was processed.",
  "story.skippedBy": "{{record}} skipped by {{who}}: {{reason}}",
  "alarm.deliveryRefused":
    "Messages from {{system}} were blocked: the signature is wrong. None of them was processed. Copy the secret to {{system}} again.",
  "alarm.deliveryRefused.stranger":
    "Messages were blocked: they come from another address than {{system}}, perhaps a copy of the webshop. None of them was processed. Switch the webhook off on that copy.",
  "alarm.webhookDisabled":
    "{{system}} switched a webhook off. Schakel switches it on again; until then orders come in through the periodic check.",
  "alarm.webhookBlind":
    "{{system}} sends messages without an order: the user behind the webhook may no longer read orders. Give that user its rights back in {{system}}.",
  "alarm.credentials": "{{system}}: please reconnect. Whatever is waiting will then resume.",
  "alarm.unreachable":
    "Schakel has not been able to reach {{system}} since {{time}}, so it cannot say whether everything is processed.",
  "home.allThrough": "Everything is processed",
  "repay.to": "Still to pay back to {{customer}}: {{amount}}",
  "repay.waits_one": "{{count}} repayment needs you",
  "repay.waits_other": "{{count}} repayments need you",
  "repay.some_one": "{{count}} invoice still to pay back",
  "repay.some_other": "{{count}} invoices still to pay back",
  "home.needsYou_one": "{{count}} order needs you",
  "home.needsYou_other": "{{count}} orders need you",
  "upload.tooLarge": "This file is too large: it may have {{megabytes}} MB",
  "logo.svg": "SVG can contain script, so it is not read. Save the logo as PNG.",
  "logo.format": "This is neither a PNG nor a JPEG",
  "logo.broken": "This picture is damaged or incomplete",
  "logo.tooLarge": "The logo may have 2 MB",
  "logo.tooBig": "The logo has too many pixels: at most 4,000 per side and 4 million in all",
  "logo.tooSmall": "The logo is too small: at least 16 × 16 pixels",
  "logo.cmyk": "This JPEG is in CMYK, a printer's colours. Save it in RGB.",
  "style.iban": "This account number is not right",
  "style.changed": "{{who}} changed the house style in the meantime. Read it again.",
  "problem.400": "The request does not fit",
  "problem.401": "No valid access token",
  "problem.403": "Not allowed",
  "problem.404": "Not found",
  "problem.409": "Does not fit how it is now",
  "problem.413": "Too large",
  "problem.415": "This kind of content is not read here",
  "problem.422": "It cannot be done like this",
  "problem.429": "Too many requests",
  "problem.431": "The header of the request is too large",
  "problem.500": "Unexpected error in Schakel",
  "problem.502": "The other system did not answer as expected",
  "problem.503": "The other system asks to wait",
  "refusal.signIn": "The e-mail address or password is wrong",
  "refusal.signInCode": "This code is wrong",
  "refusal.signInTooLate": "The second step took too long: sign in again",
  "refusal.signInTooMany": "Too many attempts: wait a little, then try again",
  "refusal.passwordWrong": "Your current password is wrong",
  "refusal.passwordUnsuitable": "Choose another password: at least 10 characters, and not your e-mail address",
  "refusal.setUpCode": "Open Schakel with the address the server shows when it starts",
  "refusal.setUpDone": "Schakel is set up already: sign in",
  "refusal.invitation": "This invitation has expired, was withdrawn or was used already",
  "refusal.emailTaken": "This e-mail address is in use already",
  "refusal.lastOwner": "At least one owner must always remain",
  "refusal.ownersOnly": "Only an owner can do this",
  "role.administrator": "administrator",
  "role.bookkeeper": "bookkeeper",
  "role.buyer": "buyer",
  "role.viewer": "viewer",
  "invitation.subject": "{{inviter}} invites you to {{company}} in Schakel",
  "invitation.what": "{{inviter}} gives you access to {{company}} in Schakel, as {{role}}.",
  "invitation.how": "Open this link and choose a password, or sign in if you use Schakel already:",
  "invitation.until":
    "The link works once, for the next seven days. You were not expecting this invitation? Then there is nothing to do.",
  ...purchaseEn,
  ...workEn,
  ...operationEn,
  ...saysEn,
  ...limitEn,
  ...auditEn,
  ...ledgerEn,
  ...tradeEn,
  ...priceEn,
  ...priceRunEn,
  ...driftEn,
  ...givenEn,
  ...mailEn,
  ...alarmEn,
  ...basketEn,
  ...supplierDocumentEn,
  ...relationEn,
  ...bookingEn,
  ...catalogueEn,
  "document.refund": "Refund",
  "event.document.drafted": "{{document}} is ready as a draft",
  "event.document.draftUpdated": "The draft follows the changed order: {{document}}",
  "event.document.notMailed": "{{document}} was not mailed: the order has no e-mail address",
  "event.document.notMailedOld":
    "{{document}} was not mailed: the order was placed before the integration was switched on or a backup was restored",
  "event.refund.repaid": "Refund {{refund}}: {{amount}} booked on {{document}}, which was credited by hand before",
  "event.refund.waitsForIssue":
    "Refund {{refund}} waits: the invoice is still a draft. Once that is final, the credit note follows by itself.",
  "form.conflict": "{{user}} also changed this at {{time}}. Review the difference before you save.",
  "form.changed": "This has changed in the meantime. Review the difference before you save.",
  "cannot.final": "This document is final ({{number}}) and no longer changes. It can be credited.",
  "cannot.notFinal": "Finalise this document first.",
  "cannot.ofOrder":
    "This draft belongs to an order and stays. Finalise and credit it, or change the order in the webshop.",
  "cannot.paid": "A payment is assigned to this draft. Assign it to another document first.",
  "cannot.nothingLeft": "Nothing of this document is left to do this with.",
  "cannot.creditedInPart": "A part of this invoice is credited already. Credit the rest and make a new draft yourself.",
  "cannot.notPossible": "This is not possible with this kind of document.",
  "fault.unknownBuyer": "This customer does not exist in this company. Choose another one.",
  "fault.unknownItem": "This item does not exist in this company. Choose another one.",
  "fault.unknownInvoice": "Choose an issued invoice of this company.",
  "fault.moreThanLeft": "That is more than what is left: {{left}}.",
  "fault.noBuyer": "Choose a customer.",
  "fault.noBuyerName": "This customer has no name yet.",
  "fault.noBuyerAddress": "Complete the address of this customer: street, postcode, town and country.",
  "fault.noBuyerVatNumber": "This VAT treatment needs the VAT number of the customer.",
  "fault.noOwnVatNumber": "Fill in the VAT number of your company in its details.",
  "fault.noLine": "Add at least one line with an amount.",
  "fault.noItemName": "Give this line a description.",
  "fault.noInvoice": "Choose the invoice that is credited.",
  "fault.noDeliveryDate": "An intra-EU supply needs a delivery date.",
  "fault.noDeliveryCountry": "An intra-EU supply needs a delivery address with a country.",
  "fault.outsideVatAlone": "‘Outside VAT’ cannot stand on one document with other VAT rates.",
  "fault.rule": "This does not meet rule {{rule}} for invoices.",
  "fault.dayAhead": "This date lies in the future.",
  "fault.dayTaken":
    "There already is a document of {{day}}. Choose that day or later, so that numbers and dates are in the same order.",
  "fault.dayClosed": "Everything up to and including {{day}} is closed. Choose a later day, or leave the date empty.",
  "fault.dueBeforeIssue": "The due date lies before the invoice date.",
  "fault.dayTooOld": "Choose a date from 1 January 2000 onwards.",
  "fault.otherBuyer": "This belongs to {{number}} of another customer. Choose the same customer.",
  "fault.beforeInvoice": "The credit note cannot be older than invoice {{number}} of {{day}}.",
  "fault.dueOnCredit": "A credit note has no due date.",
  "fault.turnedAround":
    "A credit note takes back what invoice {{number}} states. Here an amount or a VAT rate is charged instead.",
  "fault.moreThanInvoice": "{{left}} of invoice {{number}} is left to credit. Lower this credit note.",
  "fault.otherSource": "This line cannot come from that document.",
  "fault.moreThanOpen": "{{left}} is open on {{number}}.",
  "fault.moreThanOwed": "{{left}} of {{number}} is left to pay back.",
  "fault.amount": "Choose an amount above zero.",
};
