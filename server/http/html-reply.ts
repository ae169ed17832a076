import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Html } from '../../views/html.ts'

declare module 'fastify' {
  interface FastifyReply {
    /** Sends markup; only markup made by our own tag can be sent. */
    html(markup: Html): FastifyReply
    /** Sends a slip as a picture; like every page it is nobody else's, and never kept. */
    picture(svg: string): FastifyReply
    /** Sends the browser to another page: by redirection, or by htmx when it asked. */
    goTo(url: string, request: FastifyRequest): FastifyReply
  }
}

export function replyWithHtml(app: FastifyInstance): void {
  app.decorateReply('html', function (this: FastifyReply, markup: Html) {
    return this.header('cache-control', 'no-store').type('text/html; charset=utf-8').send(markup.text)
  })
  app.decorateReply('picture', function (this: FastifyReply, svg: string) {
    return this.header('cache-control', 'no-store').type('image/svg+xml').send(svg)
  })
  app.decorateReply('goTo', function (this: FastifyReply, url: string, request: FastifyRequest) {
    if (!request.headers['hx-request']) return this.redirect(url, 303)
    return this.code(200).header('hx-redirect', url).type('text/html; charset=utf-8').send('')
  })
}
