import "#dashboard/parts/ticks.css";
import { Button, Checkbox } from "@mantine/core";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useFaults } from "#dashboard/parts/use-faults.ts";
import { FormRefused } from "#dashboard/parts/form-refused.tsx";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { ComparisonCode } from "./comparison-code.tsx";
import { IdentityFacts } from "./identity-facts.tsx";
import { PartyField, useChosenParty } from "./party-field.tsx";
import { confirmedOf, type Identity, type Relation } from "./partner-state.ts";

interface Props {
  readonly relation: Relation;
  /** Who accepted. */
  readonly partner: Identity;
  /** Does not want this one. */
  readonly refuse: () => void;
}

/** Somebody accepted our invitation. Nothing goes before a person here has seen who that is. */
export function ConfirmPanel({ relation, partner, refuse }: Props) {
  const { t } = useWords();
  const api = useApi();
  const may = useMay();
  const announce = useAnnounce();
  const [party, setParty] = useChosenParty(relation.party, partner);
  const [isSeen, setSeen] = useState(false);
  const key = relation.keys.find(({ owner, state }) => owner === "partner" && state === "current");
  const confirm = useAct(
    () =>
      answered(
        api.client.POST("/api/relations/{relationId}/confirm", {
          params: { path: { relationId: relation.id } },
          body: { partyId: party?.id ?? "", partner: confirmedOf(partner) },
        }),
      ),
    () => announce(t("partners.confirmed", { partner: partner.name })),
  );
  const { at, form } = useFaults(confirm.error);
  return (
    <section className={panel.panel}>
      <h2>{t("partners.whoAccepted")}</h2>
      <form
        ref={form}
        className={panel.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (party !== null && isSeen) confirm.run(undefined);
        }}
      >
        <p>{t("partners.whoAcceptedBody")}</p>
        <IdentityFacts
          identity={partner}
          hub={relation.isLocal ? t("partners.sameHub") : relation.partnerHub}
          fingerprint={key?.kid ?? ""}
        />
        <ComparisonCode code={relation.comparisonCode} />
        {may("connections.manage") && (
          <>
            <PartyField party={party} identity={partner} isRequired fault={at("partyId")} choose={setParty} />
            <Checkbox
              label={t("partners.isThem")}
              checked={isSeen}
              onChange={({ currentTarget }) => setSeen(currentTarget.checked)}
            />
            <FormRefused error={confirm.error} shown={["partyId"]} />
            <div className={panel.buttons}>
              <Button type="submit" loading={confirm.isBusy} disabled={party === null || !isSeen}>
                {t("partners.confirmButton")}
              </Button>
              <Button variant="default" onClick={refuse}>
                {t("partners.refuseButton")}
              </Button>
            </div>
            {(party === null || !isSeen) && <p className="quiet small">{t("partners.confirmNeeds")}</p>}
          </>
        )}
      </form>
    </section>
  );
}
