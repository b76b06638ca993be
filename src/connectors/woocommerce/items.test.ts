import { expect, test } from "vitest";
import { productItem } from "./items.ts";
import { WooProduct } from "./schema.ts";
import { settings } from "./settings.ts";

test("a picture whose address has a percent sign of its own has a name all the same", () => {
  const images = [{ id: 1, src: "https://shop.example.be/100%.jpg", name: "", alt: "", date_modified_gmt: null }];
  const product = WooProduct.parse({
    ...{ id: 1, name: "Mok", sku: "A", type: "simple", status: "publish", price: "1", regular_price: "1", images },
    ...{ description: "", tax_status: "taxable", tax_class: "", manage_stock: false, stock_quantity: null },
    ...{ attributes: [], categories: [], date_modified_gmt: null },
  });
  const item = productItem(product, settings.parse({ shopUrl: "https://shop.example.be" }), () => null);
  expect(item.images?.[0]?.fileName).toBe("100%.jpg");
});
