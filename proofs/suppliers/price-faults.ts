import { findFaults, replaceIn, type FaultFound, type PlantedFault } from "../ground/planted-faults.ts";

const cost = "src/domain/supplier/cost.ts";
const tests = ["--project", "unit", "src/domain/supplier"];

/** What a cost price goes wrong by in practice; each by itself must turn a worked example red. */
const faults: readonly PlantedFault[] = [
  {
    name: "the basis is ignored",
    plant: (clone) => replaceIn(clone, cost, ", basis.quantity);", ", one);"),
    tests,
  },
  {
    name: "contributions and metal are left out",
    plant: (clone) => replaceIn(clone, cost, "if (!isIncluded) added.push(", "if (isIncluded) added.push("),
    tests,
  },
  {
    name: "of several discounts only the last counts",
    plant: (clone) =>
      replaceIn(
        clone,
        "src/domain/supplier/discounts.ts",
        "return multiply(price, kind",
        "return multiply(gross, kind",
      ),
    tests,
  },
  {
    name: "metal per kilometre is taken per metre",
    plant: (clone) => replaceIn(clone, cost, 'unitCode: "KMT"', 'unitCode: "MTR"'),
    tests,
  },
];

export const findPriceFaults = (): Promise<readonly FaultFound[]> => findFaults(faults, true);
