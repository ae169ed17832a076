import type { Refusal } from '../../server/refusal.ts'
import type { TunnelServer } from '../../server/settings/read-settings.ts'
import type { ServerText } from '../../server/tunnel/read-server-form.ts'
import type { TunnelStatus } from '../../server/tunnel/read-status.ts'
import { backLink } from '../back.ts'
import { dayAndTime } from '../format.ts'
import { field, formKeys, postButton } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { refusalSentence } from '../refusal.ts'
import { savedNotice } from '../saved.ts'

export interface TunnelFacts {
  tunnels: TunnelStatus[]
  /** The owner's server as it is trusted, and the mark of its key. */
  server: TunnelServer | null
  known_as: string | null
  public_key: string | undefined
  /** What stands in the form. */
  typed: ServerText
  saved?: boolean
  refusal?: Refusal
  /** A server that was just asked who it is, and the mark of the key it showed. */
  met?: TunnelServer | undefined
  met_as?: string | undefined
}

/** The ways by which the owner looks in from afar, and the box's part in each. */
export function tunnelPage(page: Page, facts: TunnelFacts): Html {
  const w = page.words.tunnel
  return layout(page, {
    title: w.title,
    place: 'settings',
    content: html`<main id="content" class="page tunnel">
      ${backLink('/settings', page.words.settings.title)}
      <header><h1>${w.title}</h1><p class="hint">${w.text}</p></header>
      ${facts.saved && savedNotice(page)}
      ${facts.met ? keyQuestion(page, facts, facts.met) : tunnelState(page, facts)}
      <section class="card stack"><h2>${w.ssh.title}</h2><p>${w.ssh.text}</p>
        <ol class="tunnel-steps"><li>${keyStep(page, facts)}</li><li>${serverStep(page, facts)}</li><li>${addressStep(page, facts)}</li></ol>
        ${facts.server && html`<div class="head"><p class="hint">${w.ssh.remove_text}</p>${postButton(page, '/tunnel/removal', w.ssh.remove, 'danger')}</div>`}
      </section>
      <div class="beside">
        <section class="card stack"><h2>${w.wireguard.title}</h2><p>${w.wireguard.text}</p>
          ${command('sudo /opt/laci/scripts/tunnel/setup wireguard SERVER:51826 PUBLIC_KEY')}</section>
        <section class="card stack"><h2>${w.cloudflared.title}</h2><p>${w.cloudflared.text}</p>
          ${command('sudo /opt/laci/scripts/tunnel/setup cloudflared TUNNEL HOSTNAME CREDENTIALS')}</section>
      </div>
    </main>`
  })
}

/** How each tunnel that is set up fares; looked at again every few seconds. */
export function tunnelState(page: Page, { tunnels, server, known_as }: TunnelFacts): Html {
  const w = page.words.tunnel
  const shown = tunnels.filter(({ way, state }) => state !== 'off' || (way === 'ssh' && server !== null))
  return html`<section id="tunnel-state" class="stack" aria-live="polite" hx-get="/tunnel/state" hx-trigger="every 5s" hx-swap="outerMorph">${
    shown.length === 0
      ? html`<p class="hint">${w.none}</p>`
      : shown.map((tunnel) => stateNotice(page, tunnel, known_as))
  }</section>`
}

function stateNotice(page: Page, tunnel: TunnelStatus, known_as: string | null): Html {
  const w = page.words.tunnel
  const { way, state, why } = tunnel
  const look = state === 'waiting' || state === 'off' ? (why === 'other-key' ? 'refused' : 'waiting') : ''
  return html`<div class="notice ${look}">${icon(look ? 'warning' : 'check')}<div>
    <p><b>${w[way].title}</b>: ${stateSentence(page, tunnel)}</p>
    ${why && html`<p>${w.whys[why]}</p>`}
    ${why === 'other-key' && known_as && html`<p>${w.key_known} <code>${known_as}</code></p>`}
    ${state === 'off' && html`<p>${w.off_text}</p>${command('sudo /opt/laci/scripts/tunnel/setup ssh')}`}
  </div></div>`
}

/** In a few words, with the moment since when it is so. */
function stateSentence({ words, locale, zone }: Page, { state, since }: TunnelStatus): string {
  return words.tunnel.states[state](since === null ? '' : dayAndTime(since, locale, zone))
}

/** A server that is new, or another than it was, is not called before a person has compared its key. */
function keyQuestion(page: Page, { known_as, met_as }: TunnelFacts, met: TunnelServer): Html {
  const w = page.words.tunnel.question
  const [kind] = met.host_key.split(' ')
  const is_other = known_as !== null && known_as !== met_as
  return html`<section id="key-question" class="card stack ${is_other && 'tunnel-alarm'}">
    <h2>${is_other ? w.other_title : w.title}</h2>
    <p>${is_other ? w.other_text(met.host) : w.text(met.host)}</p>
    <dl class="facts"><div><dt>${w.shown(kind ?? '')}</dt><dd><code>${met_as}</code></dd></div>
      ${known_as && html`<div><dt>${w.known}</dt><dd><code>${known_as}</code></dd></div>`}</dl>
    <p class="hint">${w.compare}</p>
    ${command('for k in /etc/ssh/ssh_host_*_key.pub; do ssh-keygen -lf $k; done')}
    <form method="post" action="/tunnel/trust" hx-post="/tunnel/trust" hx-swap="none">${formKeys(page)}
      <input type="hidden" name="host" value="${met.host}"><input type="hidden" name="port" value="${met.port}">
      <input type="hidden" name="remote_port" value="${met.remote_port}"><input type="hidden" name="host_key" value="${met.host_key}">
      <div class="actions"><button class="${is_other ? 'danger' : 'primary'}">${is_other ? w.other_yes : w.yes}</button>
        <a class="button" href="/tunnel">${w.no}</a></div></form>
  </section>`
}

function keyStep(page: Page, { public_key }: TunnelFacts): Html {
  const w = page.words.tunnel.ssh
  if (public_key === undefined) {
    return html`<h3>${w.key_title}</h3><p>${w.key_text}</p>${postButton(page, '/tunnel/key', w.make_key, 'primary')}`
  }
  return html`<h3>${w.key_title}</h3><p>${w.key_there}</p>${command(public_key)}
    <details><summary>${w.new_key}</summary><p class="hint">${w.new_key_text}</p>${postButton(page, '/tunnel/key', w.make_new_key, 'danger')}</details>`
}

function serverStep(page: Page, { public_key, typed }: TunnelFacts): Html {
  const w = page.words.tunnel.ssh
  return html`<h3>${w.server_title}</h3><p>${w.server_text} <a href="/tunnel/server-setup" download>server-setup</a></p>
    ${public_key ? command(`sudo sh server-setup --port ${typed.remote_port} --key '${public_key}'`) : html`<p class="hint">${w.key_first}</p>`}`
}

function addressStep(page: Page, { typed, refusal, public_key }: TunnelFacts): Html {
  const w = page.words.tunnel.ssh
  return html`<form class="stack" method="post" action="/tunnel/look" hx-post="/tunnel/look" hx-target="#content" hx-select="#content"
    hx-swap="outerHTML show:top showTarget:body">${formKeys(page)}
    <h3>${w.address_title}</h3>
    ${refusal && html`<div class="notice refused" role="alert">${icon('warning')}<p>${refusalSentence(page, refusal)}</p></div>`}
    ${field(w.host, html`<input name="host" required maxlength="253" autocomplete="off" autocapitalize="off" spellcheck="false" value="${typed.host}">`, w.host_hint)}
    ${field(w.port, html`<input name="port" required inputmode="numeric" maxlength="5" autocomplete="off" value="${typed.port}">`)}
    ${field(w.remote_port, html`<input name="remote_port" required inputmode="numeric" maxlength="5" autocomplete="off" value="${typed.remote_port}">`, w.remote_port_hint)}
    <button class="primary" ${public_key === undefined && 'disabled'}>${w.look}</button></form>`
}

/** What is typed on a machine, whole and to be copied. */
function command(text: string): Html {
  return html`<pre class="command" tabindex="0"><code>${text}</code></pre>`
}
