// Fields for a quantity between two buttons. The box reads what stands in them; nothing is worked out here but one
// more or one less.

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-step]')
  if (!button) return
  const field = button.closest('[data-stepper]').querySelector('input')
  const { most } = field.dataset
  const { step } = button.dataset
  field.value = step === 'all' ? most : stepped(field.value, Number(step), most)
  field.dispatchEvent(new Event('change', { bubbles: true }))
})

function stepped(value, step, most) {
  const after = Math.max(0, (Number(value.replace(',', '.')) || 0) + step)
  if (most !== undefined && after > Number(most.replace(',', '.'))) return most
  const text = String(Math.round(after * 1000) / 1000)
  return value.includes(',') || most?.includes(',') ? text.replace('.', ',') : text
}

// A search that put its find on the list is ready for the next scan.
document.addEventListener('htmx:after:request', ({ detail: { ctx } }) => {
  const field = ctx.sourceElement.querySelector('[data-cleared]')
  if (!field || ctx.response.status >= 400) return
  field.value = ''
  field.focus()
})
