import { once } from "node:events";
import { mkdir, rm } from "node:fs/promises";
import { createServer, type ServerHttp2Stream } from "node:http2";
import { dirname } from "node:path";
import { decode, type Message } from "./protobuf.ts";

/** What answers a call: the reply's bytes, or an Error whose message the caller gets. */
export type Handler = (request: Message) => Buffer | Promise<Buffer>;

const unimplemented = 12;
const internal = 13;

/**
 * Serves gRPC calls, one message each way, on a UNIX socket.
 *
 * @param handlers by path, `/package.Service/Method`
 * @see https://github.com/grpc/grpc/blob/v1.75.0/doc/PROTOCOL-HTTP2.md
 */
export async function serveGrpc(
  socket: string,
  handlers: Readonly<Record<string, Handler>>,
): Promise<void> {
  const server = createServer();
  server.on("stream", (stream: ServerHttp2Stream, headers) => {
    const chunks: Buffer[] = [];
    stream.on("error", () => {});
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", async () => {
      const handler = handlers[headers[":path"] ?? ""];
      if (!handler) return end(stream, unimplemented, `no ${headers[":path"]} here`);
      try {
        // A byte for compression and four for the length go before the message.
        end(stream, 0, "", await handler(decode(Buffer.concat(chunks).subarray(5))));
      } catch (error) {
        end(stream, internal, (error as Error).message);
      }
    });
  });
  await mkdir(dirname(socket), { recursive: true });
  await rm(socket, { force: true });
  server.listen(socket);
  await once(server, "listening");
  server.unref();
}

function end(stream: ServerHttp2Stream, status: number, message: string, reply?: Buffer): void {
  if (stream.destroyed) return;
  stream.respond({ ":status": 200, "content-type": "application/grpc" }, { waitForTrailers: true });
  stream.on("wantTrailers", () => {
    stream.sendTrailers({
      "grpc-status": String(status),
      "grpc-message": encodeURIComponent(message),
    });
  });
  if (reply) {
    const head = Buffer.alloc(5);
    head.writeUInt32BE(reply.length, 1);
    stream.write(Buffer.concat([head, reply]));
  }
  stream.end();
}
