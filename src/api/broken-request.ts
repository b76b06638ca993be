import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { problemOf, problemType } from "./problem.ts";

/** Answers what is no HTTP request, before there is a request object: broken lines, and headers of more than 16 kB. */
export function answerBrokenRequest(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem =
    error.code === "HPE_HEADER_OVERFLOW"
      ? problemOf("request.header_too_large", "nl", "The header of the request is larger than 16 kB")
      : problemOf("request.invalid", "nl", "This is not an HTTP request that can be read");
  const body = JSON.stringify(problem);
  const head = `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ""}\r\nContent-Type: ${problemType}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n`;
  socket.end(head + body);
}
