import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
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
import { partyQuery } from "#dashboard/screens/parties/parties-query.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { PriceListFields } from "./price-list-fields.tsx";
import { bodyOf, emptyPriceList, isUnread } from "./price-list-values.ts";
import { SupplierField, type Supplier } from "./supplier-field.tsx";

const route = getRouteApi("/a/$administration/price-lists/new");

/** A new price list. Its file comes next, so that is where it leads. */
export function NewPriceListScreen() {
  const { t, language } = useWords();
  const [mark] = useState(() => decimalMarkOf(language));
  const api = useApi();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const { administrationId: administration } = api;
  const { party } = route.useSearch();
  const given = useQuery({ ...partyQuery(api, party ?? ""), enabled: party !== undefined });
  const [chosen, setChosen] = useState<Supplier | null | undefined>(undefined);
  const supplier = chosen === undefined ? (given.data ?? null) : chosen;
  const [values, setValues] = useState(emptyPriceList);
  const create = useAct(
    (partyId: string) => answered(api.client.POST("/api/price-lists", { body: { partyId, ...bodyOf(values, mark) } })),
    ({ id, name }) => {
      announce(t("book.saved", { name }));
      const to = "/a/$administration/price-lists/$list/import";
      void navigate({ to, params: { administration, list: id }, ignoreBlocker: true });
    },
  );
  const { at, form } = useFaults(create.error);
  const [isMissing, setMissing] = useState(false);
  return (
    <div className={panel.page}>
      <BackLink to="/a/$administration/price-lists">{t("menu.priceLists")}</BackLink>
      <PageTitle>{t("priceLists.newButton")}</PageTitle>
      <section className={`${panel.panel} ${formClasses.panel}`}>
        <SaveForm
          form={form}
          onSave={() => {
            setMissing(supplier === null);
            if (supplier !== null && !isUnread(values)) create.run(supplier.id);
          }}
          isBusy={create.isBusy}
          isDirty={chosen !== undefined || JSON.stringify(values) !== JSON.stringify(emptyPriceList)}
          error={create.error}
          onCancel={() => void navigate({ to: "/a/$administration/price-lists", params: { administration } })}
        >
          <SupplierField
            supplier={supplier}
            fault={isMissing && supplier === null ? t("priceLists.chooseSupplier") : at("partyId")}
            autoFocus={party === undefined}
            onChoose={setChosen}
          />
          <PriceListFields values={values} change={(changes) => setValues({ ...values, ...changes })} at={at} />
        </SaveForm>
      </section>
    </div>
  );
}
