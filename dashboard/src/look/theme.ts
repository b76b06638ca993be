import {
  ActionIcon,
  Button,
  createTheme,
  Input,
  type CSSVariablesResolver,
  type MantineColorsTuple,
} from "@mantine/core";
import { dark, light, type Token } from "./tokens.ts";

/** Mantine wants ten shades; ours are set by the resolver below, so that both schemes use exactly our tokens. */
const tuple = (token: Token): MantineColorsTuple =>
  Array.from({ length: 10 }, () => light[token]) as unknown as MantineColorsTuple;

const font = `"Inter Variable", system-ui, -apple-system, "Segoe UI", Roboto, sans-serif`;

export const theme = createTheme({
  fontFamily: font,
  fontFamilyMonospace: `ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace`,
  colors: {
    accent: tuple("button"),
    danger: tuple("danger"),
    activate: tuple("activate-back"),
    configure: tuple("configure-back"),
  },
  primaryColor: "accent",
  defaultRadius: 6,
  respectReducedMotion: true,
  cursorType: "pointer",
  fontSizes: { xs: "0.75rem", sm: "0.875rem", md: "0.875rem", lg: "1rem", xl: "1.25rem" },
  spacing: { xs: "4px", sm: "8px", md: "12px", lg: "16px", xl: "24px" },
  headings: { fontFamily: font, fontWeight: "600" },
  // Plain objects where importing the component would put its code in the first download.
  components: {
    Button: Button.extend({ defaultProps: { size: "sm" } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: "subtle", color: "gray", size: 32 } }),
    Input: Input.extend({ defaultProps: { size: "sm" } }),
    // Fields that may stay empty say so; most may not.
    InputWrapper: { defaultProps: { withAsterisk: false } },
  },
});

/** What Mantine calls our colours. */
const names: Readonly<Record<string, Token>> = {
  "--mantine-color-body": "canvas",
  "--mantine-color-text": "text",
  "--mantine-color-bright": "text",
  "--mantine-color-dimmed": "text-2",
  "--mantine-color-placeholder": "text-3",
  "--mantine-color-anchor": "accent",
  "--mantine-color-error": "act-text",
  "--mantine-color-success": "done-text",
  "--mantine-color-default": "surface",
  "--mantine-color-default-hover": "sunken",
  "--mantine-color-default-color": "text",
  "--mantine-color-default-border": "control",
  "--mantine-color-disabled": "sunken",
  "--mantine-color-disabled-color": "text-3",
  "--mantine-color-disabled-border": "divider",
  "--mantine-color-gray-text": "text-2",
  "--mantine-color-gray-light-color": "text-2",
  "--mantine-color-gray-light-hover": "sunken",
  "--mantine-color-accent-filled": "button",
  "--mantine-color-accent-filled-hover": "button-hover",
  "--mantine-color-accent-light": "busy-back",
  "--mantine-color-accent-light-hover": "busy-back",
  "--mantine-color-accent-light-color": "busy-text",
  "--mantine-color-accent-outline": "accent",
  "--mantine-color-accent-text": "accent",
  "--mantine-color-danger-filled": "danger",
  "--mantine-color-danger-filled-hover": "danger-hover",
  "--mantine-color-danger-light": "act-back",
  "--mantine-color-danger-light-hover": "act-back",
  "--mantine-color-danger-light-color": "act-text",
  "--mantine-color-danger-outline": "act-text",
  "--mantine-color-danger-text": "act-text",
};

const variables = (tokens: Readonly<Record<Token, string>>): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(tokens).map(([name, value]) => [`--${name}`, value])),
  ...Object.fromEntries(Object.entries(names).map(([name, token]) => [name, tokens[token]])),
  "--mantine-primary-color-contrast": "#FFFFFF",
});

export const resolveVariables: CSSVariablesResolver = () => ({
  variables: {
    "--mantine-primary-color-filled": "var(--button)",
    "--mantine-shadow-md": "0 6px 24px var(--shadow)",
    "--mantine-shadow-xl": "0 6px 24px var(--shadow)",
  },
  light: variables(light),
  dark: variables(dark),
});
