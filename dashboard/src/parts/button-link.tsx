import { Button } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { ComponentProps } from "react";

/** A place to go to that looks like a button. */
export const ButtonLink = createLink((props: ComponentProps<"a"> & { readonly variant?: string }) => (
  <Button component="a" {...props} />
));
