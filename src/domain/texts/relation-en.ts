/** English: connections with trading partners, what an act on one is refused with. */
export const relationEn = {
  "app.partners.name": "Partner connections",
  "app.partners.about": "Exchanges orders with customers and suppliers who work with Schakel or this protocol as well.",
  "partner.noNumber":
    "Your company has no enterprise number, KvK number or GLN yet. Fill one in under Settings → Company first: your partner has to see who you are.",
  "partner.noParty": "This contact is no longer there. Choose another.",
  "partner.noLink": "This is not an invitation. Paste the whole link you got from your partner.",
  "partner.closedAddress": "The address {{host}} lies in a closed network. Your operator can open it.",
  "partner.inviteOver": "This invitation of {{host}} was used, taken back or is over. Ask your partner for a new one.",
  "partner.noAnswer": "{{host}} does not answer now. Try again in a few minutes.",
  "partner.notNow": "That is no longer possible: the connection changed meanwhile. Load the page again.",
  "partner.alreadyConnected": "There is a connection with this partner already.",
  "partner.notAnswered": "Your partner has not accepted the invitation yet.",
  "partner.somebodyElse": "What is known of your partner changed meanwhile. Look at it again before you confirm.",
  "partner.ownInvitation": "This is an invitation of your own company. Send the link to your partner.",
  "partner.keyUnderWay": "A new key is on its way to your partner already. Wait until it is confirmed.",
  "partner.notAccepted": "{{supplier}} has not accepted your invitation yet. The order goes out as soon as they do.",
  "partner.paused": "The connection with {{supplier}} is paused. The order goes out as soon as it runs again.",
  "partner.noCode":
    "Line {{line}} has neither a barcode nor an item code of {{supplier}}. Only this order is held; the others were sent.",
  "partner.noLines": "There is no line with an item on this order.",
  "partner.directionOff":
    "The connection with {{supplier}} does not let this kind of message through. Switch it on at the connection; your partner has to allow it as well.",
  "partner.sentOtherwise": "This order went to {{supplier}} another way already. Sending it again would double it.",
  "partner.invalid":
    "This order breaks the rules for order messages ({{value}}). Complete the order or the details of your company.",
  "partner.tooLarge": "This order is larger than {{supplier}} takes. Split it.",
  "partner.gone": "This order changed meanwhile, or was sent already. Load the page again.",
  "partner.failed": "This order could not be prepared. Try again; the other orders were sent.",
  "partner.unmatched":
    "It is not known which item these lines mean: {{value}}. Choose your own item, and Schakel remembers it.",
  "partner.unit":
    "The unit of these lines cannot be converted: {{value}}. Say how many of your unit one of the customer is.",
  "partner.currency": "This order is in another currency than your books. Refuse it, and ask for a new one in yours.",
  "partner.orderUnknown": "This message belongs to an order that is not here yet. It waits until that comes.",
  "partner.expired": "Your partner did not take this message in time. Send it again.",
  "partner.ended": "The connection with this partner ended before this message left. Order in another way.",
  "partner.unreadable": "This message cannot be read: {{value}}.",
  "partner.answer.held": "First say which items are meant; refusing is possible.",
  "partner.answer.answered": "This order was answered already. Load the page again.",
  "partner.answer.followed":
    "A delivery note or invoice was made of this order already. You can only refuse the change.",
  "partner.answer.nothingAsked": "There is no change or cancellation to answer.",
  "partner.change.notSent": "This order did not go to {{supplier}} over a partner connection.",
  "partner.change.unchanged": "Nothing changed since {{supplier}} got the order.",
  "partner.change.notTold": "{{supplier}} takes no messages about this. Tell them yourself, by mail or by telephone.",
  "partner.change.waitsForAnswer": "{{supplier}} has not answered what you asked before.",
  "partner.change.isOver": "This order was refused or cancelled. Make a new one.",
  "partner.change.tooLate": "The order has left already. Ask {{supplier}} to cancel it.",
  "partner.change.notActive": "The connection with {{supplier}} does not run now.",
  "partner.change.notAgain": "{{supplier}} has this order already, or it is still on its way.",
  "partner.statement.notOver": "Choose a period that is over, in UTC: then nothing of it changes any more.",
  "partner.mail.subject": "{{company}} wants to exchange orders with you",
  "partner.mail.what":
    "{{inviter}} invites you on behalf of {{company}} to exchange orders directly between your programs.",
  "partner.mail.how":
    "Copy this link into Schakel, at Partner connections → Accept an invitation. Only clicking it does nothing.",
  "partner.mail.until": "The link works once, up to and including {{day}}. Check who invites you before you accept.",
  "fault.noPrice": "Fill in a price for this line.",
  "alarm.partnerForged":
    "A message came in that is not from {{value}}, or that was changed on its way. Nothing was done with it. Ask your partner whether its key changed.",
  "alarm.partnerStopped":
    "{{value}} no longer knows the signature of this hub. What waits leaves once that is solved. Call your partner.",
  "alarm.partnerStuck":
    "A message could not be processed after five tries: {{value}}. The others go on. See it in the log book of partners.",
  "notice.name.partnerForged": "message not from your partner",
  "notice.name.partnerStopped": "connection refused by a partner",
  "notice.name.partnerStuck": "message of a partner not processed",
} as const;
