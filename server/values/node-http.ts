/**
 * Node's HTTP, by value, for whoever calls it by its name: `import`ing `node:http` reads all it exports, and with that
 * loads the whole client for `fetch` and WebSockets, which the box has no use for (4 MB of V8's memory, 10 and more in
 * all). Types may be imported as ever.
 */
export const { Agent, createServer, request } = process.getBuiltinModule('node:http')
