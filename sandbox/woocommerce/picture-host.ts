/** Addresses with pictures for the stand-in's own tests: what it serves, and how often it was asked. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface PictureHost {
  readonly url: string;
  /** Paths in the sequence they were fetched. */ readonly fetched: string[];
  stop(): void;
}

/** `/large.jpg` is of the size given, `/gone.jpg` a 404, `/moved.jpg` elsewhere, `/mute.jpg` never answers. */
export async function startPictureHost(largeBytes: number): Promise<PictureHost> {
  const fetched: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    fetched.push(path);
    if (path === "/mute.jpg") return;
    if (path === "/gone.jpg") response.writeHead(404).end();
    else if (path === "/moved.jpg") response.writeHead(302, { Location: "/kaas.jpg" }).end();
    else
      response
        .writeHead(200)
        .end(path === "/large.jpg" ? Buffer.alloc(largeBytes, 1) : Buffer.from(`bytes of ${path}`));
  });
  const { promise, resolve } = Promise.withResolvers<undefined>();
  server.listen(0, "127.0.0.1", () => resolve(undefined));
  await promise;
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    fetched,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
