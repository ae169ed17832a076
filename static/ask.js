// Questions over the page: somebody's PIN, or whether one is sure. The focus comes back to where it was.

const place = () => document.getElementById('ask')
let focused
let from

// Before what is asked takes the focus for itself.
document.addEventListener('htmx:before:swap', () => {
  focused = document.activeElement
})

document.addEventListener('htmx:after:swap', () => {
  const asked = place()?.firstElementChild
  if (!asked || asked.matches('dialog')) return
  const dialog = document.createElement('dialog')
  dialog.setAttribute('aria-labelledby', asked.getAttribute('aria-labelledby') ?? '')
  dialog.addEventListener('close', () => {
    place().replaceChildren()
    if (from?.isConnected) from.focus()
    from = undefined
  })
  asked.before(dialog)
  dialog.append(asked)
  // A question that is put again was asked from where the first one was.
  from ??= focused
  dialog.showModal()
})

document.addEventListener('click', (event) => {
  const dialog = event.target.closest('[data-close]')?.closest('dialog')
  if (!dialog) return
  event.preventDefault()
  dialog.close()
})

// What was asked for is done, and the question is over; one that is put again has taken its place already.
document.addEventListener('htmx:finally:request', (event) => {
  const { ctx } = event.detail
  if (ctx.response?.status < 400 && ctx.sourceElement.closest('#ask'))
    place().querySelector('dialog')?.close()
})

// A PIN is typed on the keypad, a password on a keyboard.
document.addEventListener('change', (event) => {
  const { proof } = event.target.dataset ?? {}
  if (!proof) return
  const field = event.target.form.querySelector('[data-secret]')
  field.inputMode = proof === 'pin' ? 'none' : 'text'
  field.value = ''
  field.focus()
})
