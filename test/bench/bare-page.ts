import Fastify from 'fastify'

// The least that Fastify can do with a page of a size: no cookies, no rights, no database, no compression.
const [bytes = '5000'] = process.argv.slice(2)
const page = 'x'.repeat(Number(bytes))
const app = Fastify()
app.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(page))
const url = await app.listen({ host: '127.0.0.1', port: 0 })
process.stdout.write(`${url}\n`)
