// The menu closes when one looks elsewhere, or asks for something that opens beside it; the theme is pinned per device.

const menu = document.querySelector('[data-menu]')

document.addEventListener('click', (event) => {
  if (!menu?.open) return
  if (!menu.contains(event.target) || event.target.closest('[data-closes-menu]')) menu.open = false
})

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && menu?.open) {
    menu.open = false
    menu.querySelector('summary').focus()
  }
})

const choice = document.querySelector('[data-theme-choice]')
if (choice) {
  choice.value = localStorage.getItem('laci-theme') ?? 'auto'
  choice.addEventListener('change', () => {
    localStorage.setItem('laci-theme', choice.value)
    if (choice.value === 'auto') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = choice.value
  })
}
