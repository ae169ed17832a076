// Prints the page: what a browser's own menu does, for whoever has never opened it.
document.addEventListener('click', ({ target }) => {
  if (target instanceof Element && target.closest('[data-print]')) print()
})

// Copies a text that stands on the page, and says so; where a browser forbids it, the text is chosen for copying by hand.
document.addEventListener('click', async ({ target }) => {
  const button = target instanceof Element && target.closest('[data-copy]')
  if (!button) return
  const field = document.querySelector(button.dataset.copy)
  try {
    await navigator.clipboard.writeText(field.value)
    button.querySelector('span').textContent = button.dataset.copied
  } catch {
    field.closest('details')?.setAttribute('open', '')
    field.select()
  }
})
