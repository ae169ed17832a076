/**
 * Has the name `Response` stand for nothing in this thread. The box asks nobody by `fetch`, but what compresses its pages
 * asks of each page whether it is a `Response`, and the first mention of the name has Node load its whole client for
 * `fetch` and WebSockets (to describe the name anew would be a mention too; to assign it is none). For the same reason
 * `node:http` comes by `values/node-http.ts`.
 */
export function doWithoutFetch(): void {
  globalThis.Response = class Response {} as typeof globalThis.Response
}
