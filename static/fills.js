// A button that fills in some fields of its form, with what is usual there.

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-fills]')
  if (!button) return
  for (const [name, value] of Object.entries(JSON.parse(button.dataset.fills))) {
    button.form.elements[name].value = value
  }
})
