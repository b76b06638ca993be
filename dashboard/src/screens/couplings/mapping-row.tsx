import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { faultsOf } from "#dashboard/parts/field-faults.ts";
import { FormRefused } from "#dashboard/parts/form-refused.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./couplings.module.css";
import { MappingFields } from "./mapping-fields.tsx";
import { choiceOf, valueOf, type Choice, type MappingKind } from "./mapping-kinds.ts";
import { useSaveMapping } from "./use-save-mapping.ts";

interface Props {
  readonly item: {
    readonly what: MappingKind;
    readonly from: string;
    /** As people call it. */
    readonly fromName: string;
    readonly to: Readonly<Record<string, unknown>> | null;
    readonly waiting: number;
  };
  readonly connectionId: string;
  readonly mayChoose: boolean;
  /** Somebody came for exactly this one. */
  readonly isWanted: boolean;
}

/** One value of the shop and what it means; orders that wait for it go on once it is saved. */
export function MappingRow({ item: { what, from, fromName, to, waiting }, connectionId, mayChoose, isWanted }: Props) {
  const { t } = useWords();
  const { administrationId: administration } = useApi();
  const before = choiceOf(what, to);
  const [choice, setChoice] = useState<Choice>(before);
  const place = useRef<HTMLLIElement>(null);
  const save = useSaveMapping(connectionId);
  const value = valueOf(what, choice, to);
  const isChanged = JSON.stringify(choice) !== JSON.stringify(before);
  useEffect(() => {
    if (isWanted) place.current?.scrollIntoView({ block: "center" });
  }, [isWanted]);
  return (
    <li ref={place} data-wanted={isWanted || undefined}>
      <div className={classes.mappingName}>
        <h3>
          {t("mappings.named", {
            what: t(`mappings.what.${what}`),
            value: from === "*" ? t("mappings.every") : fromName,
          })}
        </h3>
        {waiting > 0 && (
          <Link
            to="/a/$administration/orders"
            params={{ administration }}
            search={{ state: "held", connection: connectionId }}
          >
            {t("mappings.waiting", { count: waiting })}
          </Link>
        )}
      </div>
      <form
        className={classes.mappingForm}
        onSubmit={(event) => {
          event.preventDefault();
          if (value !== null) save.mutate({ what, from, value });
        }}
      >
        <fieldset disabled={!mayChoose} className={classes.mappingFields}>
          <MappingFields what={what} from={from} choice={choice} change={setChoice} faults={faultsOf(save.error)} />
        </fieldset>
        {mayChoose && (isChanged || to === null) && (
          <Button type="submit" loading={save.isPending} disabled={value === null || !isChanged}>
            {t("mappings.button.save")}
          </Button>
        )}
      </form>
      <FormRefused error={save.error} shown={["category", "reason", "rate", "use", "prepaid", "code"]} />
    </li>
  );
}
