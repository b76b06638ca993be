import type { ReactNode } from "react";
import classes from "./facts.module.css";

/** What is known of something, name by name. */
export const Facts = ({ children }: { readonly children: ReactNode }) => <dl className={classes.facts}>{children}</dl>;

/** One of them, also in a `dl` of a screen's own; nothing when it is empty. */
export const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) =>
  children === "" || children === null || children === false ? null : (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
