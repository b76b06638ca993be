import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { asHubError } from "#domain/error.ts";
import { imagePath } from "#engine/catalogue-images.ts";
import { statusOf, RequestRefused } from "#api/problem.ts";
import type { ApiContext } from "#api/endpoint.ts";

/** Per address: a shop that takes in its whole catalogue fetches one after the other. */
const looksPerMinute = 1200;

/** Only pictures: what a source calls otherwise is not shown as a page of ours. */
const isPicture = (mediaType: string): boolean => /^image\/(?!svg)[\w.+-]+$/.test(mediaType);

/** Pictures of products, for shops that were given an address of one: no shop has an account here, and nothing else leads to it. */
export function registerImages(server: FastifyInstance, { engine }: ApiContext): void {
  void server.register(async (images) => {
    await images.register(rateLimit, { max: looksPerMinute, timeWindow: "1 minute" });
    images.get(
      `/${imagePath}/:token/:name`,
      { schema: { hide: true } },
      async (request: FastifyRequest<{ Params: { token: string } }>, reply) => {
        const found = await engine.image(request.params.token, AbortSignal.timeout(60_000)).catch((thrown: unknown) => {
          const { code } = asHubError(thrown);
          request.log.warn({ code }, "A picture could not be had");
          void reply.code(statusOf(code));
          return undefined;
        });
        if (found === undefined) return reply.send("");
        if (found === null) throw new RequestRefused("request.not_found", "There is no such picture");
        const { mediaType, bytes } = found;
        return reply
          .headers({ "cache-control": "private, no-store", "x-robots-tag": "noindex", "content-disposition": "inline" })
          .type(isPicture(mediaType) ? mediaType : "application/octet-stream")
          .send(bytes);
      },
    );
  });
}
