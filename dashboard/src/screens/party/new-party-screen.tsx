import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { BackLink } from "#dashboard/parts/back-link.tsx";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import formClasses from "#dashboard/parts/save-form.module.css";
import { SaveForm } from "#dashboard/parts/save-form.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useFaults } from "#dashboard/parts/use-faults.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { PartyFields } from "./party-form.tsx";
import { bodyOf, emptyParty } from "./party-values.ts";
import { SameParty, sameIn } from "./same-party.tsx";

/** A new contact: the number first, because it fills in the rest. */
export function NewPartyScreen() {
  const { t } = useWords();
  const api = useApi();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const { administrationId: administration } = api;
  const [values, setValues] = useState(emptyParty);
  const create = useAct(
    (duplicate: boolean) => answered(api.client.POST("/api/parties", { body: { ...bodyOf(values), duplicate } })),
    ({ id, name }) => {
      announce(t("book.saved", { name }));
      const params = { administration, party: id };
      void navigate({ to: "/a/$administration/parties/$party", params, ignoreBlocker: true });
    },
  );
  const { at, form } = useFaults(create.error);
  const same = sameIn(create.error);
  return (
    <div className={panel.page}>
      <BackLink to="/a/$administration/parties">{t("menu.parties")}</BackLink>
      <PageTitle>{t("parties.newButton")}</PageTitle>
      <section className={`${panel.panel} ${formClasses.panel}`}>
        <SaveForm
          form={form}
          onSave={() => create.run(false)}
          isBusy={create.isBusy}
          isDirty={JSON.stringify(values) !== JSON.stringify(emptyParty)}
          error={same === null ? create.error : null}
          notice={same !== null && <SameParty same={same} onMake={() => create.run(true)} isBusy={create.isBusy} />}
          onCancel={() => void navigate({ to: "/a/$administration/parties", params: { administration } })}
        >
          <PartyFields values={values} change={(changes) => setValues({ ...values, ...changes })} at={at} isNew />
        </SaveForm>
      </section>
    </div>
  );
}
