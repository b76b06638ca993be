import "#dashboard/parts/toggles.css";
import { Radio } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAct } from "#dashboard/parts/use-act.ts";
import { ActDialog } from "#dashboard/screens/document/act-dialog.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { DirectionFields } from "./direction-fields.tsx";
import { directionsFor } from "./directions.ts";
import { PartyField, type ChosenParty } from "./party-field.tsx";
import type { Direction } from "./partner-state.ts";

/** Makes an invitation; its page then shows the link to pass on. */
export function InviteDialog({ close }: { readonly close: () => void }) {
  const { t } = useWords();
  const api = useApi();
  const navigate = useNavigate();
  const [party, setParty] = useState<ChosenParty | null>(null);
  const [directions, setDirections] = useState<readonly Direction[]>(directionsFor({ weBuy: true, theyBuy: false }));
  const [mode, setMode] = useState<"live" | "test">("live");
  const invite = useAct(
    () =>
      answered(
        api.client.POST("/api/relations", {
          body: { partyId: party?.id ?? null, mode, directions: [...directions] },
        }),
      ),
    ({ relation }) =>
      void navigate({
        to: "/a/$administration/partners/$partner",
        params: { administration: api.administrationId, partner: relation.id },
      }),
  );
  return (
    <ActDialog
      title={t("partners.inviteTitle")}
      close={close}
      button={t("partners.makeLinkButton")}
      isBusy={invite.isBusy}
      isDisabled={directions.length === 0}
      error={invite.error}
      run={() => invite.run(undefined)}
    >
      <p>{t("partners.inviteBody")}</p>
      <PartyField party={party} identity={null} fault={null} choose={setParty} />
      <DirectionFields directions={directions} change={setDirections} />
      <Radio.Group
        label={t("partners.modeLabel")}
        value={mode}
        onChange={(value) => setMode(value === "test" ? "test" : "live")}
      >
        <Radio value="live" label={t("partners.mode.live")} my={4} />
        <Radio value="test" label={t("partners.mode.test")} description={t("partners.testHelp")} my={4} />
      </Radio.Group>
    </ActDialog>
  );
}
