import { textLanguages, textOf, type TextKey } from "#domain/texts/text.ts";
import type { ImportKind } from "#store/imports.ts";

export type FieldName = Extract<TextKey, `field.${string}`>;

interface Field {
  readonly name: FieldName;
  /** What files of other programs call it, in four languages; compared without accents, signs and capitals. */
  readonly headers: string;
}

const partyFields = {
  name: {
    name: "field.name",
    headers:
      "naam,bedrijfsnaam,bedrijf,klant,klantnaam,relatie,firma,name,company,companyname,customer,customername,nom,nomsociete,societe,entreprise,client,nomclient,raisonsociale,firmenname,kunde,kundenname",
  },
  firstName: { name: "field.firstName", headers: "voornaam,firstname,givenname,prenom,vorname" },
  lastName: { name: "field.lastName", headers: "achternaam,familienaam,lastname,surname,nomdefamille,nachname" },
  contactName: {
    name: "field.contactName",
    headers: "contactpersoon,contact,contactname,tav,contactperson,personnedecontact,ansprechpartner,kontakt",
  },
  email: {
    name: "field.email",
    headers: "email,emailadres,mail,emailaddress,adressemail,adresseemail,courriel,emailadresse",
  },
  phone: {
    name: "field.phone",
    headers: "telefoon,telefoonnummer,tel,gsm,mobiel,phone,phonenumber,telephone,telefon,telefonnummer,mobile,portable",
  },
  language: { name: "field.language", headers: "taal,taalcode,language,lang,langue,sprache" },
  vatIdentifier: {
    name: "field.vatIdentifier",
    headers:
      "btwnummer,btw,btwnr,vatnumber,vat,vatno,vatid,numerodetva,numerotva,notva,tva,ustid,ustidnr,umsatzsteuerid,vatidentifier",
  },
  legalRegistrationIdentifier: {
    name: "field.legalRegistrationIdentifier",
    headers:
      "ondernemingsnummer,kvk,kvknummer,kbonummer,kbo,companynumber,registrationnumber,numerodentreprise,numeroentreprise,siret,siren,handelsregisternummer,legalregistrationidentifier",
  },
  streetName: {
    name: "field.streetName",
    headers:
      "straat,straatnaam,adres,adres1,adresregel1,straatennummer,street,streetname,address,address1,addressline1,rue,adresse,adresse1,strasse",
  },
  houseNumber: { name: "field.houseNumber", headers: "huisnummer,huisnr,nummer,housenumber,numero,hausnummer" },
  boxNumber: { name: "field.boxNumber", headers: "bus,busnummer,toevoeging,box,boite,bte" },
  additionalStreetName: {
    name: "field.additionalStreetName",
    headers: "adres2,adresregel2,address2,addressline2,adresse2,complementdadresse,adresszusatz,additionalstreetname",
  },
  postalZone: {
    name: "field.postalZone",
    headers: "postcode,postnummer,postalcode,zip,zipcode,codepostal,cp,plz,postleitzahl,postalzone",
  },
  cityName: {
    name: "field.cityName",
    headers: "plaats,gemeente,stad,woonplaats,city,town,cityname,ville,commune,localite,ort,stadt",
  },
  countryCode: {
    name: "field.countryCode",
    headers: "land,landcode,country,countrycode,pays,codepays,landercode,laendercode",
  },
} as const satisfies Readonly<Record<string, Field>>;

const itemFields = {
  sellersItemIdentifier: {
    name: "field.sellersItemIdentifier",
    headers:
      "artikelcode,artikelnummer,artikelnr,artikel,code,sku,productcode,productnummer,itemcode,itemnumber,item,reference,ref,codearticle,numerodarticle,article,referentie,sellersitemidentifier",
  },
  name: {
    name: "field.name",
    headers:
      "naam,omschrijving,artikelnaam,productnaam,product,name,description,itemname,title,nom,designation,libelle,bezeichnung,beschreibung,artikelbezeichnung",
  },
  salesPrice: {
    name: "field.salesPrice",
    headers:
      "prijs,verkoopprijs,prijsexclbtw,prijsexcl,verkoopprijsexclbtw,eenheidsprijs,price,salesprice,unitprice,sellingprice,prix,prixdevente,prixunitaire,prixhtva,preis,verkaufspreis,nettopreis",
  },
  vatRate: {
    name: "field.vatRate",
    headers: "btw,btwtarief,btwpercentage,btwtarif,vat,vatrate,tva,tauxdetva,tauxtva,mwst,mwstsatz,steuersatz",
  },
  unitCode: { name: "field.unitCode", headers: "eenheid,eenheidscode,unit,unitcode,uom,unite,einheit" },
  gtin: { name: "field.gtin", headers: "barcode,ean,eancode,ean13,gtin,gtins,codebarres,codebarre,strichcode" },
  countsStock: {
    name: "field.countsStock",
    headers:
      "voorraadbijhouden,voorraadartikel,stockbijhouden,countsstock,trackstock,managestock,gestiondestock,lagerartikel",
  },
} as const satisfies Readonly<Record<string, Field>>;

const fieldsByKind: Readonly<Record<ImportKind, Readonly<Record<string, Field>>>> = {
  parties: partyFields,
  items: itemFields,
};

/** What a column may be, in the order a form shows it. */
export const fieldsOf = (what: ImportKind): { readonly field: string; readonly name: FieldName }[] =>
  Object.entries(fieldsByKind[what]).map(([field, { name }]) => ({ field, name }));

export const isField = (what: ImportKind, field: string): boolean => Object.hasOwn(fieldsByKind[what], field);

const folded = (text: string): string =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll(/[^a-z0-9]/g, "");

const headersOf = (fields: Readonly<Record<string, Field>>): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(fields).flatMap(([field, { headers, name }]) => {
      const own = textLanguages.map((language) => folded(textOf(name, language)));
      return [folded(field), ...own, ...headers.split(",")].map((header) => [header, field] as const);
    }),
  );

const byHeader: Readonly<Record<ImportKind, ReadonlyMap<string, string>>> = {
  parties: headersOf(partyFields),
  items: headersOf(itemFields),
};

/** The field a header means; null for one we do not know. */
export const fieldOfHeader = (what: ImportKind, header: string): string | null =>
  byHeader[what].get(folded(header)) ?? null;

/** A field for each header, each field at most once: the first column keeps it. */
export function proposeFields(what: ImportKind, headers: readonly string[]): (string | null)[] {
  const taken = new Set<string>();
  return headers.map((header) => {
    const field = fieldOfHeader(what, header);
    if (field === null || taken.has(field)) return null;
    taken.add(field);
    return field;
  });
}
