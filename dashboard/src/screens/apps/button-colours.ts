/** The two colours that stand nowhere else (B1.3, B1.4), in both schemes. For the `vars` of a Button. */
const colours = (name: "activate" | "configure") => () => ({
  root: {
    "--button-bg": `var(--${name}-back)`,
    "--button-hover": `var(--${name}-back)`,
    "--button-color": `var(--${name}-text)`,
  },
});

export const green = colours("activate");
export const yellow = colours("configure");
