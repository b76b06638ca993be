import type { limitNl } from "./limit-nl.ts";

/** English: what a coupling does not do. */
export const limitEn: Readonly<Record<keyof typeof limitNl, string>> = {
  "limit.stockApart":
    "Schakel does not keep stock in {{source}} and stock in Schakel alike. An invoice only changes the stock in Schakel.",
  "limit.onlyOnline":
    "What is not online in {{source}} does not come along: Schakel does not work with systems that sell offline and pass it on later.",
  "limit.changedLater":
    "When an order changes after it was booked in {{target}}, Schakel does not change it there. You see the difference at the order.",
  "limit.itemsNotMade":
    "Schakel does not create an item that {{target}} does not have from an order. The order then waits for you.",
  "limit.discounts":
    "Discounts come along as amounts of the order. No discounts or promotions are created in {{target}}.",
  "limit.notMailed": "Schakel does not mail the documents of this integration. They are in {{target}}.",
  "limit.passThrough":
    "Schakel only passes things on here and is no archive: what was processed disappears after the retention period you chose. The data itself is in {{source}} and {{target}}.",
  "limit.oneWay":
    "Everything goes from {{source}} to {{target}}. What you change in {{target}} does not come back to {{source}}.",
  "limit.multistore":
    "{{target}} is kept up to date as one shop. Several shops in one system (multistore) need a module of your own.",
  "limit.oneStock": "Each item gets one stock in {{target}}. Stock per warehouse needs a module of your own.",
  "limit.discountsStay":
    "Discounts, promotions and price lists per customer of {{source}} do not come along, only the standard price.",
  "limit.generalOnly":
    "Only general data comes along: name, company, address, e-mail address and phone. Other fields of {{source}} do not.",
  "limit.accounts": "Passwords, consents and accounts of customers in {{target}} stay as they are.",
  "limit.customerSince":
    "Since when somebody is a customer in {{source}} does not go along: {{target}} has a date of its own.",
  "limit.noBell":
    "{{system}} does not tell by itself that something changes. Schakel asks regularly, so it can take a while.",
  "limit.notOffered": "{{system}} does not have this function: {{operation}}.",
};
