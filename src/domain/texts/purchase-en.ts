/** English: what is bought, and sending it to who sells it. */
export const purchaseEn = {
  "fault.unknownSupplier": "This supplier does not exist in this company. Choose another one.",
  "fault.noSupplier": "Choose a supplier.",
  "fault.otherSupplier": "This belongs to {{number}} of another supplier. Choose the same supplier.",
  "fault.supplierStays": "The supplier of an order that was placed no longer changes. Make a new order.",
  "fault.noSupplierCode": "This line has no item code of the supplier. Fill it in, or send the order by mail.",
  "cannot.followed": "Another document was made of this order already. It no longer changes.",
  "cannot.beingSent": "This order is on its way to the supplier. Wait until it is known what came of it.",
  "po.again": "This order was already sent at {{time}}. Sending it again means ordering twice.",
  "po.againRef": "This order was already sent at {{time}}, reference {{ref}}. Sending it again means ordering twice.",
  "po.underWay": "This order is on its way already, asked for at {{time}}. Wait until it is known what came of it.",
  "po.unknown": "It is not certain that {{supplier}} received this order. First say whether it is there.",
  "po.notUnknown": "It is known already what came of this order. Look at it again.",
  "po.noRoad": "You cannot order this way. Choose another one, or send the order by mail.",
  "alarm.purchaseUnknown":
    "It is not certain that {{system}} received order {{value}}. Nothing is sent again. Look there whether it is there, and say so at the order.",
  "alarm.purchaseRefused": "{{system}} did not take order {{value}}. See at the order why, and send it again.",
  "notice.name.purchaseUnknown": "order perhaps not received",
  "notice.name.purchaseRefused": "order not taken",
  "notice.button.purchasing": "Look at purchasing",
} as const;
