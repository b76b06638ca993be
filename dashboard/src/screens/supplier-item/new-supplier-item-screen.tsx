import { TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { decimalMarkOf } from "#dashboard/parts/number-input.ts";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import formClasses from "#dashboard/parts/save-form.module.css";
import { SaveForm } from "#dashboard/parts/save-form.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useFaults } from "#dashboard/parts/use-faults.ts";
import { priceListQuery } from "#dashboard/screens/price-lists/price-list-queries.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { SupplierItemFields } from "./supplier-item-fields.tsx";
import { contentOf, emptySupplierItem, isUnread } from "./supplier-item-values.ts";
import { useAsked } from "./use-asked.ts";

const route = getRouteApi("/a/$administration/price-lists/$list/new-item");

/** An article that is in no file. */
export function NewSupplierItemScreen() {
  const { t, language } = useWords();
  const [mark] = useState(() => decimalMarkOf(language));
  const api = useApi();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const { list: id } = route.useParams();
  const list = useQuery(priceListQuery(api, id)).data;
  const params = { administration: api.administrationId, list: id };
  const [code, setCode] = useState("");
  const [values, setValues] = useState(emptySupplierItem);
  const create = useAct(
    (confirmed: boolean) =>
      answered(
        api.client.POST("/api/supplier-items", {
          body: { ...contentOf(values, mark, null), suppliersItemIdentifier: code, priceListId: id, confirmed },
        }),
      ),
    (made) => {
      announce(t("book.saved", { name: made.name }));
      void navigate({
        to: "/a/$administration/supplier-items/$supplierItem",
        params: { administration: api.administrationId, supplierItem: made.id },
        ignoreBlocker: true,
      });
    },
  );
  const { at, form } = useFaults(create.error);
  const { isAsked, note } = useAsked([code, values], create.error);
  return (
    <div className={panel.page}>
      <nav>
        <Link to="/a/$administration/price-lists/$list/{-$tab}" params={params} aria-keyshortcuts="Escape">
          ‹ {list?.name ?? t("priceLists.one")}
        </Link>
      </nav>
      <PageTitle>{t("priceLists.newItem")}</PageTitle>
      <section className={`${panel.panel} ${formClasses.panel}`}>
        <SaveForm
          form={form}
          onSave={() => {
            if (isUnread(values)) return;
            note();
            create.run(isAsked);
          }}
          saveText={isAsked ? t("supplierItem.rightButton") : undefined}
          isBusy={create.isBusy}
          isDirty={code !== "" || JSON.stringify(values) !== JSON.stringify(emptySupplierItem)}
          error={create.error}
          onCancel={() => void navigate({ to: "/a/$administration/price-lists/$list/{-$tab}", params })}
        >
          <TextInput
            label={t("supplierItem.code")}
            required
            autoFocus
            maxLength={200}
            value={code}
            error={at("suppliersItemIdentifier")}
            onChange={({ currentTarget }) => setCode(currentTarget.value)}
          />
          <SupplierItemFields values={values} change={(changes) => setValues({ ...values, ...changes })} at={at} />
        </SaveForm>
      </section>
    </div>
  );
}
