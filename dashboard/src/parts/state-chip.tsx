import type { ReactNode } from "react";
import type { StateLook } from "#dashboard/look/tokens.ts";
import classes from "./state-chip.module.css";

/** Each state has its own outline, so that it is read without colour. 16 × 16. */
const shapes: Readonly<Record<StateLook, ReactNode>> = {
  done: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path d="m5 8.200 2.100 2.100L11 6.200" className={classes.cut} />
    </>
  ),
  busy: (
    <>
      <circle cx="8" cy="8" r="6" className={classes.line} />
      <path d="M8 2a6 6 0 0 1 0 12Z" fill="currentColor" />
    </>
  ),
  waiting: (
    <>
      <circle cx="8" cy="8" r="6" className={classes.line} />
      <path d="M8 4.500V8l2.300 1.600" className={classes.line} />
    </>
  ),
  act: (
    <>
      <path d="M8 1.500 15 14H1Z" fill="currentColor" stroke="currentColor" strokeLinejoin="round" />
      <path d="M8 6v3.500M8 11.700v.3" className={classes.cut} />
    </>
  ),
  failed: (
    <>
      <rect x="1" y="1" width="14" height="14" rx="2" fill="currentColor" />
      <path d="m5 5 6 6m0-6-6 6" className={classes.cut} />
    </>
  ),
  skipped: <rect x="1.500" y="5" width="13" height="6" rx="1.500" className={classes.line} />,
  changed: <path d="M8 1 15 8 8 15 1 8Z" fill="currentColor" />,
  quarantined: <path d="M4.500 2h7L15 8l-3.500 6h-7L1 8Z" fill="currentColor" />,
  unknown: <path d="M8 1.500 14.500 8 8 14.500 1.500 8Z" className={classes.dashed} />,
};

export const StateShape = ({ look, size = 16 }: { readonly look: StateLook; readonly size?: number }) => (
  <svg
    className={classes.shape}
    data-look={look}
    viewBox="0 0 16 16"
    width={size}
    height={size}
    aria-hidden="true"
    focusable="false"
  >
    {shapes[look]}
  </svg>
);

/** Shape, word and colour together: a state is never said by one of them alone. */
export const StateChip = ({ look, children }: { readonly look: StateLook; readonly children: ReactNode }) => (
  <span className={classes.chip} data-look={look}>
    <StateShape look={look} size={14} />
    <span>{children}</span>
  </span>
);
