import { Button, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { stepsQuery } from "./catalogue-queries.ts";
import type { Form } from "./catalogue-settings.ts";
import classes from "./catalogue.module.css";

interface Props {
  readonly chosen: readonly string[];
  readonly change: (changes: Partial<Form>) => void;
}

/** Steps of own modules, in their order; nothing where this hub has none and none was chosen. */
export function StepFields({ chosen, change }: Props) {
  const { t } = useWords();
  const steps = useQuery(stepsQuery(useApi())).data?.items ?? [];
  if (steps.length === 0 && chosen.length === 0) return null;
  const nameOf = (id: string): string => steps.find((step) => step.id === id)?.name ?? t("catalogue.stepGone", { id });
  const free = steps.filter(({ id }) => !chosen.includes(id));
  const move = (from: number, to: number): void => {
    const without = chosen.toSpliced(from, 1);
    change({ transforms: without.toSpliced(to, 0, ...chosen.slice(from, from + 1)) });
  };
  return (
    <fieldset className={classes.section}>
      <legend>{t("catalogue.part.transforms")}</legend>
      <p className="quiet">{t("catalogue.stepsHow")}</p>
      {chosen.length > 0 && (
        <ol className={classes.rows}>
          {chosen.map((id, at) => (
            <li key={id} className={classes.step}>
              <span>
                {at + 1}. {nameOf(id)}
              </span>
              {at > 0 && (
                <Button
                  variant="subtle"
                  aria-label={t("mappings.named", { what: t("catalogue.button.up"), value: nameOf(id) })}
                  onClick={() => move(at, at - 1)}
                >
                  {t("catalogue.button.up")}
                </Button>
              )}
              <Button
                variant="subtle"
                aria-label={t("mappings.named", { what: t("catalogue.button.remove"), value: nameOf(id) })}
                onClick={() => change({ transforms: chosen.toSpliced(at, 1) })}
              >
                {t("catalogue.button.remove")}
              </Button>
            </li>
          ))}
        </ol>
      )}
      {free.length > 0 && (
        <NativeSelect
          classNames={{ wrapper: classes.short ?? "" }}
          label={t("catalogue.stepAdd")}
          value=""
          data={[
            { value: "", label: t("catalogue.choose") },
            ...free.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={({ currentTarget: { value } }) => {
            if (value !== "") change({ transforms: [...chosen, value] });
          }}
        />
      )}
    </fieldset>
  );
}
