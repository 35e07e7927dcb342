/**
 * Node's own clients. Imported as ES modules they would be asked for all that they export, and
 * `WebSocket` among it loads the whole of fetch, which takes as long as a request.
 */
export const http = process.getBuiltinModule("node:http");
export const https = process.getBuiltinModule("node:https");
