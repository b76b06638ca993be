type Rgb = readonly [red: number, green: number, blue: number];

const rgbOf = (hex: string): Rgb => {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
};

const hexOf = (colour: Rgb): string =>
  `#${colour.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;

/** Relative luminance, WCAG 2. */
const luminance = (colour: Rgb): number => {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

export const contrastOnWhite = (hex: string): number => 1.05 / (luminance(rgbOf(hex)) + 0.05);

/** Mixes a colour with black (`share` < 0) or white (`share` > 0). */
const mixed = (hex: string, share: number): string => {
  const toward = share > 0 ? 255 : 0;
  return hexOf(rgbOf(hex).map((part) => part + (toward - part) * Math.abs(share)) as unknown as Rgb);
};

/** The colour itself, or as much darker as it takes to be read on white paper: a contrast of 4.5. */
export function readable(hex: string): string {
  for (let darker = 0; darker < 1; darker += 0.05) {
    const colour = mixed(hex, -darker);
    if (contrastOnWhite(colour) >= 4.5) return colour;
  }
  return "#000000";
}

/** A trace of the colour, to lay behind black text. */
export const tint = (hex: string): string => mixed(readable(hex), 0.94);
