// Amounts are grouped as they are typed, and the change is shown before the money is taken. Only a preview: the box
// counts again.

document.addEventListener('input', (event) => {
  if (event.target.matches('[data-money]')) group(event.target)
})

document.addEventListener('htmx:after:swap', () => {
  const field = document.querySelector('[data-total] [data-money]')
  if (field) preview(field)
})

/** Writes the digits of a field in groups of three, as the page's language does. */
export function group(field) {
  const digits = field.value.replace(/\D/g, '').slice(0, 12)
  field.value = digits ? write(Number(digits)) : ''
  preview(field)
}

function preview(field) {
  const form = field.closest('[data-total]')
  const line = form?.querySelector('[data-preview]')
  if (!line) return
  const given = Number(field.value.replace(/\D/g, ''))
  const change = given - Number(form.dataset.total)
  const short = change < 0 && given > 0
  line.classList.toggle('short', short)
  line.querySelector('span').textContent = short ? line.dataset.short : line.dataset.change
  line.querySelector('output').textContent = given > 0 ? `Rp ${write(Math.abs(change))}` : '–'
}

function write(amount) {
  return amount.toLocaleString(`${document.documentElement.lang}-ID`)
}
