export const capabilities = {
  "capabilities.title": "Wat elk systeem kan",
  "capabilities.link": "Wat kan elk systeem?",
  "capabilities.intro":
    "Alles wat Schakel bij een systeem kan, en waarop dat steunt. Een streepje betekent dat het er niet is: een koppeling die dat nodig heeft, kan met dat systeem niet.",
  "capabilities.table": "Wat Schakel kan, per systeem",
  "capabilities.what": "Wat",
  "capabilities.own": "eigen module",
  "capabilities.none": "niet",
  "capabilities.recording": "opname",
  "capabilities.documentation": "documentatie",
  "capabilities.inferred": "afgeleid",
  "capabilities.means.recording":
    "Aan het echte systeem gevraagd. De antwoorden zijn bewaard, en elke versie van Schakel wordt eraan getoetst.",
  "capabilities.means.documentation":
    "Gemaakt naar de beschrijving van de leverancier, en niet met het systeem zelf beproefd.",
  "capabilities.means.inferred": "Nergens beschreven. Afgeleid uit hoe het systeem elders werkt.",
} as const;
