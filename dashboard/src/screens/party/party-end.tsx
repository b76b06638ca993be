import { useNavigate } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { EndOfRecord } from "#dashboard/parts/end-of-record.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import type { Party } from "#dashboard/screens/parties/parties-query.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { bodyOf, valuesOf } from "./party-values.ts";

/** Putting a contact away, or deleting one that nothing refers to. */
export function PartyEnd({ party }: { readonly party: Party }) {
  const { t } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const { administrationId: administration } = api;
  const path = { partyId: party.id };
  const { name, isArchived, version } = party;
  const archive = useAct(
    () =>
      answered(
        api.client.PUT("/api/parties/{partyId}", {
          params: { path },
          body: { ...bodyOf(valuesOf(party)), version, isArchived: !isArchived },
        }),
      ),
    () => announce(isArchived ? t("book.restored", { name }) : t("book.putAway", { name })),
  );
  const remove = useAct(
    () => answered(api.client.DELETE("/api/parties/{partyId}", { params: { path } })),
    () => {
      announce(t("book.deleted", { name }));
      void navigate({ to: "/a/$administration/parties", params: { administration } });
    },
  );
  return (
    <EndOfRecord name={name} isArchived={isArchived} mayDelete={party.mayDelete} archive={archive} remove={remove} />
  );
}
