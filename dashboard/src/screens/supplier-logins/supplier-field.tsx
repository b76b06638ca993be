import { Input } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { Why } from "#dashboard/parts/why.tsx";
import editor from "#dashboard/screens/editor/editor.module.css";
import { Suggest } from "#dashboard/screens/editor/suggest.tsx";
import { partyQuery } from "#dashboard/screens/parties/parties-query.ts";
import { useMakeSupplier } from "#dashboard/screens/price-lists/supplier-field.tsx";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";

interface Props {
  readonly partyId: string | null;
  /** As the entry says it, until the contact is read. */
  readonly name: string;
  readonly isReadOnly: boolean;
  readonly fault: string | undefined;
  readonly choose: (id: string | null) => void;
}

/** Which contact this supplier is: by it our own items and price lists are found. */
export function SupplierField({ partyId, name, isReadOnly, fault, choose }: Props) {
  const { t } = useWords();
  const api = useApi();
  const may = useMay();
  const [typed, setTyped] = useState<string | null>(null);
  const [q] = useDebouncedValue((typed ?? "").trim(), 150);
  const { data: party } = useQuery({ ...partyQuery(api, partyId ?? ""), enabled: partyId !== null });
  const { data } = useQuery({
    queryKey: api.key("parties", "search", q),
    queryFn: ({ signal }) => answered(api.client.GET("/api/parties", { params: { query: { q, limit: 8 } }, signal })),
    enabled: typed !== null,
    placeholderData: keepPreviousData,
  });
  const make = useMakeSupplier(({ id }) => {
    setTyped(null);
    choose(id);
  });
  const written = typed?.trim() ?? "";
  const shown = partyId === null ? "" : (party?.name ?? name);
  return (
    <Input.Wrapper label={t("suppliers.party")} description={t("suppliers.partyHelp")} error={fault}>
      <Suggest
        className={editor.field}
        aria-label={t("suppliers.party")}
        aria-invalid={fault === undefined ? undefined : true}
        disabled={isReadOnly}
        value={typed ?? shown}
        options={typed === null ? [] : (data?.items ?? [])}
        keyOf={({ id }) => id}
        nothing={typed !== null && q !== "" && data?.items.length === 0 ? t("suppliers.noParty") : undefined}
        show={({ name: one, city }) => (
          <>
            <span>{one}</span>
            <span className="quiet small">{city}</span>
          </>
        )}
        onFocus={({ currentTarget }) => currentTarget.select()}
        onType={(text) => {
          setTyped(text);
          if (text.trim() === "") choose(null);
        }}
        onBlur={() => setTyped(null)}
        onChoose={({ id }) => {
          setTyped(null);
          choose(id);
        }}
        foot={
          may("parties.manage") && written !== ""
            ? { text: t("priceLists.makeSupplier", { name: written }), onChoose: () => make.run(written) }
            : undefined
        }
      />
      <Why error={make.error} />
    </Input.Wrapper>
  );
}
