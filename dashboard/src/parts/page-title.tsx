import { useRouter } from "@tanstack/react-router";
import { use, useEffect, useRef, type ReactNode } from "react";
import { AdministrationContext } from "#dashboard/session/use-administration.ts";

interface Props {
  readonly children: ReactNode;
  /** What the tab says, when the heading is more than text. */
  readonly title?: string;
  readonly icon?: "favicon" | "favicon-attention" | "favicon-unknown";
  readonly className?: string | undefined;
}

/**
 * The one `h1` of a page. Names the browser tab, and takes focus after a navigation inside the application, so that
 * a screen reader begins to read here.
 */
export function PageTitle({ children, title, icon = "favicon", className }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const administration = use(AdministrationContext);
  const router = useRouter();
  const text = title ?? (typeof children === "string" ? children : "");

  useEffect(() => {
    document.title = [text, administration?.name, "Schakel"].filter(Boolean).join(" · ");
    document.querySelector("link[rel=icon]")?.setAttribute("href", `/${icon}.svg`);
  }, [text, administration?.name, icon]);

  useEffect(() => {
    // Not on the first page of a visit: there the browser's own place for focus is right.
    if (router.history.length > 1 && router.state.resolvedLocation !== undefined) {
      heading.current?.focus({ preventScroll: true });
    }
  }, [router]);

  return (
    <h1 ref={heading} tabIndex={-1} className={className}>
      {children}
    </h1>
  );
}
