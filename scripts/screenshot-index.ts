export interface Picture {
  readonly file: string;
  /** Screen and state. */
  readonly view: string;
  readonly group: string;
  readonly language: string;
  readonly scheme: string;
  readonly width: string;
  /** What a machine saw to be wrong. */
  readonly faults: readonly string[];
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

const filters = ["group", "language", "scheme", "width"] as const;

function select(name: (typeof filters)[number], pictures: readonly Picture[]): string {
  const options = [...new Set(pictures.map((picture) => picture[name]))].map((value) => `<option>${value}</option>`);
  return `<label>${name} <select name="${name}"><option value="">all</option>${options.join("")}</select></label>`;
}

const figure = (
  picture: Picture,
): string => `<figure ${filters.map((name) => `data-${name}="${picture[name]}"`).join(" ")}>
<figcaption>${picture.view} · ${picture.language} · ${picture.scheme} · ${picture.width}</figcaption>
<a href="${picture.file}"><img src="${picture.file}" loading="lazy" alt="${picture.view}"></a>
${picture.faults.map((fault) => `<p class="fault">${escaped(fault)}</p>`).join("")}</figure>`;

/** A page with all pictures, to be narrowed; those with faults have a red edge. */
export function indexOf(pictures: readonly Picture[]): string {
  return `<!doctype html><meta charset="utf-8"><title>Schakel: screens</title>
<style>
body { font: 14px system-ui; margin: 16px; background: #f4f4f2; color: #222 }
form { position: sticky; top: 0; background: inherit; padding: 8px 0; display: flex; gap: 16px }
main { display: grid; grid-template-columns: repeat(auto-fill, minmax(360px, 1fr)); gap: 16px; align-items: start }
figure { margin: 0; background: #fff; padding: 8px; border: 1px solid #ccc }
figure:has(.fault) { border: 3px solid #c00 }
img { max-width: 100%; max-height: 520px; border: 1px solid #eee }
.fault { color: #b00; overflow-wrap: anywhere; margin: 4px 0 0 }
[hidden] { display: none }
</style>
<h1>${pictures.length} pictures</h1>
<form>${filters.map((name) => select(name, pictures)).join("")}<label><input type="checkbox" name="faults"> only with faults</label></form>
<main>${pictures.map(figure).join("\n")}</main>
<script>
const form = document.querySelector("form");
form.addEventListener("input", () => {
  const wanted = new FormData(form);
  for (const figure of document.querySelectorAll("figure")) {
    const fits = ${JSON.stringify(filters)}.every((name) => !wanted.get(name) || figure.dataset[name] === wanted.get(name));
    figure.hidden = !fits || (wanted.has("faults") && !figure.querySelector(".fault"));
  }
});
</script>
`;
}
