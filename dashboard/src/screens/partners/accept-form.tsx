import "#dashboard/parts/ticks.css";
import { Button, Checkbox } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { FormRefused } from "#dashboard/parts/form-refused.tsx";
import { Notice } from "#dashboard/parts/notice.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useFaults } from "#dashboard/parts/use-faults.ts";
import { forgetInvitation } from "#dashboard/screens/partner-invitation/kept-invitation.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { DirectionFields } from "./direction-fields.tsx";
import { IdentityFacts } from "./identity-facts.tsx";
import { PartyField, useChosenParty } from "./party-field.tsx";
import type { Looked } from "./partner-queries.ts";
import { confirmedOf, type Direction } from "./partner-state.ts";
import { RefuseDialog } from "./refuse-dialog.tsx";

interface Props {
  readonly link: string;
  readonly looked: Looked;
}

/** Who invites, to check; which contact that is; what goes which way; and then yes or no. */
export function AcceptForm({ link, looked }: Props) {
  const { t, format } = useWords();
  const api = useApi();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const { partner, hub, fingerprint, mode, expiresAt, isLocal, directions: theirs } = looked;
  const [party, setParty] = useChosenParty(null, partner);
  const [directions, setDirections] = useState<readonly Direction[]>(theirs);
  const [isSeen, setSeen] = useState(false);
  const [isRefusing, setRefusing] = useState(false);
  const open = (id: string): void => {
    forgetInvitation();
    void navigate({
      to: "/a/$administration/partners/$partner",
      params: { administration: api.administrationId, partner: id },
      replace: true,
    });
  };
  const accept = useAct(
    () =>
      answered(
        api.client.POST("/api/relations/accept", {
          body: { link, partyId: party?.id ?? "", partner: confirmedOf(partner), directions: [...directions] },
        }),
      ),
    ({ id }) => {
      announce(t("partners.accepted", { partner: partner.name }));
      open(id);
    },
  );
  const { at, form } = useFaults(accept.error);
  const isReady = party !== null && isSeen && directions.length > 0;
  return (
    <section className={panel.panel}>
      <h2>{t("partners.whoInvites")}</h2>
      <form
        ref={form}
        className={panel.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) accept.run(undefined);
        }}
      >
        {mode === "test" && (
          <Notice look="changed">
            <p>{t("partners.testNotice")}</p>
          </Notice>
        )}
        <IdentityFacts identity={partner} hub={isLocal ? t("partners.sameHub") : hub} fingerprint={fingerprint} />
        <p className="quiet">{t("partners.checkThem", { moment: format.moment(expiresAt) })}</p>
        <PartyField party={party} identity={partner} isRequired fault={at("partyId")} choose={setParty} />
        <DirectionFields directions={directions} theirs={theirs} change={setDirections} />
        <Checkbox
          label={t("partners.isThem")}
          checked={isSeen}
          onChange={({ currentTarget }) => setSeen(currentTarget.checked)}
        />
        <FormRefused error={accept.error} shown={["partyId"]} />
        <div className={panel.buttons}>
          <Button type="submit" loading={accept.isBusy} disabled={!isReady}>
            {t("partners.acceptButton")}
          </Button>
          <Button variant="default" onClick={() => setRefusing(true)}>
            {t("partners.refuseInvitationButton")}
          </Button>
        </div>
        {!isReady && <p className="quiet small">{t("partners.acceptNeeds")}</p>}
      </form>
      {isRefusing && <RefuseDialog link={link} partner={partner.name} close={() => setRefusing(false)} onDone={open} />}
    </section>
  );
}
