// Runs before anything is drawn, so that a pinned theme never flashes the other one.
;(() => {
  const pinned = localStorage.getItem('laci-theme')
  if (pinned === 'light' || pinned === 'dark') document.documentElement.dataset.theme = pinned
})()
