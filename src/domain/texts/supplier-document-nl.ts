/** Dutch: orders and delivery notes of suppliers, by their number or as a file (glossary 5.8). */
export const supplierDocumentNl = {
  "import.notFound":
    "{{supplier}} vindt nummer {{number}} niet onder klantnummer {{customerNumber}}. Controleer het nummer en het soort document.",
  "supplierdoc.notFound.title": "Nummer {{number}} is niet gevonden",
  "supplierdoc.notFound.body":
    "{{supplier}} vindt nummer {{number}} niet. Controleer het nummer en het soort document.",
  "supplierdoc.notUploaded.body":
    "In de ingelezen bestanden van {{supplier}} staat nummer {{number}} niet. Controleer het nummer en het soort document, of lees het bestand eerst in.",
  "supplierdoc.useOrder.title": "{{supplier}} geeft geen leveringsbonnen op nummer",
  "supplierdoc.useOrder.body":
    "Haal de bestelling op met het bestelnummer: wat geleverd en nabesteld is, staat erbij. Of lees de leveringsbon in als bestand.",
  "supplierdoc.empty.title": "In nummer {{number}} staan geen artikelen",
  "supplierdoc.empty.body": "Er is niets opgehaald.",
  "supplierdoc.nothingDelivered.title": "Van {{number}} is nog niets geleverd",
  "supplierdoc.nothingDelivered.body":
    "{{supplier}} kent dit nummer, maar zegt van geen enkel artikel dat het geleverd is.",
  "supplierdoc.refused.body": "Gebruikersnaam of wachtwoord klopt niet. Of dit document bestaat, is dus niet bekend.",
  "supplierdoc.noFunction.title": "Geen documenten bij {{supplier}}",
  "supplierdoc.noFunction.body":
    "{{supplier}} stelt documenten niet open voor jouw klantnummer. Vraag {{supplier}} om dit te openen.",
  "supplierdoc.unreachable.body": "Het document is niet opgehaald. Probeer het straks opnieuw.",
  "supplierdoc.unreadable.body": "Er kwam iets anders terug dan een bestelling of leveringsbon. Er is niets opgehaald.",
  "supplierdoc.rejected.title": "{{supplier}} geeft nummer {{number}} niet",
  "supplierdoc.rejected.body": "{{supplier}} zegt: {{text}}.",
  "supplierdoc.twice":
    "Nummer {{number}} is op {{time}} al overgenomen. Nog eens overnemen kan artikelen dubbel zetten.",
  "supplierdoc.gone": "De inhoud van dit document is volgens de bewaartermijn gewist. Lees het bestand opnieuw in.",
  "supplierdoc.noParty": "Kies eerst welke leverancier ‘{{alias}}’ is, bij Instellingen → Webservices leverancier.",
  "supplierdoc.notThisKind": "In dit soort document kan geen document van een leverancier.",
  "supplierdoc.noOrder": "Bij dit document hoort geen geplaatste inkooporder. Maak een nieuwe ontvangstbon.",
  "supplierdoc.lineNotOrdered": "Dit artikel staat niet op de inkooporder, of meer dan één keer. Vink het af.",
  "supplierdoc.lineOtherUnit": "Op de inkooporder staat een andere eenheid. Kies dezelfde.",
  "supplierdoc.ofOrder":
    "Overgenomen van bestelling {{number}} bij {{supplier}}. De leverancier heeft ze al: verstuur ze niet nog eens.",
  "supplierdoc.ofNote": "Overgenomen van leveringsbon {{number}}, {{supplier}}.",
  "supplierdoc.file.empty": "Dit bestand is leeg.",
  "supplierdoc.file.spreadsheet": "Dit is een rekenblad. Bewaar het als CSV en lees dat in.",
  "supplierdoc.file.binary": "Dit is geen tekstbestand. Vraag de leverancier een UBL- of CSV-bestand.",
  "supplierdoc.file.xml": "Dit XML-bestand is beschadigd of niet veilig. Er is niets bewaard.",
  "supplierdoc.file.notKnown":
    "In dit bestand staat geen bestelling, leveringsbon of factuur die Schakel kent. UBL kan, en CSV met kolomtitels.",
  "supplierdoc.file.creditNote": "Dit is een creditnota. Die wordt geen bestelling of leveringsbon.",
  "supplierdoc.file.noNumber": "Vul het documentnummer in: in het bestand staat er geen, of meer dan één.",
  "supplierdoc.file.noLines": "In dit bestand staat geen enkel artikel.",
  "supplierdoc.file.tooManyLines": "Een document heeft hoogstens {{limit}} regels.",
  "supplierdoc.file.quantity": "Het aantal op regel {{line}} is niet te lezen. Er is niets bewaard.",
  "supplierdoc.file.currency": "De munt in dit bestand is niet te lezen, of er staat er meer dan één in.",
  "supplierdoc.file.otherSupplier": "Dit document is van {{name}} en niet van {{supplier}}.",
  "supplierdoc.file.otherBuyer": "Dit document is voor {{name}} en niet voor jouw bedrijf.",
  "supplierdoc.file.conflict":
    "Op {{time}} is nummer {{number}} al ingelezen met een andere inhoud. Bevestig dat dit bestand vanaf nu geldt.",
  "supplier.byUpload": "Andere leverancier",
  "supplier.takesNoLogin": "{{supplier}} heeft geen login: documenten komen als bestand.",
  "supplier.viaUpload": "via ingelezen bestanden",
  "basket.reason.documentDiscount": "Er staat een korting op het hele document. Kijk na bij welke regels die hoort.",
  "basket.reason.lineNotAccepted": "De leverancier aanvaardt deze regel niet.",
  "basket.reason.lineAmountDiffers": "Prijs maal aantal is niet het bedrag van de regel. Het bedrag is genomen.",
  "basket.reason.quantityOfOrder": "De leverancier noemt geen aantal. Dat van de inkooporder geldt.",
} as const;
