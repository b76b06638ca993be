import { useRouter } from "@tanstack/react-router";
import { use, useEffect, useRef, type ReactNode } from "react";
import { isTyping } from "./typing.ts";
import { AdministrationContext } from "#dashboard/session/use-administration.ts";

interface Props {
  readonly children: ReactNode;
  /** What the tab says, when the heading is more than text. */
  readonly title?: string;
  readonly icon?: "favicon" | "favicon-attention" | "favicon-unknown";
  readonly className?: string | undefined;
}

/** Where in its history this visit began, also after a reload: the browser's history is longer than ours. */
const arrivedAt = (window.history.state as { readonly __TSR_index?: number } | null)?.__TSR_index ?? 0;

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
    // Not on the first page of a visit: there the browser's own place for focus is right. A page that is a form begins in its field.
    if (isTyping(document.activeElement)) return;
    if (router.history.location.state.__TSR_index !== arrivedAt) {
      heading.current?.focus({ preventScroll: true });
    }
  }, [router]);

  return (
    <h1 ref={heading} tabIndex={-1} className={className}>
      {children}
    </h1>
  );
}
