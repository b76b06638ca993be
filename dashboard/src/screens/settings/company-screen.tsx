import { queryOptions, useQuery } from "@tanstack/react-query";
import { useApi, type Api } from "#dashboard/api/api.ts";
import { answered, type Schemas } from "#dashboard/api/client.ts";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { CompanyForm } from "./company-form.tsx";
import { SettingsFrame } from "./settings-frame.tsx";

export type Company = Schemas["Company"];

export const companyQuery = (api: Api) =>
  queryOptions({
    queryKey: api.key("company"),
    queryFn: ({ signal }) => answered(api.client.GET("/api/administration", { signal })),
  });

/** The company as it stands on its documents. */
export function CompanyScreen() {
  const { t } = useWords();
  const query = useQuery(companyQuery(useApi()));
  return (
    <SettingsFrame title={t("settings.company")}>
      <Loaded query={query} rows={8}>
        {(company) => <CompanyForm company={company} />}
      </Loaded>
    </SettingsFrame>
  );
}
