import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { amount } from "#domain/amount.ts";
import { HubError } from "#domain/error.ts";
import { readExchangeMessage, type ReadMessage } from "./read-order-messages.ts";
import { limits } from "./read-xml.ts";
import { exchangeMessages } from "./testing/order-messages.ts";
import {
  despatchMessage,
  despatchOf,
  messageOf,
  orderMessage,
  party,
  responseMessage,
} from "./testing/supplier-messages.ts";
import { writeExchangeMessage } from "./write-message.ts";

const bytes = (xml: string) => Buffer.from(xml, "utf8");
const read = (xml: string): ReadMessage => {
  const found = readExchangeMessage(bytes(xml));
  if ("fault" in found) throw new Error(`${found.fault} ${found.where}`);
  return found;
};
const fault = (xml: string) => {
  const found = readExchangeMessage(bytes(xml));
  return "fault" in found ? [found.fault, found.where] : "none";
};

const item = `<cac:Item><cbc:Name>Lamp</cbc:Name></cac:Item>`;
const line = (content: string, id = "1") =>
  `<cac:OrderLine><cac:LineItem><cbc:ID>${id}</cbc:ID>${content}${item}</cac:LineItem></cac:OrderLine>`;
const head = `<cbc:ID>BB-1</cbc:ID><cbc:IssueDate>2026-11-21</cbc:IssueDate><cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>`;
const one = line(`<cbc:Quantity unitCode="C62">1</cbc:Quantity>`);
const order = (lines: string, own = head) => messageOf("Order", own + lines);
const orderOf = (xml: string) => {
  const found = read(xml);
  if (found.kind !== "order") throw new Error(found.kind);
  return { ...found.message, remarks: found.remarks.map(({ reason }) => reason) };
};

describe("messages about an order", () => {
  test("are read back as they were written, whatever they hold", () => {
    fc.assert(
      fc.property(exchangeMessages, (exchange) => {
        const found = readExchangeMessage(bytes(writeExchangeMessage(exchange)));
        if ("fault" in found) throw new Error(`${found.fault} ${found.where}`);
        expect({ kind: found.kind, message: found.message }).toEqual(exchange);
      }),
      { numRuns: 200 },
    );
  });

  test("the examples of the contract are read", () => {
    const ordered = orderOf(orderMessage);
    expect(ordered).toMatchObject({
      id: "BB-2026-00417",
      issueDate: "2026-11-21",
      customerReference: "Werf Kouter 12",
    });
    expect(ordered.lines[0]).toMatchObject({
      ...{ quantity: amount("200"), unitCode: "MTR", writtenUnit: "", gtin: "5412345000013" },
      price: { net: amount("23.90"), baseQuantity: amount("100") },
    });
    expect(ordered.buyer).toMatchObject({
      endpoint: { schemeId: "0208", value: "0123456749" },
      name: "Installaties Voorbeeld BV",
    });
    expect(read(responseMessage)).toMatchObject({
      kind: "orderResponse",
      message: {
        code: "CA",
        orderId: "BB-2026-00417",
        salesOrderId: "80001234",
        lines: [{ status: "5" }, { status: "3", backorder: amount("8") }, { status: "7" }],
      },
    });
    expect(read(despatchMessage)).toMatchObject({
      kind: "despatchAdvice",
      message: {
        orderId: "BB-2026-00417",
        lines: [{ delivered: amount("200") }, { outstanding: amount("8"), outstandingReason: "Nalevering" }],
      },
    });
  });
});

describe("a message that deviates", () => {
  test("other prefixes, an envelope, a byte order mark and another encoding are read", () => {
    const prefixed = orderMessage
      .replaceAll("cbc:", "b:")
      .replaceAll("cac:", "a:")
      .replaceAll("xmlns:cbc", "xmlns:b")
      .replaceAll("xmlns:cac", "xmlns:a");
    expect(orderOf(prefixed).id).toBe("BB-2026-00417");
    const bare = orderMessage.replace(/^<\?xml.*?\?>\s*/, "");
    expect(orderOf(`<StandardBusinessDocument xmlns="urn:x"><Header/>${bare}</StandardBusinessDocument>`).id).toBe(
      "BB-2026-00417",
    );
    expect(orderOf(`\uFEFF${orderMessage}`).id).toBe("BB-2026-00417");
    const latin = order(one.replace("Lamp", "Lampe à vis"), head).replace("UTF-8", "ISO-8859-1");
    const found = readExchangeMessage(Buffer.from(latin, "latin1"));
    expect("fault" in found ? found : found.message).toMatchObject({ lines: [{ itemName: "Lampe à vis" }] });
  });

  test("a day with a zone is that day, a time behind it is left off", () => {
    for (const written of ["2026-11-21Z", "2026-11-21+01:00", "2026-11-21-11:00", " 2026-11-21 "])
      expect(orderOf(order(one, head.replace("2026-11-21", written))).issueDate).toBe("2026-11-21");
    expect(fault(order(one, head.replace("2026-11-21", "2026-02-30")))).toEqual(["noDate", "2026-02-30"]);
    expect(fault(order(one, head.replace("2026-11-21", "21/11/2026")))).toEqual(["noDate", "21/11/2026"]);
  });

  test("units as suppliers write them are known, and one nobody knows is kept and told", () => {
    const unit = (code: string) => orderOf(order(line(`<cbc:Quantity unitCode="${code}">1.00</cbc:Quantity>`)));
    expect(unit("PCE").lines[0]).toMatchObject({ unitCode: "C62", writtenUnit: "PCE", quantity: amount("1.00") });
    expect(unit("QQQ")).toMatchObject({ lines: [{ unitCode: "", writtenUnit: "QQQ" }], remarks: ["unitUnknown"] });
    expect(orderOf(order(line(`<cbc:Quantity>1</cbc:Quantity>`))).lines[0]).toMatchObject({
      unitCode: "",
      writtenUnit: "",
    });
  });

  test("a line without a number has its place, and two with one number are refused", () => {
    const nameless = one.replace("<cbc:ID>1</cbc:ID>", "");
    expect(
      orderOf(order(nameless + line(`<cbc:Quantity>1</cbc:Quantity>`, "2"))).lines.map(({ lineId }) => lineId),
    ).toEqual(["1", "2"]);
    expect(fault(order(one + one))).toEqual(["lineTwice", "1"]);
  });

  test("a price that does not fit its line is left out and told", () => {
    const priced = (price: string) =>
      orderOf(order(line(`<cbc:Quantity unitCode="MTR">200</cbc:Quantity><cac:Price>${price}</cac:Price>`)));
    const twenty = `<cbc:PriceAmount currencyID="EUR">20</cbc:PriceAmount>`;
    expect(priced(twenty)).toMatchObject({
      lines: [{ price: { net: amount("20"), baseQuantity: amount("1") } }],
      remarks: [],
    });
    for (const base of [
      `<cbc:BaseQuantity>0</cbc:BaseQuantity>`,
      `<cbc:BaseQuantity unitCode="XRL">1</cbc:BaseQuantity>`,
      `<cbc:BaseQuantity>1,5</cbc:BaseQuantity>`,
    ])
      expect(priced(twenty + base)).toMatchObject({ lines: [{ price: null }], remarks: ["priceUnusable"] });
    expect(priced(`<cbc:PriceAmount currencyID="EUR">-1</cbc:PriceAmount>`).remarks).toEqual(["priceUnusable"]);
    expect(priced(`<cbc:PriceAmount currencyID="USD">1</cbc:PriceAmount>`).remarks).toEqual(["currencyDiffers"]);
  });

  test("an amount of a line that its price does not give is told", () => {
    const stated = (amountOfLine: string) =>
      orderOf(
        order(
          line(
            `<cbc:Quantity unitCode="C62">3</cbc:Quantity><cbc:LineExtensionAmount>${amountOfLine}</cbc:LineExtensionAmount><cac:Price><cbc:PriceAmount>0.335</cbc:PriceAmount></cac:Price>`,
          ),
        ),
      ).remarks;
    expect(stated("1.03")).toEqual([]);
    expect(stated("1.04")).toEqual(["lineAmountDiffers"]);
  });

  test("codes of older answers are those of Peppol", () => {
    const answered = (code: string) => fault(responseMessage.replace(">CA<", `>${code}<`));
    expect(read(responseMessage.replace(">CA<", ">29<"))).toMatchObject({ message: { code: "AP" } });
    expect(answered("XX")).toEqual(["code", "XX"]);
    expect(fault(responseMessage.replace("<cbc:LineStatusCode>5<", "<cbc:LineStatusCode>9<"))).toEqual(["code", "1"]);
  });
});

describe("what is missing or wrong is a fault", () => {
  test("of the whole", () => {
    expect(fault(`<html/>`)).toEqual(["notKnown", "html"]);
    expect(fault(`<Order xmlns="urn:other"/>`)).toEqual(["notKnown", "Order"]);
    expect(fault(messageOf("Catalogue", head))).toEqual(["notKnown", "Catalogue"]);
    expect(fault(order(one, head.replace("<cbc:ID>BB-1</cbc:ID>", "")))).toEqual(["noNumber", ""]);
    expect(fault(order(""))).toEqual(["noLines", ""]);
    expect(fault(order(one, head.replace("EUR", "€")))).toEqual(["currency", "€"]);
    expect(fault(responseMessage.replace(/<cac:OrderReference>.*?<\/cac:OrderReference>/s, ""))).toEqual([
      "noOrder",
      "",
    ]);
    expect(fault(despatchOf(""))).toEqual(["noOrder", ""]);
    expect(fault(messageOf("OrderCancellation", head))).toEqual(["noOrder", ""]);
  });

  test("of a line: a quantity is never guessed", () => {
    for (const quantity of [
      "",
      "<cbc:Quantity/>",
      "<cbc:Quantity>veel</cbc:Quantity>",
      "<cbc:Quantity>1,5</cbc:Quantity>",
      "<cbc:Quantity>1e3</cbc:Quantity>",
      "<cbc:Quantity>-1</cbc:Quantity>",
    ])
      expect(fault(order(line(quantity)))).toEqual(["quantity", "1"]);
    expect(fault(despatchMessage.replace(">200<", ">-200<"))).toEqual(["quantity", "1"]);
    expect(fault(responseMessage.replace(">12<", ">twaalf<"))).toEqual(["quantity", "2"]);
  });

  test("over two thousand lines", () => {
    const many = Array.from({ length: 2001 }, (_, index) =>
      line("<cbc:Quantity>1</cbc:Quantity>", String(index + 1)),
    ).join("");
    expect(fault(order(many))).toEqual(["tooManyLines", "2001"]);
  });
});

describe("hostile XML is refused", () => {
  const verdictOf = (xml: string | Uint8Array): unknown => {
    try {
      return readExchangeMessage(typeof xml === "string" ? bytes(xml) : xml);
    } catch (error) {
      return error instanceof HubError ? error.code : error;
    }
  };

  test("a DOCTYPE, its entities and files elsewhere", () => {
    const bare = orderMessage.replace(/^<\?xml.*?\?>\s*/, "");
    expect(verdictOf(`<!DOCTYPE Order>${bare}`)).toBe("document.invalid");
    expect(
      verdictOf(`<!DOCTYPE Order [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>${bare.replace("LED lamp", "&b;")}`),
    ).toBe("document.invalid");
    expect(verdictOf(`<!DOCTYPE Order SYSTEM "file:///etc/passwd">${bare}`)).toBe("document.invalid");
    expect(verdictOf(bare.replace("LED lamp", "&unknown;"))).toBe("document.invalid");
  });

  test("too deep, too much, too large, cut off, not the encoding it says, and nothing", () => {
    expect(verdictOf("<a>".repeat(limits.depth + 1) + "</a>".repeat(limits.depth + 1))).toBe("document.invalid");
    expect(verdictOf(`<a>${"<b/>".repeat(limits.nodes)}</a>`)).toBe("document.invalid");
    expect(verdictOf(Buffer.alloc(limits.bytes + 1, 0x20))).toBe("document.invalid");
    expect(verdictOf(orderMessage.slice(0, -40))).toBe("document.invalid");
    expect(
      verdictOf(
        Buffer.concat([bytes(orderMessage.slice(0, 400)), Buffer.from([0xff, 0xfe]), bytes(orderMessage.slice(400))]),
      ),
    ).toBe("document.invalid");
    expect(verdictOf("")).toBe("document.invalid");
    expect(verdictOf("%PDF-1.7")).toBe("document.invalid");
  });

  test("long texts are cut, and markup in them stays text", () => {
    const name = "<script>".replaceAll("<", "&lt;") + "a".repeat(100_000);
    const [first] = orderOf(order(one.replace("Lamp", name))).lines;
    expect(first?.itemName.startsWith("<script>")).toBe(true);
    expect(first?.itemName.length).toBe(500);
    const huge = party("x".repeat(5000), "0".repeat(5000));
    const { buyer } = orderOf(order(one, `${head}<cac:BuyerCustomerParty>${huge}</cac:BuyerCustomerParty>`));
    expect([buyer.name.length, buyer.endpoint?.value.length]).toEqual([200, 100]);
  });
});
