import { Input } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered, type Schemas } from "#dashboard/api/client.ts";
import { partyQuery } from "#dashboard/screens/parties/parties-query.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { NewBuyerDialog } from "./new-buyer-dialog.tsx";
import { Suggest } from "./suggest.tsx";
import classes from "./editor.module.css";

export type Party = Schemas["Party"];

/** The customer who was chosen; null while none was or the hub has not said. */
export function useBuyer(id: string | null): Party | null {
  const { data } = useQuery({ ...partyQuery(useApi(), id ?? ""), enabled: id !== null });
  return id === null ? null : (data ?? null);
}

interface Props {
  readonly buyer: Party | null;
  /** As the document says it, until the customer is read. */
  readonly name: string;
  /** Of what is bought. */
  readonly isSupplier: boolean;
  readonly fault: string | undefined;
  readonly autoFocus: boolean;
  readonly onChoose: (party: Pick<Party, "id" | "language"> | null) => void;
}

/** Searching a customer or a supplier, or making one in place. */
export function BuyerField({ buyer, name, isSupplier, fault, autoFocus, onChoose }: Props) {
  const { t } = useWords();
  const api = useApi();
  const may = useMay();
  const [typed, setTyped] = useState<string | null>(null);
  const [isMaking, setMaking] = useState(false);
  const [q] = useDebouncedValue((typed ?? "").trim(), 150);
  const { data } = useQuery({
    queryKey: api.key("parties", "search", q),
    queryFn: ({ signal }) => answered(api.client.GET("/api/parties", { params: { query: { q, limit: 8 } }, signal })),
    enabled: typed !== null,
    placeholderData: keepPreviousData,
  });
  const label = t(isSupplier ? "purchase.supplier" : "orders.customer");
  const facts = buyer && [
    buyer.vatIdentifier || (isSupplier ? "" : t("order.private")),
    [buyer.addresses.postal.postalZone, buyer.addresses.postal.cityName].filter(Boolean).join(" "),
    buyer.email,
  ];
  return (
    <Input.Wrapper label={label} error={fault} className={classes.buyer}>
      <Suggest
        className={classes.field}
        aria-label={label}
        aria-invalid={fault === undefined ? undefined : true}
        data-cell="buyerId"
        autoFocus={autoFocus}
        value={typed ?? buyer?.name ?? name}
        options={typed === null ? [] : (data?.items ?? [])}
        keyOf={({ id }) => id}
        nothing={
          typed !== null && q !== "" && data?.items.length === 0
            ? t(isSupplier ? "purchase.noneFound" : "editor.noCustomer")
            : undefined
        }
        show={({ name: one, city, email, vatIdentifier }) => (
          <>
            <span>{one}</span>
            <span className="quiet small">{[city, vatIdentifier, email].filter(Boolean).join(" · ")}</span>
          </>
        )}
        onFocus={({ currentTarget }) => currentTarget.select()}
        onType={(text) => {
          setTyped(text);
          if (text.trim() === "") onChoose(null);
        }}
        onBlur={() => setTyped(null)}
        onChoose={(party) => {
          setTyped(null);
          onChoose(party);
        }}
        foot={
          may("parties.manage")
            ? {
                text:
                  typed === null || typed.trim() === ""
                    ? t(isSupplier ? "purchase.newSupplier" : "editor.newCustomer")
                    : t("editor.newNamed", { name: typed.trim() }),
                onChoose: () => setMaking(true),
              }
            : undefined
        }
      />
      {facts !== null && <p className="quiet small">{facts.filter(Boolean).join(" · ")}</p>}
      {isMaking && (
        <NewBuyerDialog
          name={typed?.trim() ?? ""}
          close={() => setMaking(false)}
          onMade={(party) => {
            setMaking(false);
            setTyped(null);
            onChoose(party);
          }}
        />
      )}
    </Input.Wrapper>
  );
}
