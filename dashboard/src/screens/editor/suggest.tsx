import { useId, useRef, useState, type ComponentProps, type KeyboardEvent, type ReactNode } from "react";
import classes from "./suggest.module.css";

interface Props<Option> extends Omit<ComponentProps<"input">, "onChange" | "value" | "list"> {
  readonly value: string;
  readonly onType: (text: string) => void;
  readonly options: readonly Option[];
  readonly keyOf: (option: Option) => string;
  readonly show: (option: Option) => ReactNode;
  readonly onChoose: (option: Option) => void;
  /** Below the options: to make a new one. */
  readonly foot?: { readonly text: string; readonly onChoose: () => void } | undefined;
  /** Said when something was typed and nothing was found. */
  readonly nothing?: string | undefined;
}

/**
 * A field one types in, with what was found under it: arrows walk through it, Enter takes one, Esc leaves the text as it is. Without a
 * choice a key does what it always does.
 */
export function Suggest<Option>({
  value,
  onType,
  options,
  keyOf,
  show,
  onChoose,
  foot,
  nothing,
  ...input
}: Props<Option>) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const count = options.length + (foot === undefined ? 0 : 1);
  const isShown = isOpen && (count > 0 || nothing !== undefined);
  const at = Math.min(active, count - 1);

  const close = (): void => {
    setOpen(false);
    setActive(-1);
  };
  const choose = (index: number): void => {
    const option = options[index];
    close();
    if (option === undefined) foot?.onChoose();
    else onChoose(option);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const { key, altKey, ctrlKey, metaKey } = event;
    if (altKey || ctrlKey || metaKey) return;
    const isArrow = key === "ArrowDown" || key === "ArrowUp";
    if (isArrow && count > 0) {
      event.preventDefault();
      setOpen(true);
      setActive(isShown ? (at + (key === "ArrowDown" ? 1 : count)) % count : 0);
    } else if (key === "Enter" && isShown && at >= 0) {
      event.preventDefault();
      choose(at);
    } else if (key === "Escape" && isShown) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  };
  const optionId = (index: number): string => `${id}-${index}`;
  return (
    <div className={classes.suggest}>
      <input
        {...input}
        ref={field}
        role="combobox"
        autoComplete="off"
        aria-autocomplete="list"
        aria-expanded={isShown}
        aria-controls={isShown ? id : undefined}
        aria-activedescendant={isShown && at >= 0 ? optionId(at) : undefined}
        value={value}
        onChange={({ currentTarget }) => {
          onType(currentTarget.value);
          setOpen(true);
          setActive(-1);
        }}
        onKeyDown={onKeyDown}
        onBlur={(event) => {
          close();
          input.onBlur?.(event);
        }}
      />
      {isShown && (
        <div className={classes.box}>
          <div id={id} role="listbox" aria-label={input["aria-label"]}>
            {options.map((option, index) => (
              // Before the field loses focus, so that the list is still there.
              <div
                key={keyOf(option)}
                id={optionId(index)}
                role="option"
                tabIndex={-1}
                aria-selected={index === at}
                onMouseDown={(event) => event.preventDefault()}
                onMouseUp={() => choose(index)}
              >
                {show(option)}
              </div>
            ))}
            {foot !== undefined && (
              <div
                id={optionId(options.length)}
                role="option"
                tabIndex={-1}
                className={classes.foot}
                aria-selected={at === options.length}
                onMouseDown={(event) => event.preventDefault()}
                onMouseUp={() => choose(options.length)}
              >
                {foot.text}
              </div>
            )}
          </div>
          {options.length === 0 && nothing !== undefined && <p className={classes.nothing}>{nothing}</p>}
        </div>
      )}
    </div>
  );
}
