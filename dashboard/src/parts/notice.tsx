import type { ReactNode } from "react";
import type { StateLook } from "#dashboard/look/tokens.ts";
import classes from "./notice.module.css";
import { StateShape } from "./state-chip.tsx";

interface Props {
  readonly look: StateLook;
  readonly children: ReactNode;
  /** What a person can press about it. */
  readonly actions?: ReactNode;
}

/** Something to know before going on, where it matters: shape, words, and the way out of it. */
export const Notice = ({ look, children, actions }: Props) => (
  <div className={classes.notice} data-look={look}>
    <StateShape look={look} />
    <div className={classes.words}>{children}</div>
    {actions !== undefined && <div className={classes.actions}>{actions}</div>}
  </div>
);
