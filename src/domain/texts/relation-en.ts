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
} as const;
