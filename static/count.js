// The sum of what is counted, as it is typed: only a preview, the box counts again. What should be there is not known
// here.

document.addEventListener('input', ({ target }) => {
  const form = target.closest('[data-count]')
  if (form && target.matches('[data-worth]')) add(form)
})

function add(form) {
  let sum = 0
  for (const field of form.querySelectorAll('[data-worth]')) {
    const worth = Number(field.dataset.worth) * Number(field.value.replace(/\D/g, ''))
    field.parentElement.querySelector('[data-row]').textContent = worth > 0 ? write(worth) : ''
    sum += worth
  }
  form.querySelector('[data-count-sum]').textContent = `Rp ${write(sum)}`
}

function write(amount) {
  return amount.toLocaleString(`${document.documentElement.lang}-ID`)
}
