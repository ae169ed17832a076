// Prints the page: what a browser's own menu does, for whoever has never opened it.
document.addEventListener('click', ({ target }) => {
  if (target instanceof Element && target.closest('[data-print]')) print()
})
