import { Button, NativeSelect } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered, type Schemas } from "#dashboard/api/client.ts";
import { Why } from "#dashboard/parts/why.tsx";
import { customerLanguages, languageName, type CustomerLanguage } from "#dashboard/screens/party/customer-languages.ts";
import fields from "#dashboard/parts/save-form.module.css";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./settings.module.css";
import { bodyOf, type StyleValues } from "./style-values.ts";

const kinds = [
  "invoice",
  "quote",
  "deliveryNote",
  "creditNote",
] as const satisfies readonly Schemas["Document"]["kind"][];

interface Props {
  readonly values: StyleValues;
  /** Another logo is another preview. */
  readonly logo: string;
}

/** An invented document in this style, before it is saved. */
export function StylePreview({ values, logo }: Props) {
  const { t, language, country } = useWords();
  const api = useApi();
  const [kind, setKind] = useState<(typeof kinds)[number]>("invoice");
  const [sample, setSample] = useState<CustomerLanguage>(language);
  const { data, error } = useQuery({
    queryKey: api.key("house-style-preview", values, logo, kind, sample),
    queryFn: ({ signal }) =>
      answered(
        api.client.POST("/api/house-style/preview", {
          body: { kind, sample, style: bodyOf(values) },
          parseAs: "blob",
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    retry: false,
  });
  return (
    <section className={classes.paper} aria-label={t("style.preview")}>
      <div className={fields.two}>
        <NativeSelect
          label={t("documents.kind")}
          value={kind}
          onChange={({ currentTarget }) => setKind(currentTarget.value as (typeof kinds)[number])}
          data={kinds.map((one) => ({ value: one, label: t(`kind.${one}`, { context: country }) }))}
        />
        <NativeSelect
          label={t("party.language")}
          value={sample}
          onChange={({ currentTarget }) => setSample(currentTarget.value as CustomerLanguage)}
          data={customerLanguages.map((one) => ({ value: one, label: languageName(one, language) }))}
        />
      </div>
      <Why error={error} />
      <Paper blob={data as Blob | undefined} />
      <p className="quiet small">{t("style.previewNote")}</p>
    </section>
  );
}

function Paper({ blob }: { readonly blob: Blob | undefined }) {
  const { t } = useWords();
  const isWide = useMediaQuery("(min-width: 1100px)", undefined, { getInitialValueInEffect: false });
  const paint = useCallback(
    (frame: HTMLIFrameElement) => {
      if (blob === undefined) return undefined;
      const address = URL.createObjectURL(blob);
      frame.src = `${address}#toolbar=0&view=FitH`;
      return () => URL.revokeObjectURL(address);
    },
    [blob],
  );
  if (isWide === true) return <iframe ref={paint} title={t("style.preview")} />;
  // Most phones show no PDF inside a page.
  const open = (): void => {
    if (blob === undefined) return;
    const address = URL.createObjectURL(blob);
    window.open(address, "_blank");
    window.setTimeout(() => URL.revokeObjectURL(address), 60_000);
  };
  return (
    <Button variant="default" onClick={open} disabled={blob === undefined}>
      {t("style.previewOpenButton")}
    </Button>
  );
}
