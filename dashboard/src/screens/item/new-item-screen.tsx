import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { BackLink } from "#dashboard/parts/back-link.tsx";
import { decimalMarkOf } from "#dashboard/parts/number-input.ts";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import formClasses from "#dashboard/parts/save-form.module.css";
import { SaveForm } from "#dashboard/parts/save-form.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useFaults } from "#dashboard/parts/use-faults.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { ItemFields } from "./item-fields.tsx";
import { bodyOf, emptyItem, isNoNumber } from "./item-values.ts";

export function NewItemScreen() {
  const { t, language } = useWords();
  const [mark] = useState(() => decimalMarkOf(language));
  const api = useApi();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const { administrationId: administration } = api;
  const [values, setValues] = useState(emptyItem);
  const create = useAct(
    () => answered(api.client.POST("/api/items", { body: bodyOf(values, mark) })),
    ({ id }) => {
      announce(t("book.saved", { name: values.name }));
      const params = { administration, item: id };
      void navigate({ to: "/a/$administration/items/$item", params, ignoreBlocker: true });
    },
  );
  const { at, form } = useFaults(create.error);
  return (
    <div className={panel.page}>
      <BackLink to="/a/$administration/items">{t("menu.items")}</BackLink>
      <PageTitle>{t("items.newButton")}</PageTitle>
      <section className={`${panel.panel} ${formClasses.panel}`}>
        <SaveForm
          form={form}
          onSave={() => {
            if (!isNoNumber(values.salesPrice) && !isNoNumber(values.vatRate)) create.run(undefined);
          }}
          isBusy={create.isBusy}
          isDirty={JSON.stringify(values) !== JSON.stringify(emptyItem)}
          error={create.error}
          onCancel={() => void navigate({ to: "/a/$administration/items", params: { administration } })}
        >
          <ItemFields
            mark={mark}
            values={values}
            change={(changes) => setValues({ ...values, ...changes })}
            at={at}
            isNew
          />
        </SaveForm>
      </section>
    </div>
  );
}
