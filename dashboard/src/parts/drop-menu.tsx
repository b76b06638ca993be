import { IconCheck } from "@tabler/icons-react";
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import classes from "./drop-menu.module.css";

interface Props {
  /** What the button is called, when its content is no text. */
  readonly label?: string;
  readonly button: ReactNode;
  readonly buttonClass?: string | undefined;
  /** Which side of the button the menu keeps to. */
  readonly side: "start" | "end";
  readonly children: ReactNode;
}

const gap = 4;

/** Arrows, Home and End walk through the items, Tab goes on behind the button; closing by Esc or a press beside it is the browser's own. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  // Hiding it gives focus back to the button, and from there the key takes it further.
  if (event.key === "Tab") event.currentTarget.hidePopover();
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>("[role^=menuitem]")];
  const here = items.indexOf(document.activeElement as HTMLElement);
  const to: Readonly<Record<string, number>> = {
    ArrowDown: here + 1,
    ArrowUp: (here === -1 ? 0 : here) - 1 + items.length,
    Home: 0,
    End: items.length - 1,
  };
  const next = to[event.key];
  if (next === undefined) return;
  event.preventDefault();
  items[next % items.length]?.focus();
}

/** A menu under its button, as a popover of the browser: it lies above everything and needs no library. */
export function DropMenu({ label, button, buttonClass, side, children }: Props) {
  const id = useId();
  const trigger = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  // The items are drawn because it is open: before that there is nothing to give focus to.
  useEffect(() => {
    if (isOpen) list.current?.querySelector<HTMLElement>("[role^=menuitem]")?.focus();
  }, [isOpen]);

  const place = (): void => {
    const rect = trigger.current?.getBoundingClientRect();
    if (rect === undefined || list.current === null) return;
    const { style } = list.current;
    const isLow = rect.top > window.innerHeight / 2;
    style.top = isLow ? "auto" : `${rect.bottom + gap}px`;
    style.bottom = isLow ? `${window.innerHeight - rect.top + gap}px` : "auto";
    style.left = side === "start" ? `${rect.left}px` : "auto";
    style.right = side === "end" ? `${Math.max(8, document.documentElement.clientWidth - rect.right)}px` : "auto";
  };
  return (
    <>
      <button
        ref={trigger}
        type="button"
        className={buttonClass}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        popoverTarget={id}
      >
        {button}
      </button>
      <div
        ref={list}
        id={id}
        popover="auto"
        role="menu"
        tabIndex={-1}
        aria-label={label}
        className={classes.menu}
        onKeyDown={walk}
        onBeforeToggle={place}
        onToggle={({ newState }) => setOpen(newState === "open")}
      >
        {isOpen && children}
      </div>
    </>
  );
}

interface ItemProps {
  readonly children: ReactNode;
  readonly onSelect: () => void;
  /** For a choice: whether it holds. Such an item leaves the menu open. */
  readonly isOn?: boolean;
  /** One of several, or on its own. */
  readonly choice?: "radio" | "checkbox";
  readonly icon?: ReactNode;
  readonly hint?: ReactNode;
  /** Under it: what it is for. */
  readonly note?: ReactNode;
  readonly lang?: string;
}

export function MenuItem({ children, onSelect, isOn, choice, icon, hint, note, lang }: ItemProps) {
  return (
    <button
      type="button"
      role={choice === undefined ? "menuitem" : `menuitem${choice}`}
      aria-checked={choice === undefined ? undefined : isOn}
      lang={lang}
      tabIndex={-1}
      className={classes.item}
      onClick={({ currentTarget }) => {
        onSelect();
        if (choice === undefined) currentTarget.closest<HTMLElement>("[popover]")?.hidePopover();
      }}
    >
      <span className={classes.icon}>{isOn === true ? <IconCheck size={16} aria-hidden /> : icon}</span>
      {note === undefined ? (
        <span>{children}</span>
      ) : (
        <span className={classes.words}>
          <span>{children}</span>
          <span className={classes.note}>{note}</span>
        </span>
      )}
      {hint !== undefined && <span className={classes.hint}>{hint}</span>}
    </button>
  );
}

/** A heading over some items. */
export const MenuGroup = ({ name, children }: { readonly name?: string; readonly children: ReactNode }) => (
  <div role="group" aria-label={name} className={classes.group}>
    {name !== undefined && (
      <p className={classes.name} aria-hidden>
        {name}
      </p>
    )}
    {children}
  </div>
);
