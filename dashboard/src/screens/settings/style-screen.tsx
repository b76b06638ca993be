import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered, type Schemas } from "#dashboard/api/client.ts";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { LogoPanel } from "./logo-panel.tsx";
import { SettingsFrame } from "./settings-frame.tsx";
import classes from "./settings.module.css";
import { StyleForm } from "./style-form.tsx";
import { StylePreview } from "./style-preview.tsx";
import { valuesOf } from "./style-values.ts";

export type HouseStyle = Schemas["HouseStyle"];

/** How documents look, with an invented one beside it that follows every choice. */
export function StyleScreen() {
  const { t } = useWords();
  const api = useApi();
  const query = useQuery({
    queryKey: api.key("house-style"),
    queryFn: ({ signal }) => answered(api.client.GET("/api/house-style", { signal })),
  });
  return (
    <SettingsFrame title={t("settings.style")}>
      <Loaded query={query} rows={8}>
        {(style) => <Whole style={style} />}
      </Loaded>
    </SettingsFrame>
  );
}

function Whole({ style }: { readonly style: HouseStyle }) {
  const may = useMay();
  const [shown, setShown] = useState(() => valuesOf(style));
  return (
    <div className={classes.columns}>
      <div className={classes.column}>
        <LogoPanel style={style} />
        <StyleForm style={style} onShow={setShown} />
      </div>
      {may("company.manage") && <StylePreview values={shown} logo={style.logo?.sha256 ?? ""} />}
    </div>
  );
}
