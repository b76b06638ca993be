import swagger from "@fastify/swagger";
import fastify from "fastify";
import { serializerCompiler } from "fastify-type-provider-zod";
import { endpoints } from "./endpoints.ts";
import { openapi, schemaOf } from "./openapi.ts";
import { givenCompiler } from "./validation.ts";

/** The OpenAPI document of all endpoints, without a database or a hub: what the dashboard's types are made from. */
export async function openapiDocument(): Promise<unknown> {
  const server = fastify({ routerOptions: { maxParamLength: 2000 } });
  server.setValidatorCompiler(givenCompiler);
  server.setSerializerCompiler(serializerCompiler);
  await server.register(swagger, openapi);
  await server.register(async (api) => {
    for (const endpoint of endpoints) {
      const handler = () => Promise.reject(new Error("This server only describes itself"));
      api.route({ method: endpoint.method, url: endpoint.path, schema: schemaOf(endpoint), handler });
    }
  });
  await server.ready();
  const document = server.swagger();
  await server.close();
  return document;
}
