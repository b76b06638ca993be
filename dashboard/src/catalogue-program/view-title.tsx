import { useEffect, useRef, type ReactNode } from "react";

/** The one heading of a view, read out when somebody comes there. */
export function ViewTitle({ children }: { readonly children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Who is typing already is left alone.
    if (
      document.activeElement === null ||
      document.activeElement === document.body ||
      document.activeElement.closest("nav, main") === null
    )
      heading.current?.focus();
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}
