import { getRouteApi } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useWords } from "#dashboard/words/use-texts.ts";
import { TextEditor } from "./text-editor.tsx";

const route = getRouteApi("/a/$administration/texts");

/** Texts of the whole company: what every document says that no coupling says otherwise. */
export function TextsScreen() {
  const { t } = useWords();
  const { administrationId: administration } = useApi();
  const place = route.useSearch();
  return (
    <div className={panel.page}>
      <PageTitle>{t("texts.title")}</PageTitle>
      <p className="quiet">{t("texts.intro")}</p>
      <TextEditor
        couplingId={null}
        place={place}
        linkTo={(search) => ({ to: "/a/$administration/texts", params: { administration }, search })}
      />
    </div>
  );
}
