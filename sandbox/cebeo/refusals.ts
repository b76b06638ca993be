/** A request that is answered with a `Message` whose code is not 0. Nothing was done. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly code: number;

  constructor(code: number, text: string) {
    super(text);
    this.code = code;
  }
}

/** Against the schema. Which code Cebeo has for it is not known. */
export const invalid = (text: string): Refused => new Refused(10, text);

/** Understood, and not done. Which codes Cebeo has for it is not known. */
export const unwilling = (text: string): Refused => new Refused(20, text);

/** Of the whole request, and without the number of the article. The same code as a wrong login. */
export const unknownArticle = (): Refused => new Refused(1, "ART0011");
