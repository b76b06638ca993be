import "#dashboard/parts/toggles.css";
import { Radio } from "@mantine/core";
import classes from "./couplings.module.css";

interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly help?: string;
  /** Why it cannot be chosen now. */
  readonly offBecause?: string | undefined;
}

interface Props<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly Option<Value>[];
  readonly choose: (value: Value) => void;
  readonly error?: string | undefined;
}

/** One of a few, all in sight, each with what it means. */
export function ChoiceGroup<Value extends string>({ label, value, options, choose, error }: Props<Value>) {
  return (
    <Radio.Group
      label={label}
      value={value}
      error={error}
      onChange={(chosen) => {
        const option = options.find((one) => one.value === chosen);
        if (option !== undefined) choose(option.value);
      }}
    >
      <div className={classes.options}>
        {options.map((option) => (
          <Radio
            key={option.value}
            value={option.value}
            label={option.label}
            disabled={option.offBecause !== undefined}
            description={option.offBecause ?? option.help}
          />
        ))}
      </div>
    </Radio.Group>
  );
}
