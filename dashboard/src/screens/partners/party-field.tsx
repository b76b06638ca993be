import { Button, Input } from "@mantine/core";
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
import type { Identity } from "./partner-state.ts";

export interface ChosenParty {
  readonly id: string;
  readonly name: string;
}

interface Props {
  readonly party: ChosenParty | null;
  /** Whose numbers find the contact, and make one that is not there. */
  readonly identity: Identity | null;
  readonly isRequired?: boolean;
  readonly fault: string | null;
  readonly choose: (party: ChosenParty | null) => void;
}

/** Which of our contacts it is: by it orders find their partner. */
export function PartyField({ party, identity, isRequired = false, fault, choose }: Props) {
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
  const make = useMakeParty(identity, (made) => {
    setTyped(null);
    choose(made);
  });
  const written = typed?.trim() ?? "";
  return (
    <Input.Wrapper
      label={t("partners.party")}
      description={t("partners.partyHelp")}
      required={isRequired}
      error={fault}
    >
      <Suggest
        className={editor.field}
        aria-label={t("partners.party")}
        aria-required={isRequired}
        aria-invalid={fault === null ? undefined : true}
        value={typed ?? party?.name ?? ""}
        options={typed === null ? [] : (data?.items ?? [])}
        keyOf={({ id }) => id}
        nothing={written !== "" && q === written && data?.items.length === 0 ? t("suppliers.noParty") : undefined}
        show={({ name: one, city, vatIdentifier }) => (
          <>
            <span>{one}</span>
            <span className="quiet small">{[city, vatIdentifier].filter(Boolean).join(" · ")}</span>
          </>
        )}
        onFocus={({ currentTarget }) => {
          currentTarget.select();
          setTyped(party?.name ?? "");
        }}
        onType={(text) => {
          setTyped(text);
          if (text.trim() === "") choose(null);
        }}
        onBlur={() => setTyped(null)}
        onChoose={({ id, name: chosen }) => {
          setTyped(null);
          choose({ id, name: chosen });
        }}
        foot={
          may("parties.manage") && written !== ""
            ? { text: t("partners.makeParty", { name: written }), onChoose: () => make.run(written) }
            : undefined
        }
      />
      {/* A partner one did not know yet is taken over in one press, with what it says of itself. */}
      {party === null && identity !== null && written === "" && may("parties.manage") && (
        <Button variant="default" size="xs" mt={8} loading={make.isBusy} onClick={() => make.run(identity.name)}>
          {t("partners.makeParty", { name: identity.name })}
        </Button>
      )}
      <Why error={make.error} />
    </Input.Wrapper>
  );
}

/**
 * The contact that was chosen. Until a person chose, the one with the very VAT number of the partner is proposed; nobody is taken for somebody by
 * name.
 */
export function useChosenParty(
  first: ChosenParty | null,
  { vatNumber }: Identity,
): readonly [ChosenParty | null, (party: ChosenParty | null) => void] {
  const api = useApi();
  const number = vatNumber ?? "";
  const [chosen, choose] = useState<ChosenParty | null | undefined>(first ?? undefined);
  const { data } = useQuery({
    queryKey: api.key("parties", "search", number),
    queryFn: ({ signal }) =>
      answered(api.client.GET("/api/parties", { params: { query: { q: number, limit: 8 } }, signal })),
    enabled: number !== "" && chosen === undefined,
  });
  const [found, other] = data?.items.filter(({ vatIdentifier }) => vatIdentifier === number) ?? [];
  const known = found === undefined || other !== undefined ? null : { id: found.id, name: found.name };
  return [chosen === undefined ? known : chosen, choose];
}

/** With what the partner says of itself, unless it is somebody of another name. */
function useMakeParty(identity: Identity | null, onMade: (party: ChosenParty) => void) {
  const api = useApi();
  const { country } = useAdministration();
  return useAct(
    (name: string) => {
      const known = identity?.name === name ? identity : null;
      const { street, postalCode, city, country: there = country } = known?.address ?? {};
      const postal = {
        ...emptyAddress,
        ...{ streetName: street ?? "", postalZone: postalCode ?? "", cityName: city ?? "", countryCode: there },
      };
      const party = { ...emptyParty, name, vatIdentifier: known?.vatNumber ?? "", postal };
      return answered(api.client.POST("/api/parties", { body: { ...bodyOf(party), duplicate: false } }));
    },
    ({ id, name }) => onMade({ id, name }),
  );
}
