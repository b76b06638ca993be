import { findFaults, replaceIn, type FaultFound, type PlantedFault } from "../ground/planted-faults.ts";

const orders = ["--project", "unit", "scripts/conformance.test.ts"];
const vectors = ["--project", "unit", "sandbox/partner-verifier/vectors.test.ts"];

const messageFaults: readonly PlantedFault[] = [
  {
    name: "an order whose line breaks a rule",
    plant: (clone) =>
      replaceIn(
        clone,
        "fixtures/ubl/basisorder-rijk-peppol-bis3-basis.xml",
        /(<cac:OrderLine>[^]*?<cbc:LineExtensionAmount currencyID="EUR">)100\.00/,
        "$1101.00",
      ),
    tests: orders,
  },
  {
    name: "a verdict that nobody observed",
    plant: (clone) =>
      replaceIn(
        clone,
        "fixtures/ubl/expected-verdicts.json",
        /("basisorder-rijk-peppol-bis3-basis\.xml": \{[^}]*?"peppolT01": \[)\]/,
        '$1{"id": "PEPPOL-T01-R024", "flag": "fatal", "count": 1}]',
      ),
    tests: orders,
  },
  {
    name: "an answer of ours that does not say what it answers",
    plant: (clone) =>
      replaceIn(
        clone,
        "src/einvoice/answer-xml.ts",
        'leaf("OrderResponseCode", response.code)',
        'leaf("OrderResponseCode", "")',
      ),
    tests: orders,
  },
];

const vectorFaults: readonly PlantedFault[] = [
  {
    name: "one byte of a message",
    plant: (clone) =>
      replaceIn(clone, "fixtures/partner-exchange/messages.json", /("bodyBase64": "\w{400})(?!A)\w/, "$1A"),
    tests: vectors,
  },
  {
    name: "one verdict on a request turned",
    plant: (clone) =>
      replaceIn(
        clone,
        "fixtures/partner-exchange/requests.json",
        '"refused": "bad_digest"',
        '"refused": "bad_signature"',
      ),
    tests: vectors,
  },
  {
    name: "two statements that differ said to agree",
    plant: (clone) =>
      replaceIn(clone, "fixtures/partner-exchange/statements.json", '"agrees": false', '"agrees": true'),
    tests: vectors,
  },
  {
    // By who is judged, not by the vectors.
    name: "a digest that is not compared",
    plant: (clone) =>
      replaceIn(clone, "sandbox/partner-verifier/content-digest.ts", /return [^;]+;(?=\s*\}\s*$)/, "return true;"),
    tests: vectors,
  },
];

/** Each by itself must turn what `npm run conformance` looks at red. */
export const findMessageFaults = (): Promise<readonly FaultFound[]> => findFaults(messageFaults, true);

/** Each by itself must turn the second verifier red. */
export const findVectorFaults = (): Promise<readonly FaultFound[]> => findFaults(vectorFaults, true);
