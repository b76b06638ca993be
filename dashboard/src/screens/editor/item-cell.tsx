import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState, type ComponentProps } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered, type Schemas } from "#dashboard/api/client.ts";
import { shownNumber, type DecimalMark } from "#dashboard/parts/number-input.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { vatKey, type FormLine } from "./draft-form.ts";
import { Suggest } from "./suggest.tsx";

type Item = Schemas["Item"];

/**
 * What an item fills in of its line. A price without VAT says nothing where prices include it. Where it is bought, our code and price say
 * nothing: those of the supplier are filled in when it is saved.
 */
export const chosenItem = (
  item: Item,
  mark: DecimalMark,
  pricesIncludeTax: boolean,
  isBought = false,
): Partial<FormLine> => ({
  itemId: item.id,
  itemName: item.name,
  sellersItemIdentifier: isBought ? "" : item.sellersItemIdentifier,
  standardItemIdentifier: item.gtins[0] ?? "",
  unitCode: item.unitCode,
  ...(item.salesPrice !== null && !pricesIncludeTax && !isBought && { price: shownNumber(item.salesPrice, mark, 2) }),
  ...(item.vatRate !== null && { vat: vatKey(/[1-9]/.test(item.vatRate) ? "S" : "Z", item.vatRate) }),
});

interface Props extends Omit<ComponentProps<"input">, "onChange" | "value" | "list"> {
  readonly line: FormLine;
  readonly mark: DecimalMark;
  readonly pricesIncludeTax: boolean;
  readonly isBought: boolean;
  readonly change: (values: Partial<FormLine>) => void;
}

/** The description of a line: what is typed is also searched for among the items. */
export function ItemCell({ line, mark, pricesIncludeTax, isBought, change, ...input }: Props) {
  const { format } = useWords();
  const api = useApi();
  const [sought, setSought] = useState("");
  const [q] = useDebouncedValue(sought.trim(), 150);
  const { data } = useQuery({
    queryKey: api.key("items", "search", q),
    queryFn: ({ signal }) => answered(api.client.GET("/api/items", { params: { query: { q, limit: 8 } }, signal })),
    enabled: q.length > 1,
    placeholderData: keepPreviousData,
  });
  return (
    <Suggest
      {...input}
      value={line.itemName}
      options={q.length > 1 ? (data?.items ?? []) : []}
      keyOf={({ id }) => id}
      show={({ sellersItemIdentifier, name, salesPrice }) => (
        <>
          <span>
            {name} <span className="code">{sellersItemIdentifier}</span>
          </span>
          {salesPrice !== null && !isBought && <span className="number">{format.price(salesPrice)}</span>}
        </>
      )}
      onType={(itemName) => {
        setSought(itemName);
        // Another text is another thing: the item that was chosen is not it any more.
        change({
          itemName,
          ...(line.itemId !== null && itemName.trim() === "" && { itemId: null, sellersItemIdentifier: "" }),
        });
      }}
      onChoose={(item) => {
        setSought("");
        change(chosenItem(item, mark, pricesIncludeTax, isBought));
      }}
    />
  );
}
