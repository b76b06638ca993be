import type { StoredKey } from "./text.ts";

/** Plain English. */
export const en: Readonly<Record<StoredKey, string>> = {
  "outcome.documented": "Done",
  "outcome.skipped": "Skipped",
  "outcome.waiting": "Waiting",
  "outcome.held": "Needs action",
  "outcome.failed": "Failed",
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
    "No document was made and nothing was booked. Complete {{key}} in {{system}} and Schakel will carry on.",
  "error.document.rejected.title": "{{record}} was refused by {{system}}",
  "error.document.rejected.body":
    "{{system}} answered: ‘{{message}}’. Nothing was booked. Correct the document and send it again.",
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
  "event.order.changedAfterIssue": "{{record}} was changed in {{system}} after the document was made",
  "event.refund.notCredited": "No credit note for refund {{refund}}. The invoice has not changed. Compare the amounts.",
  "alarm.refundNotCredited": "Order {{value}}: a refund at {{system}} cannot be credited. Compare the amounts.",
  "alarm.couplingSettings":
    "A setting of the integration with {{system}} does not fit. Nothing is booked until it is changed.",
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
    "Schakel has not been able to reach {{system}} since {{time}}, so it cannot say whether everything is through.",
  "home.allThrough": "Everything is through",
  "home.needsYou_one": "{{count}} order needs you",
  "home.needsYou_other": "{{count}} orders need you",
  "home.resumes_one": "{{count}} order will resume by itself",
  "home.resumes_other": "{{count}} orders will resume by themselves",
  "home.uncertain": "It is not certain that everything is through. See ‘Attention’.",
  "home.attention": "Attention",
  "home.running": "Schakel is running",
  "home.useLink": "Open the link shown at the start to see what became of the orders.",
  "home.noAdministration": "No company yet. Make one with {{call}}.",
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
  "document.refund": "Refund",
};
