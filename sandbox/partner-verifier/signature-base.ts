import type { HttpAnswer, HttpRequest } from "./http-message.ts";
import { memberOf } from "./signature-headers.ts";
import { type InnerList, type Item, serialiseInnerList, serialiseItem } from "./structured-fields.ts";

/** The value of a component that is named without parameters; null where it is not there. */
type ValueOf = (component: Item) => string | null;

/** The signature base (RFC 9421 section 2.5) of a request; null where a component is not there, twice or has a parameter. */
export function requestSignatureBase(request: HttpRequest, input: InnerList): string | null {
  return signatureBase(input, (component) => {
    return component.parameters.length > 0 ? null : requestComponent(request, nameOf(component));
  });
}

/** The signature base of an answer to a request, where components with `req` are those of the request. */
export function answerSignatureBase(answer: HttpAnswer, request: HttpRequest, input: InnerList): string | null {
  return signatureBase(input, (component) => {
    const identifier = serialiseItem(component);
    if (identifier === '"@method";req') return request.method;
    if (identifier === '"@target-uri";req') return request.targetUri;
    if (identifier === '"signature";req;key="sig1"') return requestSignature(request);
    if (component.parameters.length > 0) return null;
    const name = nameOf(component);
    if (name === "@status") return String(answer.status);
    return name.startsWith("@") ? null : (answer.headers.get(name) ?? null);
  });
}

/** The components' names, each as it stands in a signature base: with quotes and parameters. */
export function identifiersOf(input: InnerList): string[] {
  return input.items.map(serialiseItem);
}

function signatureBase(input: InnerList, valueOf: ValueOf): string | null {
  const identifiers = identifiersOf(input);
  if (new Set(identifiers).size < identifiers.length) return null;
  const lines: string[] = [];
  for (const component of input.items) {
    const value = valueOf(component);
    if (value === null) return null;
    lines.push(`${serialiseItem(component)}: ${value}`);
  }
  return [...lines, `"@signature-params": ${serialiseInnerList(input)}`].join("\n");
}

function nameOf(component: Item): string {
  return component.value.type === "string" ? component.value.value : "";
}

function requestComponent(request: HttpRequest, name: string): string | null {
  if (!name.startsWith("@")) return request.headers.get(name) ?? null;
  const address = URL.parse(request.targetUri);
  if (address === null) return null;
  switch (name) {
    case "@method":
      return request.method;
    case "@target-uri":
      return request.targetUri;
    case "@authority":
      return address.host;
    case "@path":
      return address.pathname;
    case "@query":
      return address.search || "?";
    default:
      return null;
  }
}

function requestSignature(request: HttpRequest): string | null {
  const member = memberOf(request.headers.get("signature"));
  return member?.kind === "item" ? serialiseItem(member) : null;
}
