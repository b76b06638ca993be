export const bulk = {
  "bulk.title": "Met al deze bestellingen",
  "bulk.act": "Wat doen",
  "bulk.act.retry": "Opnieuw proberen",
  "bulk.act.again": "Opnieuw verwerken",
  "bulk.act.skip": "Overslaan",
  "bulk.act.since": "Opnieuw verwerken vanaf een dag",
  "bulk.count_one":
    "Dit gaat over {{found}} bestelling. Het duurt ongeveer {{duration}} en je kunt het onderweg stoppen.",
  "bulk.count_other":
    "Dit gaat over {{found}} bestellingen. Het duurt ongeveer {{duration}} en je kunt het onderweg stoppen.",
  "bulk.others_one": "Voor {{found}} andere uit de lijst heeft het geen zin.",
  "bulk.others_other": "Voor {{found}} andere uit de lijst heeft het geen zin.",
  "bulk.first": "De eerste: {{numbers}}",
  "bulk.do.retry_one": "{{count}} opnieuw proberen",
  "bulk.do.retry_other": "{{count}} opnieuw proberen",
  "bulk.do.again_one": "{{count}} opnieuw verwerken",
  "bulk.do.again_other": "{{count}} opnieuw verwerken",
  "bulk.do.skip_one": "{{count}} overslaan",
  "bulk.do.skip_other": "{{count}} overslaan",
  "bulk.started": "Schakel is begonnen",
  "bulk.button.open": "Met al deze bestellingen…",
  "bulk.button.stop": "Stoppen",
  "bulk.progress": "{{done}} van {{total}} bestellingen",
  "bulk.watching": "Alle bestellingen worden nu bekeken.",
  "bulk.failed": "Dit is niet gelukt. De webshop liet zich niet lezen.",
  "bulk.stopped": "Gestopt na {{done}} van {{total}} bestellingen.",
  "bulk.done":
    "Klaar: {{found}} bestellingen, waarvan {{same}} gelijk gebleven, {{documents}} met een nieuw document en {{held}} tegengehouden.",
  "replay.title": "Opnieuw verwerken",
  "replay.body":
    "Schakel verwerkt deze bestellingen opnieuw met de instellingen van nu. Wat al bestaat, wordt niet nog eens gemaakt.",
  "replay.counts":
    "Volgens de proefdraai: {{documents}} nieuwe documenten, {{mails}} mails. {{made}} bestellingen hebben al een document.",
  "replay.button.open": "Opnieuw verwerken…",
  "replay.button.do": "Opnieuw verwerken",
} as const;
