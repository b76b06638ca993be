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
  "partner.notAnswered": "Je partner heeft de uitnodiging nog niet aanvaard.",
  "partner.somebodyElse": "De gegevens van je partner zijn intussen anders. Controleer ze opnieuw voor je bevestigt.",
  "partner.ownInvitation": "Dit is een uitnodiging van je eigen bedrijf. Stuur de link naar je partner.",
  "partner.keyUnderWay": "Er is al een nieuwe sleutel onderweg naar je partner. Wacht tot die bevestigd is.",
} as const;
