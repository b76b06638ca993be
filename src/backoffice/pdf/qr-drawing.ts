import { create } from "qrcode";

/** Modules of white around it, so that it is found on a coloured ground. */
const quiet = 2;

/** A QR code as SVG, black on white, with error level M: one path, one piece per run of dark modules. */
export function qrSvg(payload: string): string {
  const { modules } = create(payload, { errorCorrectionLevel: "M" });
  const { size } = modules;
  const side = size + 2 * quiet;
  let path = "";
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (modules.get(row, column) === 0) continue;
      let run = 1;
      while (column + run < size && modules.get(row, column + run) !== 0) run += 1;
      path += `M${column + quiet} ${row + quiet}h${run}v1h-${run}z`;
      column += run;
    }
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}"><rect width="${side}" height="${side}" fill="#ffffff"/><path d="${path}" fill="#000000"/></svg>`;
}
