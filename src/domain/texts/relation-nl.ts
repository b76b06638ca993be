/** Dutch: connections with trading partners, what an act on one is refused with. */
export const relationNl = {
  "app.partners.name": "Partnerverbindingen",
  "app.partners.about":
    "Wisselt bestellingen uit met klanten en leveranciers die ook met Schakel of dit protocol werken.",
  "partner.noNumber":
    "Je bedrijf heeft nog geen ondernemingsnummer, KvK-nummer of GLN. Vul er eerst een in bij Instellingen → Bedrijf: je partner moet kunnen zien wie je bent.",
  "partner.noParty": "Deze relatie bestaat niet meer. Kies een andere.",
  "partner.noLink": "Dit is geen uitnodiging. Plak de hele link die je van je partner kreeg.",
  "partner.closedAddress": "Het adres {{host}} ligt in een afgesloten netwerk. Je beheerder kan het openstellen.",
  "partner.inviteOver":
    "Deze uitnodiging van {{host}} is al gebruikt, ingetrokken of verlopen. Vraag je partner om een nieuwe.",
  "partner.noAnswer": "{{host}} antwoordt nu niet. Probeer het over een paar minuten opnieuw.",
  "partner.notNow": "Dat kan niet meer: de verbinding is intussen veranderd. Laad de pagina opnieuw.",
  "partner.alreadyConnected": "Er is al een verbinding met deze partner.",
  "partner.notAnswered": "Je partner heeft de uitnodiging nog niet geaccepteerd.",
  "partner.somebodyElse": "De gegevens van je partner zijn intussen anders. Controleer ze opnieuw voor je bevestigt.",
  "partner.ownInvitation": "Dit is een uitnodiging van je eigen bedrijf. Stuur de link naar je partner.",
  "partner.keyUnderWay": "Er is al een nieuwe sleutel onderweg naar je partner. Wacht tot die bevestigd is.",
  "partner.notAccepted":
    "{{supplier}} heeft je uitnodiging nog niet geaccepteerd. De bestelling vertrekt zodra dat gebeurd is.",
  "partner.paused": "De verbinding met {{supplier}} staat op pauze. De bestelling vertrekt zodra ze weer loopt.",
  "partner.noCode":
    "Regel {{line}} heeft geen barcode en geen artikelcode van {{supplier}}. Alleen deze bestelling is tegengehouden; de andere zijn verstuurd.",
  "partner.noLines": "Op deze bestelling staat geen enkele regel met een artikel.",
  "partner.directionOff":
    "De verbinding met {{supplier}} laat dit soort bericht niet door. Zet het aan bij de verbinding; je partner moet het ook toestaan.",
  "partner.sentOtherwise":
    "Deze bestelling ging al langs een andere weg naar {{supplier}}. Nog eens versturen zou ze dubbel maken.",
  "partner.invalid":
    "Deze bestelling voldoet niet aan de regels voor bestelberichten ({{value}}). Vul de bestelling of je bedrijfsgegevens aan.",
  "partner.tooLarge": "Deze bestelling is groter dan {{supplier}} aanneemt. Splits ze op.",
  "partner.gone": "Deze bestelling is intussen veranderd of al verstuurd. Laad de pagina opnieuw.",
  "partner.failed":
    "Deze bestelling kon niet klaargemaakt worden. Probeer het opnieuw; de andere bestellingen zijn wel verstuurd.",
  "partner.unmatched":
    "Van deze regels is niet bekend welk artikel bedoeld is: {{value}}. Kies het eigen artikel, dan weet Schakel het voortaan.",
  "partner.unit":
    "De eenheid van deze regels is niet om te rekenen: {{value}}. Zeg hoeveel van jouw eenheid in één van de klant gaat.",
  "partner.currency":
    "Deze bestelling is in een andere munt dan je boekhouding. Weiger ze, en vraag een nieuwe in jouw munt.",
  "partner.orderUnknown": "Dit bericht hoort bij een bestelling die hier nog niet is. Het wacht tot die komt.",
  "partner.expired": "Je partner heeft dit bericht niet op tijd opgehaald of aangenomen. Verstuur het opnieuw.",
  "partner.ended": "De verbinding met deze partner is beëindigd voor dit bericht vertrok. Bestel langs een andere weg.",
  "partner.unreadable": "Dit bericht is niet te lezen: {{value}}.",
  "partner.answer.held": "Zeg eerst welke artikelen bedoeld zijn; weigeren kan wel.",
  "partner.answer.answered": "Deze bestelling is al beantwoord. Laad de pagina opnieuw.",
  "partner.answer.followed":
    "Van deze bestelling is al een leveringsbon of factuur gemaakt. Je kunt de wijziging alleen weigeren.",
  "partner.answer.nothingAsked": "Er is geen wijziging of annulering te beantwoorden.",
  "partner.change.notSent": "Deze bestelling ging niet via een partnerverbinding naar {{supplier}}.",
  "partner.change.unchanged": "Er is niets veranderd sinds {{supplier}} de bestelling kreeg.",
  "partner.change.notTold":
    "{{supplier}} neemt hierover geen berichten aan. Laat het zelf weten, per mail of telefoon.",
  "partner.change.waitsForAnswer": "{{supplier}} heeft nog niet geantwoord op wat je eerder vroeg.",
  "partner.change.isOver": "Deze bestelling is geweigerd of geannuleerd. Maak een nieuwe.",
  "partner.change.tooLate": "De bestelling is al vertrokken. Vraag {{supplier}} om ze te annuleren.",
  "partner.change.notActive": "De verbinding met {{supplier}} loopt nu niet.",
  "partner.change.notAgain": "{{supplier}} heeft deze bestelling al, of ze is nog onderweg.",
  "partner.statement.notOver": "Kies een periode die voorbij is, in UTC: dan verandert er niets meer aan.",
  "partner.mail.subject": "{{company}} wil bestellingen met je uitwisselen",
  "partner.mail.what":
    "{{inviter}} nodigt je namens {{company}} uit om bestellingen rechtstreeks tussen jullie programma’s uit te wisselen.",
  "partner.mail.how":
    "Neem deze link over in Schakel, bij Partnerverbindingen → Uitnodiging accepteren. Alleen erop klikken doet niets.",
  "partner.mail.until": "De link werkt één keer, tot en met {{day}}. Controleer wie je uitnodigt voor je accepteert.",
  "fault.noPrice": "Vul voor deze regel een prijs in.",
  "alarm.partnerForged":
    "Er kwam een bericht binnen dat niet van {{value}} komt, of dat onderweg veranderd is. Er is niets mee gedaan. Vraag je partner of zijn sleutel veranderd is.",
  "alarm.partnerStopped":
    "{{value}} herkent onze handtekening niet meer. Wat wacht, vertrekt pas als dat opgelost is. Bel je partner.",
  "alarm.partnerStuck":
    "Een bericht kon na vijf pogingen niet verwerkt worden: {{value}}. De andere gaan door. Bekijk het in het logboek van de partners.",
  "notice.name.partnerForged": "bericht dat niet van je partner kwam",
  "notice.name.partnerStopped": "verbinding met een partner geweigerd",
  "notice.name.partnerStuck": "bericht van een partner niet verwerkt",
} as const;
