import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered, refusalOf } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import panel from "#dashboard/parts/panel.module.css";
import fields from "#dashboard/parts/save-form.module.css";
import { useAct } from "#dashboard/parts/use-act.ts";
import { Why } from "#dashboard/parts/why.tsx";
import type { Schemas } from "#dashboard/api/client.ts";
import { expectedNumber } from "#dashboard/screens/document/expected-number.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { faultOfFormat, readSequence, usualFormat } from "./series-example.ts";
import classes from "./settings.module.css";

interface Props {
  readonly kind: Schemas["Document"]["kind"];
  readonly name: string;
  /** The number the next one gets. */
  readonly next: string;
  /** Null while nobody chose one. */
  readonly format: string | null;
  readonly nextSequence: number;
  readonly lastDate: string | null;
  readonly year: number;
  /** The app of these documents is on. */
  readonly isOn: boolean;
  readonly isOpen: boolean;
  readonly setOpen: (isOpen: boolean) => void;
}

/** One kind of document: a line, and below it the form to change it. */
export function SeriesForm(props: Props) {
  const { t, format } = useWords();
  const may = useMay();
  const { name, next, lastDate, isOn, isOpen, setOpen } = props;
  return (
    <>
      <tr>
        <th scope="row">{name}</th>
        <td className="number">{next}</td>
        <td className={classes.onlyWide}>
          {lastDate === null ? <span className="quiet">{t("numbering.unused")}</span> : format.day(lastDate)}
        </td>
        {may("documents.number") && (
          <td className={classes.action}>
            {isOn ? (
              <Button variant="subtle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
                {t("button.edit")}
                <span className="spoken-only">: {name}</span>
              </Button>
            ) : (
              <span className="quiet">{t("connect.appOff")}</span>
            )}
          </td>
        )}
      </tr>
      {isOpen && isOn && (
        <tr>
          <td colSpan={4} className={classes.opened}>
            <Form {...props} />
          </td>
        </tr>
      )}
    </>
  );
}

function Form({ kind, name, format: kept, nextSequence, year, setOpen }: Props) {
  const { t } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const start = kept ?? usualFormat;
  const [format, setFormat] = useState(start);
  const [last, setLast] = useState(nextSequence > 1 ? String(nextSequence - 1) : "");
  const sequence = last.trim() === "" ? 0 : readSequence(last);
  const fault = faultOfFormat(format);
  const next = (sequence ?? 0) + 1;
  const example =
    fault === null ? expectedNumber([{ kind, format, next: [{ year, next }] }], kind, `${year}-01-01`) : null;
  const save = useAct(
    async () => {
      if (format !== start)
        await answered(
          api.client.PUT("/api/number-series/{kind}/format", { params: { path: { kind } }, body: { format } }),
        );
      if (next !== nextSequence)
        await answered(
          api.client.PUT("/api/number-series/{kind}/{year}/next", {
            params: { path: { kind, year } },
            body: { next },
          }),
        );
    },
    () => {
      announce(t("numbering.saved", { name, number: example ?? "" }));
      setOpen(false);
    },
  );
  const isUsed = refusalOf(save.error)?.code === "request.conflict";
  return (
    <form
      className={panel.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (fault === null && sequence !== null) save.run(undefined);
      }}
    >
      <div className={fields.two}>
        <TextInput
          label={t("numbering.format")}
          description={t("numbering.formatHelp")}
          required
          autoComplete="off"
          spellCheck={false}
          value={format}
          error={fault === null ? null : t(`numbering.fault.${fault}`)}
          onChange={({ currentTarget }) => setFormat(currentTarget.value)}
        />
        <TextInput
          label={t("numbering.last", { year })}
          description={t("numbering.lastHelp")}
          inputMode="numeric"
          autoComplete="off"
          value={last}
          error={sequence === null ? t("numbering.whole") : isUsed ? t("numbering.used", { year }) : null}
          onChange={({ currentTarget }) => setLast(currentTarget.value)}
        />
      </div>
      {example !== null && sequence !== null && (
        <p role="status">
          {t("numbering.example")} <strong className="number">{example}</strong>
        </p>
      )}
      <p className="quiet small">{t("numbering.cannot")}</p>
      {!isUsed && <Why error={save.error} />}
      <div className={panel.buttons}>
        <Button type="submit" loading={save.isBusy}>
          {t("button.save")}
        </Button>
        <Button variant="default" onClick={() => setOpen(false)}>
          {t("button.cancel")}
        </Button>
      </div>
    </form>
  );
}
