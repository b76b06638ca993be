import { Input } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { emptyAddress } from "#dashboard/parts/address-fields.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { Why } from "#dashboard/parts/why.tsx";
import editor from "#dashboard/screens/editor/editor.module.css";
import { Suggest } from "#dashboard/screens/editor/suggest.tsx";
import { bodyOf, emptyParty } from "#dashboard/screens/party/party-values.ts";
import { useAdministration, useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";

export interface Supplier {
  readonly id: string;
  readonly name: string;
}

interface Props {
  readonly supplier: Supplier | null;
  readonly fault: string | null;
  readonly autoFocus?: boolean;
  readonly onChoose: (supplier: Supplier | null) => void;
}

/** A contact with nothing but its name; the rest can follow. */
export function useMakeSupplier(onMade: (supplier: Supplier) => void) {
  const api = useApi();
  const { country } = useAdministration();
  return useAct(
    (name: string) => {
      const party = { ...emptyParty, name, postal: { ...emptyAddress, countryCode: country } };
      return answered(api.client.POST("/api/parties", { body: { ...bodyOf(party), duplicate: false } }));
    },
    ({ id, name }) => onMade({ id, name }),
  );
}

/** Searching a supplier among the contacts. One that is not there is made with its name; the rest can follow. */
export function SupplierField({ supplier, fault, autoFocus = false, onChoose }: Props) {
  const { t } = useWords();
  const api = useApi();
  const may = useMay();
  const [typed, setTyped] = useState<string | null>(null);
  const [q] = useDebouncedValue((typed ?? "").trim(), 150);
  const { data } = useQuery({
    queryKey: api.key("parties", "search", q),
    queryFn: ({ signal }) => answered(api.client.GET("/api/parties", { params: { query: { q, limit: 8 } }, signal })),
    enabled: typed !== null,
    placeholderData: keepPreviousData,
  });
  const make = useMakeSupplier((made) => {
    setTyped(null);
    onChoose(made);
  });
  const name = typed?.trim() ?? "";
  return (
    <Input.Wrapper label={t("priceLists.supplier")} required error={fault}>
      <Suggest
        className={editor.field}
        aria-label={t("priceLists.supplier")}
        aria-required
        aria-invalid={fault === null ? undefined : true}
        autoFocus={autoFocus}
        value={typed ?? supplier?.name ?? ""}
        options={typed === null ? [] : (data?.items ?? [])}
        keyOf={({ id }) => id}
        nothing={name !== "" && q === name && data?.items.length === 0 ? t("priceLists.noSupplier") : undefined}
        show={({ name: one, city, vatIdentifier }) => (
          <>
            <span>{one}</span>
            <span className="quiet small">{[city, vatIdentifier].filter(Boolean).join(" · ")}</span>
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
          may("parties.manage") && name !== ""
            ? { text: t("priceLists.makeSupplier", { name }), onChoose: () => make.run(name) }
            : undefined
        }
      />
      <Why error={make.error} />
    </Input.Wrapper>
  );
}
