/** An e-mail address to write to. What a shop's visitor typed must not add a recipient or a subject of his own. */
export function MailLink({ to }: { readonly to: string }) {
  return <a href={`mailto:${encodeURIComponent(to).replace("%40", "@")}`}>{to}</a>;
}
