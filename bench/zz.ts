import { benchOrders } from "./zz-orders.ts";
const r = await benchOrders({ count: 5000, say: () => undefined });
console.log(JSON.stringify(r.result), JSON.stringify(r.floor));
process.exit(0);
