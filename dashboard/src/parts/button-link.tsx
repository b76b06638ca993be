import { Button, type ButtonVariant } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, Ref } from "react";

interface Props extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "color" | "style"> {
  readonly variant?: ButtonVariant;
  readonly ref?: Ref<HTMLAnchorElement>;
}

/** A place to go to that looks like a button. */
export const ButtonLink = createLink((props: Props) => <Button component="a" {...props} />);
