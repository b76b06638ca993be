import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { BackLink } from "#dashboard/parts/back-link.tsx";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import { partyQuery, type Party } from "#dashboard/screens/parties/parties-query.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { EditParty } from "./edit-party.tsx";
import { PartyDocuments } from "./party-documents.tsx";
import { PartyEnd } from "./party-end.tsx";
import { PartyFacts } from "./party-facts.tsx";
import classes from "./party.module.css";

const route = getRouteApi("/a/$administration/parties/$party");

/** One contact: how to reach them, what was sold to them and what is still open. */
export function PartyScreen() {
  const { t } = useWords();
  const { party: id } = route.useParams();
  const { edit } = route.useSearch();
  const query = useQuery(partyQuery(useApi(), id));
  return (
    <div className={panel.page}>
      <BackLink to="/a/$administration/parties">{t("menu.parties")}</BackLink>
      {query.data === undefined && <PageTitle>{t("parties.one")}</PageTitle>}
      <Loaded query={query} rows={8}>
        {(party) => <Whole key={party.id} party={party} isEditing={edit === true} />}
      </Loaded>
    </div>
  );
}

function Whole({ party, isEditing }: { readonly party: Party; readonly isEditing: boolean }) {
  const { t } = useWords();
  const may = useMay();
  const navigate = useNavigate();
  const { administrationId: administration } = useApi();
  const edit = (isOn: boolean): void =>
    void navigate({
      to: "/a/$administration/parties/$party",
      params: { administration, party: party.id },
      search: isOn ? { edit: true } : {},
      ignoreBlocker: !isOn,
    });
  return (
    <>
      <div className={panel.head}>
        <PageTitle>{party.name}</PageTitle>
        {party.isArchived && <StateChip look="skipped">{t("book.archivedChip")}</StateChip>}
        {may("parties.manage") && !isEditing && (
          <div className={`${panel.end} ${panel.buttons}`}>
            <Button variant="default" onClick={() => edit(true)}>
              {t("button.edit")}
            </Button>
            <PartyEnd party={party} />
          </div>
        )}
      </div>
      {isEditing && may("parties.manage") ? (
        <EditParty party={party} onDone={() => edit(false)} />
      ) : (
        <div className={classes.columns}>
          <PartyFacts party={party} />
          {may("documents.read") && <PartyDocuments party={party} />}
        </div>
      )}
    </>
  );
}
