export const capabilities = {
  "capabilities.title": "What each system can do",
  "capabilities.link": "What can each system do?",
  "capabilities.intro":
    "Everything Schakel can do with a system, and what that rests on. A dash means it is not there: an integration that needs it is not possible with that system.",
  "capabilities.table": "What Schakel can do, per system",
  "capabilities.what": "What",
  "capabilities.own": "own module",
  "capabilities.none": "no",
  "capabilities.recording": "recording",
  "capabilities.documentation": "documentation",
  "capabilities.inferred": "inferred",
  "capabilities.means.recording":
    "Asked of the real system. Its answers are kept, and every version of Schakel is checked against them.",
  "capabilities.means.documentation": "Made after the vendor's description, and not tried with the system itself.",
  "capabilities.means.inferred": "Described nowhere. Inferred from how the system works elsewhere.",
};
