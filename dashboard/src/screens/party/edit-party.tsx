import { useApi } from "#dashboard/api/api.ts";
import { answered, refusalOf } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { addressLines } from "#dashboard/parts/address-fields.tsx";
import { Conflict } from "#dashboard/parts/conflict.tsx";
import panel from "#dashboard/parts/panel.module.css";
import formClasses from "#dashboard/parts/save-form.module.css";
import { SaveForm } from "#dashboard/parts/save-form.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useFaults } from "#dashboard/parts/use-faults.ts";
import { useRecordForm } from "#dashboard/parts/use-record-form.ts";
import type { Party } from "#dashboard/screens/parties/parties-query.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { useRefresh } from "#dashboard/parts/use-refresh.ts";
import { languageName } from "./customer-languages.ts";
import { PartyFields } from "./party-form.tsx";
import { bodyOf, valuesOf, type PartyValues } from "./party-values.ts";

export function EditParty({ party, onDone }: { readonly party: Party; readonly onDone: () => void }) {
  const { t } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const refresh = useRefresh("party");
  const record = useRecordForm(party, valuesOf);
  const { values, change, isDirty, version, theirs, takeTheirs, keepMine } = record;
  const read = useReadValues();
  const save = useAct(
    () =>
      record
        .saving(
          answered(
            api.client.PUT("/api/parties/{partyId}", {
              params: { path: { partyId: party.id } },
              body: { ...bodyOf(values), version, isArchived: party.isArchived },
            }),
          ),
        )
        .catch(refresh),
    ({ name }) => {
      announce(t("book.saved", { name }));
      onDone();
    },
  );
  const { at, form } = useFaults(save.error);
  const isConflict = refusalOf(save.error)?.errors?.some(({ field }) => field === "version") ?? false;
  return (
    <section className={`${panel.panel} ${formClasses.panel}`}>
      <SaveForm
        form={form}
        onSave={() => save.run(undefined)}
        isBusy={save.isBusy}
        isDirty={isDirty}
        error={isConflict ? null : save.error}
        onCancel={onDone}
        isBlocked={theirs !== null}
      >
        <PartyFields values={values} change={change} at={at} isNew={false} />
        {theirs !== null && (
          <Conflict
            by={party.changedBy}
            at={party.changedAt}
            theirs={read(theirs)}
            mine={read(values)}
            onTake={takeTheirs}
            onKeep={keepMine}
          />
        )}
      </SaveForm>
    </section>
  );
}

/** A contact as it is read, under the names of its fields. */
function useReadValues(): (values: PartyValues) => Record<string, string> {
  const { t, language } = useWords();
  return (values) => ({
    [t("setup.vat")]: values.vatIdentifier,
    [t("parties.name")]: values.name,
    [t("party.contactName")]: values.contactName,
    [t("party.language")]: values.language === "" ? "" : languageName(values.language, language),
    [t("setup.email")]: values.email,
    [t("party.phone")]: values.phone,
    [t("party.postal")]: addressLines(values.postal, language).join(", "),
    [t("party.deliveries")]: values.delivery.map((one) => addressLines(one, language).join(", ")).join(" · "),
  });
}
