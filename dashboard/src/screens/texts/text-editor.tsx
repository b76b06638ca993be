import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { LinkProps } from "@tanstack/react-router";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered, refusalOf } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { faultsOf } from "#dashboard/parts/field-faults.ts";
import { FormRefused } from "#dashboard/parts/form-refused.tsx";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { Notice } from "#dashboard/parts/notice.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { rebased } from "#dashboard/parts/rebased.ts";
import { useUnsaved } from "#dashboard/parts/unsaved.ts";
import { rolesWith } from "#dashboard/session/session.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { fieldOf, type DocumentTexts, type Overrides } from "./text-changes.ts";
import { TextChoice } from "./text-choice.tsx";
import { TextFields } from "./text-fields.tsx";
import { parts, type TextPlace } from "./text-place.ts";
import { TextPreview } from "./text-preview.tsx";
import { previewQuery, textsQuery } from "./text-queries.ts";
import classes from "./texts.module.css";
import { useLater } from "./use-later.ts";

interface Props {
  /** Null: the texts of the whole company. */
  readonly couplingId: string | null;
  /** Then nothing of it is configured. */
  readonly isAppOff: boolean;
  readonly place: TextPlace;
  readonly linkTo: (place: TextPlace) => LinkProps;
}

/** Captions and mails, paid or to be paid, per language, beside what they say on a real order. */
export function TextEditor(props: Props) {
  const query = useQuery(textsQuery(useApi(), props.couplingId));
  return (
    <Loaded query={query} rows={10}>
      {(texts) => <Editor key={texts.couplingId} {...props} texts={texts} />}
    </Loaded>
  );
}

/** Typing asks for another preview once it pauses. */
const pause = 400;

function Editor({ couplingId, isAppOff, place, linkTo, texts }: Props & { readonly texts: DocumentTexts }) {
  const { t } = useWords();
  const api = useApi();
  const may = useMay();
  const queries = useQueryClient();
  const announce = useAnnounce();
  const [base, setBase] = useState(texts);
  const [own, setOwn] = useState<Overrides>(texts.own);
  const isDirty = JSON.stringify(own) !== JSON.stringify(base.own);
  const begin = (from: DocumentTexts): void => {
    setBase(from);
    setOwn(from.own);
  };
  if (!isDirty && texts.version > base.version) begin(texts);

  const language = place.language ?? texts.language;
  const situation = place.situation ?? "toPay";
  const isOpen = texts.languages.includes(language);
  const later = useLater(own, pause);
  const preview = useQuery({
    ...previewQuery(api, { couplingId, texts: later, language, situation }),
    enabled: isOpen,
  });
  const save = useMutation({
    mutationFn: (sent: Overrides) =>
      answered(
        api.client.PUT("/api/texts", {
          params: { query: couplingId === null ? {} : { couplingId } },
          body: { texts: sent, version: base.version },
        }),
      ),
    onSuccess: (saved, sent) => {
      setBase(saved);
      setOwn((typed) => rebased(saved.own, sent, typed));
      queries.setQueryData(textsQuery(api, couplingId).queryKey, saved);
      announce(t("texts.saved"));
    },
    onError: () => queries.invalidateQueries({ queryKey: api.key("texts") }),
  });
  useUnsaved(isDirty);

  const mayChange = may("mail.manage") && !isAppOff;
  // One's own save may be told of before it is answered.
  const isConflict = isDirty && !save.isPending && texts.version > base.version;
  const faults = { ...faultsOf(preview.error), ...faultsOf(save.error) };
  const shown = parts.map((part) => fieldOf({ language, situation, part }));
  return (
    <>
      <TextChoice texts={texts} language={language} situation={situation} linkTo={linkTo} />
      {isAppOff && <p className="quiet">{t("couplings.appOff")}</p>}
      {!may("mail.manage") && (
        <p className="quiet">
          {t("texts.mayNot", {
            roles: rolesWith("mail.manage")
              .map((role) => t(`role.${role}`))
              .join(", "),
          })}
        </p>
      )}
      {isOpen && (
        <div className={classes.sides}>
          <form
            className={`${panel.panel} ${panel.form}`}
            onSubmit={(event) => {
              event.preventDefault();
              save.mutate(own);
            }}
          >
            <TextFields
              key={`${language} ${situation}`}
              texts={texts}
              own={own}
              change={setOwn}
              language={language}
              situation={situation}
              faults={faults}
              isReadOnly={!mayChange}
            />
            {isConflict && (
              <Notice
                look="changed"
                actions={
                  <Button
                    variant="default"
                    onClick={() => {
                      save.reset();
                      begin(texts);
                    }}
                  >
                    {t("texts.button.reload")}
                  </Button>
                }
              >
                <p role="alert">{t("texts.conflict", { user: texts.changedBy })}</p>
              </Notice>
            )}
            {!(isConflict && refusalOf(save.error)?.status === 409) && <FormRefused error={save.error} shown={shown} />}
            {mayChange && (
              <div className={panel.buttons}>
                <Button type="submit" loading={save.isPending} disabled={!isDirty || isConflict}>
                  {t("texts.button.save")}
                </Button>
              </div>
            )}
          </form>
          <TextPreview key={`${language} ${situation}`} query={preview} />
        </div>
      )}
    </>
  );
}
