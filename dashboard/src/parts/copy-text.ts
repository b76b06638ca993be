/** Puts text on the clipboard, also where the browser keeps its own way for encrypted pages: a hub on a local network. */
export async function copyText(text: string): Promise<void> {
  if (window.isSecureContext) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea");
  field.value = text;
  field.style.position = "fixed";
  field.style.opacity = "0";
  document.body.append(field);
  field.select();
  // Deprecated, and the only one that works here.
  document.execCommand("copy");
  field.remove();
}
