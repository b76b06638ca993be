import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered, refusalOf } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { faultsOf } from "#dashboard/parts/field-faults.ts";
import panel from "#dashboard/parts/panel.module.css";
import { rebased } from "#dashboard/parts/rebased.ts";
import { SaveForm } from "#dashboard/parts/save-form.tsx";
import { TextPreview } from "#dashboard/screens/texts/text-preview.tsx";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { ChangedMeanwhile } from "./changed-meanwhile.tsx";
import { useCouplingPreview } from "./coupling-preview.ts";
import { CouplingSwitch } from "./coupling-switch.tsx";
import { couplingsQuery } from "./couplings-queries.ts";
import {
  addressesOf,
  differences,
  isLimit,
  limitOf,
  settingsOf,
  type Coupling,
  type Settings,
} from "./coupling-settings.ts";
import classes from "./couplings.module.css";
import { DryRunOffer } from "./dry-run-offer.tsx";
import { MoreFields } from "./more-fields.tsx";
import { SettingsFields } from "./settings-fields.tsx";
import { useTarget } from "./use-target.ts";

interface Props {
  readonly coupling: Coupling;
  readonly shop: string;
  readonly isAppOff: boolean;
}

interface Sent {
  /** What it goes over. */
  readonly version: number;
  readonly settings: Settings;
  readonly offset: number;
}

/** Settings of a coupling beside what they come down to, and the switch. */
export function CouplingForm({ coupling, shop, isAppOff }: Props) {
  const { t } = useWords();
  const api = useApi();
  const may = useMay();
  const queries = useQueryClient();
  const announce = useAnnounce();
  /** What this form began with: another version at the hub means that somebody else was here. */
  const [base, setBase] = useState(coupling);
  const target = useTarget(coupling.targetConnectionId);
  const before = settingsOf(base.settings);
  const [settings, setSettings] = useState<Settings>(before);
  const [offset, setOffset] = useState(base.offsetLeft);
  const form = useRef<HTMLFormElement>(null);
  const isDirty = differences(settings, before).length > 0 || offset !== base.offsetLeft;
  const begin = (from: Coupling): void => {
    setBase(from);
    setSettings(settingsOf(from.settings));
    setOffset(from.offsetLeft);
  };
  // Nobody has typed anything: what somebody else saved simply shows.
  if (!isDirty && coupling.settingsVersion > base.settingsVersion) begin(coupling);

  const save = useMutation({
    mutationFn: ({ version, settings: chosen, offset: typed }: Sent) =>
      answered(
        api.client.PUT("/api/couplings/{couplingId}", {
          params: { path: { couplingId: coupling.id } },
          body: {
            settings: {
              ...chosen,
              statuses: [...chosen.statuses],
              failureMailTo: addressesOf(chosen.failureMailTo),
              roundingLimit: limitOf(chosen.roundingLimit),
            },
            state: coupling.state === "live" ? "live" : "off",
            ...(typed !== base.offsetLeft && { offset: typed }),
            settingsVersion: version,
          },
        }),
      ),
    onSuccess: async (saved, sent) => {
      setBase(saved);
      setSettings((now) => rebased(settingsOf(saved.settings), sent.settings, now));
      setOffset((now) => rebased(saved.offsetLeft, sent.offset, now));
      announce(t("couplings.saved"));
      await queries.invalidateQueries({ queryKey: api.key() });
    },
    // Somebody else may have been here: what the hub has now is shown beside what was typed.
    onError: () => queries.invalidateQueries({ queryKey: couplingsQuery(api).queryKey }),
  });
  const isMailed = settings.sending === "automatic";
  const preview = useCouplingPreview(coupling.id, isMailed);
  // It is switched on once what it mails is on the screen; what cannot be shown, the hub refuses and says why.
  const isShown = !isMailed || preview.data !== undefined || preview.error !== null;

  const change = (changes: Partial<Settings>): void => setSettings((before) => ({ ...before, ...changes }));
  // What was saved a moment ago is newer than what was asked before it.
  const latest = base.settingsVersion > coupling.settingsVersion ? base : coupling;
  // One's own save may be told of before it is answered.
  const isOwn = save.isPending && save.variables.version === base.settingsVersion;
  const isConflict = isDirty && !isOwn && coupling.settingsVersion > base.settingsVersion;
  const faults = faultsOf(save.error);
  const mayChange = may("couplings.manage") && !isAppOff;
  return (
    <div className={classes.sides}>
      <section className={panel.panel}>
        <SaveForm
          form={form}
          onSave={() => {
            if (isDirty && isLimit(settings.roundingLimit))
              save.mutate({ version: base.settingsVersion, settings, offset });
          }}
          isBusy={save.isPending}
          isDirty={isDirty}
          error={isConflict && refusalOf(save.error)?.status === 409 ? null : save.error}
          saveText={t("couplings.button.save")}
          onCancel={isDirty ? () => begin(coupling) : undefined}
          isBlocked={!mayChange || isConflict || !isShown}
        >
          <fieldset disabled={!mayChange} className={classes.whole}>
            <SettingsFields
              settings={settings}
              change={change}
              faults={faults}
              shop={shop}
              connectionId={coupling.sourceConnectionId}
              target={target}
            />
            <MoreFields settings={settings} change={change} faults={faults} offset={offset} setOffset={setOffset} />
          </fieldset>
          {isConflict && (
            <ChangedMeanwhile
              theirs={settingsOf(coupling.settings)}
              before={before}
              isSaving={save.isPending}
              keep={() => save.mutate({ version: coupling.settingsVersion, settings, offset })}
              take={() => {
                save.reset();
                begin(coupling);
              }}
            />
          )}
        </SaveForm>
      </section>
      <CouplingSwitch
        coupling={latest}
        settings={settings}
        offset={offset}
        shop={shop}
        target={target}
        isDirty={isDirty}
        isShown={isShown}
        isAppOff={isAppOff}
      />
      {!isAppOff && isLimit(settings.roundingLimit) && (
        <DryRunOffer
          couplingId={coupling.id}
          settings={settings}
          isLive={coupling.state === "live"}
          isDirty={isDirty}
        />
      )}
      {isMailed && <TextPreview query={preview} />}
    </div>
  );
}
