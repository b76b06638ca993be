import "#dashboard/parts/ticks.css";
import { Checkbox, Textarea } from "@mantine/core";
import { useState } from "react";
import { useWords } from "#dashboard/words/use-texts.ts";
import { statusesOf } from "./coupling-settings.ts";
import classes from "./couplings.module.css";
import { useStatuses } from "./use-statuses.ts";

interface Props {
  readonly connectionId: string;
  readonly statuses: readonly string[];
  readonly choose: (statuses: string[]) => void;
}

/** The statuses every shop has to tick, in its own words; those of a plug-in to write. */
export function StatusFields({ connectionId, statuses, choose }: Props) {
  const { t } = useWords();
  const statusesThere = useStatuses(connectionId);
  const known = statusesThere ?? [];
  const isKnown = (status: string): boolean => known.some(({ value }) => value === status);
  const ticked = statuses.filter(isKnown);
  const [typed, setTyped] = useState<string | null>(null);
  const others = typed ?? statuses.filter((status) => !isKnown(status)).join("\n");
  if (statusesThere === null) return null;
  return (
    <div className={classes.statuses}>
      <Checkbox.Group
        label={t("couplings.statuses")}
        value={ticked}
        onChange={(chosen) => choose(statusesOf(chosen, others))}
        {...(statuses.length === 0 && { error: t("couplings.statusesNone") })}
      >
        <div className={classes.options}>
          {known.map(({ value, nl, en }) => (
            <Checkbox key={value} value={value} label={`${nl} / ${en}`} />
          ))}
        </div>
      </Checkbox.Group>
      <Textarea
        label={t("couplings.otherStatuses")}
        description={t("couplings.otherStatusesHelp")}
        rows={2}
        spellCheck={false}
        value={others}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
          choose(statusesOf(ticked, currentTarget.value));
        }}
      />
    </div>
  );
}
